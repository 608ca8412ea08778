"""Where the parts of a use-case diagram stand: columns, rows, and the lines between them."""
