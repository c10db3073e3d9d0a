"""The commands as an impatient person runs them."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import nexalink
from tests.cli.bad_files import CONNECTION, HEADER
from tests.cli.conftest import Ended, command, contents, environment, start

Run = Callable[..., Ended]
MANY = 60


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    target = tmp_path / "export" / "Connections.csv"
    target.parent.mkdir()
    rows = [CONNECTION] + [
        f"Person{n},Łukasz{n},https://www.linkedin.com/in/person-{n},,Company {n},Engineer,01 Feb 2024\n".encode()
        for n in range(MANY)
    ]
    target.write_bytes(HEADER + b"".join(rows))
    return target


# ------------------------------------------------------------------------------------------------- wrong words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nosuch"], "No such command 'nosuch'"),
        (["people", "--bogus"], "No such option: --bogus"),
        (["people", "--page", "0"], "--page"),
        (["people", "--order", "loudest"], "no order called loudest"),
        (["people", "--layer", "7"], "no layer 7"),
        (["people", "--source", "fax"], "no source called fax"),
        (["audit", "--on", "tomorrow"], "YYYY-MM-DD"),
        (["import"], "Missing argument"),
        (["import", "x.csv", "--map", "name"], "FIELD=COLUMN"),
        (["serve", "--port", "70000"], "--port"),
        (["prove", "luck", "."], "no proof of luck"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(words: list[str], told: str, nx: Run) -> None:
    ended = nx(*words)
    assert ended.code == 2
    assert told in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.out == ""


def test_version_and_help(nx: Run) -> None:
    assert nx("--version").out == f"nexalink {nexalink.__version__}\n"
    for words in (["--help"], []):
        ended = nx(*words)
        assert ended.code == 0
        assert "nexalink [OPTIONS] COMMAND" in ended.out
    assert "--map" in nx("import", "--help").out


@pytest.mark.parametrize(
    "words",
    [["audit", "--json", "{}"], ["audit", "--html", "{}"], ["export", "{}"], ["people", "--json", "{}"]],
)
@pytest.mark.parametrize("place", ["missing/result", "."])
def test_a_result_that_cannot_be_written_is_told_before_any_work(
    words: list[str], place: str, nx: Run, tmp_path: Path
) -> None:
    before = contents()
    ended = nx(*[word.format(tmp_path / place) for word in words])
    assert ended.code == 1
    assert "folder" in ended.err
    assert contents() == before


# ------------------------------------------------------------------------------------------- from import to undo


def test_import_audit_list_show_export_and_undo(nx: Run, connections: Path, tmp_path: Path) -> None:
    before = contents()
    preview = nx("import", connections, "--preview")
    assert "What would be recorded" in preview.out
    assert contents() == before

    assert "What was recorded" in nx("import", connections, "--yes").out
    assert "known already" in nx("import", connections, "--yes").out
    assert nx("import", connections, "--yes", "--quiet").out == ""

    audit = nx(
        "audit", "--json", tmp_path / "audit.json", "--html", tmp_path / "audit.html", "--on", "2026-11-23"
    )
    assert audit.code == 0
    assert f"Of {MANY + 1} people" in audit.out
    document = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert document["on"] == "2026-11-23"
    assert "<script src" not in (tmp_path / "audit.html").read_text("utf-8")

    assert "page 1 of 2" in nx("people").out
    assert "Kelmworks" in nx("person", "Nora Falk").out
    assert json.loads(nx("person", "Nora Falk", "--json", "-").out)["name"] == "Nora Falk"
    assert nx("person", "Nobody Here").code == 1
    assert nx("doctor").code == 0

    assert nx("export", tmp_path / "all.zip").code == 0
    refused = nx("import", tmp_path / "all.zip")
    assert refused.code == 1
    assert "empty" in refused.err

    assert "Connections.csv" in nx("undo").out
    number = nx("undo").out.splitlines()[1].split()[0]
    assert "Taken back" in nx("undo", number, "--yes").out
    assert "Nobody is in your network yet" in nx("people").out
    assert nx("undo", number, "--yes").code == 1


def test_json_on_the_terminal_is_nothing_but_json(nx: Run, connections: Path) -> None:
    for words in (["audit", connections], ["import", connections, "--yes"], ["people"], ["review"]):
        json.loads(nx(*words, "--json", "-").out)


def test_an_unknown_table_is_read_by_its_mapping(nx: Run, tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text("Mitglied;Post\nIna Moll;ina@moll.example\n", "utf-8")
    assert nx("import", file, "--yes").code == 1
    assert nx("import", file, "--yes", "--map", "name=Mitglied", "--map", "email=Post").code == 0
    assert "Ina Moll" in nx("people").out


def test_texts_of_others_neither_steer_the_terminal_nor_the_page(nx: Run, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    row = "=1+1,[/red]\x1b[2J,https://www.linkedin.com/in/odd,,<script>alert(1)</script>,:smile: [bold],01 Feb 2024\n"
    file.write_bytes(HEADER + row.encode())
    assert nx("import", file, "--yes").code == 0
    listed = nx("people").out
    assert "\x1b" not in listed
    assert "[/red]" in listed
    assert ":smile: [bold]" in listed
    assert nx("audit", "--html", tmp_path / "r.html", "--json", tmp_path / "r.json").code == 0
    assert "<script>alert" not in (tmp_path / "r.html").read_text("utf-8")
    assert "<script>alert(1)</script>" in str(json.loads((tmp_path / "r.json").read_text("utf-8")))


@pytest.mark.parametrize("columns", ["30", "80"])
def test_narrow_output_keeps_its_width(columns: str, connections: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    ended = start("audit", connections, data=data, COLUMNS=columns)
    assert ended.code == 0
    assert max(len(line) for line in ended.out.splitlines()) <= int(columns)


# --------------------------------------------------------------------------------------- streams, as a program


def test_odd_streams(connections: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    words, surroundings = command("people"), environment(NEXALINK_DATA=str(data))
    assert start("import", connections, "--quiet", data=data).code == 0

    ascii_only = start("people", data=data, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ascii_only.code == 0
    assert "?ukasz" in ascii_only.out

    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *words], env=surroundings, check=False, timeout=30
    )
    assert closed.returncode == 0

    report = tmp_path / "report.html"
    for heard in (words, command("audit", "--html", report)):
        head = subprocess.Popen(heard, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert head.stdout is not None
        assert head.stderr is not None
        head.stdout.close()
        assert b"Traceback" not in head.stderr.read()
        head.stderr.close()
        assert head.wait(30) in {0, 1}
    assert report.read_text().rstrip().endswith("</html>")  # a reader who went loses no file

    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                words,
                env=surroundings,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                timeout=30,
                text=True,
            )
        assert done.returncode != 0
        assert "Traceback" not in done.stderr


def test_completion_speaks_of_nexalink(tmp_path: Path) -> None:
    asked = {"COMP_WORDS": "nexalink au", "COMP_CWORD": "1", "_NEXALINK_COMPLETE": "complete_bash"}
    assert start(data=tmp_path, **asked).out.split() == ["audit"]
    script = start(data=tmp_path, _NEXALINK_COMPLETE="source_bash").out
    assert "complete -o default -F _nexalink_completion nexalink" in script
    home = tmp_path / "home"
    home.mkdir()
    installed = start("--install-completion", "bash", data=tmp_path, HOME=str(home), SHELL="/bin/bash")
    assert installed.code in {0, 1}  # where the shell that started us cannot be told, it says so
    if installed.code == 0:
        assert (home / ".bash_completions" / "nexalink.sh").exists()


# ------------------------------------------------------------------------------------------------------- serving


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_told(nx: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = nx("serve", "--port", port)
    assert ended.code == 1
    assert f"Port {port} is used" in ended.err


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_serve_answers_on_loopback_and_stops_when_told(name: str, tmp_path: Path) -> None:
    import signal
    import urllib.request

    port = free_port()
    running = subprocess.Popen(
        command("serve", "--port", port, "--no-open"), env=environment(NEXALINK_DATA=str(tmp_path / "data")),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert running.poll() is None
                time.sleep(0.1)
        else:
            pytest.fail("the server never answered")
        os.kill(running.pid, getattr(signal, name))
        out, err = running.communicate(timeout=15)
    finally:
        if running.poll() is None:
            running.kill()
            running.communicate()
    assert f"http://localhost:{port}/" in out
    assert "Traceback" not in err
