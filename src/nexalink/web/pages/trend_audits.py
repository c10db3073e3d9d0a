"""Kept audits side by side: each figure with its line over time, the twelve signs, and changes of method."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse

from nexalink.audits.trend_words import day_words, method_words
from nexalink.audits.trends import KeptAudit
from nexalink.audits.wording import SIGN_TITLES
from nexalink.kernel.dates import day_number
from nexalink.measures.sign import SignId, SignKind
from nexalink.web.pages.trend_charts import Spark, spark
from nexalink.web.words import day_text

JSON = Mapping[str, Any]
_COLUMNS = 8
"""Audits shown side by side in the tables, the newest."""
_WARNING = frozenset(
    {
        SignId.CANNOT_REMEMBER_HALF,
        SignId.OUTREACH_UNANSWERED,
        SignId.UNCOMFORTABLE_REACHING_OUT,
        SignId.HOMOGENEOUS,
        SignId.ONE_WAY_VALUE,
        SignId.ADDING_AS_HABIT,
    }
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over the audits: its line, and its number in each."""

    name: str
    numbers: tuple[str, ...]
    spark: Spark
    change: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """One sign over the audits: (tone, word) for each."""

    title: str
    address: str
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AuditTable:
    """The audits side by side, the newest first."""

    days: tuple[str, ...]
    figures: tuple[Figure, ...]
    signs: tuple[SignRow, ...]
    notes: tuple[str, ...]
    answer: str


def audit_table(audits: Sequence[KeptAudit]) -> AuditTable:
    """Return the newest audits side by side; the lines run over all of them."""
    kept = [audit for audit in audits if audit.figures]
    shown = kept[-_COLUMNS:]
    notes = tuple(said for before, after in pairwise(audits) if (said := method_words(before, after)))
    days = tuple(day_text(audit.on) for audit in reversed(shown))
    figures = (
        tuple(_figure(name, kept, read, shown=len(shown), like=like) for name, read, like in _FIGURES)
        if kept
        else ()
    )
    signs = tuple(_sign(sign, shown) for sign in SignId) if shown else ()
    return AuditTable(days, figures, signs, notes, _compared(kept))  # fmt: skip


def _compared(kept: Sequence[KeptAudit]) -> str:
    if not kept:
        return "No audit with figures yet."
    if len(kept) == 1:
        return f"One audit so far, of {day_words(kept[0].on)}. The next one is held against it."
    first, last = kept[0], kept[-1]
    genuine = last.figures["genuine"] - first.figures["genuine"]
    changed = (
        f"{abs(genuine)} {'more' if genuine > 0 else 'fewer'} genuine ties"
        if genuine
        else "as many genuine ties"
    )
    return (
        f"{len(kept)} audits from {day_words(first.on)} to {day_words(last.on)}: {changed} "
        f"({first.figures['genuine']} to {last.figures['genuine']})."
    )


def _figure(
    name: str, kept: Sequence[KeptAudit], read: Callable[[JSON], float | None], *, shown: int, like: str
) -> Figure:
    found = [(day_number(audit.on), read(audit.figures)) for audit in kept]
    points = [(day, number) for day, number in found if number is not None]
    numbers = tuple("–" if number is None else format(number, like) for _, number in reversed(found[-shown:]))
    change = ""
    if len(points) > 1:
        change = f"{format(points[0][1], like)} to {format(points[-1][1], like)}"
    return Figure(name, numbers, spark(points), change)


def _tracked_share(figures: JSON) -> float | None:
    whole = figures["touches_quarter"]
    return figures["touches_quarter_tracked"] / whole if whole else None


def _layer(name: str) -> Callable[[JSON], float | None]:
    return lambda figures: figures["layers"][name]["closeness"]


_FIGURES: tuple[tuple[str, Callable[[JSON], float | None], str], ...] = (
    ("Two-way ties", lambda figures: figures["two_way"], ",.0f"),
    ("Genuine ties (two-way within 24 months)", lambda figures: figures["genuine"], ",.0f"),
    ("Connections", lambda figures: figures["connections"], ",.0f"),
    ("Closeness of the nearest 5 (contact days, fading by half in 180 days)", _layer("5"), ".1f"),
    ("Closeness of places 6–15", _layer("15"), ".1f"),
    ("Closeness of places 16–50", _layer("50"), ".1f"),
    ("Closeness of places 51–150", _layer("150"), ".1f"),
    ("Reciprocity of the middle genuine tie (1 is even)", lambda figures: figures["reciprocity"], ".2f"),
    ("Industries, as groups of equal size", lambda figures: figures["diversity"]["industry"], ".1f"),
    ("Functions, likewise", lambda figures: figures["diversity"]["function"], ".1f"),
    ("Touches of the last 90 days with people in tiers", _tracked_share, ".0%"),
    ("Touches made in a usual month", lambda figures: figures["touches_made"], ".0f"),
    ("Touches a month the tiers ask for", lambda figures: figures["touches_asked"], ".0f"),
)


def _sign(sign: SignId, shown: Sequence[KeptAudit]) -> SignRow:
    kind = SignKind.WARNING if sign in _WARNING else SignKind.POSITIVE
    states = tuple(_state(audit.figures["signs"].get(str(sign), ""), kind) for audit in reversed(shown))
    return SignRow(SIGN_TITLES[sign], reverse("sign", args=[str(sign)]), states)


def _state(state: str, kind: SignKind) -> tuple[str, str]:
    """Return the tone and the word of a sign's state; a warning that does not show is good."""
    if state not in {"present", "absent"}:
        return "unknown", "no data"
    good = (state == "present") == (kind is SignKind.POSITIVE)
    return ("good" if good else "needs"), ("shows" if state == "present" else "does not show")
