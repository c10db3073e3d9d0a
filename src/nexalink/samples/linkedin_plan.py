"""What else a LinkedIn export tells: requests, endorsements, recommendations, notes, noise, an old address book."""

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from nexalink.samples import phrases
from nexalink.samples.cast import Cast, Character
from nexalink.samples.companies import ascii_slug
from nexalink.samples.drawing import DAY, by_day, stream
from nexalink.samples.eras import Era
from nexalink.samples.linkedin_noise import Noise, plan_noise
from nexalink.samples.relations import REQUEST_EDGE, REQUEST_WINDOW, Relation, Times
from nexalink.samples.story import Message, Teller

_SKILLS = (
    "Product Management",
    "Facilitation",
    "Roadmapping",
    "User Research",
    "Logistics",
    "Public Speaking",
)


@dataclass(frozen=True, slots=True)
class Request:
    """A connection request; ``person`` is −1 where nobody came of it. ``accepted_at`` is 0 while it is pending."""

    person: int
    name: str
    slug: str
    out: bool
    sent_at: int
    note: str = ""
    accepted_at: int = 0


class Endorsement(NamedTuple):
    """A skill confirmed by one side for the other."""

    person: Character
    given: bool
    skill: str
    at: int
    status: str


class Recommendation(NamedTuple):
    """A written recommendation."""

    person: Character
    given: bool
    text: str
    at: int
    status: str


class Upload(NamedTuple):
    """A row of the address book that the owner once uploaded."""

    person: int
    given: str
    family: str
    emails: str
    phones: str
    company: str
    title: str


class Group(NamedTuple):
    """A conversation of the owner with several others: their numbers, and (second, sender's place, text)."""

    people: tuple[int, ...]
    lines: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class LinkedInPlan:
    """Everything that goes into the export beside connections and one-to-one messages."""

    requests: list[Request] = field(default_factory=list)
    endorsements: list[Endorsement] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    notes: list[tuple[Character, int, str]] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    ghosts: list[int] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    upload_copies: int = 0


def plan_linkedin(
    cast: Cast, relations: list[Relation], teller: Teller, times: Times, era: Era
) -> LinkedInPlan:
    """Return the plan of one export; adds the requests' notes to the story that ``teller`` tells."""
    plan = LinkedInPlan()
    rng = stream(cast.seed, "linkedin")
    _requests(plan, cast, relations, teller, times)
    ties = [r.person for r in relations if r.person.role == "connection" and r.style in {"layer", "dormant"}]
    namesakes = cast.namesakes()
    named = [person for person in ties if person.name not in namesakes]
    _exchanges(plan, named, times, rng)
    plan.notes = [
        (person, by_day(rng, times.end - rng.randrange(20, 400) * DAY), f"Cares about {phrases.topic(rng)}.")
        for person in named[:8]
    ]
    plan.noise = plan_noise(cast, times, era, messages=len(teller.story.messages))
    if era.urls:
        _group(plan, relations, times, rng)
    plan.ghosts = [
        times.begin + rng.randrange(times.end - times.begin)
        for _ in range(round(0.03 * len(cast.of("connection"))))
    ]
    _uploads(plan, cast, named, rng)
    return plan


# ------------------------------------------------------------------------------------------------- requests


def _requests(
    plan: LinkedInPlan, cast: Cast, relations: list[Relation], teller: Teller, times: Times
) -> None:
    """Plan who asked whom: every connection began with a request, of which the export shows half a year."""
    rng = stream(cast.seed, "requests")
    window = times.midnight - REQUEST_WINDOW * DAY
    layered = {relation.person.number for relation in relations if relation.style in {"layer", "dormant"}}
    talking = {message.person for message in teller.story.messages}
    one_way = {
        r.person.number: r.style == "out_only" for r in relations if r.style in {"out_only", "in_only"}
    }
    accepted = {True: 0, False: 0}
    namesakes = cast.namesakes()
    for person in cast.of("connection"):
        out = one_way.get(person.number, rng.random() < 0.55)
        sent = person.connected_at - 60 - int(min(rng.lognormvariate(10.5, 1.8), 40 * DAY))
        if abs(sent - window) < REQUEST_EDGE:
            sent = person.connected_at - 1_800
        noted = rng.random() < (
            0.3 if person.number in layered else 0.1 if person.number in talking else 0.02
        )
        note = ""
        if noted and person.name not in namesakes:
            note = teller.note(rng, person, out=out).text
        if sent > window:
            accepted[out] += 1
            plan.requests.append(
                Request(
                    person.number,
                    person.listed_name,
                    person.slug,
                    out,
                    sent // 60 * 60,
                    note,
                    person.connected_at,
                )
            )
    for out, share in ((True, 0.55), (False, 0.6)):
        for _ in range(max(1, round(share * accepted[out]))):
            plan.requests.append(pending(cast, rng, out=out, sent=_inside(rng, window, times)))
        for _ in range(max(1, round(0.06 * accepted[out]))):
            old = window - REQUEST_EDGE - rng.randrange(1, 320) * DAY
            plan.requests.append(pending(cast, rng, out=out, sent=old))
    plan.requests.sort(key=lambda request: -request.sent_at)


