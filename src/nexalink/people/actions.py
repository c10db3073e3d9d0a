"""Change what the owner knows of a person by hand; it wins over every source."""

from collections.abc import Mapping

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.errors import NameImpossible, PersonMissing
from nexalink.people.models import Person

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
SHOWN = ("name", "company", "title", "place", "birthday", "industry", "function", "stage")
"""What lists and measures show; the owner's word wins over the sources'."""
_LONGEST = {"name": 400, "company": 400, "title": 400, "place": 200, "birthday": 10, "industry": 60, "function": 60,
            "stage": 20}  # fmt: skip
_LONGEST_TEXT = 20_000


def edit_knowledge(owner: Owner, *, person: int, values: Mapping[str, str], by: str, key: str = "") -> Deed:
    """Set what the owner knows of a person; an empty text forgets it. Unknown keys are left alone.

    Raises:
        NameImpossible: a name without letters, or a text that is too long.
        PersonMissing: there is no such person.
    """
    wanted = {
        name: text.replace("\x00", "").strip()
        for name, text in values.items()
        if name in {*KNOWLEDGE, *SHOWN}
    }
    if "name" in wanted and not wanted["name"]:
        raise NameImpossible("A person needs a name.", advice="Type one.")
    for name, text in wanted.items():
        if len(text) > (most := _LONGEST.get(name, _LONGEST_TEXT)):
            raise NameImpossible(
                f"{KNOWLEDGE.get(name, name.capitalize())} has at most {most:,} characters.",
                advice="Make it shorter.",
            )
    with deed(owner, by=by, action="edit person", what="Person", key=key) as act:
        found = Person.objects.of(owner).select_for_update().filter(pk=person).first()
        if found is None:
            raise PersonMissing("That person is not in your network.", advice="Search for the name.")
        by_owner = {name: text for name, text in found.by_owner.items() if name not in wanted}
        by_owner |= {name: text for name, text in wanted.items() if text}
        shown = {name: wanted[name] for name in SHOWN if wanted.get(name)}
        if "name" in shown:
            shown["folded_name"] = fold_name(shown["name"])[:400]
        act.change(found, by_owner=by_owner, **shown)
        act.what = f"Edited what you know of {found.name}"
    return act
