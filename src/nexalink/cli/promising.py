"""``nexalink promises``, ``draft`` and ``touches``."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.keeping import tell
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.interactions.actions import close_commitment, log_draft_sent, reopen_commitment
from nexalink.interactions.generic import generic_touches, used_kinds
from nexalink.interactions.queries import closed_commitments, kept_promises, open_commitments
from nexalink.today.drafting import draft_for

_BY = "command line"


def promises(
    *,
    on: date,
    kept: int | None,
    broken: int | None,
    again: int | None,
    everything: bool,
    json_file: Path | None,
) -> None:
    """Show what was promised, or close one promise or open it again."""
    check_target(json_file)
    owner = ensure_sole_owner()
    chosen = [number for number in (kept, broken, again) if number is not None]
    if len(chosen) > 1:
        raise WrongUsage("Say one of --kept, --broken and --reopen.")
    if again is not None:
        tell(reopen_commitment(owner, commitment=again, by=_BY), json_file)
        return
    if chosen:
        tell(close_commitment(owner, commitment=chosen[0], kept=kept is not None, on=on, by=_BY), json_file)
        return
    rows = open_commitments(owner, on=on)
    if everything:
        rows += closed_commitments(owner, on=on)
    mine, theirs = kept_promises(owner, on=on)
    if json_file:
        write_json(
            {"promises": [asdict(row) for row in rows], "you": asdict(mine), "they": asdict(theirs)},
            json_file,
        )
        return
    if not rows:
        console.print("No promise stands on either side.")
        return
    table = plain_table(">number", "who", "promised", "with", "due", "state")
    for row in rows:
        due = row.due_on.isoformat() if row.due_on else ""
        table.add_row(
            str(row.number), "you" if row.by_owner else "they", row.what, short(row.name), due, row.state
        )
    console.print(table)
    console.print("Close one with: nexalink promises --kept NUMBER")


def draft(name: str, *, on: date, sent: str, kind: str, day: date, json_file: Path | None) -> None:
    """Show a draft made from what is known, or log the text that was sent."""
    check_target(json_file)
    owner = ensure_sole_owner()
    person = find_person(owner, name)
    found = draft_for(owner, person=person, on=on)
    if sent:
        act = log_draft_sent(
            owner, person=person, text=sent, day=day, on=on, by=_BY, kind=kind, personal=found.personal
        )
        tell(act, json_file)
        return
    if json_file:
        write_json(asdict(found), json_file)
        return
    console.print(f"To: {found.name} {found.address}".rstrip())
    console.print(f"Subject: {found.subject}\n\n{found.text}\n")
    for reason in found.reasons:
        console.print(f"{'*' if reason.chosen else '-'} {reason.known}")
    console.print('When you sent it: nexalink draft NAME --sent "the text"')


def touches(*, on: date, json_file: Path | None) -> None:
    """Show how the owner keeps in touch, and which texts could have gone to anybody."""
    check_target(json_file)
    owner = ensure_sole_owner()
    found, kinds = generic_touches(owner, on=on), used_kinds(owner, on=on)
    if json_file:
        write_json({"generic": asdict(found), "kinds": [asdict(one) for one in kinds]}, json_file)
        return
    if found.share is None:
        console.print("Not enough data: no text that you wrote in the last year is known.")
    else:
        console.print(
            f"Of {counted(found.written, 'text')} since {found.since}, {found.greetings} only greeted and "
            f"{found.repeated} said the same to several people: {100 * found.share:.0f} % could have gone to anybody."
        )
    table = plain_table("what", "how deep", ">times")
    for one in kinds:
        table.add_row(one.kind, one.depth or "not said", str(one.times))
    if kinds:
        console.print(table)
