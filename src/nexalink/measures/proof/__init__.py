"""Proof of the measures on logs of who wrote to whom and when: pure, from files to tables."""
