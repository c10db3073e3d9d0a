"""NexaLink: a relationship manager that puts quality before quantity."""

__version__ = "0.1.0"
