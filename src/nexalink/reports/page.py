"""The audit report: its context for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from nexalink.accounts.models import Owner
from nexalink.archives.queries import count_open_questions, imports
from nexalink.audits.models import Audit
from nexalink.audits.queries import audit_before
from nexalink.audits.wording import SIGN_TITLES, plain
from nexalink.kernel.dates import day_number
from nexalink.measures.sign import SignId
from nexalink.reports.charts import BarChart, Strip, curve_path, diversity_charts, spectrum_strip
from nexalink.reports.dots import FarWords
from nexalink.reports.evidence import FORECASTS
from nexalink.reports.far import FarPerson
from nexalink.reports.orbit import Dot, Orbit, reasons_of
from nexalink.reports.pictures import far_words, orbit_of, picture_of
from nexalink.ties.queries import PAGE_SIZE


@dataclass(frozen=True, slots=True)
class SignLine:
    """A sign as the report shows it. ``mark`` is a word beside the colour: present, absent, not enough data."""

    id: str
    title: str
    state: str
    mark: str
    sentence: str
    period: str
    meter: float | None
    people: int
    tone: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A dot of the picture as a row of the table below it."""

    person: int
    name: str
    rank: int
    layer: str
    facts: str
    fade: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure with its unit and what it was in the audit before."""

    figure: str
    label: str
    change: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Everything the report's template shows."""

    owner_name: str
    on: date
    answer: str
    headlines: tuple[Headline, ...]
    orbit: Orbit
    picture: SafeString
    """The orbit as SVG."""
    rows: tuple[TableRow, ...]
    further: int
    """People who are in the picture and not among ``rows``; ``next_page`` is where the people list goes on."""
    next_page: int
    positive: tuple[SignLine, ...]
    warning: tuple[SignLine, ...]
    steps: Sequence[Mapping[str, Any]]
    strip: Strip
    charts: tuple[BarChart, ...]
    pareto: Mapping[str, Any]
    top_attention: str
    top_value: str
    """Shares of the top fifth as per cent; empty without enough data."""
    attention_path: str
    value_path: str
    viable: Mapping[str, Any]
    capacity: Mapping[str, Any]
    self_check: Mapping[str, Any]
    figures: Sequence[tuple[str, str]]
    weak_ties: Sequence[tuple[int, str]]
    reconnect: Sequence[tuple[int, str]]
    attention: str
    ghosts: int
    questions: int
    linked: bool
    """Whether names link to pages; not in the file that opens without a server."""


_ROWS_SHOWN = 150
_MARKS = {"present": "shows", "absent": "does not show", "not_enough_data": "not enough data"}


def report_context(owner: Owner, audit: Audit, *, by: str = "industry", linked: bool = True) -> ReportContext:
    """Return the report of an audit: three queries beside the audit itself, two more where its picture is drawn first.

    The table has everybody in the file, and the closest in the web app, whose people list has the others.
    """
    document = audit.document
    network = document["network"]
    orbit = orbit_of(owner, audit, by=by)
    shown = _rows(owner, audit, by, most=_ROWS_SHOWN if linked else None)
    before = audit_before(owner, audit)
    signs = [_sign(sign) for sign in network["signs"]]
    return ReportContext(
        owner_name=owner.name,
        on=audit.on,
        answer=_answer(network),
        headlines=_headlines(network, before.document["network"] if before else None),
        orbit=orbit,
        picture=picture_of(owner, audit, by=by, linked=linked),
        rows=shown,
        further=len(orbit.dots) + len(orbit.far) - len(shown),
        next_page=_ROWS_SHOWN // PAGE_SIZE + 1,
        positive=tuple(
            sign for sign, found in zip(signs, network["signs"], strict=True) if found["kind"] == "positive"
        ),
        warning=tuple(
            sign for sign, found in zip(signs, network["signs"], strict=True) if found["kind"] == "warning"
        ),
        steps=document["first_steps"],
        strip=spectrum_strip(network["spectrum"]),
        charts=diversity_charts(network),
        pareto=network["pareto"],
        top_attention=_per_cent(network["pareto"]["top20_attention_share"]),
        top_value=_per_cent(network["pareto"]["top20_value_share"]),
        attention_path=curve_path(network["pareto"]["attention_curve"]),
        value_path=curve_path(network["pareto"]["value_curve"]),
        viable=network["minimum_viable"],
        capacity=network["capacity"],
        self_check=network["fade_self_check"],
        figures=_figures(network["figures"]),
        weak_ties=_named(network, document, "weak_ties_that_matter"),
        reconnect=_named(network, document, "reconnect"),
        attention=_attention(network),
        ghosts=sum(row.skipped.get("ghost", 0) for row in imports(owner) if row.undone_at is None),
        questions=count_open_questions(owner),
        linked=linked,
    )


