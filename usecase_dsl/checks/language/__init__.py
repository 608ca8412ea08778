"""What rules about prose go by: lists of words, sentences without the names in them, and what steps begin with."""
