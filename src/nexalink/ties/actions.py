"""Change ties: tier and cadence, tags, notes, reminders, the owner's own judgement."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.errors import PersonMissing
from nexalink.people.models import Person
from nexalink.ties.due import refresh_due
from nexalink.ties.errors import CadenceImpossible, NoteMissing, TextMissing, TierUnknown
from nexalink.ties.models import Mention, Note, Reminder, SavedFilter, Tag, Tagging, Tie

LONGEST_CADENCE = 3_650
QUESTIONS = {
    "would_recommend": "I would recommend this person professionally",
    "would_recommend_me": "They would recommend me",
    "comfortable": "I feel comfortable reaching out",
}
"""The owner's own judgement of a tie: key → the sentence that is answered."""
_LONGEST_NOTE = 100_000
_MENTION = re.compile(r"@\[([^\]\n]{1,200})\]|@(\w[\w'’-]*(?: \w[\w'’-]*)?)")


def ties_of(owner: Owner, people: Sequence[int]) -> list[Tie]:
    """Return the ties of ``people`` for a change, all or none.

    Raises:
        PersonMissing: one of them is not in the owner's network.
    """
    ties = list(
        Tie.objects.of(owner)
        .select_for_update(of=("self",))
        .filter(person__in=people)
        .select_related("person")
    )
    if len(ties) != len(set(people)) or not ties:
        raise PersonMissing("That person is not in your network.", advice="Search for the name.")
    return sorted(ties, key=lambda tie: tie.person_id)


def named(ties: Sequence[Tie]) -> str:
    """Say whom an act is about: the name of one, or how many."""
    return ties[0].person.name or "(no name)" if len(ties) == 1 else f"{len(ties)} people"


def assign_tier(
    owner: Owner, *, people: Sequence[int], tier: int | None, on: date, by: str, key: str = ""
) -> Deed:
    """Put people into tier 1, 2 or 3, or take them out of all (None): then nothing reminds of them any more.

    Raises:
        TierUnknown: the tier is none of these.
        PersonMissing: one of them is not in the owner's network.
    """
    return assign_tiers(owner, tiers=dict.fromkeys(people, tier), on=on, by=by, key=key)


def assign_tiers(owner: Owner, *, tiers: Mapping[int, int | None], on: date, by: str, key: str = "") -> Deed:
    """Put each person into a tier of their own, in one act that can be taken back whole.

    Raises:
        TierUnknown: a tier is not 1, 2, 3 or None.
        PersonMissing: one of them is not in the owner's network.
    """
    if any(tier not in (None, 1, 2, 3) for tier in tiers.values()):
        raise TierUnknown("There are three tiers: 1, 2 and 3, or none.", advice="Choose one of them.")
    with deed(owner, by=by, action="assign tier", what="Tier", key=key) as act:
        ties = ties_of(owner, list(tiers))
        for tie in ties:
            tier = tiers[tie.person_id]
            since = on if tier is not None and tier != tie.tier else tie.tier_since if tier else None
            cadence = tie.cadence_days if tier else None
            act.change(
                tie,
                tier=tier,
                tracked=tier is not None,
                tier_since=since,
                cadence_days=cadence,
                faded_on=None,
            )
        wanted = set(tiers.values())
        where = (
            "no tier" if wanted == {None} else f"tier {wanted.pop()}" if len(wanted) == 1 else "their tiers"
        )
        act.what = f"{named(ties)}: {where}"
        refresh_due(owner, list(tiers))
    return act


