"""What an address book holds: cards with evidence that joins sources, copies, a switchboard, a group, a company."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from nexalink.samples.cast import Cast, Character
from nexalink.samples.companies import ascii_slug
from nexalink.samples.drawing import stream

SWITCHBOARD = "+49 30 23125 000"
_AREAS = (
    "212 312 415 617 206 303 305 404 512 602 702 713 718 202 213 214 215 216 314 317 402 405 408 410 412 414 502 503"
    " 504 505 513 515 518 520 559 614 615 619 704 716"
).split()


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``left_out`` is why it is nobody's: self, group_card, duplicate; else empty."""

    uid: str
    version: str
    given: str
    family: str
    person: int = -1
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    url: str = ""
    city: str = ""
    country: str = ""
    birthday: str = ""
    note: str = ""
    labels: tuple[str, ...] = ()
    photo: bool = False
    kind: str = ""
    members: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(slots=True)
class CardsPlan:
    """All cards, in the order of the file."""

    cards: list[Card]


def fictional_phones() -> Iterator[str]:
    """Yield phone numbers that are kept free for fiction, in four countries' ways of writing; each once."""
    for place in range(1_000):
        yield f"+44 20 7946 0{place:03d}"
        yield f"+44 7700 900{place:03d}"
        for area in _AREAS[place // 100 :: 10]:
            yield f"+1 {area} 555 01{place % 100:02d}"
        if place >= 200:  # the first ones are the owner's and the switchboard's
            yield f"+49 30 23125 {place:03d}"


def give_numbers(cast: Cast) -> None:
    """Give phone numbers, and second addresses, to those of whom an address book will tell."""
    rng = stream(cast.seed, "numbers")
    numbers = fictional_phones()
    for person in cast.people:
        if person.role in {"card", "contact"} or person.carded:
            person.phones = [number for number in [next(numbers, "")] if number and rng.random() < 0.8]
        if person.carded and rng.random() < 0.2:
            local = ascii_slug(person.name).replace("-", "") or "member"
            person.more_emails = [f"{local}{person.number}@post.example"]


def plan_cards(cast: Cast) -> CardsPlan:
    """Return the plan of one address book."""
    rng = stream(cast.seed, "cards")
    people = [
        p for p in cast.people if p.role == "card" or p.carded or (p.role == "mail" and rng.random() < 0.15)
    ]
    rng.shuffle(people)
    cards = [_card(person, rng) for person in people]
    cards += _second_cards(cards, cast, rng)
    cards += _switchboard(cast)
    if cards:
        cards.append(replace(cards[0], left_out="duplicate"))
    owner = cast.owner
    cards.append(
        Card(
            "me",
            "3.0",
            owner.given,
            owner.family,
            emails=owner.emails[:2],
            phones=owner.phones,
            left_out="self",
        )
    )
    members = tuple(card.uid for card in cards[:3] if card.person >= 0)
    cards.append(
        Card(
            "group-reading", "3.0", "", "Reading circle", kind="group", members=members, left_out="group_card"
        )
    )
    cards.append(
        Card("org-rimefield", "4.0", "", "", company="Rimefield Railways", phones=("+44 20 7946 0999",), kind="org",
             left_out="group_card")
    )  # fmt: skip
    return CardsPlan(cards)


def _card(person: Character, rng: Random) -> Card:
    version = rng.choices(("3.0", "4.0", "2.1"), (75, 15, 10))[0]
    dice = rng.random()
    month, day = rng.randrange(1, 13), rng.randrange(1, 29)
    birthday = (
        ""
        if dice < 0.7
        else f"--{month:02d}-{day:02d}"
        if dice < 0.75
        else f"{rng.randrange(1955, 2002)}-{month:02d}-{day:02d}"
    )
    return Card(
        f"c{person.number:05d}", version, person.given, person.family, person.number,
        (person.email, *person.more_emails), tuple(person.phones), person.job.company, person.job.title, person.url,
        person.city[0] if rng.random() < 0.5 else "", person.city[1], birthday,
        "Met at the product evening;\nlikes long walks, short mails." if rng.random() < 0.1 else "",
        ("Friends",) if rng.random() < 0.1 else (), rng.random() < 0.05,
    )  # fmt: skip


def _second_cards(cards: list[Card], cast: Cast, rng: Random) -> list[Card]:
    """Return second cards for a few people: the same address, another program, fewer details."""
    chosen = [card for card in cards if card.person >= 0][: max(1, len(cards) // 25)]
    people = {person.number: person for person in cast.people}
    return [
        replace(
            card, uid=f"{card.uid}-copy", version="3.0", title="", phones=(), labels=(), note="", birthday="",
            emails=(people[card.person].email,), url="", photo=False,
        )
        for card in rng.sample(chosen, len(chosen))
    ]  # fmt: skip


def _switchboard(cast: Cast) -> list[Card]:
    """Return cards of different people with one number, their office's: it joins nobody."""
    people = [person for person in cast.of("card") if person.twin_of < 0][:4]
    if len(people) < 2:
        return []
    return [
        Card(f"o{person.number:05d}", "3.0", person.given, person.family, person.number, (person.email,),
             (SWITCHBOARD,), "Brackenby Consulting", "")
        for person in people
    ]  # fmt: skip
