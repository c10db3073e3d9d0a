"""``nexalink intro``: introductions with the consent of both sides."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.acts import BY, told
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.showing import console, plain_table
from nexalink.introductions import actions
from nexalink.introductions.paths import paths_to
from nexalink.introductions.queries import introductions
from nexalink.introductions.suggesting import introductions_to_make

_ANSWERS = {"yes": True, "no": False}


def show(*, on: date, json_file: Path | None) -> None:
    """Print the introductions there are."""
    check_target(json_file)
    found = introductions(ensure_sole_owner(), on=on)
    if json_file:
        write_json({"introductions": [plain(asdict(one)) for one in found]}, json_file)
        return
    if not found:
        console.print("No introduction yet. See who should know each other: nexalink intro suggest")
        return
    table = plain_table(">number", "first", "second", "state", "next")
    for one in found:
        table.add_row(str(one.number), one.first.name, one.second.name, one.state, one.next)
    console.print(table)


def propose(first: str, second: str, *, why: str, on: date, json_file: Path | None) -> None:
    """Note that two people should know each other; warn where vouching is a risk."""
    check_target(json_file)
    owner = ensure_sole_owner()
    one, other = find_person(owner, first), find_person(owner, second)
    act = actions.propose(owner, first=one, second=other, why=why, on=on, by=BY)
    made = next(
        found
        for found in introductions(owner, on=on)
        if {one, other} == {found.first.person, found.second.person}
    )
    warnings = {side.name: list(side.warnings) for side in made.sides if side.warnings}
    told(act, json_file, number=made.number, warnings=warnings)
    if not json_file:
        console.print(f"Its number is {made.number}. {made.next}")
        for name, reasons in warnings.items():
            for reason in reasons:
                console.print(f"Before you vouch for {name}: {reason}")


def asked(number: int, side: str, *, on: date, json_file: Path | None) -> None:
    """Note that a side was asked."""
    check_target(json_file)
    told(actions.ask(ensure_sole_owner(), introduction=number, side=side, on=on, by=BY), json_file)


def answer(number: int, side: str, said: str, *, on: date, json_file: Path | None) -> None:
    """Note a side's yes or no."""
    if said not in _ANSWERS:
        raise WrongUsage(f"An answer is yes or no, not {said!r}.")
    check_target(json_file)
    owner = ensure_sole_owner()
    act = actions.answer(owner, introduction=number, side=side, agreed=_ANSWERS[said], on=on, by=BY)
    told(act, json_file)


def make(number: int, *, on: date, json_file: Path | None) -> None:
    """Note that the two were introduced."""
    check_target(json_file)
    told(actions.make(ensure_sole_owner(), introduction=number, on=on, by=BY), json_file)


def outcome(number: int, side: str, result: str, *, note: str, on: date, json_file: Path | None) -> None:
    """Note how a side received the introduction."""
    check_target(json_file)
    act = actions.record_outcome(
        ensure_sole_owner(), introduction=number, side=side, outcome=result, note=note, on=on, by=BY
    )
    told(act, json_file)


def drop(number: int, *, on: date, json_file: Path | None) -> None:
    """Give an introduction up."""
    check_target(json_file)
    told(actions.drop(ensure_sole_owner(), introduction=number, on=on, by=BY), json_file)


def who(name: str, *, json_file: Path | None) -> None:
    """Print who could introduce the owner."""
    check_target(json_file)
    found = paths_to(ensure_sole_owner(), name)
    if json_file:
        write_json(plain(asdict(found)), json_file)
        return
    if found.kind == "several":
        names = "; ".join(", ".join(filter(None, (named, works))) for _, named, works in found.candidates)
        console.print(
            f"{len(found.candidates)} people fit {name}: {names}. Give an address or the whole name."
        )
        return
    if found.direct:
        console.print(found.direct)
    elif not found.paths:
        console.print(f"Nobody in your network is known to know {name}.")
    for number, path in enumerate(found.paths, start=1):
        console.print(f"{number}. {path.name}" + (f", {path.works}" if path.works else ""))
        for reason in path.reasons:
            console.print(f"   {reason}")


def suggest(*, json_file: Path | None) -> None:
    """Print whom the owner should introduce."""
    check_target(json_file)
    found = introductions_to_make(ensure_sole_owner())
    if json_file:
        write_json(plain(asdict(found)), json_file)
        return
    if not found.pairs:
        console.print(
            "No two people fit each other by what you noted. Note goals and strengths of those you know well."
        )
    for pair in found.pairs:
        console.print(f"{pair.seeker_name} and {pair.giver_name}")
        for reason in (*pair.reasons, *pair.warnings):
            console.print(f"   {reason}")


def plain(value: Any) -> Any:
    """Return a value with its days as texts."""
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value
