"""The level and include map: all use cases of a project in bands by goal level, and how they build on each other."""
