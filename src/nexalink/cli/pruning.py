"""``nexalink prune``: a review of at most fifteen ties."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from nexalink.accounts.actions import ensure_sole_owner
from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.cli.acts import in_words
from nexalink.cli.faults import WrongUsage
from nexalink.cli.files import check_target, write_json
from nexalink.cli.pairs import numbered_word
from nexalink.cli.showing import console, counted, plain_table, short
from nexalink.pruning.actions import choose_all, close_review, start_review
from nexalink.pruning.queries import CHOICES, Review, open_review, reviews

_BY = "command line"


def prune(
    *, on: date, choices: list[str], anyway: bool, close: bool, history: bool, json_file: Path | None
) -> None:
    """Open a review where none is open, decide on ties, close it, and show how it stands."""
    check_target(json_file)
    owner = ensure_sole_owner()
    wanted = [numbered_word(text, option="--choose") for text in choices]
    acts = _decide(owner, wanted, anyway=anyway, on=on)
    if close:
        acts.append(close_review(owner, on=on, by=_BY))
    elif not wanted and not history and open_review(owner) is None:
        start_review(owner, on=on, by=_BY)
    found = reviews(owner, on=on)
    shown = (*((found.open,) if found.open else ()), *(found.past if history else ()))
    if json_file:
        done = [{"undo": act.entry, "what": act.what} for act in acts]
        write_json({"done": done, "reviews": [_document(review) for review in shown]}, json_file)
        return
    for act in acts:
        console.print(in_words(act))
    for review in shown:
        _show(review)


def _decide(owner: Owner, wanted: list[tuple[int, str]], *, anyway: bool, on: date) -> list[Deed]:
    """Check all choices before any of them is carried out."""
    if not wanted:
        return []
    review = open_review(owner)
    ties = {tie.number: tie for tie in review.ties} if review else {}
    for number, choice in wanted:
        if choice not in CHOICES:
            raise WrongUsage(f"There is no choice {choice!r}; there are {', '.join(CHOICES)}.")
        if number not in ties:
            raise WrongUsage(f"There is no number {number} in the open review. See: nexalink prune")
    chosen = {ties[number].candidate: choice for number, choice in wanted}
    return choose_all(owner, choices=chosen, on=on, by=_BY, anyway=anyway)


def _show(review: Review) -> None:
    state = f"closed on {review.closed_on}" if review.closed_on else f"{len(review.waiting)} to decide"
    console.print(f"Review of {review.opened_on}: {counted(len(review.ties), 'tie')}, {state}.")
    table = plain_table(">number", "who", "tier", "why, and what would be lost", "choice")
    for tie in review.ties:
        lost = [f"Protected: {said}" for said in tie.lost]
        choice = tie.choice or ("" if review.closed_on else f"({tie.proposed}?)")
        table.add_row(
            str(tie.number), short(tie.name), str(tie.tier or "–"), "\n".join((*tie.because, *lost)), choice
        )
    console.print(table)
    if review.closed_on is None:
        console.print("Decide with: nexalink prune --choose NUMBER=keep (or lower, fade, reach_out)")


def _document(review: Review) -> dict[str, Any]:
    ties = [
        {
            **asdict(tie),
            "person": f"p{tie.person}",
            "chosen_on": _iso(tie.chosen_on),
            "protected": tie.protected,
        }
        for tie in review.ties
    ]
    return {"opened_on": _iso(review.opened_on), "closed_on": _iso(review.closed_on), "ties": ties}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
