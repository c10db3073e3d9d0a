"""Trends: is it getting better, year by year and audit by audit; five years on; what help returned; what it costs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.queries import Owner
from nexalink.audits.actions import set_minutes
from nexalink.audits.errors import MinutesImpossible
from nexalink.audits.trend_words import (
    NOT_CAUSED,
    added_words,
    alternative_words,
    day_words,
    decay_words,
    generic_words,
    helped_words,
    keeping_words,
    look_back_words,
    moved_words,
    record_words,
    verdict_words,
    what_if_words,
)
from nexalink.audits.trends import Trends, names_of, network_hours, trends, verdict
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.trend_audits import AuditTable, audit_table
from nexalink.web.pages.trend_charts import (
    FanChart,
    ShareLine,
    YearChart,
    fan_chart,
    share_line,
    year_chart,
)
from nexalink.web.words import day_text

JSON = Mapping[str, Any]
_NAMED = 12
_MOVES = {"new": "New", "back": "Back after a silence", "silent": "Fallen silent"}
_COSTS = {
    "message": "A message",
    "mail": "A mail",
    "meeting": "A meeting",
    "call": "A call",
    "touch": "Any other touch",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """Who came or went in the last year: a heading with the number, and some of the names with their pages."""

    title: str
    people: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Helped:
    """What followed help: the sentence, and both shares as lines where there is enough."""

    sentence: str
    helped: ShareLine | None
    compared: ShareLine | None


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours a year with what they are for; the bar in units of a hundred of the longest."""

    label: str
    hours: str
    bar: str
    tone: str


@dataclass(frozen=True, slots=True)
class Costs:
    """What the network costs at assumed minutes."""

    lines: tuple[HoursLine, ...]
    answer: str
    said: tuple[str, ...]
    minutes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """The trends page; without a history only ``answer`` and ``audits``."""

    answer: str
    beneath: str
    audits: AuditTable
    years: tuple[JSON, ...] = ()
    chart: YearChart | None = None
    moved: tuple[Moved, ...] = ()
    record: tuple[str, ...] = ()
    added: str = ""
    looking: str = ""
    fan: FanChart | None = None
    ahead: tuple[tuple[str, str, str, str, str], ...] = ()
    alternatives: tuple[str, ...] = ()
    looked_back: str = ""
    look_back: tuple[JSON, ...] = ()
    runs: str = ""
    decay: tuple[str, ...] = ()
    lasting: tuple[tuple[str, str, str, str], ...] = ()
    helped: tuple[Helped, ...] = ()
    helped_years: tuple[tuple[str, int, str], ...] = ()
    not_caused: str = NOT_CAUSED
    costs: Costs | None = None


@require_safe
def show_trends(request: OwnedRequest) -> HttpResponse:
    """Show how the network changes; before the first audit, how to get there."""
    owner = request.owner
    found = trends(owner) if owner else None
    if owner is None or found is None or not found.audits:
        return render(request, "web/trends/empty.html", {"anybody": owner is not None})
    return render(request, "web/trends/trends.html", {"page": _page(owner, found)})


@require_POST
def set_costs(request: OwnedRequest) -> HttpResponse:
    """Set what a touch of each kind is assumed to take."""
    owner = owner_of(request)
    minutes = {name: _minutes(request.POST[name]) for name in _COSTS if request.POST.get(name)}
    return perform(
        request,
        lambda key: set_minutes(owner, minutes=minutes, by="web", key=key),
        back=reverse("trends") + "#costs",
    )


def _minutes(text: str) -> float:
    try:
        found = float(text[:12].replace(",", "."))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise MinutesImpossible(f"“{text[:12]}” is no number of minutes.", advice="Type one, such as 15.")
    return found


def _page(owner: Owner, found: Trends) -> TrendsPage:
    history, table = found.history, audit_table(found.audits)
    if history is None or found.on is None:
        return TrendsPage(
            "Measure once more to see your years.",
            "The latest audit was made before years were kept. A new one reads them from what you imported.",
            table,
        )
    years, looking = history["years"], history["what_if"]
    steady = history["steady_years"]
    past = years[-steady:] if steady else []
    told = verdict(history)
    return TrendsPage(
        answer=verdict_words(told, steady_years=steady),
        beneath=moved_words(years[-1], word=told.word) if len(years) > 1 else f"By the audit of {day_words(found.on)}.",
        audits=table,
        years=tuple({**year, "to_text": day_text(date.fromisoformat(year["to"]))} for year in reversed(years)),
        chart=year_chart(years) if years else None,
        moved=_moved(owner, history["people"]),
        record=record_words(history),
        added=added_words(years[-2]) if len(years) > 1 else "",
        looking=what_if_words(looking),
        fan=None if looking["why"] else fan_chart(past, looking),
        ahead=_ahead(looking, found.on),
        alternatives=alternative_words(looking),
        looked_back=look_back_words(looking),
        look_back=tuple(looking["look_back"]),
        runs=f"{looking['runs']:,}",
        decay=decay_words(history["decay"]),
        lasting=_lasting(history["decay"]),
        helped=tuple(_helped(one) for one in history["compounding"]["after"]),
        helped_years=_helped_years(history["compounding"]["years"]),
        costs=_costs(owner, history),
    )  # fmt: skip


