"""From a plan to its truth: the counting rules, applied once more and on their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import combinations

from nexalink.formats.handles import fold_name
from nexalink.samples.calendar_plan import Event
from nexalink.samples.cast import Character, profile_url
from nexalink.samples.drawing import DAY
from nexalink.samples.linkedin_plan import Request
from nexalink.samples.network import Network
from nexalink.samples.relations import REQUEST_WINDOW
from nexalink.samples.story import OWNER, Mail, Message
from nexalink.samples.truth import (
    MOST_DIRECT,
    Ledger,
    PersonTruth,
    QuestionTruth,
    RequestTruth,
    SampleTruth,
    utc,
)

_ANSWER_DAYS = 14
_SECOND_CONTACT_DAYS = 90
_ONE_SIDED = 5
_ADDRESS_CHANGES = 5
"""Somebody with two addresses writes from the second one every so many mails."""


def truth_of(network: Network) -> SampleTruth:
    """Return what an import of the network's files should find, without the files' own accounts."""
    ledger = Ledger(network.cast.people)
    _linkedin(ledger, network)
    if network.mail:
        for mail in network.story.mails:
            _mail(ledger, network, mail)
    if network.calendar:
        for event in network.calendar.events:
            _event(ledger, network, event)
    if network.cards:
        _cards(ledger, network)
    ledger.close()
    truth = SampleTruth(network.on, network.cast.owner.name, _owner_handles(network))
    truth.people = [person for person in ledger.people.values() if _is_seen(person, network)]
    truth.connections = len(network.cast.of("connection"))
    truth.ghosts = len(network.linkedin.ghosts)
    truth.requests = [_request(network, request) for request in network.linkedin.requests]
    truth.questions = list(_questions(truth.people, network))
    _figures(truth, ledger, network)
    if network.mail:
        truth.maybe_known = network.mail.list_only
    return truth


def _owner_handles(network: Network) -> list[str]:
    handles = network.cast.owner.handles()
    return sorted(handle for handle in handles if network.era.senders or not handle.startswith("https:"))


def _is_seen(person: PersonTruth, network: Network) -> bool:
    return bool(person.handles or person.counts) or network.person(person.number).connected_at > 0


# ------------------------------------------------------------------------------------------------- the sources


def _linkedin(ledger: Ledger, network: Network) -> None:
    _profiles(ledger, network)
    for message in network.story.messages:
        ledger.count(message.person, "linkedin_out" if message.out else "linkedin_in", message.at)
    for group in network.linkedin.groups:
        for at, place, _ in group.lines:
            for number in group.people if place < 0 else (group.people[place],):
                ledger.count(number, "group_out" if place < 0 else "group_in", at, contact=False)
    for upload in network.linkedin.uploads:
        phones = (f"tel:{phone.replace(' ', '')}" for phone in upload.phones.split(",") if phone)
        ledger.state(upload.person, *(f"mailto:{email}" for email in upload.emails.split(",")), *phones)
    _exchanges(ledger, network)


def _profiles(ledger: Ledger, network: Network) -> None:
    """State names, jobs, dates and URLs of all whom the export tells of."""
    era = network.era
    talked = {message.person for message in network.story.messages}
    wrote = {message.person for message in network.story.messages if not message.out}
    for person in network.cast.people:
        truth = ledger.people[person.number]
        if person.role == "connection" or (person.role == "contact" and "Companies" in era.contacts):
            truth.company, truth.title = person.job.company, person.job.title
        elif person.role == "contact":
            truth.title = person.job.title  # the newest uploads have no column for the employer
        if person.listed_name != person.name and person.slug:
            ledger.call(person.number, " ".join(person.listed_name.split()))
        if person.connected_at:
            truth.connected_on = datetime.fromtimestamp(person.connected_at, UTC).date().isoformat()
            if person.listed_email:
                ledger.state(person.number, f"mailto:{person.email}")
        told = era.urls and (person.connected_at > 0 or person.number in talked)
        if person.slug and (told or (era.senders and person.number in wrote)):
            ledger.state(person.number, person.url)


def _exchanges(ledger: Ledger, network: Network) -> None:
    accepted = [entry for entry in network.linkedin.endorsements if entry.status == "ACCEPTED"]
    for entry in (*(accepted if network.era.endorsements else ()), *network.linkedin.recommendations):
        person = ledger.people[entry.person.number]
        person.given += entry.given
        person.received += not entry.given


def address_of(person: Character, mail: Mail) -> str:
    """Return the address that a person uses in a mail: the second one, if any, now and then."""
    return (
        person.more_emails[0] if person.more_emails and mail.number % _ADDRESS_CHANGES == 0 else person.email
    )


def is_written_backwards(person: Character) -> bool:
    """Tell whether a person's mail program writes the family name first."""
    return person.twin_of < 0 and person.number % 29 == 0


