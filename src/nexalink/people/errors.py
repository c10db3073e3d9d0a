"""Faults about people."""

from nexalink.kernel.errors import NexaLinkError


class PersonMissing(NexaLinkError):
    """There is no such person in this network."""

    def __init__(
        self, what: str = "That person is not in your network.", *, advice: str = "Search for the name."
    ) -> None:
        """Keep the two sentences: what every room says, unless it knows more."""
        super().__init__(what, advice=advice)


class PersonRemoved(PersonMissing):
    """The person was removed and waits in the trash."""


class MergeMissing(NexaLinkError):
    """There is no such merge, or it was taken back before."""


class SamePerson(NexaLinkError):
    """A person cannot be merged with themself."""


class NameImpossible(NexaLinkError):
    """A name without letters, or a text that is too long."""


class BirthdayUnclear(NexaLinkError):
    """What was typed is no birthday."""


class PersonKnown(NexaLinkError):
    """Somebody in the network holds that address already."""


class AddressUnclear(NexaLinkError):
    """What was typed is no e-mail address, phone number or profile."""
