"""What can go wrong with touches, value and promises."""

from nexalink.kernel.errors import NexaLinkError


class DayImpossible(NexaLinkError):
    """A touch lies in the past, after 1900 and after the person was born."""


class WordUnknown(NexaLinkError):
    """A kind, size or direction that is none of ours."""


class WordsMissing(NexaLinkError):
    """A promise or a message needs words, and not too many."""


class EntryMissing(NexaLinkError):
    """There is no such touch, entry or promise."""


class DraftTooAlike(NexaLinkError):
    """A text for one person is nearly what another one got already."""


class BeforeKnown(NexaLinkError):
    """A touch lies before anything that the sources know of the person; it is logged when the owner says so."""