def _mail(ledger: Ledger, network: Network, mail: Mail) -> None:
    everybody = [number for number in (*mail.to, *mail.cc, *mail.bcc) if number != OWNER]
    direct = len(everybody) <= MOST_DIRECT and not mail.via_list
    way = "mail" if direct else "via_list"
    people = everybody if mail.sender == OWNER else [mail.sender]
    for number in dict.fromkeys(people):
        side = "out" if mail.sender == OWNER else "in"
        ledger.count(number, f"{way}_{side}", mail.at, contact=direct)
        ledger.state(number, f"mailto:{address_of(network.person(number), mail)}")
        if is_written_backwards(network.person(number)):
            ledger.call(number, f"{network.person(number).family}, {network.person(number).given}")


def _event(ledger: Ledger, network: Network, event: Event) -> None:
    if event.left_out:
        return
    for at, people in occurrences(event):
        ledger.meeting(people, at)
    for guest in event.guests:
        ledger.state(guest.person, f"mailto:{network.person(guest.person).email}")


def occurrences(event: Event) -> Iterator[tuple[int, list[int]]]:
    """Yield when an event took place, and who was there besides the owner."""
    everybody = [guest.person for guest in event.guests if guest.answer in {"ACCEPTED", "TENTATIVE"}]
    changes = {change.index: change for change in event.changes}
    for index, start in enumerate(event.starts or (event.start,)):
        change = changes.get(index)
        if index in event.skipped or (change and change.cancelled):
            continue
        at = int(start.timestamp()) + (change.moved_minutes * 60 if change else 0)
        people = [number for number in everybody if not change or number != change.refused_by]
        if people:
            yield at, people


def _cards(ledger: Ledger, network: Network) -> None:
    holders: defaultdict[str, set[int]] = defaultdict(set)
    cards = [card for card in (network.cards.cards if network.cards else ()) if card.person >= 0]
    for card in cards:
        for phone in card.phones:
            holders[f"tel:{phone.replace(' ', '')}"].add(card.person)
    for card in cards:
        person = ledger.people[card.person]
        if not (person.company or person.title):
            person.company, person.title = card.company, card.title
        ledger.state(
            card.person, *(f"mailto:{email}" for email in card.emails), *([card.url] if card.url else [])
        )
        for phone in card.phones:
            handle = f"tel:{phone.replace(' ', '')}"
            if len(holders[handle]) == 1:
                ledger.state(card.person, handle)
            elif handle not in person.shared_handles:
                person.shared_handles.append(handle)


# ---------------------------------------------------------------------------------------- what follows from it


def _request(network: Network, request: Request) -> RequestTruth:
    sent_on = datetime.fromtimestamp(request.sent_at, UTC).date()
    return RequestTruth(
        "out" if request.out else "in",
        request.name,
        profile_url(request.slug) if network.era.urls else "",
        utc(request.sent_at),
        (network.on - sent_on).days <= REQUEST_WINDOW,
        bool(request.accepted_at),
        request.person if request.person >= 0 else None,
    )


