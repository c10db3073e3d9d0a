"""What can go wrong with plans."""

from nexalink.kernel.errors import NexaLinkError


class PlanMissing(NexaLinkError):
    """There is no such plan, person in it, or step."""


class PlanUnknown(NexaLinkError):
    """There are four kinds of plans."""


class TooMany(NexaLinkError):
    """A plan is for few people."""


class NotEarned(NexaLinkError):
    """An ask that comes before anything was given."""


class PlanClosed(NexaLinkError):
    """The plan was closed."""
