"""What can go wrong at the gate."""

from nexalink.kernel.errors import NexaLinkError


class RequestMissing(NexaLinkError):
    """There is no such request."""


class AnswersMissing(NexaLinkError):
    """A verdict needs the four answers."""


class RequestEmpty(NexaLinkError):
    """A request needs a name."""


class NotJudged(NexaLinkError):
    """Only a judged request can be reconsidered."""
