"""``nexalink review``: answer open questions in the terminal."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.archives.actions import answer_question
from nexalink.archives.queries import Question, Side, open_questions
from nexalink.cli.files import check_target, write_json
from nexalink.cli.showing import ago, console, counted, plain_table
from nexalink.kernel.texts import works_of


def review(*, most: int, json_file: Path | None) -> None:
    """Ask the open questions one after the other; those with the most contact come first."""
    check_target(json_file)
    owner = ensure_sole_owner()
    page = open_questions(owner, size=most)
    if json_file:
        write_json(
            [
                {
                    "id": row.id,
                    "people": [f"p{row.first.person}", f"p{row.second.person}"],
                    "because": row.because,
                }
                for row in page.questions
            ],
            json_file,
        )
        return
    if not page.total:
        console.print("No questions are open.")
        return
    console.print(f"{page.total:,} question{'s are' if page.total != 1 else ' is'} open.")
    if not sys.stdin.isatty():
        for question in page.questions:
            show(question)
        return
    for question in page.questions:
        show(question)
        answer = (
            typer.prompt("Are they one person? (y yes, n no, s later, q stop)", default="s")
            .strip()
            .lower()[:1]
        )
        if answer == "q":
            return
        if answer in {"y", "n"}:
            answer_question(owner, question=question.id, same=answer == "y", by="command line")
            console.print("Joined." if answer == "y" else "Kept apart.", "Take it back with: nexalink undo")


def show(question: Question) -> None:
    """Print both records side by side with the reasons."""
    now = datetime.now(UTC)
    table = plain_table("", question.first.name or "(no name)", question.second.name or "(no name)")
    for label, of in (
        (
            "works",
            lambda side: works_of(side.title, side.company, between=" · ") or "not stated",
        ),
        ("known by", lambda side: ", ".join(side.handles[:4]) or "name only"),
        (
            "contact",
            lambda side: (
                f"{counted(side.interactions, 'time')}, last {ago(side.last_contact, now=now)}"
                if side.interactions
                else "none recorded"
            ),
        ),
    ):
        table.add_row(label, _text(of, question.first), _text(of, question.second))
    console.print()
    console.print(table)
    console.print("because: " + "; ".join(question.because))


def _text(of: object, side: Side) -> str:
    return str(of(side)) if callable(of) else ""
