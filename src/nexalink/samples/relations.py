"""How the owner stands to everybody: who is close, who faded, who only ever writes, and since when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from nexalink.samples.cast import Cast, Character, make_twin
from nexalink.samples.drawing import DAY, stream
from nexalink.samples.eras import Era

YEARS = 6
LAYER_SIZES = (5, 10, 35, 70)
"""People in each layer of a network of 1,200 or more; fewer people have smaller layers."""
_FULL_AT = 1_200
_PER_YEAR = (40.0, 16.0, 6.0, 2.2)
"""Conversations and meetings a year with somebody of each layer."""
REQUEST_WINDOW = 180
REQUEST_EDGE = 4 * DAY
"""Seconds around the window's beginning in which nothing is sent: whatever lies there is read either way."""


@dataclass(slots=True)
class Relation:
    """What goes on between the owner and one person.

    ``style``: layer, dormant (close until years ago), weak (a few messages both ways), out_only, in_only.
    ``initiative`` is the share of conversations that the owner opens.
    """

    person: Character
    style: str
    start: int
    end: int
    per_year: float = 1.0
    initiative: float = 0.5
    waiting: bool = False
    """Whether the last word is theirs, days ago, and unanswered."""


@dataclass(frozen=True, slots=True)
class Times:
    """The frame of a story: seconds UTC."""

    on: date
    begin: int
    end: int
    """The morning of the day before the export: everything has happened by then."""

    @classmethod
    def until(cls, on: date) -> "Times":
        """Return the frame of an export of day ``on``."""
        midnight = int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp())
        return cls(on, midnight - YEARS * 365 * DAY, midnight - DAY)

    @property
    def midnight(self) -> int:
        """Return the first second of the export's day."""
        return self.end + DAY


def relate(cast: Cast, times: Times, era: Era, *, linkedin_only: bool) -> list[Relation]:
    """Connect the connections, choose who is how close and by which channels, and return what goes on with whom.

    Changes the cast: dates of connection, layers, channels, which evidence joins the sources, who is asked about.
    """
    rng = stream(cast.seed, "relations")
    _connect(cast, times, era, rng)
    able = _able(cast, era)
    small = min(1.0, len(cast.people) / _FULL_AT)
    if linkedin_only:
        for person in able:
            person.channels = frozenset({"linkedin"})
        known: list[Character] = []
    else:
        _open_channels(able, rng)
        known = cast.of("mail")
        for person in known:
            person.channels = frozenset({"mail", "calendar"})
    relations = _layers(able, known, times, rng, small)
    used = {relation.person.number for relation in relations}
    rest = [person for person in able if person.number not in used]
    relations += _beyond(rest, cast.of("writer"), times, rng, small)
    relations += [_few_mails(person, times, rng) for person in known if person.number not in used]
    if not linkedin_only:
        _make_twins(cast, relations, rng)
    _leave_waiting(relations, rng, small)
    return relations


def _connect(cast: Cast, times: Times, era: Era, rng: Random) -> None:
    """Give every connection a moment of acceptance, evenly over the years, none at the request window's edge."""
    namesakes = cast.namesakes()
    edge = times.midnight - REQUEST_WINDOW * DAY
    for person in cast.of("connection"):
        day = times.begin // DAY + rng.randrange(3, YEARS * 365 - 2)
        at = day * DAY + rng.randrange(20 * 3600)
        at = calm_day(at, times)
        if person.name in namesakes and not era.urls and at > edge:
            at -= 2 * REQUEST_WINDOW * DAY + 40 * DAY
        person.connected_at = max(at, times.begin)
        person.listed_email = era.emails or (person.name not in namesakes and rng.random() < 0.02)


def calm_day(at: int, times: Times) -> int:
    """Return ``at``, moved off the edges of the windows that measures look at: half a year, 90 days, a year."""
    edge = times.midnight - REQUEST_WINDOW * DAY
    if abs(at - edge) < 2 * REQUEST_EDGE:
        at += 4 * REQUEST_EDGE
    if any(abs((times.midnight - at) / DAY - days) < 2 for days in (90, 365)):
        at -= 5 * DAY
    return at


def _able(cast: Cast, era: Era) -> list[Character]:
    """Return the connections who may exchange messages; without URLs, nobody could tell namesakes apart."""
    namesakes = cast.namesakes()
    return [person for person in cast.of("connection") if era.urls or person.name not in namesakes]


def _open_channels(able: list[Character], rng: Random) -> None:
    """Decide with which connections the owner also exchanges mail, and which file joins the two.

    The evidence is the address in Connections.csv or a card that bears both; without any it is LinkedIn alone.
    """
    share = min(0.35, 700 / max(len(able), 1))
    for person in able:
        if person.listed_email or rng.random() < share:
            person.channels = frozenset({"linkedin", "mail", "calendar"})
            person.carded = not person.listed_email or rng.random() < 0.4
        else:
            person.channels = frozenset({"linkedin"})


