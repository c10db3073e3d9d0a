"""Read a country out of a place people wrote, else out of a phone number, else out of a time zone."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, parse, region_code_for_number

from nexalink.measures.words.folding import HARD, SOFT, Token, as_written, phrase_key, tokens
from nexalink.measures.words.labels import UNKNOWN_LABEL, LabelReading

LONGEST_PLACE = 300
"""Letters read of an address, from its end."""

_COUNTRY, _REGION, _CITY = 3, 2, 1
_CONFIDENCE = {_COUNTRY: 0.95, _REGION: 0.85, _CITY: 0.75}
_CODE_CONFIDENCE = 0.8
_PHONE_CONFIDENCE = 0.8
_ZONE_CONFIDENCE = 0.6
_LONGEST_CALLING_CODE = 3
_CALLING_FROM = re.compile(r"^\s*(?:\+|00)\s*\(?\s*(?=[1-9])")
_CODE = re.compile(r"^[A-Z]{2,3}$")
_AMERICAN_ZIP = re.compile(r"^\d{5}$")
# Codes of an American state that people of the country of the same code write just as often.
_EITHER = frozenset(
    {
        "DE",
        "IN",
        "CA",
        "CO",
        "AR",
        "IL",
        "MA",
        "GA",
        "PA",
        "SC",
        "AL",
        "LA",
        "MD",
        "ME",
        "MT",
        "NE",
        "VA",
        "ID",
    }
)
# Names of a country that are as often those of a part of another.
_DOUBTFUL = {"georgia": "US", "jersey": "US"}


@dataclass(slots=True)
class _Branch:
    countries: dict[str, int] = field(default_factory=dict)
    following: dict[str, "_Branch"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Atlas:
    """Names of countries by code, a tree of the words of all places, and codes of states: the countries using them."""

    names: dict[str, str]
    tree: dict[str, _Branch]
    codes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Hit:
    countries: dict[str, int]
    text: str
    key: str
    whole: bool

    @property
    def kind(self) -> int:
        return max(self.countries.values())


@lru_cache(maxsize=65_536)
def read_place(place: str, *, phone: str | None = None, zone: str | None = None) -> LabelReading:
    """Return the country, by its English name, that an address says, else a phone number, else an IANA time zone.

    A phone number counts only in international form (``+49 …`` or ``0049 …``). Places that two countries share are
    read only beside something that tells which.

    >>> read_place("Greater Munich Metropolitan Area").label
    'Germany'
    >>> read_place("", phone="+34 600 000 000").label
    'Spain'
    """
    return _of_address(place) or _of_phone(phone) or _of_zone(zone) or UNKNOWN_LABEL


def _of_address(place: str) -> LabelReading | None:
    text = place[-LONGEST_PLACE:].replace("\t", ",")
    words = tokens(text)
    hits = _hits(text, words)
    certain = [hit for hit in hits if hit.kind == _COUNTRY and hit.key not in _DOUBTFUL]
    if certain:
        return _reading(_country(certain[-1]), certain[-1].text, _CONFIDENCE[_COUNTRY])
    coded = _of_code(words, hits)
    if coded is not None:
        return coded
    doubtful = [hit for hit in hits if hit.key in _DOUBTFUL]
    others = [hit for hit in hits if hit.key not in _DOUBTFUL]
    if doubtful:
        return _of_doubtful(doubtful[-1], others)
    if not others:
        return None
    best = max(enumerate(others), key=lambda numbered: (numbered[1].kind, numbered[0]))[1]
    return _reading(_country(best), best.text, _CONFIDENCE[best.kind])


def _country(hit: _Hit) -> str:
    return max(hit.countries, key=lambda code: hit.countries[code])


def _of_doubtful(hit: _Hit, others: list[_Hit]) -> LabelReading | None:
    """Read "Georgia" by the city beside it; alone it is the country."""
    rival = _DOUBTFUL[hit.key]
    own = _country(hit)
    for other in others:
        for code in (own, rival):
            if code in other.countries:
                return _reading(code, hit.text, _CONFIDENCE[_REGION])
    return _reading(own, hit.text, _CODE_CONFIDENCE) if hit.whole else None


def _of_code(words: list[Token], hits: list[_Hit]) -> LabelReading | None:
    """Read a code in capitals that fills a part of the address or stands before a ZIP: "TX 78701", "DE"."""
    for code, text, zipped in _codes(words):
        candidates = _atlas().codes.get(code, ()) + ((code,) if code in _atlas().names else ())
        supported = [country for country in candidates if any(country in hit.countries for hit in hits)]
        if supported:
            return _reading(supported[0], text, _CODE_CONFIDENCE)
        if zipped and "US" in candidates:
            return _reading("US", text, _CODE_CONFIDENCE)
        alone = not hits and code not in _EITHER
        state_only = code in _atlas().codes and code not in _atlas().names
        if candidates and (alone or (state_only and len(candidates) == 1)):
            return _reading(candidates[0], text, _CODE_CONFIDENCE)
    return None


def _codes(words: list[Token]) -> Iterable[tuple[str, str, bool]]:
    """Yield codes in capitals from the end: the code, as written, and whether an American ZIP follows."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.key in {SOFT, HARD}:
            parts.append([])
        else:
            parts[-1].append(word)
    if len(parts) == 1 and len(parts[0]) > 2:
        parts = [parts[0][-2:]]
    for part in reversed(parts):
        spoken = [word for word in part if not word.text.isdigit()]
        if len(spoken) == 1 and _CODE.match(spoken[0].text):
            zipped = any(_AMERICAN_ZIP.match(word.text) for word in part[part.index(spoken[0]) + 1 :])
            yield spoken[0].text, spoken[0].text, zipped


