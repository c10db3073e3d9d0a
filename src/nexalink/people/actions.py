"""Change what the owner knows of a person by hand; it wins over every source."""

from collections.abc import Mapping
from datetime import date

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.formats.partial_dates import partial_date
from nexalink.kernel.natural_dates import partial_day
from nexalink.people.errors import BirthdayUnclear, NameImpossible, PersonMissing
from nexalink.people.models import Person
from nexalink.people.shown import newest_jobs, stated_birthdays

KNOWLEDGE = {
    "goals": "Goals",
    "challenges": "Challenges",
    "strengths": "Strengths",
    "facts": "Personal facts",
    "how_met": "How we met",
    "introduced_by": "Introduced by",
    "can_offer": "What I can offer",
    "could_offer_me": "What they could offer",
}
"""What the owner may know of a person: key → its words."""
SHOWN = {
    "name": "Name",
    "company": "Employer",
    "title": "Title",
    "place": "Place",
    "birthday": "Birthday",
    "industry": "Industry",
    "function": "Function",
    "stage": "Career stage",
}
"""What lists and measures show: key → its words; the owner's word wins over the sources'."""
LONGEST = {"name": 400, "company": 400, "title": 400, "place": 200, "birthday": 40, "industry": 60, "function": 60,
           "stage": 20}  # fmt: skip
LONGEST_TEXT = 20_000


def edit_knowledge(
    owner: Owner, *, person: int, values: Mapping[str, str], on: date | None = None, by: str, key: str = ""
) -> Deed:
    """Set what the owner knows of a person; an empty text forgets it, and what the sources state is shown again.

    Keys of ``KNOWLEDGE`` and ``SHOWN``; others are left alone. A value that a source states already is no word of the
    owner's own: it follows the source.

    Raises:
        NameImpossible: a name without letters, or a text that is too long.
        BirthdayUnclear: the birthday is no day, or lies after the day ``on``.
        PersonMissing: there is no such person.
    """
    wanted = _checked(values)
    if on is not None and wanted.get("birthday", "") > on.isoformat():
        raise BirthdayUnclear(
            f"A birthday on {wanted['birthday']} is still to come.", advice="Check the year."
        )
    with deed(owner, by=by, action="edit person", what="Person", key=key) as act:
        found = Person.objects.of(owner).select_for_update().filter(pk=person, trashed_at=None).first()
        if found is None:
            raise PersonMissing
        changed = {
            name: text
            for name, text in wanted.items()
            if text != (found.by_owner.get(name) or (getattr(found, name) if name in SHOWN else ""))
        }
        by_owner = {name: text for name, text in found.by_owner.items() if name not in changed}
        by_owner |= {name: text for name, text in changed.items() if text}
        shown = {name: text or _stated(owner, found, name) for name, text in changed.items() if name in SHOWN}
        if "name" in shown:
            shown["folded_name"] = fold_name(shown["name"])[:400]
        act.change(found, by_owner=by_owner, **shown)
        act.what = f"Edited what you know of {found.name}"
    return act


def clean_name(text: str) -> str:
    """Return a name fit to be kept.

    Raises:
        NameImpossible: it has no letters, or more than 400 characters.
    """
    name = " ".join(text.replace("\x00", "").split())
    if not any(letter.isalnum() for letter in name):
        raise NameImpossible("A person needs a name.", advice="Type one.")
    if len(name) > LONGEST["name"]:
        raise NameImpossible(f"A name has at most {LONGEST['name']:,} characters.", advice="Make it shorter.")
    return name


def _checked(values: Mapping[str, str]) -> dict[str, str]:
    wanted = {
        name: text.replace("\x00", "").strip()
        for name, text in values.items()
        if name in KNOWLEDGE or name in SHOWN
    }
    if "name" in wanted:
        wanted["name"] = clean_name(wanted["name"])
    for name, text in wanted.items():
        if len(text) > (most := LONGEST.get(name, LONGEST_TEXT)):
            words = KNOWLEDGE.get(name) or SHOWN[name]
            raise NameImpossible(f"{words} has at most {most:,} characters.", advice="Make it shorter.")
    if day := wanted.get("birthday"):
        wanted["birthday"] = partial_date(day, day_first=True) or partial_day(day)
        if not wanted["birthday"]:
            raise BirthdayUnclear(
                f"“{day}” is no birthday.", advice="Write it as 22 March 1980, or 22 March without a year."
            )
    return wanted


def _stated(owner: Owner, person: Person, name: str) -> str:
    """Return what the sources state where the owner forgets their own word; labels come again with the next audit."""
    if name in {"company", "title"}:
        return newest_jobs(owner, [person.pk]).get(person.pk, ("", ""))[name == "title"]
    if name == "birthday":
        return stated_birthdays(owner, [person.pk]).get(person.pk, "")
    return ""
