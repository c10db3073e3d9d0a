"""Faults of bringing archives in."""

from collections.abc import Sequence

from nexalink.kernel.errors import NexaLinkError


class OwnerUnknown(NexaLinkError):
    """Whose archive it is cannot be told, so directions cannot either. ``candidates`` are handles that may be."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, float]]) -> None:
        """Word the question for archive ``name`` and its candidates (handle, share of the archive)."""
        self.candidates = tuple(candidates)
        seen = ", ".join(
            f"{handle.removeprefix('mailto:')} ({share:.0%})" for handle, share in candidates[:3]
        )
        super().__init__(
            f"{name} does not tell which address or profile is yours"
            + (f"; seen most: {seen}." if seen else "; no address stands out in it."),
            advice="Say it with --me, for example --me you@example.com; it can be given more than once.",
        )


class ArchiveEmpty(NexaLinkError):
    """Nothing in the input could be read."""


class ArchiveMissing(NexaLinkError):
    """There is no such import."""


class AlreadyUndone(NexaLinkError):
    """The import or the answer was taken back before."""


class AlreadyAnswered(NexaLinkError):
    """The question was answered before."""
