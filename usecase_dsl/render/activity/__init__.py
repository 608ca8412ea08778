"""The activity diagram of a use case: what it shows, where that stands, and how it is drawn."""
