"""Find a Chromium for the browser tests, or install Debian's."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from tests.support import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def find() -> str | None:
    """Return the path of the Chromium that ``NEXALINK_CHROMIUM`` names, else of one on the PATH."""
    if named := os.environ.get("NEXALINK_CHROMIUM"):
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def provide() -> str:
    """Return the path of a Chromium that Playwright can drive; install what is missing for it.

    Raises:
        PartMissing: something is missing and cannot be installed.
    """
    named = os.environ.get("NEXALINK_CHROMIUM")
    if named and not Path(named).exists():
        raise debian.PartMissing(f"NEXALINK_CHROMIUM names {named}, which does not exist.")
    missing = [] if find() else ["chromium", "fonts-dejavu-core"]
    if not driver_starts():
        missing.append("libatomic1")  # Playwright's own Node needs it, and a small Debian has it not
    if missing:
        try:
            debian.install(*missing)
        except debian.PartMissing as fault:
            message = f"The browser tests miss {missing[0]}; {fault} (or skip them with --no-browser)"
            raise debian.PartMissing(message) from None
    found = find()
    if found is None or not driver_starts():
        raise debian.PartMissing("Chromium was installed and still cannot be started; try it by hand.")
    return found


def driver_starts() -> bool:
    """Tell whether the Node that Playwright brings along runs here."""
    package = importlib.util.find_spec("playwright")
    if package is None or package.origin is None:
        return False
    node = Path(package.origin).with_name("driver") / ("node.exe" if os.name == "nt" else "node")
    return subprocess.run([node, "--version"], check=False, capture_output=True).returncode == 0


def arguments() -> list[str]:
    """Return the words Chromium is started with: it calls no other host, and as root it has no sandbox."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, "--no-sandbox"] if as_root else list(QUIET)
