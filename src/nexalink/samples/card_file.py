"""The address book: a vCard file in which three versions of the standard lie side by side."""

import base64
import quopri
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from nexalink.samples.cards_plan import Card, CardsPlan
from nexalink.samples.truth import FileTruth

_LINE = 75
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
"""A picture of one transparent dot, our own."""


def write_cards(path: Path, plan: CardsPlan) -> FileTruth:
    """Write the cards and return the file's accounts."""
    writers = {"2.1": _version_2, "3.0": _version_3, "4.0": _version_4}
    lines = [line for card in plan.cards for line in writers[card.version](card)]
    path.write_bytes(b"".join(line.encode() + b"\r\n" for line in lines))
    skipped = Counter(card.left_out for card in plan.cards if card.left_out)
    return FileTruth(path.name, len(plan.cards), dict(sorted(skipped.items())))


def _version_3(card: Card) -> Iterator[str]:
    """Yield a card as Google and Apple write it."""
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{card.uid}")
    yield f"FN:{_escaped(_full_name(card))}"
    yield f"N:{_escaped(card.family)};{_escaped(card.given)};;;"
    if card.kind == "group":
        yield "X-ADDRESSBOOKSERVER-KIND:group"
    yield from (f"X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:{member}" for member in card.members)
    yield from (
        f"EMAIL;TYPE=INTERNET;TYPE={'HOME' if index else 'WORK'}:{email}"
        for index, email in enumerate(card.emails)
    )
    yield from (f'TEL;TYPE="CELL,VOICE":{phone}' for phone in card.phones)
    yield from _work(card)
    if card.url:
        link = card.url.replace("https:", "https\\:")
        yield from _folded(f"X-SOCIALPROFILE;type=linkedin:{link}")
    if card.birthday.startswith("--"):
        yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{card.birthday[2:]}"
    elif card.birthday:
        yield f"BDAY:{card.birthday}"
    yield from _rest(card)
    if card.photo:
        data = base64.b64encode(_PIXEL).decode()
        yield from _folded(f"PHOTO;ENCODING=b;TYPE=PNG:{data}")
    yield "END:VCARD"


def _version_4(card: Card) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"UID:urn:uuid:{card.uid}", f"KIND:{card.kind or 'individual'}")
    yield f"FN:{_escaped(_full_name(card))}"
    if not card.kind:
        yield f"N:{_escaped(card.family)};{_escaped(card.given)};;;"
    yield from (f"EMAIL;PREF={index + 1}:{email}" for index, email in enumerate(card.emails))
    yield from (f"TEL;VALUE=uri;TYPE=cell:tel:{phone.replace(' ', '-')}" for phone in card.phones)
    yield from _work(card)
    if card.url:
        yield from _folded(f"URL:https://www.linkedin.com/in/{quote(card.url.rpartition('/')[2])}")
    if card.birthday:
        yield f"BDAY:{card.birthday.replace('-', '') if card.birthday[0] != '-' else '--' + card.birthday[2:].replace('-', '')}"
    yield from _rest(card)
    if card.photo:
        yield from _folded(f"PHOTO:data:image/png;base64,{base64.b64encode(_PIXEL).decode()}")
    yield "END:VCARD"


def _version_2(card: Card) -> Iterator[str]:
    """Yield a card as old phones write it: bare types, quoted-printable text."""
    yield from ("BEGIN:VCARD", "VERSION:2.1", f"UID:{card.uid}")
    yield _quoted("N", f"{card.family};{card.given};;;")
    yield _quoted("FN", _full_name(card))
    yield from (f"EMAIL;INTERNET:{email}" for email in card.emails)
    yield from (f"TEL;CELL;VOICE:{phone}" for phone in card.phones)
    if card.company:
        yield _quoted("ORG", card.company)
    if card.title:
        yield _quoted("TITLE", card.title)
    if card.url:
        yield _quoted("URL", card.url)
    if card.birthday and not card.birthday.startswith("--"):
        yield f"BDAY:{card.birthday.replace('-', '')}"
    if card.note:
        yield _quoted("NOTE", card.note)
    yield "END:VCARD"


def _full_name(card: Card) -> str:
    return f"{card.given} {card.family}".strip() or card.company


def _work(card: Card) -> Iterator[str]:
    if card.company:
        yield f"ORG:{_escaped(card.company)}"
    if card.title:
        yield f"TITLE:{_escaped(card.title)}"


def _rest(card: Card) -> Iterator[str]:
    if card.city:
        yield f"ADR;TYPE=HOME:;;;{_escaped(card.city)};;;{_escaped(card.country)}"
    if card.note:
        yield from _folded(f"NOTE:{_escaped(card.note)}")
    if card.labels:
        yield f"CATEGORIES:{','.join(card.labels)}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _quoted(name: str, text: str) -> str:
    """Return a property of vCard 2.1, quoted-printable with soft line breaks where it is not plain."""
    if text.isascii() and "\n" not in text and len(text) + len(name) < _LINE:
        return f"{name}:{text}"
    encoded = quopri.encodestring(text.replace("\n", "\r\n").encode(), quotetabs=False)
    soft = encoded.decode().replace("\r\n", "=0D=0A").replace("=\n", "=\r\n")
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{soft}"


def _folded(line: str) -> Iterator[str]:
    """Yield the pieces of a long line, each but the first begun by a blank."""
    yield line[: _LINE - 10]
    rest = line[_LINE - 10 :]
    for start in range(0, len(rest), _LINE - 12):
        yield f" {rest[start : start + _LINE - 12]}"
