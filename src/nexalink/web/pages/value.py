"""Value: what was given and received, tie by tie and year by year, and where attention and value disagree."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nexalink.accounts.queries import Owner
from nexalink.audits.queries import latest_audit
from nexalink.interactions.actions import OF_ONE_SIZE
from nexalink.interactions.balance import LEANS_GIVING, LEANS_TAKING, SAID, Ledger, TieBalance, ledger
from nexalink.interactions.queries import exchanges
from nexalink.reports.charts import curve_path
from nexalink.ties.queries import people_rows
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.value_years import YearsPicture, years_picture
from nexalink.web.words import counted, day_of, day_text, today_in

_AT_ONCE, _SHOWN = 15, 200
_ENTRIES_SHOWN = 20
_NAMED = 12
_BAR = 100.0
_TOLD = {
    SAID["giving"]: "always giving",
    LEANS_GIVING: "where you give more",
    SAID["balanced"]: "balanced",
    LEANS_TAKING: "where you receive more",
    SAID["taking"]: "always taking",
    SAID["young"]: "too young to say",
}
"""How many ties stand where, in a sentence; by the words that stand beside each of them."""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One tie's balance as it is shown; bars in units of a hundred."""

    name: str
    address: str
    given: str
    received: str
    given_bar: str
    received_bar: str
    state: str
    entries: str
    picture: YearsPicture | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the ledger."""

    words: str
    name: str
    address: str
    day: str
    note: str
    number: int
    """The entry's id where it was written by hand and can be removed, else 0."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The 80/20 picture: two Lorenz curves, and who stands at their tops."""

    attention: str
    value: str
    attention_said: str
    value_said: str
    both: tuple[tuple[str, str, str], ...]
    attention_only: tuple[tuple[str, str, str], ...]
    value_only: tuple[tuple[str, str, str], ...]
    """Name, address and what was received from them."""


@dataclass(frozen=True, slots=True)
class ValuePage:
    """The value page."""

    answer: str
    lines: tuple[BalanceLine, ...]
    further: tuple[BalanceLine, ...]
    years: tuple[tuple[str, str, str], ...]
    picture: YearsPicture | None
    entries: tuple[EntryLine, ...]
    curves: Curves | None


@require_safe
def show_value(request: OwnedRequest) -> HttpResponse:
    """Show the ledger, the balances and the 80/20 picture."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    found = ledger(owner, on=on)
    largest = max((max(tie.given, tie.received) for tie in found.ties), default=1.0)
    page = ValuePage(
        answer=_answer(found),
        lines=tuple(_line(tie, largest, on=on) for tie in found.ties[:_AT_ONCE]),
        further=tuple(_line(tie, largest, on=on) for tie in found.ties[_AT_ONCE:_SHOWN]),
        years=tuple((str(year), f"{given:g}", f"{received:g}") for year, given, received in found.years),
        picture=years_picture(found.years, until=on.year),
        entries=_entries(owner),
        curves=_curves(owner, {tie.person: tie.received for tie in found.ties}),
    )
    return render(request, "web/value/value.html", {"page": page})


def _answer(found: Ledger) -> str:
    if not found.entries:
        return "Nothing is written down yet. Value given and received shows who really matters."
    counts = Counter(tie.words for tie in found.ties)
    said = [f"{counts[words]} {told}" for words, told in _TOLD.items() if counts[words]]
    old = len(found.ties) - counts[SAID["young"]]
    entries, ties = counted(found.entries, "entry", "entries"), counted(len(found.ties), "tie")
    if not old:
        return f"{entries} with {ties}: too young for a judgement (it takes three entries over half a year)."
    return f"{entries} with {ties}: {', '.join(said)}."


def _line(tie: TieBalance, largest: float, *, on: date) -> BalanceLine:
    return BalanceLine(
        name=tie.name or "(no name)",
        address=reverse("person", args=[tie.person]),
        given=f"{tie.given:g}",
        received=f"{tie.received:g}",
        given_bar=f"{_BAR * tie.given / largest:.1f}",
        received_bar=f"{_BAR * tie.received / largest:.1f}",
        state=tie.words,
        entries=counted(tie.entries, "entry", "entries"),
        picture=years_picture(tie.years, until=on.year),
    )


def _entries(owner: Owner) -> tuple[EntryLine, ...]:
    return tuple(
        EntryLine(
            words=f"{row.kind.capitalize()} {'given' if row.direction == 'given' else 'received'}{_size(row.kind, row.size)}",
            name=row.person.name if row.person else row.name or "somebody unknown",
            address=reverse("person", args=[row.person_id]) if row.person_id else "",
            day=day_text(_day(row.at, owner)),
            note=row.note[:300],
            number=row.pk if row.source == "manual" else 0,
        )
        for row in exchanges(owner, most=_ENTRIES_SHOWN)
    )


def _size(kind: str, size: str) -> str:
    """Say the size of an exchange, but not of those that weigh the same whatever their size."""
    return "" if kind in OF_ONE_SIZE else f", {size}"


def _day(at: int, owner: Owner) -> date:
    return day_of(at, owner.zone)


def _curves(owner: Owner, received: Mapping[int, float]) -> Curves | None:
    """Return the 80/20 picture of the latest audit: two queries."""
    audit = latest_audit(owner)
    if audit is None:
        return None
    pareto: Mapping[str, Any] = audit.document["network"]["pareto"]
    attention, value = set(pareto["top_attention"]), set(pareto["top_value"])
    named = {row.person: row.name or "(no name)" for row in people_rows(owner, [*attention, *value])}
    return Curves(
        attention=curve_path(pareto["attention_curve"]),
        value=curve_path(pareto["value_curve"]),
        attention_said=_share(pareto, "attention", "of your contact days in the last year go to"),
        value_said=_share(pareto, "value", "of the value received came from"),
        both=_people(attention & value, named, received),
        attention_only=_people(pareto["attention_only"], named, received),
        value_only=_people(pareto["value_only"], named, received),
    )


def _share(pareto: Mapping[str, Any], what: str, verb: str) -> str:
    share = pareto[f"top20_{what}_share"]
    if share is None:
        return f"{what.capitalize()}: not enough data yet ({pareto.get(f'top20_{what}_why') or 'too few entries'})."
    return f"{100 * share:.0f} % {verb} the top fifth of your genuine ties."


def _people(
    people: Iterable[int], named: Mapping[int, str], received: Mapping[int, float]
) -> tuple[tuple[str, str, str], ...]:
    """Return name, address and what was received of the first few, who gave most first."""
    found = sorted(
        (person for person in people if person in named),
        key=lambda person: (-received.get(person, 0.0), named[person]),
    )
    return tuple(
        (named[person], reverse("person", args=[person]), f"{received.get(person, 0.0):g}")
        for person in found[:_NAMED]
    )