def set_cadence(owner: Owner, *, person: int, days: int | None, on: date, by: str, key: str = "") -> Deed:
    """Set the days between touches of one tie, or leave it to its tier (None); an untracked tie becomes tier 3.

    Raises:
        CadenceImpossible: less than a day or more than ten years.
        PersonMissing: there is no such person.
    """
    if days is not None and not 1 <= days <= LONGEST_CADENCE:
        raise CadenceImpossible(
            f"A cadence of {days} days is not possible.", advice=f"Choose from 1 to {LONGEST_CADENCE} days."
        )
    with deed(owner, by=by, action="set cadence", what="Cadence", key=key) as act:
        (tie,) = ties_of(owner, [person])
        tier = tie.tier or 3
        act.change(tie, cadence_days=days, tier=tier, tracked=True, tier_since=tie.tier_since or on)
        how = f"every {days} days" if days else "as often as the tier says"
        act.what = f"{named([tie])}: {how}"
        refresh_due(owner, [person])
    return act


def let_fade(owner: Owner, *, person: int, on: date, by: str, key: str = "") -> Deed:
    """Stop keeping up with a person; everything known stays.

    Raises:
        PersonMissing: there is no such person.
    """
    with deed(owner, by=by, action="let fade", what="Let fade", key=key) as act:
        (tie,) = ties_of(owner, [person])
        act.change(tie, tier=None, tracked=False, tier_since=None, cadence_days=None, faded_on=on)
        act.what = f"Let {named([tie])} fade"
        refresh_due(owner, [person])
    return act


def judge_tie(
    owner: Owner, *, person: int, question: str, answer: bool | None, on: date, by: str, key: str = ""
) -> Deed:
    """Keep the owner's own judgement of a tie with its day; None forgets it.

    Raises:
        NoteMissing: there is no such question.
        PersonMissing: there is no such person.
    """
    if question not in QUESTIONS:
        raise NoteMissing("There is no such question.", advice="Reload the page.")
    with deed(owner, by=by, action="judge tie", what="Judgement", key=key) as act:
        (tie,) = ties_of(owner, [person])
        judgements = {name: kept for name, kept in tie.judgements.items() if name != question}
        if answer is not None:
            judgements[question] = {"answer": answer, "on": on.isoformat()}
        act.change(tie, judgements=judgements)
        said = "no answer" if answer is None else "yes" if answer else "no"
        act.what = f"{named([tie])}: “{QUESTIONS[question]}” – {said}"
    return act


def add_tag(owner: Owner, *, people: Sequence[int], tag: str, by: str, key: str = "") -> Deed:
    """Put a label on people; the label is made where it is new.

    Raises:
        TextMissing: the label has no words, or too many.
        PersonMissing: one of them is not in the owner's network.
    """
    name = _words(tag, "A tag", most=100)
    with deed(owner, by=by, action="add tag", what="Tag", key=key) as act:
        ties = ties_of(owner, people)
        label = Tag.objects.of(owner).filter(name=name).first() or act.add(Tag(owner=owner, name=name))
        held = set(
            Tagging.objects.of(owner).filter(tag=label, person__in=people).values_list("person_id", flat=True)
        )
        for tie in ties:
            if tie.person_id not in held:
                act.add(Tagging(owner=owner, tag=label, person=tie.person))
        act.what = f"Tagged {named(ties)} “{name}”"
    return act


def remove_tag(owner: Owner, *, people: Sequence[int], tag: str, by: str, key: str = "") -> Deed:
    """Take a label off people.

    Raises:
        NoteMissing: none of them has it.
    """
    with deed(owner, by=by, action="remove tag", what="Tag", key=key) as act:
        ties = ties_of(owner, people)
        found = list(Tagging.objects.of(owner).filter(tag__name=tag, person__in=people))
        if not found:
            raise NoteMissing(f"“{tag}” is not on {named(ties)}.", advice="Reload the page.")
        for tagging in found:
            act.remove(tagging)
        act.what = f"Took “{tag}” off {named(ties)}"
    return act


