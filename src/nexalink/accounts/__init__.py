"""Owners, their own handles, the journal of what was done, and writing in bulk for one owner."""
