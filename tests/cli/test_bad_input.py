"""Input that cannot be imported: one sentence, a non-zero exit, and a database as it was."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.bad_files import CONNECTION, HEADER, REFUSED
from tests.cli.conftest import Ended, contents, start

Run = Callable[..., Ended]
GOOD_EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260102T100000Z\r\n"
    b"SUMMARY:Talk\r\nORGANIZER:mailto:me@x.example\r\nATTENDEE:mailto:me@x.example\r\n"
    b"ATTENDEE:mailto:nora@y.example\r\nEND:VEVENT\r\n"
)


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    target = tmp_path / "good" / "Connections.csv"
    target.parent.mkdir()
    target.write_bytes(HEADER + CONNECTION)
    return target


def one_sentence(ended: Ended) -> None:
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert lines[0].startswith("nexalink: ")
    assert lines[0].endswith((".", "--help", "doctor"))


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_refused_in_one_sentence_and_changes_nothing(what: str, nx: Run, tmp_path: Path) -> None:
    make, word = REFUSED[what]
    before = contents()
    ended = nx("import", make(tmp_path), "--yes")
    assert ended.code == 1
    assert word in ended.err
    one_sentence(ended)
    assert contents() == before


@pytest.mark.parametrize("what", ["a truncated zip", "a calendar without attendees", "a mailbox of nobody"])
def test_bad_input_leaves_what_was_recorded_before(
    what: str, nx: Run, tmp_path: Path, connections: Path
) -> None:
    assert nx("import", connections, "--quiet").code == 0
    before = contents()
    ended = nx("audit", REFUSED[what][0](tmp_path))
    assert ended.code == 1
    assert contents() == before


@pytest.mark.parametrize("command", ["audit", "import"])
def test_an_empty_path_is_not_the_current_folder(
    command: str, nx: Run, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(connections.parent)
    before = contents()
    ended = nx(command, "")
    assert ended.code == 2
    assert "the path is empty" in ended.err
    one_sentence(ended)
    assert contents() == before


def test_a_pipe_is_refused_without_waiting_for_it(nx: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mbox"
    os.mkfifo(pipe)
    ended = nx("import", pipe, "--yes")
    assert ended.code == 1
    assert "neither a file nor a folder" in ended.err


def test_one_bad_file_stops_its_good_neighbours_too(nx: Run, tmp_path: Path, connections: Path) -> None:
    before = contents()
    ended = nx("import", connections, REFUSED["a picture"][0](tmp_path), "--yes")
    assert ended.code == 1
    assert contents() == before


def test_me_answers_whose_mailbox_it_is(nx: Run, tmp_path: Path) -> None:
    ended = nx("import", REFUSED["a mailbox of nobody"][0](tmp_path), "--me", "p1@one.example", "--quiet")
    assert ended.code == 0


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("Connections.csv", HEADER + b"No\0ra,Falk,https://www.linkedin.com/in/nora-falk,,Kelm,Engineer,01 Feb 2024\n", "NUL"),
        ("Connections.csv", HEADER + b'Nora,"Falk,https://www.linkedin.com/in/x,,K,E,01 Feb 2024\n' + CONNECTION, "quotation"),
        ("a.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Moll\r\nEMAIL:a@x.example", "no end"),
        ("a.ics", GOOD_EVENT + b"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:2026", "no END"),
    ],
)  # fmt: skip
def test_a_broken_row_is_told_and_the_rest_recorded(
    name: str, data: bytes, told: str, nx: Run, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    ended = nx("import", file, "--yes", "--me", "me@x.example")
    assert ended.code == 0
    assert told in ended.out
    assert f"{name}, line " in ended.out


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, nx: Run, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    text = (HEADER + CONNECTION).decode().replace("Nora", "Nöra")
    file.write_bytes(text.encode(encoding))
    assert nx("import", file, "--yes").code == 0
    assert "Nöra Falk" in nx("people").out


def test_a_field_of_ten_megabytes_neither_fails_nor_floods_the_terminal(nx: Run, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    huge = (
        b'Nora,Falk,https://www.linkedin.com/in/nora-falk,,"'
        + b"x" * (10 << 20)
        + b'",Engineer,01 Feb 2024\n'
    )
    file.write_bytes(HEADER + huge + CONNECTION.replace(b"ora", b"ina").replace(b"nora", b"nina"))
    assert nx("import", file, "--yes").code == 0
    listed = nx("people").out
    assert "Nina Falk" in listed
    assert len(listed) < 2_000


@pytest.mark.parametrize(("name", "frame"), [
    ("a.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:&xxe; Ida\r\nEMAIL:a@x.example\r\nNOTE:{}\r\nPHOTO;VALUE=uri:file://{}\r\nEND:VCARD\r\n"),
    ("b.ics", ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T100000Z\r\nDTEND:20260101T110000Z\r\n"
     "ORGANIZER:mailto:me@x.example\r\nATTENDEE:mailto:a@x.example\r\nSUMMARY:&xxe;\r\nATTACH:file://{1}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")),
])  # fmt: skip
def test_entities_and_file_addresses_stay_text(name: str, frame: str, nx: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame-opens", "utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY xxe SYSTEM "file://{secret}">]>&xxe;'
    file = tmp_path / name
    file.write_text(frame.format(entity, secret), "utf-8", newline="")
    assert nx("import", file, "--yes", "--me", "me@x.example").code == 0
    assert "sesame-opens" not in str(contents())


@pytest.mark.parametrize("name", ["a.ics", "a.vcf"])
def test_xml_under_another_name_is_refused(name: str, nx: Run, tmp_path: Path) -> None:
    file = tmp_path / name
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    file.write_text(bomb, "utf-8")
    ended = nx("import", file, "--yes")
    assert ended.code == 1
    assert "XML" in ended.err


# ------------------------------------------------------------------------------------------- the data folder


def test_a_data_folder_that_is_a_file(tmp_path: Path, connections: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    ended = start("import", connections, data=taken)
    assert ended.code == 1
    assert "is a file, not a folder" in ended.err
    one_sentence(ended)
    assert taken.read_text("utf-8") == "mine"


def test_a_mistyped_data_folder_is_not_made(tmp_path: Path) -> None:
    ended = start("people", "--data", tmp_path / "mistyped", data=tmp_path)
    assert ended.code == 1
    assert "There is no data folder" in ended.err
    one_sentence(ended)
    assert not (tmp_path / "mistyped").exists()


def test_an_import_begins_a_data_folder(tmp_path: Path, connections: Path) -> None:
    new = tmp_path / "new"
    assert start("import", connections, "--yes", "--quiet", "--data", new, data=tmp_path).code == 0
    assert "Nora" in start("people", "--data", new, data=tmp_path).out


def test_a_data_folder_below_a_file(tmp_path: Path, connections: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    ended = start("import", connections, data=taken / "deeper")
    assert ended.code == 1
    assert "cannot be written" in ended.err
    one_sentence(ended)


def test_a_read_only_data_folder(tmp_path: Path, connections: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o500)
    if os.access(data, os.W_OK):
        pytest.skip("permission bits do not bind this user (root)")
    ended = start("import", connections, data=data)
    assert ended.code == 1
    assert "cannot be written" in ended.err
    one_sentence(ended)


def test_a_full_disk_is_told_before_anything_is_written(
    nx: Run, connections: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nexalink.cli import preparation

    monkeypatch.setattr(preparation, "free_space", lambda _folder: 4_096)
    before = contents()
    ended = nx("import", connections, "--yes")
    assert ended.code == 1
    assert "full" in ended.err
    one_sentence(ended)
    assert contents() == before


def kept(data: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(data / "nexalink.sqlite3") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: database.execute(f'SELECT * FROM "{table}"').fetchall() for table in sorted(tables)}  # noqa: S608


def test_data_of_a_newer_schema_and_a_damaged_file(tmp_path: Path, connections: Path) -> None:
    data = tmp_path / "data"
    assert start("import", connections, "--quiet", data=data).code == 0
    with sqlite3.connect(data / "nexalink.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_from_tomorrow', '2031-01-01')"
        )
    before = kept(data)
    newer = start("import", connections, data=data)
    assert newer.code == 1
    assert "newer NexaLink" in newer.err
    one_sentence(newer)
    assert kept(data) == before

    file = data / "nexalink.sqlite3"
    file.write_bytes(b"no database at all, but long enough to be looked at\n" * 400)
    for leftover in data.glob("nexalink.sqlite3-*"):
        leftover.unlink()
    broken = start("import", connections, data=data)
    assert broken.code == 1
    assert "database" in broken.err
    one_sentence(broken)
    assert file.read_bytes().startswith(b"no database at all")


def test_a_disk_that_fills_up_in_the_middle_leaves_the_data_as_it_was(
    tmp_path: Path, connections: Path
) -> None:
    import resource
    import subprocess

    from tests.cli.conftest import command, environment

    data = tmp_path / "data"
    assert start("import", connections, "--quiet", data=data).code == 0
    before = kept(data)
    rows = "".join(
        f"Person{n},Number{n},https://www.linkedin.com/in/person-{n},,Company {n},Engineer {n},01 Feb 2024\n"
        for n in range(6_000)
    )
    more = tmp_path / "more" / "Connections.csv"
    more.parent.mkdir()
    more.write_bytes(HEADER + rows.encode())
    limit = (data / "nexalink.sqlite3").stat().st_size + 200_000
    done = subprocess.run(
        command("import", more, "--quiet"), env=environment(NEXALINK_DATA=str(data)), stdin=subprocess.DEVNULL,
        capture_output=True, check=False, timeout=60, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    one_sentence(Ended(done.returncode, done.stdout, done.stderr))
    assert "space" in done.stderr
    assert kept(data) == before