def write_note(owner: Owner, *, person: int, text: str, at: int, by: str, key: str = "") -> Deed:
    """Add a dated note in Markdown; people named with @Name or @[Full Name] have it on their timeline too.

    Raises:
        TextMissing: the note has no words, or more than 100,000 characters.
        PersonMissing: there is no such person.
    """
    words = _words(text, "A note", most=_LONGEST_NOTE)
    with deed(owner, by=by, action="write note", what="Note", key=key) as act:
        (tie,) = ties_of(owner, [person])
        note = act.add(
            Note(owner=owner, person=tie.person, at=at, text=words, source="manual", source_key=uuid4().hex)
        )
        for mentioned in _mentioned(owner, words):
            if mentioned != person:
                act.add(Mention(owner=owner, note=note, person_id=mentioned))
        act.what = f"Noted on {named([tie])}: {words[:60]}"
    return act


def remove_note(owner: Owner, *, note: int, by: str, key: str = "") -> Deed:
    """Remove one note of the owner's own.

    Raises:
        NoteMissing: there is no such note.
    """
    with deed(owner, by=by, action="remove note", what="Note", key=key) as act:
        found = Note.objects.of(owner).filter(pk=note).select_related("person").first()
        if found is None:
            raise NoteMissing("That note is not there any more.", advice="Reload the page.")
        for mention in found.mentions.all():
            act.remove(mention)
        act.what = f"Removed a note on {found.person.name}"
        act.remove(found)
    return act


def add_reminder(
    owner: Owner, *, person: int, text: str, day: date, yearly: bool = False, by: str, key: str = ""
) -> Deed:
    """Remind the owner of something about a person on a day, once or every year.

    Raises:
        TextMissing: there are no words, or too many.
        PersonMissing: there is no such person.
    """
    words = _words(text, "A reminder", most=500)
    with deed(owner, by=by, action="add reminder", what="Reminder", key=key) as act:
        (tie,) = ties_of(owner, [person])
        act.add(Reminder(owner=owner, person=tie.person, on=day, text=words, yearly=yearly))
        act.what = f"Reminder on {day} for {named([tie])}: {words[:60]}"
    return act


def finish_reminder(owner: Owner, *, reminder: int, on: date, by: str, key: str = "") -> Deed:
    """Tick a reminder; a yearly one comes again the year after.

    Raises:
        NoteMissing: there is no such reminder.
    """
    with deed(owner, by=by, action="finish reminder", what="Reminder", key=key) as act:
        found = Reminder.objects.of(owner).filter(pk=reminder).select_related("person").first()
        if found is None:
            raise NoteMissing("That reminder is not there any more.", advice="Reload the page.")
        act.change(found, done_on=on)
        act.what = f"Done: {found.text[:80]} ({found.person.name})"
    return act


def save_filter(owner: Owner, *, name: str, query: str, by: str, key: str = "") -> Deed:
    """Keep a view of the people list under a name; the same name is written over.

    Raises:
        TextMissing: the name has no words.
    """
    words = _words(name, "A filter's name", most=100)
    with deed(owner, by=by, action="save filter", what=f"Saved the filter “{words}”", key=key) as act:
        found = SavedFilter.objects.of(owner).filter(name=words).first()
        if found is None:
            act.add(SavedFilter(owner=owner, name=words, query=query[:1000]))
        else:
            act.change(found, query=query[:1000])
    return act


def _words(text: str, what: str, *, most: int) -> str:
    words = text.replace("\x00", "").strip()
    if not words:
        raise TextMissing(f"{what} needs words.", advice="Type some.")
    if len(words) > most:
        raise TextMissing(f"{what} has at most {most:,} characters.", advice="Make it shorter.")
    return words


def _mentioned(owner: Owner, text: str) -> list[int]:
    """Return the people whose name stands behind an @ and is the only one that fits."""
    found: set[int] = set()
    for match in _MENTION.finditer(text):
        for name in filter(None, (match[1], match[2], (match[2] or "").split(" ")[0])):
            folded = fold_name(name)
            fits = list(
                Person.objects.of(owner).filter(folded_name=folded).values_list("id", flat=True)[:2]
                or Person.objects.of(owner)
                .filter(folded_name__startswith=f"{folded} ")
                .values_list("id", flat=True)[:2]
            )
            if len(fits) == 1:
                found.add(fits[0])
                break
    return sorted(found)