def _layers(
    able: list[Character], known: list[Character], times: Times, rng: Random, small: float
) -> list[Relation]:
    """Return the relations of the four layers, and of the few who were close once."""
    old_enough = times.end - 500 * DAY
    several = [person for person in able if len(person.channels) > 1 and person.connected_at < old_enough]
    single = [person for person in able if len(person.channels) == 1 and person.connected_at < old_enough]
    pools = [rng.sample(pool, len(pool)) for pool in (several, single, known)]
    relations: list[Relation] = []
    for layer, size in enumerate(LAYER_SIZES, 1):
        chosen = [_pick(pools, rng, layer) for _ in range(max(1, round(size * small)))]
        relations += [_layered(person, layer, times, rng) for person in chosen if person]
    for _ in range(round(4 * small)):
        if person := _pick(pools, rng, 1):
            start = max(person.connected_at + DAY, times.begin)
            end = min(start + rng.randrange(500, 900) * DAY, times.end - rng.randrange(300, 500) * DAY)
            relations.append(Relation(person, "dormant", start, max(end, start + 60 * DAY), 22.0, 0.5))
    _fade(relations, times, rng)
    return relations


def _pick(pools: list[list[Character]], rng: Random, layer: int) -> Character | None:
    """Take one person: close ones mostly from those met on several channels."""
    weights = ((8, 1, 1), (7, 2, 2), (5, 2, 4), (4, 3, 4))[layer - 1]
    filled = [(pool, weight) for pool, weight in zip(pools, weights, strict=True) if pool]
    if not filled:
        return None
    pool = rng.choices([pool for pool, _ in filled], [weight for _, weight in filled])[0]
    return pool.pop()


def _layered(person: Character, layer: int, times: Times, rng: Random) -> Relation:
    person.layer = layer
    earliest = max(person.connected_at + DAY, times.begin)
    start = earliest + int(rng.random() ** 2 * (times.end - 400 * DAY - earliest))
    rate = _PER_YEAR[layer - 1] * rng.lognormvariate(0, 0.25)
    return Relation(person, "layer", max(start, earliest), times.end, rate, rng.uniform(0.3, 0.7))


def _fade(relations: list[Relation], times: Times, rng: Random) -> None:
    """Let about one in twelve of the middle layers fall silent some months ago."""
    for relation in relations:
        if relation.person.layer in {2, 3} and rng.random() < 0.09:
            relation.end = times.end - rng.randrange(150, 400) * DAY
            relation.start = min(relation.start, relation.end - 200 * DAY)
            relation.start = max(relation.start, relation.person.connected_at + DAY)


def _beyond(
    rest: list[Character], writers: list[Character], times: Times, rng: Random, small: float
) -> list[Relation]:
    """Return the relations outside the layers: a few messages both ways, or one way only."""
    rest = rng.sample(rest, len(rest))
    relations: list[Relation] = []
    for style, share, least in (("weak", 0.015, 1), ("out_only", 0.035, 1), ("in_only", 0.02, 1)):
        chosen = [rest.pop() for _ in range(min(len(rest), max(least, round(share * len(rest)))))]
        relations += [_occasional(person, style, times, rng) for person in chosen]
    for style in ("out_only", "in_only"):
        oldest = sorted((r for r in relations if r.style == style), key=lambda r: r.person.connected_at)
        for relation in oldest[: max(1, round(2 * small))]:
            relation.per_year = 9.0  # enough to be one-sided, not merely quiet
            relation.start = min(
                relation.start, max(times.end - 700 * DAY, relation.person.connected_at + DAY)
            )
    relations += [_occasional(person, _style_of_writer(rng), times, rng) for person in writers]
    return relations


def _style_of_writer(rng: Random) -> str:
    return "weak" if rng.random() < 0.25 else "in_only"


def _occasional(person: Character, style: str, times: Times, rng: Random) -> Relation:
    earliest = max(person.connected_at + DAY // 2, times.begin)
    start = earliest + int(rng.random() ** 3 * max(times.end - 3 * DAY - earliest, 1))
    return Relation(person, style, start, times.end, 0.0)


def _few_mails(person: Character, times: Times, rng: Random) -> Relation:
    start = times.begin + int(rng.random() * (times.end - times.begin - 60 * DAY))
    return Relation(person, rng.choice(("weak", "weak", "in_only", "out_only")), start, times.end, 0.0)


def _make_twins(cast: Cast, relations: list[Relation], rng: Random) -> None:
    """Let some records of other sources bear a connection's name: same human or not, only the owner can tell."""
    namesakes = cast.namesakes()
    layered = [
        r.person for r in relations if r.person.channels == {"linkedin"} and r.person.name not in namesakes
    ]
    met = {person.number for person in layered}
    connections = [p for p in cast.of("connection") if not p.layer and p.name not in namesakes]
    quiet = [person for person in connections if person.number not in met]
    plain = [p for p in layered if p.connected_at and p.listed_name == p.name]
    others = [p for p in quiet if p.listed_name == p.name]
    wanted = max(1, round(min(len(cast.people), 2_000) / 170))
    records = cast.of("mail")[-wanted:] + cast.of("contact")[:1] + cast.of("card")[:1]
    for index, record in enumerate(records):
        same = index % 3 != 1
        pool = plain if same and plain else others
        if pool:
            make_twin(record, pool.pop(rng.randrange(len(pool))), same_human=same)


def _leave_waiting(relations: list[Relation], rng: Random, small: float) -> None:
    """Let a few people's last word wait for the owner's answer."""
    going_on = [relation for relation in relations if relation.style == "layer" and relation.person.layer > 1]
    alive = [relation for relation in going_on if relation.end == max(found.end for found in going_on)]
    for relation in rng.sample(alive, min(len(alive), max(1, round(6 * small)))):
        relation.waiting = True
