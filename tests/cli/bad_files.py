"""Files that nobody should be able to import, each made in a folder of the test."""

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], Path]
HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTION = b"Nora,Falk,https://www.linkedin.com/in/nora-falk,,Kelmworks,Engineer,01 Feb 2024\n"


def _file(name: str, data: bytes) -> Maker:
    def make(folder: Path) -> Path:
        target = folder / name
        target.write_bytes(data)
        return target

    return make


def _zip(folder: Path, name: str, data: bytes = HEADER + CONNECTION, entry: str = "Connections.csv") -> Path:
    target = folder / name
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, data)
    return target


def truncated_zip(folder: Path) -> Path:
    target = _zip(folder, "export.zip")
    target.write_bytes(target.read_bytes()[:90])
    return target


def damaged_zip(folder: Path) -> Path:
    """A zip whose directory is whole and whose packed bytes are not."""
    target = _zip(folder, "export.zip", HEADER + CONNECTION * 400)
    data = bytearray(target.read_bytes())
    for place in range(60, 160):
        data[place] ^= 0xFF
    target.write_bytes(bytes(data))
    return target


def locked_zip(folder: Path) -> Path:
    """A zip that says it is encrypted: the bit in both headers, as a program for zips sets it."""
    target = _zip(folder, "export.zip")
    data = bytearray(target.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature) + place
        struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] | 1)
    target.write_bytes(bytes(data))
    return target


def bomb(folder: Path) -> Path:
    return _zip(folder, "bomb.zip", bytes(120 * 2**20))


def climbing_zip(folder: Path) -> Path:
    return _zip(folder, "climb.zip", entry="../../Connections.csv")


def zip_with_link(folder: Path) -> Path:
    target = folder / "link.zip"
    link = zipfile.ZipInfo("Connections.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/hostname")
    return target


def empty_zip(folder: Path) -> Path:
    target = folder / "export.zip"
    with zipfile.ZipFile(target, "w"):
        pass
    return target


def empty_folder(folder: Path) -> Path:
    target = folder / "nothing"
    target.mkdir()
    return target


def folder_of_strangers(folder: Path) -> Path:
    target = folder / "holiday"
    target.mkdir()
    (target / "beach.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200))
    (target / "plan.docx.txt").write_bytes(b"swim, eat, sleep\n")
    return target


def not_ready(folder: Path) -> Path:
    """What the download holds while LinkedIn still gathers the data."""
    return _zip(
        folder, "Basic_LinkedInDataExport.zip",
        b"Your data is not ready yet. We will e-mail you when the download is available.\n", "README.txt",
    )  # fmt: skip


def calendar_alone(folder: Path) -> Path:
    lines = (
        "BEGIN:VEVENT",
        "UID:{n}@x.example",
        "DTSTART:2026010{n}T100000Z",
        "DTEND:2026010{n}T110000Z",
        "END:VEVENT",
    )
    event = "\r\n".join(lines) + "\r\n"
    events = "".join(event.format(n=number) for number in range(1, 5))
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n{events}END:VCALENDAR\r\n"
    return _file("me.ics", text.encode())(folder)


def mailbox_of_nobody(folder: Path) -> Path:
    """Mails between many pairs: nobody stands out as the owner."""
    mails = "".join(
        f"From a@x Thu Jan  1 10:00:0{number} 2026\nFrom: p{number}@one.example\nTo: q{number}@two.example\n"
        f"Date: Thu, 01 Jan 2026 10:00:0{number} +0000\nMessage-ID: <m{number}@x>\nSubject: Hello\n\nText\n\n"
        for number in range(8)
    )
    return _file("some.mbox", mails.encode())(folder)


REFUSED: dict[str, tuple[Maker, str]] = {
    "a picture": (_file("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(300)), "photo.png"),
    "a PDF": (_file("letter.pdf", b"%PDF-1.7\n" + bytes(300)), "letter.pdf"),
    "an empty file": (_file("Connections.csv", b""), "empty"),
    "an empty mailbox": (_file("all.mbox", b""), "empty"),
    "zero bytes only": (_file("Connections.csv", bytes(4_096)), "Connections.csv"),
    "an HTML page saved as CSV": (
        _file("Connections.csv", b"<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n"), "page",
    ),
    "a table nobody knows": (_file("list.csv", b"colour,weight\nred,3\n"), "--map"),
    "a truncated zip": (truncated_zip, "incomplete"),
    "a damaged zip": (damaged_zip, "damaged"),
    "a zip with a password": (locked_zip, "password"),
    "a zip bomb": (bomb, "do not trust"),
    "a zip that climbs": (climbing_zip, "outside"),
    "a zip with a link": (zip_with_link, "link"),
    "an empty zip": (empty_zip, "empty"),
    "an empty folder": (empty_folder, "empty"),
    "a folder of other things": (folder_of_strangers, "None of the 2 files"),
    "data that is not ready": (not_ready, "ready"),
    "a calendar without attendees": (calendar_alone, "guests"),
    "a calendar wholly in trouble": (
        _file("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:2026"), "could not be read",
    ),
    "a calendar in trouble and without guests": (
        _file(
            "a.ics",
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:soon\r\nEND:VEVENT\r\n"
            b"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20260102T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ),
        "1 of 2 rows could not be read",
    ),
    "a calendar without events": (
        _file("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"), "no event",
    ),
    "a card of nobody": (
        _file("a.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"), "names nobody",
    ),
    "letters nobody can tell": (
        _file("Connections.csv", HEADER + "".join(
            f"{name},https://x.example,,,,01 Feb 2024\n" for name in ("Hélène,Lefèvre", "François,Dupré")
        ).encode("mac-roman")),
        "UTF-8",
    ),
    "a mailbox of nobody": (mailbox_of_nobody, "--me"),
    "a missing file": (lambda folder: folder / "gone.zip", "gone.zip"),
}  # fmt: skip
"""What it is → how it is made, and a word of the sentence that refuses it."""
