"""What lists show of a person where the owner set nothing: the newest job and the birthday that the sources state."""

from collections.abc import Collection
from datetime import date

from nexalink.accounts.models import Owner
from nexalink.formats.partial_dates import partial_date
from nexalink.people.models import Fact, Position


def newest_jobs(owner: Owner, people: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return person → (company, title) as stated last; LinkedIn's word before an address book's: one query."""
    newest: dict[int, tuple[tuple[bool, date, int], str, str]] = {}
    positions = Position.objects.of(owner).filter(person_id__in=people)
    for pk, person, source, seen_on, company, title, finished in positions.values_list(
        "id", "person_id", "source", "seen_on", "company", "title", "finished"
    ):
        order = (source == "linkedin" and not finished, seen_on, pk)
        if person not in newest or order > newest[person][0]:
            newest[person] = (order, company, title)
    return {person: (company, title) for person, (_, company, title) in newest.items()}


def stated_birthdays(owner: Owner, people: Collection[int]) -> dict[int, str]:
    """Return person → birthday (``YYYY-MM-DD`` or ``--MM-DD``), one with a year before one without: one query."""
    facts = Fact.objects.of(owner).filter(kind="birthday", person_id__in=people).order_by("-value")
    found: dict[int, str] = {}
    for person, value in facts.values_list("person_id", "value"):
        if day := partial_date(value):
            held = found.get(person, "")
            if not held or (held.startswith("--") and not day.startswith("--")):
                found[person] = day
    return found