def _inside(rng: Random, window: int, times: Times) -> int:
    return rng.randrange(window + REQUEST_EDGE, times.end)


def pending(cast: Cast, rng: Random, *, out: bool, sent: int) -> Request:
    """Return a request that nobody has answered, by or to somebody who is nobody's acquaintance yet."""
    name = cast.namer.new()
    slug = f"{ascii_slug(name.full) or name.full.lower().replace(' ', '-')}-{rng.randrange(16**6):06x}"
    note = phrases.approach(rng, name=cast.owner.given) if not out and rng.random() < 0.3 else ""
    if out and rng.random() < 0.2:
        note = phrases.note(rng, name=name.given)
    return Request(-1, name.full, slug, out, sent // 60 * 60, note)


# -------------------------------------------------------------------------------------------------- exchanges


def _exchanges(plan: LinkedInPlan, ties: list[Character], times: Times, rng: Random) -> None:
    """Plan endorsements and recommendations: most ties in balance, one always taking, a few always giving."""
    span = times.end - times.begin
    for index, person in enumerate(ties):
        style = {1: "takes", 3: "gives", 6: "gives"}.get(index, "")
        for given in (True, False):
            one_way = (style == "takes" and not given) or (style == "gives" and given)
            usual = rng.choice((0, 0, 0, 1, 2)) if not one_way else 0
            for _ in range(5 if style and not one_way else usual):
                at = max(times.begin + int(rng.random() * span), person.connected_at + DAY)
                status = rng.choices(("ACCEPTED", "PENDING", "REJECTED"), (90, 8, 2))[0]
                plan.endorsements.append(
                    Endorsement(person, given, rng.choice(_SKILLS), min(by_day(rng, at), times.end), status)
                )
            if (style and not one_way) or (not style and rng.random() < 0.04):
                at = max(times.end - rng.randrange(200, 1_200) * DAY, person.connected_at + 2 * DAY)
                text = f"A pleasure to work with.\nNobody explains {phrases.topic(rng)} better."
                status = "HIDDEN" if rng.random() < 0.1 else "VISIBLE"
                at = min(by_day(rng, at), times.end) // 60 * 60
                plan.recommendations.append(Recommendation(person, given, text, at, status))
    distinct = {(e.person.number, e.given, e.at): e for e in plan.endorsements}
    plan.endorsements = sorted(distinct.values(), key=lambda e: -e.at)
    plan.recommendations.sort(key=lambda r: -r.at)


# ---------------------------------------------------------------------------------- conversations, address book


def _group(plan: LinkedInPlan, relations: list[Relation], times: Times, rng: Random) -> None:
    """Plan one conversation with three others, whom the owner knows well anyway."""
    able = [r.person for r in relations if r.person.role == "connection" and r.person.layer in {2, 3, 4}]
    if len(able) < 4:
        return
    people = tuple(person.number for person in rng.sample(able, 3))
    at = by_day(rng, times.end - rng.randrange(60, 90) * DAY)
    lines = [(at, -1, "Shall we four meet in May?"), (at + 777, 0, "Gladly!"), (at + 1_999, 1, "Me too."),
             (at + 4_321, -1, "Then the 12th it is."), (at + 5_005, 2, "See you all there.")]  # fmt: skip
    plan.groups.append(Group(people, tuple(lines)))


def _uploads(plan: LinkedInPlan, cast: Cast, named: list[Character], rng: Random) -> None:
    """Plan the uploaded address book: people of whom nothing else is known, and a few known by their address."""
    for person in cast.of("contact"):
        plan.uploads.append(_upload(person))
    for person in named:
        if person.listed_email and rng.random() < 0.5:
            plan.uploads.append(_upload(person))
    rng.shuffle(plan.uploads)
    plan.upload_copies = min(3, len(plan.uploads))


def _upload(person: Character) -> Upload:
    emails = ",".join((person.email, *person.more_emails))
    return Upload(
        person.number,
        person.given,
        person.family,
        emails,
        ",".join(person.phones),
        person.job.company,
        person.job.title,
    )


def messages_by_person(messages: list[Message]) -> dict[int, list[Message]]:
    """Return each person's messages, newest first."""
    found: dict[int, list[Message]] = {}
    for message in sorted(messages, key=lambda message: -message.at):
        found.setdefault(message.person, []).append(message)
    return found
