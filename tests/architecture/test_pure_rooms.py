"""The pure rooms: no Django, no clock, no network, no randomness of their own, no console."""

from pathlib import Path

import pytest

from tests.architecture import house

FORBIDDEN_PACKAGES = {
    "django",
    "whitenoise",
    "psycopg",
    "socket",
    "ssl",
    "http",
    "smtplib",
    "imaplib",
    "ftplib",
    "asyncio",
    "logging",
    "subprocess",
    "secrets",
}
FORBIDDEN_NAMES = {"urllib.request", "sqlite3"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "dt.datetime.now",
    "dt.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "localtime",
    "os.getenv",
    "os.urandom",
    "uuid.uuid4",
    "uuid.uuid1",
    "uuid4",
    "print",
    "np.random.seed",
    "random.seed",
    "random.random",
    "random.choice",
    "random.randint",
    "random.shuffle",
}


def pure_files() -> list[Path]:
    return house.python_files(*house.PURE)


def test_there_are_pure_rooms() -> None:
    rooms = {file.relative_to(house.SOURCE).parts[0] for file in pure_files()}
    assert {"kernel", "formats", "importers", "measures"} <= rooms


def forbidden_imports(file: Path) -> list[str]:
    return [
        f"{house.place(file, node)}: {name}"
        for node, name in house.imports(file)
        if name.partition(".")[0] in FORBIDDEN_PACKAGES
        or any(f"{name}.".startswith(f"{one}.") for one in FORBIDDEN_NAMES)
    ]


def clocks_read(file: Path) -> list[str]:
    return [f"{house.place(file, call)}: {name}" for call, name in house.calls(file) if name in CLOCKS]


def test_pure_rooms_import_nothing_that_reaches_outside() -> None:
    assert [line for file in pure_files() for line in forbidden_imports(file)] == []


def test_pure_rooms_read_no_clock_and_no_chance() -> None:
    assert [line for file in pure_files() for line in clocks_read(file)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from django.db import models",
        "def f():\n    from urllib.request import urlopen",
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = datetime.date.today()",
        "import time\nx = time.time()",
    ],
)
def test_the_check_sees_what_it_forbids(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "ROOT", tmp_path)
    file = tmp_path / "impure.py"
    file.write_text(line, "utf-8")
    assert forbidden_imports(file) + clocks_read(file) != []
