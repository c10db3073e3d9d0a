"""One module a room: precompute what a page shows, then render it."""
