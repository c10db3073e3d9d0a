"""``nexalink today``: who needs the owner, and doing, putting off or skipping a line."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.acts import in_words
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import console, plain_table, short
from nexalink.ties.queries import has_anybody
from nexalink.today.actions import finish, put_off
from nexalink.today.actions import skip as skip_nudge
from nexalink.today.queries import todays_list

_BY = "command line"


def today(
    *, on: date, done: str | None, later: str | None, days: int, skip: str | None, json_file: Path | None
) -> None:
    """Print today's list, or do what an option asks with one line first."""
    check_target(json_file)
    owner = ensure_sole_owner()
    acts = []
    if done:
        acts.append(finish(owner, nudge=done, on=on, by=_BY))
    if later:
        acts.append(put_off(owner, nudge=later, days=days, on=on, by=_BY))
    if skip:
        acts.append(skip_nudge(owner, nudge=skip, on=on, by=_BY))
    found = todays_list(owner, on=on)
    if json_file:
        lines = [{"line": nudge.key, **asdict(nudge), "person": _id(nudge.person)} for nudge in found.nudges]
        acted = [{"undo": act.entry, "what": act.what} for act in acts]
        write_json({"on": on.isoformat(), "done": acted, "total": found.total, "nudges": lines}, json_file)
        return
    for act in acts:
        console.print(in_words(act))
    if not found.nudges:
        console.print(
            "Nothing is due. Your network is in good order today."
            if has_anybody(owner)
            else "Nobody is in your network yet. Bring it in: nexalink import FILE"
        )
        return
    table = plain_table("line", "who", "why now", "last time about")
    for nudge in found.nudges:
        table.add_row(nudge.key, short(nudge.name), nudge.why, short(nudge.about, longest=40))
    console.print(table)
    console.print(
        f"{len(found.nudges)} of {found.total}. Done: nexalink today --done LINE; later: --later LINE."
    )


def _id(person: int | None) -> str | None:
    return None if person is None else f"p{person}"
