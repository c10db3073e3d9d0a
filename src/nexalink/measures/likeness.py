"""How likely two records are one person's: named parts, the evidence between them, and reasons in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nexalink.measures.addresses import is_role_address
from nexalink.measures.name_verdicts import NameVerdict, names_compatible, names_may_be_one
from nexalink.measures.name_words import LEGAL_FORMS
from nexalink.measures.names import ParsedName, fold_word, parse_name, user_names

__all__ = [
    "Evidence",
    "Likeness",
    "LikenessWeights",
    "Part",
    "PersonRecord",
    "is_role_address",
    "likeness",
    "name_fits_address",
    "names_compatible",
    "names_may_be_one",
    "parse_name",
    "shared_evidence",
]

_FREE_MAIL = frozenset(
    """
    gmail googlemail yahoo hotmail outlook live msn icloud me mac aol gmx web freenet t-online mail
    posteo proton protonmail yandex qq 163 126 naver zoho fastmail orange wanadoo laposte libero
    bluewin comcast btinternet seznam wp o2 interia
    """.split()
)
_SECOND_LEVEL = frozenset("co com ac gov org net edu gob or ne".split())
_GRADES = {"same": 1.0, "compatible": 0.75, "different": 0.0}
_FOR = 0.5
"""A part from this value on speaks for one person."""
_SHORTEST_FIRM, _SHORTEST_LABEL, _SHORTEST_WORD = 3, 4, 3
_NOT_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What one source tells of one person, as far as it helps to tell people apart.

    ``handles`` are canonical (``formats.handles``). ``birthday`` is ``YYYY-MM-DD`` or ``--MM-DD``. ``identifiers`` are
    numbers that belong to one person in all sources (a customer number). ``street`` is a postal address with its
    number. Everything may be empty.
    """

    names: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    place: str = ""
    street: str = ""
    birthday: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikenessWeights:
    """How much each part counts in the total; a part that either side does not know counts nothing."""

    name: float = 4.0
    handle: float = 4.0
    birthday: float = 3.0
    employer: float = 2.0
    address: float = 2.0
    street: float = 2.0
    title: float = 1.0
    place: float = 1.0


DEFAULT_WEIGHTS = LikenessWeights()


class Part(NamedTuple):
    """One named part of a likeness: 0 (against) … 1 (for), its weight, and the phrase that says why."""

    name: str
    value: float
    weight: float
    reason: str


class Evidence(NamedTuple):
    """A handle or number that two records share. ``joins`` says whether it proves that they are one person."""

    value: str
    joins: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of two records: its parts, the weighted mean of them (0 … 1), and the evidence if there is any."""

    parts: tuple[Part, ...]
    total: float
    name: NameVerdict
    evidence: tuple[Evidence, ...] = ()

    @property
    def joins(self) -> bool:
        """True where evidence proves one person; a likeness alone never does."""
        return any(found.joins for found in self.evidence)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Short phrases for a question: what speaks for one person, then what speaks against, weightiest first."""
        ordered = sorted(
            self.parts, key=lambda part: (part.value < _FOR, -abs(part.value - _FOR) * part.weight)
        )
        return tuple(dict.fromkeys(part.reason for part in ordered if part.reason))


def likeness(
    one: PersonRecord, other: PersonRecord, *, weights: LikenessWeights = DEFAULT_WEIGHTS
) -> Likeness:
    """Return how like two records are, part by part.

    >>> ana, other = (PersonRecord(("Ana Bell",), employers=(firm,)) for firm in ("Acme Ltd", "Orbit"))
    >>> found = likeness(ana, other)
    >>> found.reasons, found.joins
    (('same name', 'different employer'), False)
    """
    name = best_name(one, other)
    evidence = tuple(shared_evidence(one, other))
    parts = tuple(
        part
        for part in (
            _name_part(name, weights),
            _handle_part(evidence, weights),
            _birthday_part(one, other, weights),
            _employer_part(one, other, weights),
            _address_part(one, other, weights),
            *_word_parts(one, other, weights),
        )
        if part
    )
    known = sum(part.weight for part in parts)
    total = sum(part.value * part.weight for part in parts) / known if known else 0.0
    return Likeness(parts, total, name, evidence)