def _questions(people: list[PersonTruth], network: Network) -> Iterator[QuestionTruth]:
    by_name: defaultdict[str, list[PersonTruth]] = defaultdict(list)
    for person in people:
        by_name[fold_name(person.name)].append(person)
    for group in by_name.values():
        for one, other in combinations(group, 2):
            if one.role == other.role == "connection":
                continue  # two rows of one export are two people
            twin = network.person(other.number)
            yield QuestionTruth((one.number, other.number), one.name, twin.same_human)


def _figures(truth: SampleTruth, ledger: Ledger, network: Network) -> None:
    connections = [person for person in truth.people if person.connected_on]
    in_window = [request for request in truth.requests if request.in_window]
    for direction in ("out", "in"):
        sent = [request for request in in_window if request.direction == direction]
        truth.figures[f"acceptance_{direction}"] = (sum(request.accepted for request in sent), len(sent))
    linkedin = sum(p.counts["linkedin_in"] > 0 and p.counts["linkedin_out"] > 0 for p in connections)
    truth.figures["two_way_connections_linkedin"] = (linkedin, len(connections))
    truth.figures["two_way_connections"] = (sum(person.two_way for person in connections), len(connections))
    chats, threads = list(_chats(network.story.messages)), list(_threads(network))
    truth.figures["answered_14_days_linkedin"] = _answered(chats, network)
    truth.figures["answered_14_days"] = _answered([*chats, *threads], network)
    truth.figures["no_second_contact_90_days"] = _no_second_contact(connections, ledger, truth.on)
    for person in truth.people:
        direct = person.incoming + person.outgoing
        if direct >= _ONE_SIDED and not person.counts["mutual"]:
            if not person.incoming:
                truth.always_giving.append(person.number)
            elif not person.outgoing:
                truth.always_taking.append(person.number)


def _chats(messages: Iterable[Message]) -> Iterator[list[tuple[int, bool]]]:
    """Yield each LinkedIn conversation that began without a note, as (second, by the owner) in order."""
    talks: defaultdict[int, list[Message]] = defaultdict(list)
    for message in messages:
        talks[message.person].append(message)
    for talk in talks.values():
        talk.sort(key=lambda message: message.at)
        if not talk[0].note:
            yield [(message.at, message.out) for message in talk]


def _threads(network: Network) -> Iterator[list[tuple[int, bool]]]:
    """Yield each thread of mails between the owner and one other person."""
    threads: defaultdict[int, list[Mail]] = defaultdict(list)
    for mail in network.story.mails if network.mail else ():
        threads[mail.thread].append(mail)
    for thread in threads.values():
        first = thread[0]
        if len({*first.to, *first.cc, *first.bcc, first.sender}) == 2 and not first.via_list:
            yield [(mail.at, mail.sender == OWNER) for mail in sorted(thread, key=lambda mail: mail.at)]


def _answered(talks: list[list[tuple[int, bool]]], network: Network) -> tuple[int, int]:
    """Return how many of the owner's conversations of at least 14 days ago were answered within 14 days."""
    latest = network.times.midnight - _ANSWER_DAYS * DAY
    begun = [talk for talk in talks if talk[0][1] and talk[0][0] <= latest]
    answered = sum(
        any(not out and at - talk[0][0] <= _ANSWER_DAYS * DAY for at, out in talk[1:]) for talk in begun
    )
    return answered, len(begun)


def _no_second_contact(connections: list[PersonTruth], ledger: Ledger, on: date) -> tuple[int, int]:
    """Return how many of those connected 90 to 365 days ago had no contact on a later day within 90 days."""
    without = total = 0
    for person in connections:
        day = date.fromisoformat(person.connected_on or "")
        if not _SECOND_CONTACT_DAYS <= (on - day).days <= 365:
            continue
        total += 1
        first = (day - date(1970, 1, 1)).days
        without += not any(
            first < found <= first + _SECOND_CONTACT_DAYS for found in ledger.days[person.number]
        )
    return without, total
