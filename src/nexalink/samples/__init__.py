"""Sample networks: files of an invented owner's working life, the same for the same seed, with the truth about them."""

from nexalink.samples.truth import SampleTruth
from nexalink.samples.writing import SampleFiles, write_linkedin, write_newer_export, write_sample

__all__ = ["SampleFiles", "SampleTruth", "write_linkedin", "write_newer_export", "write_sample"]
