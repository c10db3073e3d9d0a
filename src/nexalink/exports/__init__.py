"""Everything out, and in again: the complete export and its restoration."""
