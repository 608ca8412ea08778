"""The sequence diagram of a use case, or of one of its scenarios: what it shows, where that stands, how it is drawn."""
