"""``nexalink gate``: who wants in, and the verdict."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.keeping import tell
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.gate.actions import add_request, judge_request
from nexalink.gate.queries import gate as ask_gate
from nexalink.gate.questions import ENOUGH, QUESTIONS, polite_reply, yes_count

_BY = "command line"


def gate(
    number: int | None,
    *,
    on: date,
    yes: str,
    accept: bool,
    decline: bool,
    add: str,
    works: str,
    json_file: Path | None,
) -> None:
    """List who waits, write a request down, or judge one."""
    check_target(json_file)
    owner = ensure_sole_owner()
    if add:
        tell(add_request(owner, name=add, works=works, on=on, by=_BY), json_file)
        return
    found = ask_gate(owner)
    if number is None:
        if json_file:
            write_json(asdict(found), json_file)
            return
        table = plain_table(">number", "who", "works as", "more diverse?")
        for one in found.waiting:
            table.add_row(str(one.request), short(one.name), short(one.works), one.because)
        console.print(table if found.waiting else "Nobody waits at the gate.")
        for name, sentence in QUESTIONS.items():
            console.print(f"  {name}: {sentence}")
        console.print("Judge one with: nexalink gate NUMBER --yes reason,value --accept (or --decline)")
        return
    wanted = {word.strip() for word in yes.split(",") if word.strip()}
    if unknown := wanted - set(QUESTIONS):
        raise WrongUsage(
            f"There is no question {', '.join(sorted(unknown))}; there are {', '.join(QUESTIONS)}."
        )
    if accept == decline:
        raise WrongUsage("Say either --accept or --decline.")
    answers = {name: name in wanted for name in QUESTIONS}
    asked = next((waiting for waiting in found.waiting if waiting.request == number), None)
    reply = polite_reply(asked.name) if asked is not None and decline else ""
    act = judge_request(
        owner, request=number, answers=answers, accept=accept, on=on, by=_BY, reply=reply,
        because=asked.because if asked is not None else "",
    )  # fmt: skip
    if accept and yes_count(answers) < ENOUGH and not json_file:
        console.print(
            f"Only {counted(yes_count(answers), 'yes', 'yes')} of four: the four questions propose to decline."
        )
    tell(act, json_file)
    if reply and not json_file:
        console.print(f"A text to copy: {reply}")
