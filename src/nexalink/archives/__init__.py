"""Inputs: identify, read, match, decide, record, and undo them whole."""
