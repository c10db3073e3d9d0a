"""A text for one person, sent by the owner's own program: logged when sent, refused where others got the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from nexalink.accounts.models import Owner
from nexalink.interactions.errors import DraftTooAlike, WordsMissing
from nexalink.interactions.models import Direction, Interaction, Source
from nexalink.interactions.same_text import too_alike
from nexalink.kernel.dates import local_date, local_midday
from nexalink.people.queries import person_here

DAYS_COMPARED = 90
"""Texts of so many days are compared; an older one is forgotten on the other side as well."""
_MOST_COMPARED = 300


@dataclass(frozen=True, slots=True)
class SentAlready:
    """A text to somebody else that was nearly the same."""

    person: int
    name: str
    day: date


def sent_alike(owner: Owner, *, person: int, text: str, on: date) -> SentAlready | None:
    """Return the newest text of the last 90 days that nearly says ``text`` to somebody else, None where there is none.

    Compared are texts logged by hand (``same_text.ALIKE`` says from when on two are one), without greetings, numbers,
    and the names and companies of both: two queries.

    Raises:
        PersonMissing: there is no such person.
    """
    found = person_here(owner, person)
    since = local_midday(on - timedelta(days=DAYS_COMPARED), owner.zone)
    rows = (
        Interaction.objects.of(owner)
        .filter(source=Source.MANUAL, direction=Direction.OUT, at__gte=since)
        .exclude(person=person)
        .exclude(text="")
        .order_by("-at", "-id")
        .values_list("person_id", "person__name", "person__company", "text", "at")
    )
    for other, name, company, sent, at in rows[:_MOST_COMPARED]:
        if too_alike(text, sent, names=(found.name, found.company, name, company)):
            return SentAlready(other, name, local_date(at, owner.zone))
    return None


def refuse_alike(owner: Owner, *, person: int, text: str, on: date, personal: tuple[str, ...] = ()) -> None:
    """Refuse a text that somebody else got; ``personal`` are facts of this person that would make it theirs.

    Raises:
        WordsMissing: the text has no words.
        DraftTooAlike: another person got nearly the same in the last 90 days.
        PersonMissing: there is no such person.
    """
    if not text.strip():
        raise WordsMissing("A message needs words.", advice="Write some.")
    found = sent_alike(owner, person=person, text=text, on=on)
    if found is not None:
        hint = "; ".join(personal[:3]) or "what you last talked about, or what you know of their work"
        raise DraftTooAlike(
            f"{found.name} got nearly the same text on {found.day.day} {found.day:%B}.",
            advice=f"Write what is meant for this person only: {hint}.",
        )
