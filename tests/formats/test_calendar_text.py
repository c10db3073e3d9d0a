import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nexalink.formats.calendar_lines import Line, split_text
from nexalink.formats.calendar_text import MOST_FAULTS, Component, read_components
from nexalink.formats.calendar_values import BadValue, parse_moment, parse_offset


def root(text: str | bytes, keep: frozenset[str] | None = None) -> Component:
    return read_components(io.BytesIO(text.encode() if isinstance(text, str) else text), keep=keep)


def shape(part: Component) -> Any:
    return [part.name, [line.name for line in part.lines], [shape(inner) for inner in part.parts]]


def test_components_stand_inside_each_other() -> None:
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR"  # noqa: E501
    found = root(text)
    assert shape(found) == [
        "", [], [["VCALENDAR", ["VERSION"], [["VEVENT", ["UID", "SUMMARY"], [["VALARM", ["ACTION"], []]]]]]],
    ]  # fmt: skip
    assert [event.number for event in found.named("VEVENT")] == [3]
    assert found.all_faults() == []


def test_several_calendars_and_loose_events_in_one_file() -> None:
    text = "begin:vcalendar\nEnd:VCalendar\nBEGIN:VCALENDAR\nEND:VCALENDAR\nbegin:vevent\nend:vevent\n"
    assert [part.name for part in root(text).parts] == ["VCALENDAR", "VCALENDAR", "VEVENT"]


@pytest.mark.parametrize(
    ("text", "events", "fault"),
    [
        ("BEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\nUID:2\nEND:VEVENT", ["1", "2"], "VEVENT has no END. Line 3 begins VEVENT."),
        ("BEGIN:VEVENT\nUID:1\nEND:VCALENDAR", ["1"], "END:VCALENDAR ends nothing."),
        ("BEGIN:VEVENT\nUID:1", ["1"], "VEVENT has no END. The file ends inside it."),
        ("BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT", ["1", "2"], "VALARM has no END."),
        ("BEGIN:VTODO\nBEGIN:VEVENT\nUID:1\nEND:VEVENT", ["1"], "VTODO has no END."),
        ("BEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT", ["1"], "VALARM has no END."),
    ],
)  # fmt: skip
def test_a_missing_end_is_supplied_and_told(text: str, events: list[str], fault: str) -> None:
    found = root(text)
    assert [event.text("UID") for event in found.named("VEVENT")] == events
    assert any(fault in entry.message for entry in found.all_faults())


def test_a_calendar_that_begins_ends_the_one_before() -> None:
    found = root(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR"
    )
    assert [[event.text("UID") for event in part.named("VEVENT")] for part in found.parts] == [["1"], ["2"]]


def test_lines_that_make_no_sense_are_faults_of_their_component() -> None:
    found = root("BEGIN:VEVENT\nUID:1\nnonsense\nEND:VEVENT\nmore nonsense")
    (event,) = found.named("VEVENT")
    assert [(fault.number, fault.lost) for fault in event.faults] == [(3, True)]
    assert [fault.number for fault in found.faults] == [5]


def test_only_some_properties_may_be_held() -> None:
    found = root("BEGIN:VEVENT\nUID:1\nDESCRIPTION:x\nDTSTART;TZID=UTC:1\nEND:VEVENT", frozenset({"UID"}))
    assert shape(found) == ["", [], [["VEVENT", ["UID"], []]]]


def test_faults_and_depth_are_bounded() -> None:
    deep = root("BEGIN:X\n" * 5_000)
    assert sum(1 for _ in deep.named("X")) == 5_000
    assert len(root("nonsense\n" * 5_000).faults) == MOST_FAULTS


def test_a_component_tells_its_lines() -> None:
    (event,) = root("BEGIN:VEVENT\nA:1\nB:\\n2 \nA:3\nEND:VEVENT").parts
    assert [line.value for line in event.all("A")] == ["1", "3"]
    first = event.first("A")
    assert first is not None
    assert first.value == "1"
    assert (event.text("B"), event.text("C"), event.first("C")) == ("2", "", None)


# ------------------------------------------------------------------------------ the corpora's files with their values

_TYPES = {
    "dtstart": "date-time", "dtend": "date-time", "dtstamp": "date-time", "rdate": "date-time", "exdate": "date-time",
    "attendee": "cal-address", "attach": "uri", "rrule": "recur", "geo": "float",
}  # fmt: skip
_TEXTS = frozenset("calscale prodid version summary uid location categories request-status".split())


def as_jcal(part: Component) -> list[Any]:
    """Return a component in the form of RFC 7265, from what the reader told of it."""
    return [
        part.name.lower(),
        [_property(line) for line in part.lines],
        [as_jcal(inner) for inner in part.parts],
    ]


