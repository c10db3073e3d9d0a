"""``nexalink playbook``: plans of few people and slow steps."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.cli.acts import BY, told
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.finding import find_person
from nexalink.cli.introducing import plain
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.kernel.natural_dates import read_day
from nexalink.playbooks import actions
from nexalink.playbooks.candidates import Candidate, shortlist
from nexalink.playbooks.plans import KINDS
from nexalink.playbooks.queries import PlaybookShown, deepening, participation, playbook, playbooks

_CANDIDATES = 20


def show_all(*, on: date, json_file: Path | None) -> None:
    """Print the plans there are."""
    check_target(json_file)
    owner = ensure_sole_owner()
    found, warned = playbooks(owner), deepening(owner, on=on)
    if json_file:
        lines = [plain(asdict(one)) for one in found]
        write_json({"playbooks": lines, "deepening": asdict(warned)}, json_file)
        return
    if not found:
        console.print("No plan yet. Begin one: nexalink playbook start job-search --space WORDS")
    else:
        table = plain_table(">number", "plan", ">people", ">contacted", ">talked", ">outcomes", "next step")
        for one in found:
            due = "closed" if one.closed_on else one.next_due.isoformat() if one.next_due else ""
            table.add_row(
                str(one.number), short(one.title, longest=50), str(one.people), str(one.contacted),
                str(one.conversations), str(one.outcomes), due,
            )  # fmt: skip
        console.print(table)
    if warned.warning:
        console.print(warned.warning)


def start(
    kind: str,
    *,
    space: str,
    title: str,
    about: str,
    day: str,
    people: list[str],
    on: date,
    json_file: Path | None,
) -> None:
    """Begin a plan and print who fits."""
    of_kind = kind.replace("-", "_")
    if of_kind not in KINDS:
        known = ", ".join(KINDS).replace("_", "-")
        raise WrongUsage(f"There is no playbook {kind!r}. Use one of: {known}.")
    check_target(json_file)
    owner = ensure_sole_owner()
    named = [find_person(owner, name) for name in people]
    act = actions.start_playbook(
        owner, kind=of_kind, space=space, title=title, about=about, day=_day(day, on), people=named, on=on, by=BY
    )  # fmt: skip
    number = next(change["id"] for change in act.changes if change["table"] == "playbooks.Playbook")
    found = shortlist(owner, playbook=number, on=on, most=_CANDIDATES)
    told(act, json_file, number=number, shortlist=[asdict(one) for one in found])
    if not json_file:
        console.print(f"Its number is {number}.")
        _print_candidates(found)


def show(number: int, *, on: date, json_file: Path | None) -> None:
    """Print a plan, its people, its open steps, and who else fits."""
    check_target(json_file)
    owner = ensure_sole_owner()
    plan = playbook(owner, number=number, on=on)
    found = shortlist(owner, playbook=number, on=on) if plan.line.closed_on is None else ()
    if json_file:
        write_json({**plain(asdict(plan)), "shortlist": [asdict(one) for one in found]}, json_file)
        return
    _print_plan(plan)
    _print_candidates(found)


def add(number: int, name: str, *, ask: str, ask_kind: str, on: date, json_file: Path | None) -> None:
    """Take a person into a plan, with the reasons that the shortlist gives."""
    check_target(json_file)
    owner = ensure_sole_owner()
    person = find_person(owner, name)
    known = next((one for one in shortlist(owner, playbook=number, on=on) if one.person == person), None)
    act = actions.add_person(
        owner, playbook=number, person=person, because=known.reasons if known else (), ask=ask,
        ask_kind=ask_kind or (known.ask_kind if known else ""), on=on, by=BY,
    )  # fmt: skip
    told(act, json_file)


def act(what: str, number: int, name: str, *, on: date, json_file: Path | None, text: str = "") -> None:
    """Note what happened with a person of a plan."""
    check_target(json_file)
    owner = ensure_sole_owner()
    who = participation(owner, playbook=number, person=find_person(owner, name))
    plain_acts = {
        "contacted": actions.mark_contacted,
        "talked": actions.mark_conversation,
        "thanked": actions.mark_thanked,
        "leave": actions.remove_person,
    }
    if what == "draft":
        done = actions.save_draft(owner, participant=who, draft=text, by=BY)
    elif what == "outcome":
        done = actions.record_outcome(owner, participant=who, outcome=text, on=on, by=BY)
    else:
        done = plain_acts[what](owner, participant=who, on=on, by=BY)
    told(done, json_file)


def step(number: int, *, skip: bool, on: date, json_file: Path | None) -> None:
    """Do a step of a plan, or leave it out."""
    check_target(json_file)
    do = actions.skip_step if skip else actions.finish_step
    told(do(ensure_sole_owner(), step=number, on=on, by=BY), json_file)


def close(number: int, *, review: str, on: date, json_file: Path | None) -> None:
    """Close a plan with a look back."""
    check_target(json_file)
    told(actions.close_playbook(ensure_sole_owner(), playbook=number, review=review, on=on, by=BY), json_file)


def _print_plan(plan: PlaybookShown) -> None:
    line = plan.line
    console.print(
        f"{line.title} ({line.kind_words}, {counted(line.people, 'person', 'people')} of at most {plan.most})"
    )
    for one in plan.people:
        marks = [words for words, day in (("contacted", one.contacted_on), ("talked", one.conversation_on),
                                          ("thanked", one.thanked_on), ("left", one.left_on)) if day]  # fmt: skip
        balance = f"; {one.balance.sentence}" if one.balance else ""
        outcome = f"; {one.outcome}" if one.outcome else ""
        console.print(f"  {one.name}: {', '.join(marks) or 'not contacted yet'}{outcome}{balance}")
    steps = [*plan.steps, *(step for one in plan.people for step in one.steps)]
    for step_line in sorted(steps, key=lambda found: found.due_on):
        if step_line.state == "open":
            console.print(f"  step {step_line.number}, {step_line.due_on}: {step_line.what}")
    if plan.review:
        console.print(f"Looking back: {plan.review}")


def _print_candidates(found: tuple[Candidate, ...]) -> None:
    if found:
        console.print("Who fits:")
    for one in found:
        console.print(f"  {one.name}" + (f", {one.works}" if one.works else ""))
        for reason in one.reasons:
            console.print(f"     {reason}")


def _day(text: str, on: date) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        day = read_day(text, on=on)
    if day is None:
        raise WrongUsage(f"{text!r} is no day, write it as YYYY-MM-DD.")
    return day
