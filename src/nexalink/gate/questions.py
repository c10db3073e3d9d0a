"""The four questions of the gate, and what they propose."""

from collections.abc import Mapping

QUESTIONS = {
    "reason": "Do I have a genuine reason to connect with this person?",
    "value": "Can I imagine giving them something of value?",
    "comfortable": "Would I feel comfortable reaching out in six months?",
    "diversity": "Does this connection make my network more diverse?",
}
"""The article's criteria for a connection: key → the question."""
ENOUGH = 2
"""With fewer yes the article says: reconsider."""
REPLY = (
    "Thank you for your request, {name}. I keep my network small, so that I can be of use to the people in it, and would "
    "like to know you a little before we connect. What made you think of me?"
)


def yes_count(answers: Mapping[str, bool]) -> int:
    """Return how many of the four questions were answered with yes."""
    return sum(bool(answers.get(question)) for question in QUESTIONS)


def proposes_accepting(answers: Mapping[str, bool]) -> bool:
    """Return what the answers propose: with two yes or more to accept, with fewer to decline; the owner decides.

    >>> proposes_accepting({"reason": True, "value": True}), proposes_accepting({"diversity": True})
    (True, False)
    """
    return yes_count(answers) >= ENOUGH


def polite_reply(name: str) -> str:
    """Return a text for declining, to be edited and sent by the owner; nothing is ever sent from here.

    >>> polite_reply("Nora New")[:40]
    'Thank you for your request, Nora. I keep'
    """
    return REPLY.format(name=name.split(maxsplit=1)[0] if name.split() else "and hello")
