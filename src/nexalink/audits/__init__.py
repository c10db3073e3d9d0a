"""The truth at one date: rows to arrays, arrays to readings and findings."""