def _property(line: Line) -> list[Any]:
    name = line.name.lower()
    kind = line.parameter("VALUE").lower() or _TYPES.get(name) or ("text" if name in _TEXTS else "unknown")
    if kind == "date-time" and re.fullmatch(r"\d{8}(?:,\d{8})*", line.value):
        kind = "date"
    parameters = {
        key.lower(): values[0] if len(values) == 1 else list(values)
        for key, values in line.parameters.items()
        if key != "VALUE"
    }
    return [name, parameters, kind, *_values(name, kind, line)]


def _values(name: str, kind: str, line: Line) -> list[Any]:
    value = line.value
    if kind == "text":
        if name == "request-status":
            return [split_text(value, ";")]
        return list(split_text(value)) if name == "categories" else [line.text]
    if kind in {"date", "date-time"}:
        return [_moment(piece) for piece in value.split(",")]
    if kind == "period":
        return [
            [_moment(end) if end[0] != "P" else end for end in piece.split("/")] for piece in value.split(",")
        ]
    if name == "geo":
        return [[float(piece) for piece in value.split(";")]]
    return [_single(kind, value)]


def _single(kind: str, value: str) -> Any:
    if kind == "boolean":
        return value == "TRUE"
    if kind in {"integer", "float"}:
        number = float if kind == "float" else int
        return number(value) if re.fullmatch(r"[+-]?[\d.]+", value) else number(0)
    if kind == "time":
        return f"{value[:2]}:{value[2:4]}:{value[4:]}"
    if kind == "utc-offset":
        return _offset(parse_offset(value))
    return _recur(value) if kind == "recur" else value


def _moment(text: str) -> str:
    moment = parse_moment(text)
    if moment.whole_day:
        return moment.local.date().isoformat()
    return moment.local.isoformat() + ("Z" if moment.zone else "")


def _offset(away: timedelta) -> str:
    seconds = int(abs(away).total_seconds())
    told = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}" + (
        f":{seconds % 60:02d}" if seconds % 60 else ""
    )
    return ("-" if away < timedelta(0) else "+") + told


def _recur(value: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for piece in value.split(";"):
        key, _, text = piece.partition("=")
        numbers: Any = [int(part) for part in text.split(",")] if key.startswith("BY") else text
        if key == "UNTIL":
            numbers = _moment(text)
        told[key.lower()] = numbers[0] if isinstance(numbers, list) and len(numbers) == 1 else numbers
    return told


def test_values_equal_the_json_beside_the_corpus(shared_folder: Path) -> None:
    folder = shared_folder / "data" / "corpora" / "ical-js"
    compared = 0
    for file in sorted(folder.glob("*.ics")):
        expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
        with file.open("rb") as stream:
            parts = [as_jcal(part) for part in read_components(stream).parts]
        assert (parts[0] if len(parts) == 1 else parts) == expected, file.name
        compared += 1
    assert compared >= 20


def test_valid_files_have_no_faults_and_invalid_ones_have(shared_folder: Path) -> None:
    corpora = shared_folder / "data" / "corpora"
    valid = [
        *(corpora / "ical4j-valid").glob("*.ics"),
        *(corpora / "allenporter-ical" / "valid").glob("*.ics"),
    ]
    invalid = list((corpora / "allenporter-ical" / "invalid").glob("*.ics"))
    assert len(valid) >= 90
    assert len(invalid) >= 15
    for file in (*valid, *invalid):
        with file.open("rb") as stream:
            assert bool(read_components(stream).all_faults()) == (file in invalid), file.name


def test_the_corpora_hold_as_many_events_as_they_begin(shared_folder: Path) -> None:
    total = 0
    for file in sorted((shared_folder / "data" / "corpora" / "ical4j-valid").glob("*.ics")):
        data = file.read_bytes()
        found = sum(1 for _ in root(data).named("VEVENT"))
        assert found == len(re.findall(rb"(?im)^BEGIN:VEVENT", data)), file.name
        total += found
    assert total >= 3_465


def test_every_date_of_the_corpora_is_read(shared_folder: Path) -> None:
    for file in sorted((shared_folder / "data" / "corpora" / "ical4j-valid").glob("*.ics")):
        for event in root(file.read_bytes()).named("VEVENT"):
            for name in ("DTSTART", "DTEND", "DTSTAMP", "RECURRENCE-ID", "LAST-MODIFIED"):
                for line in event.all(name):
                    try:
                        parse_moment(line.value)
                    except BadValue as fault:
                        pytest.fail(f"{file.name}:{line.number} {fault}")
