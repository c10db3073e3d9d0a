"""A short, kind check of whom the owner remembers."""
