"""Manual test sheets: a row a step, columns that people fill in, and files that stay theirs from run to run."""
