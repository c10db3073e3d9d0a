"""What can go wrong with playbooks."""

from nexalink.kernel.errors import NexaLinkError


class PlaybookMissing(NexaLinkError):
    """There is no such playbook, person in it, or step."""


class PlaybookClosed(NexaLinkError):
    """The playbook was closed; nothing is changed in it any more."""


class TooManyPeople(NexaLinkError):
    """A plan is for few people, one by one."""


class AlreadyInPlan(NexaLinkError):
    """The person is in the plan already, or what was to be done is done."""


class DraftTooAlike(NexaLinkError):
    """Two people would get nearly the same text."""


class AskTooEarly(NexaLinkError):
    """An ask before anything was given, or before there was contact."""


class PlanImpossible(NexaLinkError):
    """A kind, title, day or text that cannot be kept."""
