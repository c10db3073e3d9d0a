"""Write notes and reminders about people."""

from datetime import date, timedelta
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.people.models import Person
from nexalink.ties.actions.chosen import named, ties_of, words_of
from nexalink.ties.errors import NoteMissing, ReminderImpossible
from nexalink.ties.mentions import MENTION, readings
from nexalink.ties.models import Mention, Note, Reminder

LONGEST_NOTE = 100_000
_OLDEST = date(1900, 1, 1)
_LATEST = timedelta(days=50 * 366)


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
    owner: Owner,
    *,
    person: int,
    text: str,
    day: date,
    yearly: bool = False,
    on: date | None = None,
    by: str,
    key: str = "",
) -> Deed:
    """Remind the owner of something about a person on a day, once or every year.

    Seen from day ``on``, where it is given, the day of a reminder that comes once is not past.

    Raises:
        ReminderImpossible: the day is before 1900, past, or more than fifty years from ``on``.
        TextMissing: there are no words, or too many.
        PersonMissing: there is no such person.
    """
    words = words_of(text, "A reminder", most=500)
    if day < _OLDEST or (on is not None and day > on + _LATEST):
        raise ReminderImpossible(f"A reminder on {day} is not possible.", advice="Check the year.")
    if on is not None and day < on and not yearly:
        raise ReminderImpossible(
            f"{day} is past.", advice="A reminder needs a day to come, or let it come every year."
        )
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
    for match in MENTION.finditer(text):
        fits = next(
            (one for name in readings(match) if (one := _only_one_named(owner, name)) is not None), None
        )
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
