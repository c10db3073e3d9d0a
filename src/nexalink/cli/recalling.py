"""``nexalink recall``: ten names a week."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.cli.acts import in_words
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.pairs import numbered_word
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.recall.actions import answer_recall
from nexalink.recall.queries import RESULTS, Asked, Known, what_is_known
from nexalink.recall.queries import Recall as Check
from nexalink.recall.queries import recall as ask_recall

_BY = "command line"
_KEYS = {"k": "known", "p": "partly", "u": "unknown", "s": "skipped", "": "skipped"}


def recall(*, on: date, answers: list[str], show: int | None, json_file: Path | None) -> None:
    """Answer for numbered people, show what is known of one, ask at a terminal, or list the week's names."""
    check_target(json_file)
    owner = ensure_sole_owner()
    wanted = [numbered_word(text, option="--answer") for text in answers]
    acts = _answer(owner, wanted, on=on)
    found = ask_recall(owner, on=on)
    known = what_is_known(owner, person=_numbered(found, show).person) if show is not None else None
    if json_file:
        _write(found, acts, known, json_file)
        return
    for act in acts:
        console.print(in_words(act))
    if known is not None:
        _tell(known)
    elif not wanted and found.next and sys.stdin.isatty() and sys.stdout.isatty():
        _ask_all(owner, on=on)
        found = ask_recall(owner, on=on)
    _show(found)


def _answer(owner: Owner, wanted: list[tuple[int, str]], *, on: date) -> list[Deed]:
    if not wanted:
        return []
    found = ask_recall(owner, on=on)
    people = [(_numbered(found, number), result) for number, result in wanted]
    for _, result in people:
        if result not in RESULTS:
            raise WrongUsage(f"There is no result {result!r}; there are {', '.join(RESULTS)}.")
    return [answer_recall(owner, person=one.person, result=result, on=on, by=_BY) for one, result in people]


def _numbered(found: Check, number: int) -> Asked:
    if not 1 <= number <= len(found.people):
        raise WrongUsage(f"There is no number {number} among this week’s {len(found.people)}.")
    return found.people[number - 1]


def _ask_all(owner: Owner, *, on: date) -> None:
    """Ask about one name after the other until the week is done; an empty line skips."""
    console.print(
        "Who is this, how do you know them, one detail? Think, then press Enter to look. Ctrl-C stops."
    )
    while (found := ask_recall(owner, on=on)).next is not None and found.revealed is not None:
        console.input(f"\n{found.next.name} ")
        _tell(found.revealed)
        said = console.input("Known, partly, unknown or skip? [k/p/u/s] ").strip().lower()[:1]
        answer_recall(owner, person=found.next.person, result=_KEYS.get(said, "skipped"), on=on, by=_BY)


def _tell(known: Known) -> None:
    for title, lines in (("Who", known.who), ("How", known.how), ("Details", known.details)):
        console.print(f"  {title}: {'; '.join(lines) or 'nothing is known yet'}")


def _show(found: Check) -> None:
    if not found.people:
        console.print("There is nobody to ask about yet: the check is about people you are connected with.")
        return
    table = plain_table(">number", "who is this?", "")
    for number, one in enumerate(found.people, start=1):
        table.add_row(str(number), short(one.name), RESULTS[one.result] if one.result else "")
    console.print(table)
    if found.next:
        console.print("Look with: nexalink recall --show NUMBER; then: nexalink recall --answer NUMBER=known")
    if found.result.asked:
        asked = counted(found.result.asked, "person", "people")
        console.print(f"Within a year you knew {found.result.known} of {asked} asked about.")


def _write(found: Check, acts: list[Deed], known: Known | None, json_file: Path) -> None:
    people = [
        {"number": number, "person": f"p{one.person}", "name": one.name, "result": one.result}
        for number, one in enumerate(found.people, start=1)
    ]
    value = {
        "week": found.week.isoformat(),
        "done": [{"undo": act.entry, "what": act.what} for act in acts],
        "people": people,
        "known": None if known is None else asdict(known),
        "result": asdict(found.result),
    }
    write_json(value, json_file)