def _rows(owner: Owner, audit: Audit, by: str, *, most: int | None) -> tuple[TableRow, ...]:
    """Return the dots as rows of the table, closest first, at most so many."""
    orbit, people = orbit_of(owner, audit, by=by), audit.document["picture"]["people"]
    near = [_row(dot, person, audit.on) for dot, person in list(zip(orbit.dots, people, strict=True))[:most]]
    left = None if most is None else most - len(near)
    words = far_words(owner, audit, by=by, most=left)
    return (
        *near,
        *(_far_row(one, words[one.person]) for one in orbit.far[:left] if one.person in words),
    )


def _row(dot: Dot, person: Mapping[str, Any], on: date) -> TableRow:
    place, exchanged, forecast = reasons_of(dict(person), on_day=day_number(on))
    return TableRow(
        dot.person, dot.name, dot.rank, str(dot.layer or "beyond"), f"{place}; {exchanged}", forecast
    )


def _far_row(one: FarPerson, words: FarWords) -> TableRow:
    facts, _, forecast = words.facts.rpartition("; ") if one.rank else (words.facts, "", FORECASTS["unknown"])
    return TableRow(one.person, words.name, one.rank, "beyond", facts, forecast)


def _named(network: Mapping[str, Any], document: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """Return the first ten people of a list with their names."""
    names = document["picture"].get("names", {})
    return [(pk, names.get(str(pk)) or "(no name)") for pk in network.get(name, ())[:10]]


def _attention(network: Mapping[str, Any]) -> str:
    """Say how attention is spread, against the owner's own past and nobody else's."""
    found = network.get("signature") or {}
    shares, turnover = found.get("top5_share") or [], found.get("top15_turnover") or []
    if not shares or shares[0] is None:
        return ""
    text = f"Your closest five get {shares[0]:.0%} of your attention"
    if len(shares) > 1 and shares[1] is not None:
        text += f"; half a year ago it was {shares[1]:.0%}"
    if turnover and turnover[0] is not None:
        text += f". Of your closest fifteen, {turnover[0]:.0%} are new since then"
    return text + "."


def _per_cent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _answer(network: Mapping[str, Any]) -> str:
    """Say in one sentence what the network is."""
    people, genuine, two_way = network["people"], network["genuine"], network["two_way"]
    if not people:
        return "Nobody is in your network yet."
    return (
        f"Of {people:,} people, {two_way:,} ever wrote back or met you, "
        f"and {genuine:,} of those ties {'is' if genuine == 1 else 'are'} alive."
    )


def _headlines(network: Mapping[str, Any], before: Mapping[str, Any] | None) -> tuple[Headline, ...]:
    chosen = (
        ("people", "people known"),
        ("connections", "LinkedIn connections"),
        ("two_way", "two-way ties, ever"),
        ("genuine", "genuine ties, two-way in 24 months"),
        ("weak_but_genuine", "of them outside your closest 50"),
    )
    return tuple(
        Headline(plain(network[name]), label, _change(network[name], before[name]) if before else "")
        for name, label in chosen
    )


def _change(now: int, then: int) -> str:
    return f"{now - then:+,} since the last audit" if now != then else "as in the last audit"


def _sign(sign: Mapping[str, Any]) -> SignLine:
    of = sign["denominator"]
    share = sign["numerator"] / of if of and sign["numerator"] is not None else None
    good = (sign["state"] == "present") == (sign["kind"] == "positive")
    tone = "unknown" if sign["state"] == "not_enough_data" else "good" if good else "needs"
    return SignLine(
        id=sign["id"],
        title=SIGN_TITLES[SignId(sign["id"])],
        state=sign["state"],
        mark=_MARKS[sign["state"]],
        sentence=sign["sentence"],
        period=f"{sign['from']} to {sign['to']}",
        meter=round(100 * min(max(share, 0.0), 1.0), 1) if share is not None and tone != "unknown" else None,
        people=len(sign["people"]),
        tone=tone,
    )


_FIGURES = {
    "acceptance_out": "requests you sent that were accepted, in the 180 days before the export",
    "acceptance_in": "requests you received that you accepted, in the 180 days before the export",
    "answered_14_days": "LinkedIn conversations you began that were answered within 14 days",
    "two_way_connections_linkedin": "connections with whom messages went both ways on LinkedIn",
    "two_way_connections": "connections with any two-way contact",
    "no_second_contact_90_days": "recent connections without a second contact within 90 days",
}


def _figures(figures: Mapping[str, Any]) -> list[tuple[str, str]]:
    lines = []
    for name, label in _FIGURES.items():
        found = figures[name]
        of = found["denominator"] if found else 0
        value = (
            f"{found['numerator']:,} of {of:,} ({found['numerator'] / of:.0%})"
            if of
            else "not enough data yet"
        )
        lines.append((value, label))
    lines.append((f"{len(figures['always_giving']):,}", "ties in which only you write"))
    lines.append((f"{len(figures['always_taking']):,}", "ties in which only they write"))
    return lines
