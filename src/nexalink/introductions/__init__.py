"""Bringing two people together, with the consent of both."""