def _moved(owner: Owner, people: Mapping[str, Sequence[int]]) -> tuple[Moved, ...]:
    """Return who came and went, a few names each: one query."""
    named = names_of(owner, [pk for found in people.values() for pk in found[:_NAMED]])
    return tuple(
        Moved(
            f"{title}: {len(found)}",
            tuple((named[pk], reverse("person", args=[pk])) for pk in found[:_NAMED] if pk in named),
            max(len(found) - _NAMED, 0),
        )
        for part, title in _MOVES.items()
        if (found := people.get(part))
    )


def _ahead(looking: JSON, on: date) -> tuple[tuple[str, str, str, str, str], ...]:
    """Return year, range, middle, and both alternatives as rows of a table."""
    present = looking["present"]
    if present is None:
        return ()
    return tuple(
        (
            f"{on.year + year}" if year else "now",
            f"{present['low'][year]:.0f}–{present['high'][year]:.0f}",
            f"{present['middle'][year]:.0f}",
            f"{looking['cadences_kept']['middle'][year]:.0f}"
            if looking["cadences_kept"]
            else "not enough data",
            f"{looking['no_deepening']['middle'][year]:.0f}",
        )
        for year in range(len(present["middle"]))
    )


def _lasting(decay: JSON) -> tuple[tuple[str, str, str, str], ...]:
    """Return how many years later, of how many, how many still, and the bar."""
    return tuple(
        (
            f"{after} year{'s' if after > 1 else ''} later",
            f"{living} of {ties}",
            f"{100 * living / ties:.0f} %",
            f"{100 * living / ties:.1f}",
        )
        for after, ties, living in zip(decay["after"], decay["ties"], decay["living"], strict=True)
        if ties
    )


def _helped(one: JSON) -> Helped:
    if one["why"]:
        return Helped(helped_words(one), None, None)
    shares = [
        share_line(share["value"], share["low"], share["high"]) for share in (one["helped"], one["compared"])
    ]
    return Helped(helped_words(one), shares[0], shares[1])


def _helped_years(years: Sequence[JSON]) -> tuple[tuple[str, int, str], ...]:
    return tuple(
        (day_words(year["to"]), year["helped"], str(year["returned"]) if year["over"] else f"{year['returned']} so far")
        for year in reversed(years)
    )  # fmt: skip


def _costs(owner: Owner, history: JSON) -> Costs:
    costs = history["costs"]
    minutes, found = network_hours(owner, history)
    lines = [
        ("You spent", found.spent, "spent"),
        (f"Your tiers ask for ({costs['tracked']:,} people)", found.for_tiers, "need"),
        (f"All {costs['genuine']:,} genuine ties, at the tier the audit suggests", found.for_genuine, "need"),
        (f"Everybody you know ({costs['people']:,}), at least twice a year", found.for_all, "need"),
    ]
    if not costs["tracked"]:
        del lines[1]
    longest = max((hours for _, hours, _ in lines if not math.isnan(hours)), default=1.0) or 1.0
    shown = tuple(
        HoursLine(
            label,
            "not enough data" if math.isnan(hours) else f"{hours:,.0f} h",
            "0" if math.isnan(hours) else f"{100 * hours / longest:.1f}",
            tone,
        )
        for label, hours, tone in lines
    )
    said = (
        keeping_words(history["years"]),
        generic_words(costs),
        *(
            ()
            if math.isnan(found.on_new)
            else (f"{found.on_new:,.0f} of those hours went to {costs['new_people']} people met within the year.",)
        ),
    )  # fmt: skip
    return Costs(
        shown,
        _cost_answer(found.spent, found.for_all, found.why.phrase),
        said,
        tuple((name, label, f"{asdict(minutes)[name]:g}") for name, label in _COSTS.items()),
    )


def _cost_answer(spent: float, needed: float, why: str) -> str:
    if math.isnan(spent):
        return f"Hours spent: not enough data, {why}."
    return (
        f"You spent about {spent:,.0f} hours on people in the last year; keeping up with everybody would take about "
        f"{needed:,.0f}."
    )
