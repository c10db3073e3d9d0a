"""The sample's address book: vCards of three versions, with what real ones hold."""

import random
from pathlib import Path

from nexalink.samples.plan import Plan, Planned

_SWITCHBOARD = "+49 30 23125 100"


def write_cards(plan: Plan, folder: Path) -> Path:
    """Write the address book and return its path."""
    target = folder / "contacts.vcf"
    chance = random.Random(plan.seed + 3)
    known = [person for person in plan.people if person.in_cards]
    cards = [_card(person, number, chance) for number, person in enumerate(known)]
    cards.append(["BEGIN:VCARD", "VERSION:3.0", "FN:Climbing group", "N:Climbing group;;;;", "X-ADDRESSBOOKSERVER-KIND:group",
                  "UID:sample-group", "END:VCARD"])  # fmt: skip
    cards.append(["BEGIN:VCARD", "VERSION:3.0", "FN:", "N:;;;;", "ORG:Alder Bank", f"TEL;TYPE=WORK:{_SWITCHBOARD}",
                  "X-ABSHOWAS:COMPANY", "UID:sample-company", "END:VCARD"])  # fmt: skip
    target.write_bytes("\r\n".join(line for card in cards for line in [*card]).encode() + b"\r\n")
    return target


def _card(person: Planned, number: int, chance: random.Random) -> list[str]:
    version = ("3.0", "3.0", "4.0", "2.1")[number % 4]
    if version == "2.1":
        return _old_card(person, number)
    lines = [
        "BEGIN:VCARD", f"VERSION:{version}", f"UID:sample-card-{number}", f"FN:{person.name}",
        f"N:{person.family};{person.given};;;",
    ]  # fmt: skip
    if person.card_mail:
        lines.append(f"EMAIL;TYPE=INTERNET:{person.mail}" if version == "3.0" else f"EMAIL:{person.mail}")
    lines.append(
        f"TEL;TYPE=CELL:{person.phone}"
        if version == "3.0"
        else f"TEL;VALUE=uri;TYPE=cell:tel:{person.phone.replace(' ', '-')}"
    )
    if person.connected and number % 10 < 7:  # an address book that was joined with LinkedIn once
        lines.append(f"URL:https://www.linkedin.com/in/{person.slug}")
    if number % 11 == 3:
        lines.append(f"TEL;TYPE=WORK:{_SWITCHBOARD}")
    if person.company:
        lines += [f"ORG:{person.company}", f"TITLE:{person.title}"]
    if chance.random() < 0.2:
        lines.append("BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-15" if version == "3.0" else "BDAY:--0715")
    if chance.random() < 0.15:
        lines.append("CATEGORIES:Climbing,Berlin")
    if chance.random() < 0.2:
        lines.append("ADR;TYPE=WORK:;;Ahornweg 3;Berlin;;10115;Germany")
    return [*lines, "END:VCARD"]


def _old_card(person: Planned, number: int) -> list[str]:
    quoted = "".join(
        chr(byte) if 32 < byte < 127 and byte not in b"=;" else f"={byte:02X}"
        for byte in f"{person.family};{person.given}".encode()
    ).replace("=3B", ";", 1)
    lines = [
        "BEGIN:VCARD",
        "VERSION:2.1",
        f"UID:sample-card-{number}",
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted}",
    ]
    if person.card_mail:
        lines.append(f"EMAIL;INTERNET:{person.mail}")
    return [*lines, f"TEL;CELL;VOICE:{person.phone}", "END:VCARD"]
