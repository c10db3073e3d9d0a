"""Who belongs into a plan, each with the reasons: from ties, people, the ledger and the latest audit."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nexalink.accounts.models import Owner, OwnerFact
from nexalink.audits.models import Audit, Reading
from nexalink.formats.handles import fold_name
from nexalink.interactions.models import Exchange
from nexalink.kernel.dates import local_midday
from nexalink.measures import words
from nexalink.people.models import Position
from nexalink.playbooks.models import Participant, Playbook
from nexalink.playbooks.plans import MOST_PEOPLE
from nexalink.playbooks.queries import works_of
from nexalink.ties.models import UNRANKED, Membership, Tie

_LOOKED_AT = 800
_FINALISTS = 60
_CLOSE = 50
_ENGAGED_DAYS = 365
_NEW_DAYS = 180
_ANSWERS = 0.4
_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody for a plan, and why. ``weight`` orders; it is never shown."""

    person: int
    name: str
    works: str
    reasons: tuple[str, ...]
    ask_kind: str
    weight: float


@dataclass(slots=True)
class _Case:
    """What speaks for one person while it is weighed."""

    tie: Tie
    weight: float = 0.0
    reasons: list[str] = field(default_factory=list)
    ask_kind: str = ""

    def speak(self, weight: float, reason: str) -> None:
        """Add one reason."""
        self.weight += weight
        self.reasons.append(reason)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of everybody who is looked at."""

    places: dict[int, set[str]]
    own_places: dict[str, str]
    exchanges: dict[int, set[tuple[str, str]]]
    circles: dict[int, int]
    own_stage: float


def shortlist(owner: Owner, *, playbook: Playbook | int, on: date, most: int = 0) -> tuple[Candidate, ...]:
    """Return who fits a plan, strongest first, without those in it: eight queries, whatever the size.

    Never more than such a plan is for.
    """
    plan = (
        playbook if isinstance(playbook, Playbook) else Playbook.objects.of(owner).filter(pk=playbook).first()
    )
    if plan is None:
        return ()
    taken = set(Participant.objects.of(owner).filter(playbook=plan).values_list("person_id", flat=True))
    ties = [tie for tie in _ties(owner, plan, on=on) if tie.person_id not in taken]
    known = _known(owner, [tie.person_id for tie in ties])
    space = [fold_name(word) for word in re.split(r"[\s,;/]+", str(plan.goal.get("space", ""))) if word]
    judged = [case for tie in ties if (case := _judge(plan.kind, tie, known, space)) is not None]
    finalists = sorted(judged, key=lambda case: (-case.weight, case.tie.rank))[:_FINALISTS]
    _add_answers(owner, finalists)
    limit = min(most or MOST_PEOPLE[plan.kind], MOST_PEOPLE[plan.kind])
    chosen = sorted(finalists, key=lambda case: (-case.weight, case.tie.rank))[:limit]
    return tuple(
        Candidate(
            case.tie.person_id, case.tie.person.name or "(no name)", works_of(case.tie.person),
            tuple(case.reasons), case.ask_kind, round(case.weight, 4),
        )
        for case in chosen
    )  # fmt: skip


def _ties(owner: Owner, plan: Playbook, *, on: date) -> list[Tie]:
    """Return those who may be chosen: known, kept, and with contact; for deepening the new ones."""
    rows = Tie.objects.of(owner).filter(
        in_network=True, faded_on=None, person__trashed_at=None, last_contact__isnull=False
    )
    if plan.kind == "deepening":
        since = local_midday(on - timedelta(days=_NEW_DAYS), owner.zone)
        rows = rows.filter(first_contact__gte=since, incoming__gt=0)
    elif plan.kind == "mentorship":
        since = local_midday(on - timedelta(days=_ENGAGED_DAYS), owner.zone)
        rows = rows.filter(last_contact__gte=since)
    return list(rows.select_related("person").order_by("rank", "id")[:_LOOKED_AT])


def _known(owner: Owner, people: list[int]) -> _Known:
    places: dict[int, set[str]] = defaultdict(set)
    for person, company in (
        Position.objects.of(owner).filter(person__in=people).values_list("person_id", "company")
    ):
        places[person].add(fold_name(company))
    exchanges: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for person, way, kind in (
        Exchange.objects.of(owner).filter(person__in=people).values_list("person_id", "direction", "kind")
    ):
        exchanges[person or 0].add((way, kind))
    circles: dict[int, int] = defaultdict(int)
    for person in Membership.objects.of(owner).filter(person__in=people).values_list("person_id", flat=True):
        circles[person] += 1
    facts = OwnerFact.objects.of(owner).filter(kind="position").values_list("value", "detail")
    own = [(company, str(detail.get("title", ""))) for company, detail in facts]
    stages = [words.seniority(words.read_title(title).stage or "") for _, title in own if title]
    return _Known(
        places, {fold_name(company): company for company, _ in own if company}, exchanges, circles,
        max((stage for stage in stages if stage is not None), default=0.0),
    )  # fmt: skip


def _judge(kind: str, tie: Tie, known: _Known, space: list[str]) -> _Case | None:
    case = _Case(tie)
    if kind == "job_search":
        fits = (
            _in_space(case, known, space) and _knows_my_work(case, known) and _near_or_bridging(case, known)
        )
    elif kind == "launch":
        fits = _for_launch(case, known, space)
    elif kind == "mentorship":
        fits = _ahead(case, known) and _in_space(case, known, space, needed=False)
    else:
        fits = _promising(case)
    return case if fits else None


def _in_space(case: _Case, known: _Known, space: list[str], *, needed: bool = True) -> bool:
    """Tell whether somebody is in the field of the plan: their industry, function, employer or title says one of its words."""
    if not space:
        return True
    person = case.tie.person
    texts = {
        "industry": person.industry,
        "function": person.function,
        "title": person.title,
        "employer": person.company,
    }
    for what, text in texts.items():
        folded = fold_name(text)
        if any(word in folded.split() or (len(word) > 4 and word in folded) for word in space):
            case.speak(3.0, f"In the field: {what} {text}.")
            return True
    for place in known.places.get(person.pk, ()):
        if any(word in place.split() for word in space):
            case.speak(2.0, "Was in the field before.")
            return True
    return not needed


def _knows_my_work(case: _Case, known: _Known) -> bool:
    person, tie = case.tie.person, case.tie
    shared = known.places.get(person.pk, set()) & set(known.own_places)
    exchanged = known.exchanges.get(person.pk, set())
    if shared:
        case.speak(3.0, f"Knows your work: you both were at {known.own_places[min(shared)]}.")
    if ("received", "recommendation") in exchanged:
        case.speak(3.0, "Recommended you in writing.")
    elif ("received", "endorsement") in exchanged:
        case.speak(1.0, "Endorsed your skills.")
    if tie.mutual >= _MEETINGS:
        case.speak(min(2.0, math.log10(1 + tie.mutual)), f"You met {tie.mutual} times.")
    elif tie.two_way and tie.incoming >= _MEETINGS:
        case.speak(0.5, f"You wrote to each other ({tie.incoming} from them, {tie.outgoing} from you).")
    return len(case.reasons) > 0 and case.tie.two_way


def _near_or_bridging(case: _Case, known: _Known) -> bool:
    tie = case.tie
    if tie.rank <= _CLOSE:
        case.speak(2.0 - tie.rank / _CLOSE, f"A strong tie: number {tie.rank} by closeness.")
    elif tie.genuine or tie.two_way:
        reach = known.circles.get(tie.person_id, 0)
        more = f", in {reach} circles" if reach > 1 else ""
        case.speak(1.0 + 0.2 * min(reach, 4), f"A good weak tie{more}: hears of other things than you do.")
    else:
        return False
    return True


def _for_launch(case: _Case, known: _Known, space: list[str]) -> bool:
    """Key people: feedback from who is close, an introduction from who reaches other circles, the rest pass it on."""
    tie = case.tie
    if not tie.two_way or tie.rank >= UNRANKED:
        return False
    _in_space(case, known, space, needed=False)
    if tie.rank <= _CLOSE:
        case.ask_kind = "feedback"
        case.speak(3.0 - tie.rank / _CLOSE, f"Number {tie.rank} by closeness: can be frank with you.")
    elif known.circles.get(tie.person_id, 0) > 1:
        case.ask_kind = "introduction"
        case.speak(1.5, f"Belongs to {known.circles[tie.person_id]} circles: can introduce you.")
    elif tie.genuine:
        case.ask_kind = "amplification"
        case.speak(1.0, "A genuine tie: may pass it on.")
    return bool(case.ask_kind)


def _ahead(case: _Case, known: _Known) -> bool:
    """Tell whether somebody's career has come further than the owner's, and they still answer."""
    tie, person = case.tie, case.tie.person
    theirs = words.seniority(person.stage) if person.stage else None
    if theirs is None or theirs <= known.own_stage or not (tie.two_way or tie.incoming):
        return False
    case.speak(2.0 + 0.2 * (theirs - known.own_stage), f"Ahead of you: {person.title or person.stage}.")
    case.speak(min(1.0, math.log10(1 + tie.incoming + tie.mutual)), _engaged(tie))
    return True


def _engaged(tie: Tie) -> str:
    parts = [f"{tie.incoming} messages from them"] if tie.incoming else []
    parts += [f"{tie.mutual} meetings"] if tie.mutual else []
    return f"Still engages: {' and '.join(parts)}, the last contact within a year."


def _promising(case: _Case) -> bool:
    """Tell whether a new tie is worth more: they wrote too, and it is not close yet."""
    tie = case.tie
    contacts = tie.incoming + tie.mutual
    case.speak(
        math.log2(1 + contacts), f"New in the last {_NEW_DAYS} days, and {contacts} times from their side."
    )
    if tie.two_way:
        case.speak(1.0, "Two-way from the start.")
    return tie.tier != 1


def _add_answers(owner: Owner, cases: list[_Case]) -> None:
    """Weigh in how often somebody answers, by the latest audit."""
    latest = Audit.objects.of(owner).order_by("-on", "-id").values_list("pk", flat=True).first()
    rows = Reading.objects.of(owner).filter(audit=latest, person__in=[case.tie.person_id for case in cases])
    documents: dict[int, dict[str, Any]] = dict(rows.values_list("person_id", "document")) if latest else {}
    for case in cases:
        reading = documents.get(case.tie.person_id, {}).get("readings", {}).get("they_answer", {})
        share = reading.get("value")
        if share is None:
            continue
        counts = reading.get("counts", {})
        case.weight *= 0.5 + share
        if share >= _ANSWERS:
            case.reasons.append(
                f"Answers: {counts.get('answered', 0)} of {counts.get('openings', 0)} conversations you began."
            )
