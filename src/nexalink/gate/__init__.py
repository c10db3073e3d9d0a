"""Who wants in: connection requests and their outcome."""
