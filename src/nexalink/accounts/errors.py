"""What can go wrong with acts and their journal."""

from nexalink.kernel.errors import NexaLinkError


class AlreadyDone(NexaLinkError):
    """The same act was sent twice; it took effect once. ``entry`` is the id of its journal line."""

    def __init__(self, entry: int) -> None:
        """Name the line of the act that stands."""
        super().__init__("That was done already; it counts once.", advice="Reload the page to see it.")
        self.entry = entry


class LineMissing(NexaLinkError):
    """There is no such line in the journal."""


class LineUndone(NexaLinkError):
    """The line was taken back before."""


class NotUndoable(NexaLinkError):
    """The line changed nothing that could be taken back."""


class ChangedSince(NexaLinkError):
    """What the act left was changed by a later act."""
