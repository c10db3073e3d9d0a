"""Rows among LinkedIn's messages that no person sent to the owner: advertising, closed accounts, spam, drafts."""

from random import Random
from typing import NamedTuple

from nexalink.samples.cast import Cast
from nexalink.samples.companies import ascii_slug
from nexalink.samples.drawing import by_day, stream
from nexalink.samples.eras import Era
from nexalink.samples.relations import Times

_ADVERTISERS = ("Grow with Kestrelby", "Pellbrook Academy Team", "Rowan from Oakhaven Ads")
_MARKED = '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%, one seat is left.</p>'
_AMOUNTS = (("sponsored", 2.0), ("deleted_member", 1.0), ("robot", 0.2), ("spam", 0.3), ("draft", 0.2))
"""How many rows of each kind there are, in hundredths of the messages, halved."""
_SHARE = 0.02


class Noise(NamedTuple):
    """A row among the messages that is none between two people, and why it is left out.

    ``draft_to`` is the number of the person to whom the owner began to write, −1 for all but drafts.
    """

    reason: str
    sender: str
    sender_slug: str
    out: bool
    to: str
    at: int
    title: str
    text: str
    folder: str = "INBOX"
    draft_to: int = -1


def plan_noise(cast: Cast, times: Times, era: Era, *, messages: int) -> list[Noise]:
    """Return the rows that no person wrote to the owner, or that never arrived, for so many true messages."""
    rng = stream(cast.seed, "noise")
    count = max(1, round(messages * _SHARE))
    rows = []
    for reason, more in _AMOUNTS:
        if (reason == "draft" and not era.drafts) or (reason == "spam" and not era.senders):
            continue  # not marked in this era
        for _ in range(max(1, round(count * more))):
            at = by_day(rng, times.begin + int(rng.random() * (times.end - times.begin)))
            rows.append(_MAKERS[reason](cast, at, era, rng))
    return rows


def _sponsored(cast: Cast, at: int, era: Era, rng: Random) -> Noise:
    text = "A seat is left." if era.senders and rng.random() < 0.4 else _MARKED
    return Noise(
        "sponsored", rng.choice(_ADVERTISERS), "", out=False, to=cast.owner.name, at=at, title="Sponsored Conversation",
        text=text,
    )  # fmt: skip


def _deleted(cast: Cast, at: int, _era: Era, rng: Random) -> Noise:
    """Return a message from or to an account that is gone."""
    sides = (cast.owner.name, "LinkedIn Member")
    out = rng.random() < 0.3
    sender, to = sides if out else reversed(sides)
    slug = cast.owner.slug if out else ""
    return Noise("deleted_member", sender, slug, out=out, to=to, at=at, title="", text="It was good to talk.")


def _robot(cast: Cast, at: int, _era: Era, _rng: Random) -> Noise:
    return Noise(
        "robot",
        "LinkedIn",
        "",
        out=False,
        to=cast.owner.name,
        at=at,
        title="",
        text="Your weekly summary is ready.",
    )


def _spam(cast: Cast, at: int, _era: Era, rng: Random) -> Noise:
    name = cast.namer.new().full
    slug = f"{ascii_slug(name) or 'member'}-{rng.randrange(16**6):06x}"
    return Noise(
        "spam",
        name,
        slug,
        out=False,
        to=cast.owner.name,
        at=at,
        title="",
        text="You have won.",
        folder="SPAM",
    )


def _draft(cast: Cast, at: int, _era: Era, rng: Random) -> Noise:
    """Return the beginning of a message to somebody who was connected by then."""
    connections = cast.of("connection")
    person = rng.choice([person for person in connections if person.connected_at < at] or connections)
    return Noise(
        "draft", cast.owner.name, cast.owner.slug, out=True, to=person.listed_name, at=at, title="",
        text=f"Hi {person.given}, I wanted to", draft_to=person.number,
    )  # fmt: skip


_MAKERS = {
    "sponsored": _sponsored,
    "deleted_member": _deleted,
    "robot": _robot,
    "spam": _spam,
    "draft": _draft,
}
