"""Let a network live on for some months: new connections and messages, other jobs, a new address, people gone."""

from dataclasses import replace
from datetime import date
from random import Random

from nexalink.samples.cast import Character, invent
from nexalink.samples.drawing import DAY, stream
from nexalink.samples.linkedin_plan import Request, pending
from nexalink.samples.network import Network
from nexalink.samples.relations import REQUEST_EDGE, REQUEST_WINDOW, Times, calm_day
from nexalink.samples.story import Teller
from nexalink.samples.truth import ChangeTruth


def grow(network: Network, *, later: date) -> list[ChangeTruth]:
    """Change ``network`` to what it is on the day ``later``, and return what a comparison of both exports finds.

    Raises:
        ValueError: ``later`` is less than a month after the network's day.
    """
    if (later - network.on).days < 30:
        raise ValueError("The newer export must be taken at least 30 days after the older one.")
    rng = stream(network.seed, f"growing until {later}")
    before = network.times
    network.times = replace(Times.until(later), begin=before.begin)
    talking = {message.person for message in network.story.messages}
    quiet = _quiet(network, talking)
    changes = [*_renamed(quiet, rng), *_removed(quiet, rng), *_other_jobs(network, rng)]
    teller = Teller(network.cast, network.times, story=network.story, chapter=f"until {later}")
    _continue(network, before, teller)
    newcomers = _newcomers(network, before, rng)
    _requests(network, newcomers, teller, rng)
    network.linkedin.ghosts += [
        rng.randrange(before.end, network.times.end) for _ in range(1 + len(newcomers) // 30)
    ]
    return sorted(changes, key=lambda change: (change.person, change.kind))


def _quiet(network: Network, talking: set[int]) -> list[Character]:
    """Return connections of whom nothing is known but the connection: they may leave without a trace."""
    namesakes = network.cast.namesakes()
    asked = {request.person for request in network.linkedin.requests}
    written = {entry.person.number for entry in network.linkedin.endorsements}
    written |= {entry.person.number for entry in network.linkedin.recommendations}
    busy = talking | asked | written | {person.twin_of for person in network.cast.people}
    return [
        person
        for person in network.cast.of("connection")
        if person.number not in busy
        and person.name not in namesakes
        and not person.listed_email
        and not person.carded
    ]


def _renamed(quiet: list[Character], rng: Random) -> list[ChangeTruth]:
    changes = []
    for _ in range(min(max(1, len(quiet) // 600), len(quiet))):
        person = quiet.pop(rng.randrange(len(quiet)))
        old = person.url
        person.slug = f"new-{person.slug}"
        changes.append(ChangeTruth("renamed", person.number, _place(url=old), _place(url=person.url)))
    return changes


def _removed(quiet: list[Character], rng: Random) -> list[ChangeTruth]:
    changes = []
    for _ in range(min(max(1, len(quiet) // 200), len(quiet))):
        person = quiet.pop(rng.randrange(len(quiet)))
        before = _place(person.job.company, person.job.title, person.url)
        changes.append(ChangeTruth("removed", person.number, before, _place()))
        person.role, person.connected_at = "removed", 0
    return changes


def _other_jobs(network: Network, rng: Random) -> list[ChangeTruth]:
    """Give about one connection in sixteen another job; renamed ones keep theirs, or nobody would know them again."""
    changes = []
    for person in network.cast.of("connection"):
        if rng.random() > 1 / 16 or person.slug.startswith("new-") or not person.job.company:
            continue
        job = network.cast.market.job(company=rng.choice(network.cast.market.companies))
        if (job.company, job.title) != (person.job.company, person.job.title):
            before, after = _place(person.job.company, person.job.title), _place(job.company, job.title)
            changes.append(ChangeTruth("job", person.number, before, after))
            person.job = job
    return changes


def _place(
    company: str | None = None, title: str | None = None, url: str | None = None
) -> dict[str, str | None]:
    return {"company": company, "title": title, "url": url}


def _continue(network: Network, before: Times, teller: Teller) -> None:
    """Let everything that was going on go on."""
    going_on = [r for r in network.relations if r.style == "layer" and r.end == before.end]
    teller.tell([replace(r, start=before.end + DAY, end=network.times.end, waiting=False) for r in going_on])


def _newcomers(network: Network, before: Times, rng: Random) -> list[Character]:
    """Connect new people: some out of nowhere, some by a request that was pending."""
    cast, times = network.cast, network.times
    waited = [
        r
        for r in network.linkedin.requests
        if r.out and not r.accepted_at and r.sent_at > before.end - 90 * DAY
    ]
    newcomers = []
    for index in range(max(2, len(cast.of("connection")) // 20)):
        person = invent(cast, rng, number=len(cast.people), role="connection")
        if index < len(waited) // 3:
            given, _, family = waited[index].name.rpartition(" ")
            person.given = person.listed_given = given
            person.family = person.listed_family = family
            person.slug = waited[index].slug
        person.connected_at = calm_day(rng.randrange(before.end + DAY, times.end - DAY), times)
        person.connected_at = max(person.connected_at, before.midnight + DAY)
        cast.people.append(person)
        newcomers.append(person)
    return newcomers


def _requests(network: Network, newcomers: list[Character], teller: Teller, rng: Random) -> None:
    """Replace the requests by those of the half year before the newer export."""
    window = network.times.midnight - REQUEST_WINDOW * DAY
    accepted = {person.slug: person for person in newcomers}
    kept = [
        replace(r, person=accepted[r.slug].number, accepted_at=accepted[r.slug].connected_at)
        if r.slug in accepted
        else r
        for r in network.linkedin.requests
    ]
    kept = [
        r for r in kept if r.sent_at > window + REQUEST_EDGE or (not r.accepted_at and rng.random() < 0.1)
    ]
    kept = [r for r in kept if abs(r.sent_at - window) > REQUEST_EDGE]
    known = {request.slug for request in network.linkedin.requests}
    for person in newcomers:
        if person.slug in known:
            continue
        out = rng.random() < 0.55
        sent = person.connected_at - 60 - rng.randrange(20 * 3600)
        note = teller.note(rng, person, out=out).text if rng.random() < 0.2 else ""
        if sent > window + REQUEST_EDGE:
            kept.append(
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
    for index in range(max(1, len(newcomers) // 3)):
        sent = rng.randrange(window + REQUEST_EDGE + DAY, network.times.end)
        kept.append(pending(network.cast, rng, out=index % 2 == 0, sent=sent))
    network.linkedin.requests = sorted(kept, key=lambda request: -request.sent_at)
