"""Generic touches: mass greetings and one text for many, told from the texts that stand, of which nothing more is kept."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from django.db.models import Count

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Direction, Interaction, Kind, Touch
from nexalink.interactions.same_text import bare, is_greeting
from nexalink.kernel.dates import local_midday
from nexalink.kernel.texts import one_line

MANY = 3
"""A text that reached so many people is one text for many."""
FEWEST_WORDS = 6
"""A shorter text that comes again is how people speak, such as "That works for me"."""
YEAR = 365
_NEWEST = 20_000
"""Texts that are looked at: the newest, so that a page has an end."""
_SHOWN = 5
_OPENING = 90


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A text that went to several people: how it begins (as the newest of them has it) and how many people got it."""

    opening: str
    people: int
    times: int


@dataclass(frozen=True, slots=True)
class GenericTouches:
    """How many of the texts the owner wrote since ``since`` were generic.

    ``written`` counts messages and mails of the owner's whose text is known, ``greetings`` those that only greet or wish,
    ``repeated`` the others whose words went to ``MANY`` people or more; ``share`` is both of ``written``, None without any.
    """

    since: date
    written: int
    greetings: int
    repeated: int
    share: float | None
    texts: tuple[RepeatedText, ...]


@dataclass(frozen=True, slots=True)
class UsedKind:
    """How often one kind of touch was used, the owner's or of both sides; ``depth`` 0 where nobody said."""

    kind: str
    depth: str
    times: int


def generic_touches(owner: Owner, *, on: date, days: int = YEAR) -> GenericTouches:
    """Return the share of generic texts among those the owner wrote in the ``days`` up to ``on``: one query.

    Texts are compared by the hash of their words without greeting, name and numbers; nothing is stored.
    """
    since = on - timedelta(days=days)
    rows = (
        Interaction.objects.of(owner)
        .filter(
            direction=Direction.OUT, kind__in=(Kind.MESSAGE, Kind.MAIL), at__gte=local_midday(since, owner.zone),
            at__lt=local_midday(on + timedelta(days=1), owner.zone),
        )
        .exclude(text="")
        .order_by("-at")
        .values_list("person_id", "person__name", "text")[:_NEWEST]
    )  # fmt: skip
    written = greetings = 0
    people: dict[bytes, set[int]] = defaultdict(set)
    times: dict[bytes, int] = defaultdict(int)
    openings: dict[bytes, str] = {}
    for person, name, text in rows:
        written += 1
        if is_greeting(text, name=name):
            greetings += 1
            continue
        words = bare(text, (name,))
        if words.count(" ") + 1 < FEWEST_WORDS:
            continue
        digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        people[digest].add(person)
        times[digest] += 1
        openings.setdefault(digest, one_line(text, longest=_OPENING))
    many = sorted(
        (digest for digest, who in people.items() if len(who) >= MANY),
        key=lambda one: (-len(people[one]), openings[one]),
    )
    repeated = sum(times[digest] for digest in many)
    return GenericTouches(
        since, written, greetings, repeated, (greetings + repeated) / written if written else None,
        tuple(RepeatedText(openings[one], len(people[one]), times[one]) for one in many[:_SHOWN]),
    )  # fmt: skip


def used_kinds(owner: Owner, *, on: date, days: int = YEAR) -> tuple[UsedKind, ...]:
    """Return what the owner's own and mutual touches of the ``days`` up to ``on`` were, most used first: one query."""
    rows = (
        Interaction.objects.of(owner)
        .filter(
            direction__in=(Direction.OUT, Direction.MUTUAL), at__gte=local_midday(on - timedelta(days=days), owner.zone),
            at__lt=local_midday(on + timedelta(days=1), owner.zone),
        )
        .exclude(kind__in=(Kind.GROUP, Kind.LIST))
        .values_list("kind", "touch")
        .annotate(times=Count("id"))
        .order_by("-times", "kind", "touch")
    )  # fmt: skip
    return tuple(
        UsedKind(Kind(kind).label, Touch(touch).label if touch else "", times) for kind, touch, times in rows
    )
