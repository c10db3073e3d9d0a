"""Ask the kept audits how the network changes: their figures side by side, and the years before the latest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit, Finding
from nexalink.measures.hidden_costs import KINDS, HiddenCosts, Hours, Minutes, hours
from nexalink.people.models import Person

JSON = Mapping[str, Any]
_MOST = 60


@dataclass(frozen=True, slots=True)
class KeptAudit:
    """One audit of the past. ``figures`` is empty for audits made before figures were kept in brief."""

    audit: int
    on: date
    version: str
    figures: JSON

    @property
    def method(self) -> int:
        """Say by which method it was counted, 0 where nobody wrote that down."""
        return int(self.figures.get("method", 0))


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything the trends page shows.

    Attributes:
        audits: the newest audit of each day, oldest first, at most sixty.
        history: the years before the newest audit, and what is made of them; None before the first audit, or where the
            newest was made before this was kept.
        on: the day of the audit that ``history`` belongs to.
    """

    audits: tuple[KeptAudit, ...]
    history: JSON | None
    on: date | None


def trends(owner: Owner) -> Trends:
    """Return the audits side by side and the newest history: three queries however many audits there are."""
    rows = Audit.objects.of(owner).order_by("-on", "-id").values_list("id", "on", "version")
    newest: dict[date, tuple[int, str]] = {}
    for pk, on, version in rows[: 4 * _MOST]:
        if len(newest) < _MOST or on in newest:
            newest.setdefault(on, (pk, version))
    chosen = [pk for pk, _ in newest.values()]
    findings = Finding.objects.of(owner)
    figures = dict(findings.filter(audit__in=chosen, kind="figures").values_list("audit_id", "document"))
    kept = [KeptAudit(pk, on, version, figures.get(pk, {})) for on, (pk, version) in newest.items()]
    latest = kept[0] if kept else None
    history = (
        findings.filter(audit=latest.audit, kind="history").values_list("document", flat=True).first()
        if latest
        else None
    )
    return Trends(tuple(reversed(kept)), history, latest.on if latest and history else None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is getting better: ``better``, ``same``, ``worse`` or ``unknown``, from the last two years.

    ``now`` and ``before`` are people whose contact went both ways in the last twelve months and in the twelve before.
    """

    word: str
    now: int
    before: int


def verdict(history: JSON | None) -> Verdict:
    """Return whether more people are in contact both ways than the year before, beyond what chance does.

    The change is ``came − went``; with both by chance alone its spread is ``√(came + went)``: less than 1.28 times that
    (8 of 10) is called the same.

    >>> year = {"two_way": 40, "new": 4, "back": 1, "silent": 5}
    >>> verdict({"steady_years": 3, "years": [year, year]}).word
    'same'
    """
    years = history["years"] if history else []
    if history is None or len(years) < 2 or history["steady_years"] < 2:
        return Verdict("unknown", 0, 0)
    last = years[-1]
    came, went = last["new"] + last["back"], last["silent"]
    beyond = abs(came - went) > 1.28 * (came + went) ** 0.5
    word = ("better" if came > went else "worse") if beyond else "same"
    return Verdict(word, last["two_way"], years[-2]["two_way"])


def network_hours(owner: Owner, history: JSON) -> tuple[Minutes, Hours]:
    """Return the minutes a touch is assumed to cost and the hours that follow: the owner's own minutes count at once."""
    costs = history["costs"]
    kept = {name: float(value) for name, value in owner.settings.get("minutes", {}).items() if name in KINDS}
    minutes = Minutes(**kept)
    names = {one.name for one in fields(HiddenCosts)}
    return minutes, hours(HiddenCosts(**{name: costs[name] for name in names}), minutes=minutes)


def names_of(owner: Owner, people: Iterable[int]) -> dict[int, str]:
    """Return the names of those of ``people`` who are still there: one query."""
    rows = Person.objects.of(owner).filter(pk__in=list(people), trashed_at=None)
    return {pk: name or "(no name)" for pk, name in rows.values_list("pk", "name")}
