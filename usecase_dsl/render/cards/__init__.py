"""Customer use cases as cards, one page each: what a card says, and the card as HTML, PDF and PNG."""
