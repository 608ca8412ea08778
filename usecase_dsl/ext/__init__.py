"""What other tools load: plugins."""
