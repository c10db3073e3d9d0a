"""What is shown of a hit: its own title, and the part of its text where the words were found."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Commitment, Direction, Exchange, Interaction, Source
from nexalink.interactions.models import Kind as What
from nexalink.introductions.models import Introduction
from nexalink.playbooks.models import Participant, Playbook, Step
from nexalink.recall.models import Recollection
from nexalink.search.folding import Piece, Wanted, around, marked
from nexalink.search.models import Kind
from nexalink.search.people_showing import show_people
from nexalink.ties.models import Circle, Note, Reminder, SavedFilter, Tag

Shown = tuple[tuple[Piece, ...], tuple[Piece, ...], str]
Show = Callable[[Owner, Sequence[int], list[Wanted]], dict[int, Shown]]
_NAMELESS = "(no name)"


def _rows(model: type[models.Model], owner: Owner, ids: Sequence[int], *columns: str) -> Any:
    return model._default_manager.filter(owner=owner, pk__in=ids).values_list("pk", *columns)


def _of_a_person(model: type[models.Model], *columns: str, detail: str = "") -> Show:
    """Show rows about one person: the name, and the column in which most words were found."""

    def show(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
        found: dict[int, Shown] = {}
        extra = (detail,) if detail else ()
        for pk, name, *values in _rows(model, owner, ids, "person__name", *extra, *columns):
            texts = values[len(extra) :]
            told = str(values[0]) if extra else ""
            found[pk] = (marked(name or _NAMELESS, wanted), around(_best(texts, wanted), wanted), told)
        return found

    return show


def _best(texts: Sequence[str], wanted: list[Wanted]) -> str:
    """Return the text with the most marks, all of them in a row where none has any."""
    if len(texts) == 1:
        return texts[0]
    counts = [sum(piece.marked for piece in around(text, wanted)) for text in texts]
    if not any(counts):
        return " · ".join(text for text in texts if text)
    return texts[counts.index(max(counts))]


def _titled(model: type[models.Model], title: str, *columns: str, detail: str) -> Show:
    """Show rows that have a title of their own."""

    def show(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
        return {
            pk: (marked(name or _NAMELESS, wanted), around(_best(texts or ("",), wanted), wanted), str(told))
            for pk, name, told, *texts in _rows(model, owner, ids, title, detail, *columns)
        }

    return show


def _show_touches(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
    found: dict[int, Shown] = {}
    columns = ("person__name", "direction", "kind", "source", "subject", "text")
    for pk, name, direction, kind, source, *texts in _rows(Interaction, owner, ids, *columns):
        words = f"{Direction(direction).label} {What(kind).label} {Source(source).label}"
        found[pk] = (marked(name or _NAMELESS, wanted), around(_best(texts, wanted), wanted), words)
    return found


def _show_exchanges(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
    found: dict[int, Shown] = {}
    for pk, known, name, direction, kind, note in _rows(
        Exchange, owner, ids, "person__name", "name", "direction", "kind", "note"
    ):
        text = " · ".join(part for part in (kind, note) if part)
        found[pk] = (marked(known or name or _NAMELESS, wanted), around(text, wanted), direction)
    return found


def _show_introductions(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
    found: dict[int, Shown] = {}
    for pk, first, second, *texts in _rows(
        Introduction, owner, ids, "first__name", "second__name", "why", "note"
    ):
        both = f"{first or _NAMELESS} and {second or _NAMELESS}"
        found[pk] = (marked(both, wanted), around(_best(texts, wanted), wanted), "")
    return found


def _show_playbooks(owner: Owner, ids: Sequence[int], wanted: list[Wanted]) -> dict[int, Shown]:
    texts: dict[int, list[str]] = {}
    rows = list(_rows(Playbook, owner, ids, "title", "kind", "review", "goal"))
    for pk, _title, _kind, review, goal in rows:
        texts[pk] = [review, *map(str, goal.values())]
    taking_part = Participant.objects.of(owner).filter(playbook__in=ids).order_by("id")
    for book, name, *said in taking_part.values_list(
        "playbook_id", "person__name", "ask", "draft", "outcome"
    ):
        texts.setdefault(book, []).extend(f"{name}: {text}" for text in said if text)
    steps = Step.objects.of(owner).filter(playbook__in=ids).order_by("id")
    for book, what in steps.values_list("playbook_id", "what"):
        texts.setdefault(book, []).append(what)
    return {
        pk: (marked(title, wanted), around(_best_only(texts[pk], wanted), wanted), kind)
        for pk, title, kind, _, _ in rows
    }


def _best_only(texts: list[str], wanted: list[Wanted]) -> str:
    """Return the text with the most marks, the first where none has any."""
    found = [text for text in texts if text]
    return max(found, key=lambda text: sum(piece.marked for piece in around(text, wanted)), default="")


SHOWING: dict[Kind, Show] = {
    Kind.PERSON: show_people,
    Kind.NOTE: _of_a_person(Note, "text"),
    Kind.TOUCH: _show_touches,
    Kind.EXCHANGE: _show_exchanges,
    Kind.PROMISE: _of_a_person(Commitment, "what", detail="state"),
    Kind.REQUEST: _titled(ConnectionRequest, "name", "message", "works", "reply", detail="direction"),
    Kind.INTRODUCTION: _show_introductions,
    Kind.PLAYBOOK: _show_playbooks,
    Kind.TAG: _titled(Tag, "name", detail="pk"),
    Kind.CIRCLE: _titled(Circle, "name", detail="size"),
    Kind.REMINDER: _of_a_person(Reminder, "text"),
    Kind.VIEW: _titled(SavedFilter, "name", detail="query"),
    Kind.RECALL: _of_a_person(Recollection, "who", "how", "detail"),
}
"""Kind → what is shown of its rows: id → title, text, detail; a row that is gone is left out."""
