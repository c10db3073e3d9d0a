"""Who belongs into a plan, each with the reasons: from ties, people, the ledger and the latest audit."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from nexalink.accounts.models import Owner, OwnerFact
from nexalink.audits.models import Audit, Reading
from nexalink.formats.handles import fold_name
from nexalink.interactions.models import Exchange
from nexalink.kernel.dates import local_midday
from nexalink.measures import words
from nexalink.people.models import Position
from nexalink.playbooks.models import Participant, Playbook
from nexalink.playbooks.plans import MOST_PEOPLE
from nexalink.ties.models import UNRANKED, Membership, Tie

_LOOKED_AT = 300
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


class _Tie(NamedTuple):
    """What is looked at of one tie, read as columns: hundreds are weighed for one page."""

    person: int
    name: str
    title: str
    company: str
    industry: str
    function: str
    stage: str
    rank: int
    tier: int | None
    incoming: int
    outgoing: int
    mutual: int
    two_way: bool
    genuine: bool


_COLUMNS = (
    "person_id", "person__name", "person__title", "person__company", "person__industry", "person__function",
    "person__stage", "rank", "tier", "incoming", "outgoing", "mutual", "two_way", "genuine",
)  # fmt: skip


@dataclass(slots=True)
class _Case:
    """What speaks for one person while it is weighed."""

    tie: _Tie
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
    own_now: frozenset[str]
    """Where the owner works now: colleagues know the work, but open no other door."""
    exchanges: dict[int, set[tuple[str, str]]]
    circles: dict[int, int]
    own_stage: float


def shortlist(owner: Owner, *, playbook: int, on: date, most: int = 0) -> tuple[Candidate, ...]:
    """Return who fits a plan, strongest first, without those in it: nine queries, whatever the size.

    Never more than such a plan is for; nobody for a plan that is not there.
    """
    plan = Playbook.objects.of(owner).filter(pk=playbook).first()
    if plan is None:
        return ()
    taken = set(Participant.objects.of(owner).filter(playbook=plan).values_list("person_id", flat=True))
    space = str(plan.goal.get("space", ""))
    return _chosen(owner, plan.kind, taken, space=space, on=on, most=most or MOST_PEOPLE[plan.kind])


def promising(owner: Owner, *, on: date, most: int = 6) -> tuple[Candidate, ...]:
    """Return new people worth a deepening plan who are in none yet, strongest first: eight queries."""
    plans = Participant.objects.of(owner).filter(playbook__kind="deepening", playbook__closed_on=None)
    taken = set(plans.values_list("person_id", flat=True))
    return _chosen(owner, "deepening", taken, space="", on=on, most=most)


def _chosen(
    owner: Owner, kind: str, taken: set[int], *, space: str, on: date, most: int
) -> tuple[Candidate, ...]:
    ties = [tie for tie in _ties(owner, kind, on=on) if tie.person not in taken]
    known = _known(owner, [tie.person for tie in ties])
    words_of_space = [
        word for word in (fold_name(part) for part in re.split(r"[\s,;/]+", space)) if len(word) > 1
    ]
    judged = [case for tie in ties if (case := _judge(kind, tie, known, words_of_space)) is not None]
    finalists = _by_turns(sorted(judged, key=lambda case: (-case.weight, case.tie.rank)))[:_FINALISTS]
    _add_answers(owner, finalists)
    limit = min(most, MOST_PEOPLE[kind])
    chosen = _by_turns(sorted(finalists, key=lambda case: (-case.weight, case.tie.rank)))[:limit]
    return tuple(
        Candidate(
            case.tie.person, case.tie.name or "(no name)", ", ".join(filter(None, (case.tie.title, case.tie.company))),
            tuple(case.reasons), case.ask_kind, round(case.weight, 4),
        )
        for case in chosen
    )  # fmt: skip


def _by_turns(cases: list[_Case]) -> list[_Case]:
    """Return cases, strongest first, one of each kind of ask after the other, so that no kind crowds the others out."""
    turns: dict[str, int] = defaultdict(int)
    placed = []
    for place, case in enumerate(cases):
        placed.append((turns[case.ask_kind], place, case))
        turns[case.ask_kind] += 1
    return [case for _, _, case in sorted(placed, key=lambda one: one[:2])]


def _ties(owner: Owner, kind: str, *, on: date) -> list[_Tie]:
    """Return those who may be chosen: known, kept, and with contact; for deepening the new ones."""
    rows = Tie.objects.of(owner).filter(
        in_network__in=[True], faded_on=None, person__trashed_at=None, last_contact__isnull=False
    )
    if kind == "deepening":
        since = local_midday(on - timedelta(days=_NEW_DAYS), owner.zone)
        rows = rows.filter(first_contact__gte=since, incoming__gt=0)
    elif kind == "mentorship":
        since = local_midday(on - timedelta(days=_ENGAGED_DAYS), owner.zone)
        rows = rows.filter(last_contact__gte=since)
    else:
        rows = rows.filter(two_way=True)
    found = rows.order_by("rank", "id").values_list(*_COLUMNS)[:_LOOKED_AT]
    return [_Tie(*row) for row in found]


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
    now = {fold_name(company) for company, detail in facts if not detail.get("finished")}
    stages = [words.seniority(words.read_title(title).stage or "") for _, title in own if title]
    return _Known(
        places, {fold_name(company): company for company, _ in own if company}, frozenset(now - {""}), exchanges, circles,
        max((stage for stage in stages if stage is not None), default=0.0),
    )  # fmt: skip


def _judge(kind: str, tie: _Tie, known: _Known, space: list[str]) -> _Case | None:
    case = _Case(tie)
    if kind == "job_search":
        fits = (
            fold_name(tie.company) not in known.own_now
            and _in_space(case, known, space)
            and _knows_my_work(case, known)
            and _near_or_bridging(case, known)
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
    tie = case.tie
    texts = {
        "industry": tie.industry,
        "function": tie.function,
        "title": tie.title,
        "employer": tie.company,
    }
    for what, text in texts.items():
        folded = fold_name(text)
        if any(word in folded.split() or (len(word) > 4 and word in folded) for word in space):
            case.speak(3.0, f"In the field: {what} {text}.")
            return True
    for place in known.places.get(tie.person, ()):
        if any(word in place.split() for word in space):
            case.speak(2.0, "Was in the field before.")
            return True
    return not needed


def _knows_my_work(case: _Case, known: _Known) -> bool:
    tie = case.tie
    shared = known.places.get(tie.person, set()) & set(known.own_places)
    exchanged = known.exchanges.get(tie.person, set())
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
        reach = known.circles.get(tie.person, 0)
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
    elif known.circles.get(tie.person, 0) > 1:
        case.ask_kind = "introduction"
        case.speak(1.5, f"Belongs to {known.circles[tie.person]} circles: can introduce you.")
    elif tie.genuine:
        case.ask_kind = "amplification"
        case.speak(1.0, "A genuine tie: may pass it on.")
    return bool(case.ask_kind)


def _ahead(case: _Case, known: _Known) -> bool:
    """Tell whether somebody's career has come further than the owner's, and they still answer."""
    tie = case.tie
    theirs = words.seniority(tie.stage) if tie.stage else None
    if theirs is None or theirs <= known.own_stage or not (tie.two_way or tie.incoming):
        return False
    case.speak(2.0 + 0.2 * (theirs - known.own_stage), f"Ahead of you: {tie.title or tie.stage}.")
    case.speak(min(1.0, math.log10(1 + tie.incoming + tie.mutual)), _engaged(tie))
    return True


def _engaged(tie: _Tie) -> str:
    parts = [f"{tie.incoming} messages from them"] if tie.incoming else []
    parts += [f"{tie.mutual} meetings"] if tie.mutual else []
    return f"Still engages: {' and '.join(parts)}, the last contact within a year."


def _promising(case: _Case) -> bool:
    """Tell whether a new tie is worth more: they wrote too, and it is not close yet."""
    tie = case.tie
    contacts = tie.incoming + tie.mutual
    case.speak(
        math.log2(1 + contacts),
        f"New in the last {_NEW_DAYS} days, and {contacts} contact{'s' if contacts > 1 else ''} came from them.",
    )
    if tie.two_way:
        case.speak(1.0, "Two-way from the start.")
    return tie.tier != 1


def _add_answers(owner: Owner, cases: list[_Case]) -> None:
    """Weigh in how often somebody answers, by the latest audit."""
    latest = Audit.objects.of(owner).order_by("-on", "-id").values_list("pk", flat=True).first()
    rows = Reading.objects.of(owner).filter(audit=latest, person__in=[case.tie.person for case in cases])
    answers = dict(rows.values_list("person_id", "document__readings__they_answer")) if latest else {}
    for case in cases:
        reading = answers.get(case.tie.person) or {}
        share = reading.get("value")
        if share is None:
            continue
        counts = reading.get("counts", {})
        case.weight *= 0.5 + share
        if share >= _ANSWERS:
            case.reasons.append(
                f"Answers: {counts.get('answered', 0)} of {counts.get('openings', 0)} conversations you began."
            )
