"""Industry, function, career stage and place of everybody, read from words; an owner's own label wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nexalink.audits.columns import NetworkColumns
from nexalink.measures import words
from nexalink.measures.columns import FloatArray


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every tie.

    ``texts``: attribute → the label of each tie, "" where unknown. ``names``: attribute → all labels there are.
    ``codes``: attribute → index into ``names`` of each tie, −1 unknown. ``seniority``: rank of the career stage, NaN
    unknown; ``own_seniority`` the owner's.
    """

    texts: dict[str, list[str]]
    names: dict[str, Sequence[str]]
    codes: dict[str, NDArray[np.int64]]
    seniority: FloatArray
    own_seniority: float


def read_labels(columns: NetworkColumns) -> Labels:
    """Read everybody's labels from title, company, address and phone; equal words are read once."""
    people = columns.people
    titles = [words.read_title(title) for title in people.titles]
    texts = {
        "function": _own(people.by_owner, "function", [reading.function or "" for reading in titles]),
        "stage": _own(people.by_owner, "stage", [reading.stage or "" for reading in titles]),
        "industry": _own(
            people.by_owner,
            "industry",
            [
                words.read_industry(company, email_domain=domain or None).label or ""
                for company, domain in zip(people.companies, people.domains, strict=True)
            ],
        ),
        "place": _own(
            people.by_owner,
            "place",
            [
                words.read_place(place, phone=phone or None).label or ""
                for place, phone in zip(people.places, people.phones, strict=True)
            ],
        ),
    }
    names: dict[str, Sequence[str]] = {
        "function": words.FUNCTIONS,
        "stage": words.STAGES,
        "industry": words.INDUSTRIES,
        "place": sorted({place for place in texts["place"] if place}),
    }
    names = {name: _with_others(known, texts[name]) for name, known in names.items()}
    codes = {name: _codes(texts[name], known) for name, known in names.items()}
    seniority = _seniority([words.seniority(stage) for stage in texts["stage"]])
    own = [words.seniority(words.read_title(title).stage or "") for title in columns.owner_titles]
    ranks = [rank for rank in own if rank is not None]
    return Labels(texts, names, codes, seniority, float(max(ranks)) if ranks else float("nan"))


def _own(by_owner: list[dict[str, Any]], name: str, read: list[str]) -> list[str]:
    return [
        str(values[name]) if values.get(name) else label for values, label in zip(by_owner, read, strict=True)
    ]


def _with_others(known: Sequence[str], texts: list[str]) -> Sequence[str]:
    """Add labels of the owner's own that no table knows."""
    others = sorted({text for text in texts if text} - set(known))
    return [*known, *others]


def _codes(texts: list[str], names: Sequence[str]) -> NDArray[np.int64]:
    number = {name: position for position, name in enumerate(names)}
    return np.array([number.get(text, -1) for text in texts], dtype=np.int64)


def _seniority(ranks: list[float | None]) -> FloatArray:
    return np.array([np.nan if rank is None else rank for rank in ranks], dtype=np.float64)
