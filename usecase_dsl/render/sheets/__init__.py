"""Sales sheets of customer use cases: what to bring to a call, as HTML and as Markdown."""
