"""What somebody at a terminal sees: questions, progress, Ctrl-C. Each test talks to the program through a pty."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nexalink.samples import write_sample
from tests.cli.bad_files import CONNECTION, HEADER, mailbox_of_nobody
from tests.cli.conftest import command, environment, start

pty = pytest.importorskip("pty", reason="Windows has no pty")


class Terminal:
    """A program that runs in a terminal of its own."""

    def __init__(self, *words: object, data: Path) -> None:
        self.seen = ""
        if (
            signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        ):  # tests run in the background: what we start would inherit it
            signal.signal(signal.SIGINT, signal.default_int_handler)
        ours, theirs = pty.openpty()
        self._ours = ours
        self._running = subprocess.Popen(
            command(*words), env=environment(NEXALINK_DATA=str(data), TERM="xterm-256color", COLUMNS="120", LINES="40"),
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def wait_for(self, text: str, *, seconds: float = 30) -> None:
        """Read until ``text`` was shown."""
        until = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < until, self.seen[-2_000:]
            assert self._read(0.2) or self._running.poll() is None, self.seen[-2_000:]

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._ours, 65_536)
        except OSError:  # the program has closed its side
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def interrupt(self) -> None:
        os.kill(self._running.pid, signal.SIGINT)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        until = time.monotonic() + 40
        while self._running.poll() is None:
            assert time.monotonic() < until, self.seen[-2_000:]
            self._read(0.1)
        while self._read(0):
            pass
        return self._running.returncode

    def close(self) -> None:
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()
        os.close(self._ours)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.close()


def test_the_owner_of_a_mailbox_is_asked(tmp_path: Path, terminals: list[Terminal]) -> None:
    seat = Terminal("import", mailbox_of_nobody(tmp_path), data=tmp_path / "data")
    terminals.append(seat)
    seat.wait_for("Your own address or profile")
    seat.type("p1@one.example\r")
    seat.wait_for("Record this?")
    assert "What would be recorded" in seat.seen
    seat.type("n\r")
    assert seat.end() == 130
    assert "Traceback" not in seat.seen
    assert "Nobody is in your network yet" in start("people", data=tmp_path / "data").out


def test_yes_after_the_preview_records(tmp_path: Path, terminals: list[Terminal]) -> None:
    file = tmp_path / "Connections.csv"
    file.write_bytes(HEADER + CONNECTION)
    seat = Terminal("import", file, data=tmp_path / "data")
    terminals.append(seat)
    seat.wait_for("Record this?")
    seat.type("\r")
    assert seat.end() == 0
    assert "What was recorded" in seat.seen


def test_progress_shows_rate_and_time_left_only_at_a_terminal(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    sample = write_sample(tmp_path / "sample", seed=3, people=250, on=date(2026, 11, 23))
    words = ("import", *sample.paths, "--yes", "--on", "2026-11-23")
    seat = Terminal(*words, data=tmp_path / "seen")
    terminals.append(seat)
    assert seat.end() == 0
    assert " rows " in seat.seen
    assert "/s " in seat.seen
    assert "0:00:0" in seat.seen

    piped = start(*words, data=tmp_path / "piped")
    assert piped.code == 0
    assert piped.err == ""
    assert "\x1b" not in piped.out

    quiet = Terminal(*words, "--quiet", data=tmp_path / "quiet")
    terminals.append(quiet)
    assert quiet.end() == 0
    assert quiet.seen == ""


def test_ctrl_c_in_the_middle_is_one_sentence_and_130(tmp_path: Path, terminals: list[Terminal]) -> None:
    sample = write_sample(tmp_path / "sample", seed=3, people=250, on=date(2026, 11, 23))
    words = ("import", *sample.paths, "--yes", "--on", "2026-11-23")
    seat = Terminal(*words, data=tmp_path / "data")
    terminals.append(seat)
    seat.wait_for(" rows ")
    seat.interrupt()
    assert seat.end() == 130
    assert "Stopped; an archive that was not finished left nothing behind." in seat.seen
    assert "Traceback" not in seat.seen
    assert start(*words, "--quiet", data=tmp_path / "data").code == 0
    assert start("doctor", data=tmp_path / "data").code == 0
