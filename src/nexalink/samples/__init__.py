"""A seeded sample network: one invented owner, invented people, in the four kinds of file NexaLink reads."""

from nexalink.samples.sample import SampleFiles, write_sample

__all__ = ["SampleFiles", "write_sample"]
