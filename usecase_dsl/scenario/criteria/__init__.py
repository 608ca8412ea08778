"""What a set of scenarios has to show, and the smallest set that does."""