def best_name(one: PersonRecord, other: PersonRecord) -> NameVerdict:
    """Return the best verdict over all the names that the two records have."""
    verdicts = [names_compatible(a, b) for a in one.names for b in other.names]
    known = [verdict for verdict in verdicts if verdict.grade in _GRADES]
    return (
        max(known, key=lambda verdict: _GRADES[verdict.grade]) if known else NameVerdict("unknown", "no name")
    )


def shared_evidence(one: PersonRecord, other: PersonRecord) -> Iterator[Evidence]:
    """Yield what two records share, and whether it proves one person.

    The same profile URL does. The same address does unless the names differ or it is an office's and a name is
    missing. The same phone number does only together with a name that fits. What people of different names share (a
    switchboard, an office address) is no evidence.
    """
    name = best_name(one, other)
    mine = frozenset(one.handles)
    for value in dict.fromkeys(handle for handle in other.handles if handle in mine):
        if value.startswith(("https:", "urn:li:", "linkedin-name:")):
            yield Evidence(value, joins=True, reason="same profile")
        elif value.startswith("mailto:"):
            yield _address_evidence(value, name)
        else:
            yield Evidence(
                value, name.fits, "same phone number" if name.fits else _shared("phone number", name)
            )
    numbers = frozenset(one.identifiers)
    for value in (number for number in other.identifiers if number in numbers):
        yield Evidence(value, joins=True, reason="same number")


def _address_evidence(value: str, name: NameVerdict) -> Evidence:
    joins = name.fits or (name.grade == "unknown" and not is_role_address(value))
    return Evidence(value, joins, "same e-mail address" if joins else _shared("e-mail address", name))


def _shared(what: str, name: NameVerdict) -> str:
    return f"same {what}, but {'different names' if name.grade == 'different' else 'a name is missing'}"


def _name_part(name: NameVerdict, weights: LikenessWeights) -> Part | None:
    if name.grade not in _GRADES:
        return None
    reason = name.reason if name.grade == "same" or "name" in name.reason else f"names fit ({name.reason})"
    return Part("name", _GRADES[name.grade], weights.name, reason)


def _handle_part(evidence: tuple[Evidence, ...], weights: LikenessWeights) -> Part | None:
    if not evidence:
        return None
    best = max(evidence, key=lambda found: found.joins)
    return Part("handle", 1.0 if best.joins else 0.25, weights.handle, best.reason)


def _birthday_part(one: PersonRecord, other: PersonRecord, weights: LikenessWeights) -> Part | None:
    if not one.birthday or not other.birthday:
        return None
    if one.birthday == other.birthday:
        return Part("birthday", 1.0, weights.birthday, "same birthday")
    if one.birthday[-6:] == other.birthday[-6:] and "--" in (one.birthday[:2], other.birthday[:2]):
        return Part("birthday", 0.9, weights.birthday, "same birthday")
    return Part("birthday", 0.0, weights.birthday, "different birthday")


def _employer_part(one: PersonRecord, other: PersonRecord, weights: LikenessWeights) -> Part | None:
    mine, theirs = [_firm(name) for name in one.employers], [_firm(name) for name in other.employers]
    mine, theirs = [firm for firm in mine if firm], [firm for firm in theirs if firm]
    if not mine or not theirs:
        return None
    same = any(a <= b or b <= a for a in mine for b in theirs)
    return Part("employer", float(same), weights.employer, "same employer" if same else "different employer")


def _firm(name: str) -> frozenset[str]:
    """Return the words of a firm's name that tell it from others."""
    words = [word for word in _NOT_WORD.split(fold_word(name)) if word]
    return frozenset(word for word in words if word not in LEGAL_FORMS) or frozenset(words)


