"""Write notes and reminders about people."""

import re
from datetime import date
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.models import Person
from nexalink.ties.actions.chosen import named, ties_of, words_of
from nexalink.ties.errors import NoteMissing
from nexalink.ties.models import Mention, Note, Reminder

LONGEST_NOTE = 100_000
_MENTION = re.compile(r"(?<![\w.])@(?:\[([^\]\n]{1,200})\]|(\w[\w'’-]*(?: \w[\w'’-]*){0,2}))")
"""@[Full Name], or @ and up to three words; an address such as ana@example.com names nobody."""


def write_note(owner: Owner, *, person: int, text: str, at: int, by: str, key: str = "") -> Deed:
    """Add a dated note in Markdown; people named with @Name or @[Full Name] have it on their timeline too.

    Raises:
        TextMissing: the note has no words, or more than 100,000 characters.
        PersonMissing: there is no such person.
    """
    words = words_of(text, "A note", most=LONGEST_NOTE)
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


def edit_note(owner: Owner, *, note: int, text: str, by: str, key: str = "") -> Deed:
    """Write a note of the owner's own anew; it keeps its day, and stands with those whom it names now.

    Raises:
        NoteMissing: there is no such note, or a source brought it.
        TextMissing: the note has no words, or more than 100,000 characters.
    """
    words = words_of(text, "A note", most=LONGEST_NOTE)
    with deed(owner, by=by, action="edit note", what="Note", key=key) as act:
        found = _own_note(owner, note)
        named_now = set(_mentioned(owner, words)) - {found.person_id}
        for mention in Mention.objects.of(owner).filter(note=found):
            if mention.person_id in named_now:
                named_now.discard(mention.person_id)
            else:
                act.remove(mention)
        act.change(found, text=words)
        for person in sorted(named_now):
            act.add(Mention(owner=owner, note=found, person_id=person))
        act.what = f"Changed a note on {found.person.name or '(no name)'}: {words[:60]}"
    return act


def remove_note(owner: Owner, *, note: int, by: str, key: str = "") -> Deed:
    """Remove one note of the owner's own.

    Raises:
        NoteMissing: there is no such note, or a source brought it.
    """
    with deed(owner, by=by, action="remove note", what="Note", key=key) as act:
        found = _own_note(owner, note)
        for mention in Mention.objects.of(owner).filter(note=found):
            act.remove(mention)
        act.what = f"Removed a note on {found.person.name or '(no name)'}"
        act.remove(found)
    return act


def _own_note(owner: Owner, note: int) -> Note:
    found = Note.objects.of(owner).filter(pk=note, source="manual").select_related("person").first()
    if found is None:
        raise NoteMissing("That note is not there, or it came from an import.", advice="Reload the page.")
    return found


def add_reminder(
    owner: Owner, *, person: int, text: str, day: date, yearly: bool = False, by: str, key: str = ""
) -> Deed:
    """Remind the owner of something about a person on a day, once or every year.

    Raises:
        TextMissing: there are no words, or too many.
        PersonMissing: there is no such person.
    """
    words = words_of(text, "A reminder", most=500)
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
        found = _reminder(owner, reminder)
        act.change(found, done_on=on)
        act.what = f"Done: {found.text[:80]} ({found.person.name})"
    return act


def remove_reminder(owner: Owner, *, reminder: int, by: str, key: str = "") -> Deed:
    """Remove a reminder for good, a yearly one too.

    Raises:
        NoteMissing: there is no such reminder.
    """
    with deed(owner, by=by, action="remove reminder", what="Reminder", key=key) as act:
        found = _reminder(owner, reminder)
        act.what = f"Removed the reminder “{found.text[:80]}” ({found.person.name})"
        act.remove(found)
    return act


def _reminder(owner: Owner, reminder: int) -> Reminder:
    found = Reminder.objects.of(owner).filter(pk=reminder).select_related("person").first()
    if found is None:
        raise NoteMissing("That reminder is not there any more.", advice="Reload the page.")
    return found


def _mentioned(owner: Owner, text: str) -> list[int]:
    """Return the people whose name stands behind an @ and is the only one that fits: the longest words that fit."""
    found: set[int] = set()
    for match in _MENTION.finditer(text):
        words = (match[2] or "").split(" ")
        names = [match[1]] if match[1] else [" ".join(words[:size]) for size in range(len(words), 0, -1)]
        fits = next((one for name in names if (one := _only_one_named(owner, name)) is not None), None)
        if fits is not None:
            found.add(fits)
    return sorted(found)


def _only_one_named(owner: Owner, name: str) -> int | None:
    """Return the only person of this full name, else the only one whose name begins with it."""
    folded = fold_name(name)
    if not folded:
        return None
    people = Person.objects.of(owner).filter(trashed_at=None)
    for fitting in (people.filter(folded_name=folded), people.filter(folded_name__startswith=f"{folded} ")):
        if found := list(fitting.values_list("id", flat=True)[:2]):
            return found[0] if len(found) == 1 else None
    return None
