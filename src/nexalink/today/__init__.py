"""The day's nudges, each with its reason."""
