"""``nexalink gate``: who wants in, and the verdict."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.queries import Owner
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.keeping import tell
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.gate.actions import add_request, judge_request, reconsider_request
from nexalink.gate.queries import gate as ask_gate
from nexalink.gate.queries import waiting_request
from nexalink.gate.questions import QUESTIONS, polite_reply, proposes_accepting, yes_count

_BY = "command line"


def gate(
    number: int | None,
    *,
    on: date,
    yes: str,
    accept: bool,
    decline: bool,
    add: str,
    typed: dict[str, str],
    reconsider: bool,
    json_file: Path | None,
) -> None:
    """List who waits, write a request down, judge one, or put one back."""
    check_target(json_file)
    owner = ensure_sole_owner()
    if add:
        tell(add_request(owner, name=add, on=on, by=_BY, **typed), json_file)
    elif number is None:
        _show(owner, json_file)
    elif reconsider:
        tell(reconsider_request(owner, request=number, by=_BY), json_file)
    else:
        _judge(owner, number, _answers(yes), accept=accept, decline=decline, on=on, json_file=json_file)


def _show(owner: Owner, json_file: Path | None) -> None:
    found = ask_gate(owner)
    if json_file:
        write_json(asdict(found), json_file)
        return
    table = plain_table(">number", "who", "works as", "more diverse?")
    for one in found.waiting:
        table.add_row(str(one.request), short(one.name), short(one.works), one.because)
    console.print(table if found.waiting else "Nobody waits at the gate.")
    if found.total > len(found.waiting):
        console.print(f"{len(found.waiting)} of {found.total}, the newest.")
    for name, sentence in QUESTIONS.items():
        console.print(f"  {name}: {sentence}")
    console.print("Judge one with: nexalink gate NUMBER --yes reason,value --accept (or --decline)")
    for row in found.evidence:
        asked = "without the questions" if row.yes is None else f"with {row.yes} yes"
        console.print(f"  {asked}: {row.accepted} of {row.judged} accepted, {row.real} real ties now")


def _answers(yes: str) -> dict[str, bool]:
    wanted = {word.strip() for word in yes.split(",") if word.strip()}
    if unknown := wanted - set(QUESTIONS):
        raise WrongUsage(
            f"There is no question {', '.join(sorted(unknown))}; there are {', '.join(QUESTIONS)}."
        )
    return {name: name in wanted for name in QUESTIONS}


def _judge(
    owner: Owner,
    number: int,
    answers: dict[str, bool],
    *,
    accept: bool,
    decline: bool,
    on: date,
    json_file: Path | None,
) -> None:
    if accept == decline:
        raise WrongUsage("Say either --accept or --decline.")
    asked = waiting_request(owner, request=number)
    reply = polite_reply(asked.name) if asked is not None and decline else ""
    act = judge_request(owner, request=number, answers=answers, accept=accept, on=on, by=_BY, reply=reply)
    if not json_file and accept != proposes_accepting(answers):
        proposal = "to decline" if accept else "to accept"
        console.print(
            f"{counted(yes_count(answers), 'yes', 'yes')} of four: the questions propose {proposal}."
        )
    tell(act, json_file)
    if reply and not json_file:
        console.print(f"A text to copy: {reply}")