def _hits(text: str, words: list[Token]) -> list[_Hit]:
    """Return every known name of a place, the longest at each word."""
    found = []
    position = 0
    spoken = sum(1 for word in words if word.key not in {SOFT, HARD} and not word.text.isdigit())
    while position < len(words):
        length, branch = _longest(words, position)
        if branch is not None:
            taken = words[position : position + length]
            written = as_written(text, taken)
            key = " ".join(word.key for word in taken)
            if not _is_pronoun(key, written):
                found.append(_Hit(branch.countries, written, key, whole=length == spoken))
        position += length
    return found


def _is_pronoun(key: str, written: str) -> bool:
    """Tell "us" from "US"."""
    return key == "us" and written != "US"


def _longest(words: list[Token], start: int) -> tuple[int, _Branch | None]:
    branches = _atlas().tree
    best: tuple[int, _Branch | None] = (1, None)
    for position in range(start, len(words)):
        branch = branches.get(words[position].key)
        if branch is None:
            break
        if branch.countries:
            best = position - start + 1, branch
        branches = branch.following
    return best


def _of_phone(phone: str | None) -> LabelReading | None:
    if not phone or _CALLING_FROM.match(phone) is None:
        return None
    digits = re.sub(r"\D", "", _CALLING_FROM.sub("", phone))
    for length in range(1, _LONGEST_CALLING_CODE + 1):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length] or "0"))
        if regions:
            code = regions[0] if len(regions) == 1 else _region("+" + digits, regions)
            return _reading(code, "+" + digits[:length], _PHONE_CONFIDENCE) if code else None
    return None


def _region(number: str, regions: tuple[str, ...]) -> str | None:
    """Return the region of a number whose calling code several countries share; the main one where it is not told."""
    try:
        found = region_code_for_number(parse(number, None))
    except NumberParseException:
        return None
    if found is not None:
        return str(found)
    return None if regions[0] == "US" else regions[0]


def _of_zone(zone: str | None) -> LabelReading | None:
    if not zone:
        return None
    area = zone[: zone.rfind("/") + 1]
    code = _zones().get(zone) or _zones().get(area)
    return _reading(code, zone, _ZONE_CONFIDENCE) if code else None


def _reading(code: str, text: str, confidence: float) -> LabelReading | None:
    name = _atlas().names.get(code)
    return LabelReading(name, (text,), confidence) if name else None


@cache
def _zones() -> dict[str, str]:
    """Return the country code of every time zone, by the tz database's own table, and of names no longer in it."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    older = {name: code for code, names in _table("regions")["zones"].items() for name in _split(names)}
    return older | {row[2]: row[0] for row in rows}


@cache
def _atlas() -> _Atlas:
    made = _Atlas({}, {}, {})
    for code, phrases in _table("countries")["countries"].items():
        names = _split(phrases)
        made.names[code] = names[0]
        for name in names:
            _learn(made.tree, name, code, _COUNTRY)
    regions = _table("regions")
    for kind, section in ((_REGION, "regions"), (_CITY, "cities")):
        for code, phrases in regions[section].items():
            for name in _split(phrases):
                _learn(made.tree, name, code, kind)
    for country, codes in regions["codes"].items():
        for short in _split(codes):
            made.codes[short] = (*made.codes.get(short, ()), country)
    return made


def _table(name: str) -> dict[str, dict[str, str]]:
    source = resources.files("nexalink.measures.words").joinpath("tables", f"{name}.toml")
    table: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return table


def _learn(tree: dict[str, _Branch], name: str, country: str, kind: int) -> None:
    branch = _Branch()
    for word in phrase_key(name).split(" "):
        branch = tree.setdefault(word, _Branch())
        tree = branch.following
    branch.countries.setdefault(country, kind)


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", ",").split(",") if phrase.strip()]
