"""``nexalink log``, ``tier``, ``value``, ``promise`` and ``note``."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.audits.capacity import capacity
from nexalink.audits.queries import tier_suggestions
from nexalink.cli.acts import told
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.showing import console, plain_table, short
from nexalink.interactions.actions import log_touch, record_exchange
from nexalink.interactions.actions import promise as keep_promise
from nexalink.interactions.balance import ledger
from nexalink.interactions.errors import BeforeKnown
from nexalink.kernel.natural_dates import read_day
from nexalink.ties.actions import LONGEST_CADENCE, assign_tier, assign_tiers, set_cadence, write_note
from nexalink.ties.board import tier_board
from nexalink.ties.errors import CadenceImpossible
from nexalink.today.touch_line import read_touch_line

_BY = "command line"
_TIERS = {"1": 1, "2": 2, "3": 3, "none": None}
_SHOWN = 40
_LOWERED = 8


def log(line: str, *, on: date, kind: str, day: str, text: str, anyway: bool, json_file: Path | None) -> None:
    """Log the touch that a line tells of; options win over what the line says."""
    check_target(json_file)
    owner = ensure_sole_owner()
    found = read_touch_line(line, on=on)
    if not day:
        found.check_day()
    try:
        act = log_touch(
            owner, person=find_person(owner, found.name or line), day=day_told(day, on) if day else found.day, on=on,
            by=_BY, kind=kind or found.kind, subject=found.about, text=text, anyway=anyway,
        )  # fmt: skip
    except BeforeKnown as fault:
        raise BeforeKnown(fault.what, advice="If that is right, add --anyway.") from None
    tell(act, json_file)


def tier(
    name: str,
    chosen: str,
    *,
    on: date,
    cadence: int | None,
    accept_all: bool,
    suggest: bool,
    json_file: Path | None,
) -> None:
    """Put somebody into a tier, show or accept what the audit proposes, or show the board."""
    check_target(json_file)
    owner = ensure_sole_owner()
    if suggest:
        _show_suggested(owner, most=None, json_file=json_file)
        return
    if accept_all:
        wanted = {one.person: one.tier for one in tier_suggestions(owner)}
        if not wanted:
            raise WrongUsage("The latest audit proposes nothing. Run: nexalink audit")
        tell(assign_tiers(owner, tiers=wanted, on=on, by=_BY), json_file)
        return
    if not name and (chosen or cadence is not None):
        raise WrongUsage("Say whom: nexalink tier NAME TIER.")
    if not name:
        _show_board(on, json_file)
        return
    person = find_person(owner, name)
    _check_cadence(cadence)  # before the tier is set
    if chosen:
        if chosen not in _TIERS:
            raise WrongUsage(f"There are tiers 1, 2, 3 and none, not {chosen!r}.")
        act = assign_tier(owner, people=[person], tier=_TIERS[chosen], on=on, by=_BY)
        if cadence is None:
            tell(act, json_file)
            return
    if cadence is None:
        raise WrongUsage("Say which tier, 1, 2, 3 or none, or --cadence DAYS.")
    tell(set_cadence(owner, person=person, days=cadence, on=on, by=_BY), json_file)


def _check_cadence(days: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_CADENCE:
        raise CadenceImpossible(
            f"A cadence of {days} days is not possible.", advice=f"Choose from 1 to {LONGEST_CADENCE:,} days."
        )


def _show_board(on: date, json_file: Path | None) -> None:
    owner = ensure_sole_owner()
    board, load = tier_board(owner), capacity(owner, on=on)
    if json_file:
        write_json(
            {
                "tiers": [asdict(column) for column in board.columns],
                "suggestions": [asdict(one) for one in tier_suggestions(owner)],
                "touches_a_month": load.made,
                "capacity": asdict(load),
            },
            json_file,
        )
        return
    for column in board.columns:
        meant = f"{column.least}–{column.most}" if column.most else f"{column.least} and more"
        console.print(
            f"Tier {column.tier}: {column.size} people (meant for {meant}), {column.asks:.1f} touches a month."
        )
    if load.made is not None:
        console.print(f"You make about {load.made:g} touches a month; the tiers ask for {load.asked:.1f}.")
    for one in load.lower[:_LOWERED]:
        to = f"tier {one.to}" if one.to else "no tier"
        console.print(f"  lower {one.name} from tier {one.tier} to {to}: {'; '.join(one.because)}")
    _show_suggested(owner, most=_SHOWN, json_file=None)


def _show_suggested(owner: Owner, *, most: int | None, json_file: Path | None) -> None:
    suggested = tier_suggestions(owner)
    if json_file:
        write_json([asdict(one) for one in suggested], json_file)
        return
    if not suggested:
        if most is None:
            console.print("The latest audit proposes nothing.")
        return
    table = plain_table("who", ">tier", ">now", "why")
    for one in suggested[:most]:
        table.add_row(short(one.name), str(one.tier), str(one.now or "–"), "; ".join(one.because))
    console.print("The audit proposes:")
    console.print(table)
    console.print("Accept all with: nexalink tier --accept-all; one with: nexalink tier NAME TIER")


def value(
    name: str,
    *,
    on: date,
    given: str,
    received: str,
    size: str,
    day: str,
    note: str,
    asked: bool | None,
    json_file: Path | None,
) -> None:
    """Write down value given or received, or show the ledger."""
    check_target(json_file)
    owner = ensure_sole_owner()
    if not name:
        found = ledger(owner, on=on)
        if json_file:
            write_json(
                {"entries": found.entries, "years": found.years, "ties": [asdict(t) for t in found.ties]},
                json_file,
            )
            return
        table = plain_table("who", ">given", ">received", ">entries", "balance")
        for tie in found.ties[:_SHOWN]:
            table.add_row(short(tie.name), f"{tie.given:g}", f"{tie.received:g}", str(tie.entries), tie.words)
        console.print(table if found.ties else "Nothing is written down yet.")
        return
    if bool(given) == bool(received):
        raise WrongUsage("Say either --given KIND or --received KIND.")
    act = record_exchange(
        owner, person=find_person(owner, name), direction="given" if given else "received", kind=given or received,
        size=size, day=day_told(day, on), on=on, by=_BY, asked=asked, note=note,
    )  # fmt: skip
    tell(act, json_file)


def promise(name: str, what: str, *, on: date, due: str, by_them: bool, json_file: Path | None) -> None:
    """Keep a promise of either side."""
    check_target(json_file)
    owner = ensure_sole_owner()
    day = day_told(due, on) if due else None
    person = find_person(owner, name)
    tell(
        keep_promise(owner, person=person, what=what, on=on, by=_BY, by_owner=not by_them, due=day), json_file
    )


def note(name: str, text: str, *, json_file: Path | None) -> None:
    """Write a dated note."""
    check_target(json_file)
    owner = ensure_sole_owner()
    at = int(datetime.now(UTC).timestamp())
    tell(write_note(owner, person=find_person(owner, name), text=text, at=at, by=_BY), json_file)


def tell(act: Deed, json_file: Path | None) -> None:
    """Say what was done and how to take it back."""
    told(act, json_file)


def day_told(text: str, on: date) -> date:
    """Return the day that was typed, seen from day ``on``.

    Raises:
        WrongUsage: the text names no day.
    """
    day = read_day(text, on=on)
    if day is None:
        raise WrongUsage(f"{text!r} is no day; write it as yesterday, 3 days ago, 12 Nov or 2026-11-12.")
    return day
