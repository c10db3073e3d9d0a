"""From, To, Cc, Date, identifiers and subject of real mails equal what stands beside them, with LF and CRLF."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nexalink.formats.mail_addresses import addresses
from nexalink.formats.mail_dates import seconds_of
from nexalink.formats.mail_headers import FieldPicker, identifiers, text_of
from nexalink.formats.mbox import single_message
from tests.formats.test_mail_addresses import people_told
from tests.formats.test_mail_dates import told

READERS: dict[str, Callable[[bytes], Any]] = {
    "from": lambda raw: list(addresses(raw)),
    "to": lambda raw: list(addresses(raw)),
    "cc": lambda raw: list(addresses(raw)),
    "bcc": lambda raw: list(addresses(raw)),
    "date": seconds_of,
    "message-id": lambda raw: list(identifiers(raw)),
    "in-reply-to": lambda raw: list(identifiers(raw)),
    "references": lambda raw: list(identifiers(raw)),
    "subject": text_of,
}
PICKER = FieldPicker(READERS, joined=["to", "cc", "bcc"])


def expected_in(headers: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the fields that stand beside a message, in our terms; empty ones are left out."""
    found: dict[str, Any] = {}
    for header in headers:
        name = header["name"].replace("_", "-") if isinstance(header["name"], str) else ""
        value = header["value"]
        if name not in READERS or not isinstance(value, dict):
            continue
        if "Address" in value:
            found[name] = found.get(name, []) + people_told(value["Address"])
        elif "DateTime" in value:
            found[name] = told(value["DateTime"])
        else:
            texts = value.get("TextList") or [value["Text"]]
            found[name] = texts[0] if name == "subject" else texts
    return {name: value for name, value in found.items() if value}


def test_every_field_of_every_message_is_read_exactly(shared_folder: Path) -> None:
    compared = 0
    for file in sorted((shared_folder / "data" / "corpora" / "stalwart-mail").glob("*/*.eml")):
        for ending, raw in (
            (".json", file.read_bytes()),
            (".crlf.json", file.read_bytes().replace(b"\n", b"\r\n")),
        ):
            told_headers = json.loads(file.with_suffix(ending).read_text("utf-8"))["parts"][0]["headers"]
            fields = PICKER.pick(single_message(io.BytesIO(raw)).head)
            found = {name: value for name, raw in fields.items() if (value := READERS[name](raw))}
            assert found == expected_in(told_headers), file
            compared += len(found)
    assert compared > 550
