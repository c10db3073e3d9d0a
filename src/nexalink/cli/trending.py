"""``nexalink trends`` and ``nexalink path``: is it getting better, and how far the shift has come."""

import math
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.queries import Owner
from nexalink.audits.trend_words import (
    NOT_CAUSED,
    added_words,
    alternative_words,
    decay_words,
    generic_words,
    helped_words,
    keeping_words,
    look_back_words,
    method_words,
    moved_words,
    record_words,
    verdict_words,
    what_if_words,
)
from nexalink.audits.trends import JSON, Trends, network_hours, trends, verdict
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import console, counted, plain_table
from nexalink.today.path import Step, path


def show_trends(*, json_file: Path | None) -> None:
    """Print the trends, or write them as JSON."""
    check_target(json_file)
    owner = ensure_sole_owner()
    found = trends(owner)
    if json_file:
        write_json(_document(owner, found), json_file)
        return
    if found.history is None:
        console.print("There is no audit with years yet. Make one with: nexalink audit")
        return
    _show(owner, found, found.history)


def _show(owner: Owner, found: Trends, history: JSON) -> None:
    years, looking, told = history["years"], history["what_if"], verdict(history)
    console.print(verdict_words(told, steady_years=history["steady_years"]), style="bold")
    if len(years) > 1:
        console.print(moved_words(years[-1], word=told.word))
        console.print(added_words(years[-2]))
    table = plain_table(
        "twelve months to", ">both ways", ">kept", ">first time", ">back", ">silent", ">deep", ">added"
    )
    for year in reversed(years):
        numbers = (year[name] for name in ("two_way", "kept", "new", "back", "silent", "deep", "added"))
        table.add_row(year["to"], *(f"{number:,}" for number in numbers))
    console.print(table)
    _tell("On the record", record_words(history))
    _tell("Five years on", (what_if_words(looking), *alternative_words(looking), look_back_words(looking)))
    helped = tuple(helped_words(one) for one in history["compounding"]["after"])
    _tell("What your help returned", (*helped, NOT_CAUSED))
    _tell("How ties last", decay_words(history["decay"]))
    _tell("What it costs", (_cost(owner, history), keeping_words(years), generic_words(history["costs"])))
    changed = (method_words(*pair) for pair in pairwise(found.audits))
    _tell(counted(len(found.audits), "audit"), tuple(said for said in changed if said))


def _tell(title: str, said: tuple[str, ...]) -> None:
    lines = [line for line in said if line]
    if lines:
        console.print(f"\n{title}", style="bold")
        for line in lines:
            console.print(f"  {line}")


def _cost(owner: Owner, history: JSON) -> str:
    _, found = network_hours(owner, history)
    if found.why:
        return f"Hours spent: not enough data, {found.why.phrase}."
    tiers = f"{found.for_tiers:,.0f} for the tiers, " if history["costs"]["tracked"] else ""
    return (
        f"{found.spent:,.0f} hours spent in the last year; a year needs {tiers}{found.for_genuine:,.0f} for all genuine "
        f"ties, {found.for_all:,.0f} for everybody ({found.a_touch:.0f} minutes a touch)."
    )


def _document(owner: Owner, found: Trends) -> dict[str, Any]:
    history = found.history
    told = verdict(history)
    value: dict[str, Any] = {
        "on": found.on,
        "verdict": asdict(told),
        "audits": [{"on": one.on, "version": one.version, **one.figures} for one in found.audits],
        "history": None,
        "hours": None,
    }
    if history is not None:
        minutes, spent = network_hours(owner, history)
        people = {part: [f"p{pk}" for pk in ids] for part, ids in history["people"].items()}
        value["history"] = {**history, "people": people}
        value["hours"] = {
            "minutes": asdict(minutes),
            **{name: None if math.isnan(number) else number for name, number in asdict(spent).items()},
            "why": spent.why.phrase,
        }
    return value


def show_path(*, on: date, json_file: Path | None) -> None:
    """Print the five steps, or write them as JSON."""
    check_target(json_file)
    owner = ensure_sole_owner()
    steps = path(owner, on=on)
    waiting = [step for step in steps if not step.done]
    if json_file:
        said = [{**asdict(step), "act": str(step.act)} for step in steps]
        write_json({"on": on, "next": waiting[0].number if waiting else None, "steps": said}, json_file)
        return
    done = f"{len(steps) - len(waiting)} of {len(steps)} steps are done."
    console.print(f"{done} Next: {waiting[0].next}" if waiting else "All five steps are done.", style="bold")
    for step in steps:
        _show_step(step)


def _show_step(step: Step) -> None:
    state = "done" if step.done else f"{100 * step.far:.0f} %"
    console.print(f"\n{step.number}. {step.title}: {state}", style="bold")
    for said in step.evidence:
        console.print(f"   {said}")
    if not step.done:
        console.print(f"   → {step.next}")