def _address_part(one: PersonRecord, other: PersonRecord, weights: LikenessWeights) -> Part | None:
    """Return whether an address of one side is made of the other's name, or of its employer."""
    best: tuple[float, str] = (0.0, "")
    for names, handles in ((one.names, other.handles), (other.names, one.handles)):
        for handle in handles:
            fits = max((name_fits_address(name, handle) for name in names), default=0.0)
            if fits > best[0]:
                best = fits, f"name fits the address {_shown(handle)}"
    if best[0] < 1.0 and (firm := next(_firms_in_addresses(one, other), "")):
        best = max(best, (0.7, f"an address is of the employer {firm}"))
    return Part("address", best[0], weights.address, best[1]) if best[0] else None


def _shown(handle: str) -> str:
    return f"{handle.removeprefix('mailto:').rpartition('@')[0]}@…"


def _firms_in_addresses(one: PersonRecord, other: PersonRecord) -> Iterator[str]:
    for employers, handles in ((one.employers, other.handles), (other.employers, one.handles)):
        domains = {label for handle in handles if (label := firm_label(handle))}
        for employer in employers:
            firm = "".join(
                word for word in _NOT_WORD.split(fold_word(employer)) if word and word not in LEGAL_FORMS
            )
            if len(firm) >= _SHORTEST_FIRM and any(_is_firms(label, firm) for label in domains):
                yield employer.strip()


def _is_firms(label: str, firm: str) -> bool:
    return label == firm or (len(label) >= _SHORTEST_LABEL and firm.startswith(label))


def firm_label(handle: str) -> str:
    """Return the part of an address's domain that names a firm, or an empty one for free mail.

    >>> firm_label("mailto:ana@mail.acme.co.uk"), firm_label("mailto:ana@gmail.com")
    ('acme', '')
    """
    if not handle.startswith("mailto:"):
        return ""
    labels = handle.rpartition("@")[2].split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    label = labels[-1] if labels else ""
    return "" if label in _FREE_MAIL else label.replace("-", "")


def name_fits_address(name: str | ParsedName, address: str) -> float:
    """Return how well an address's part before the @ is made of a name: 1 both names, 0.6 one of them, else 0.

    >>> name_fits_address("Anna Bell", "anna.bell@example.com"), name_fits_address("Anna Bell", "a.kent@x.example")
    (1.0, 0.0)
    """
    parsed = parse_name(name) if isinstance(name, str) else name
    local = address.removeprefix("mailto:").rpartition("@")[0].partition("+")[0].lower()
    if not local or not parsed.given or "@" not in address:
        return 0.0
    words = [word for word in re.split(r"[._-]+|\d+", fold_word(local)) if word]
    joined = "".join(words)
    given, family = parsed.given.replace("-", ""), parsed.family.replace(" ", "")
    if joined in user_names(parsed):
        return 1.0
    single = {given, family, *parsed.family.split()} - {""}
    return 0.6 if any(word in single and len(word) >= _SHORTEST_WORD for word in (joined, *words)) else 0.0


def _word_parts(one: PersonRecord, other: PersonRecord, weights: LikenessWeights) -> Iterator[Part | None]:
    titles = " ".join(one.titles), " ".join(other.titles)
    yield _words_part(("street", "same address", ""), one.street, other.street, weights.street)
    yield _words_part(("title", "same job title", ""), *titles, weights.title)
    yield _words_part(
        ("place", _in_place(one, other), "different place"), one.place, other.place, weights.place
    )


def _in_place(one: PersonRecord, other: PersonRecord) -> str:
    return f"both in {min(one.place.strip(), other.place.strip(), key=len)}"


def _words_part(phrases: tuple[str, str, str], one: str, other: str, weight: float) -> Part | None:
    """Return a part from the words two texts share; ``phrases``: its name, the reason for, the reason against."""
    name, same, different = phrases
    mine = {word for word in _NOT_WORD.split(fold_word(one)) if word}
    theirs = {word for word in _NOT_WORD.split(fold_word(other)) if word}
    if not mine or not theirs:
        return None
    overlap = len(mine & theirs) / min(len(mine), len(theirs))
    if overlap == 1.0:
        return Part(name, 1.0, weight, same)
    return Part(name, 0.0, weight, different) if not overlap else Part(name, 0.5 * overlap, weight, "")
