"""A text language for use cases: parsed, checked, drawn, published and turned into tests."""

__version__ = "0.1.0"
