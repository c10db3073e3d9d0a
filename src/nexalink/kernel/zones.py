"""The time zone of this machine, as a name other machines understand."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local_zone() -> str:
    """Return this machine's IANA zone, UTC where it cannot be told."""
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    link = Path("/etc/localtime")
    if link.is_symlink():
        candidates.append(str(link.resolve()).partition("zoneinfo/")[2])
    named = Path("/etc/timezone")
    if named.is_file():
        candidates.append(named.read_text("utf-8", "replace").strip())
    return next((name for name in candidates if is_zone(name)), "UTC")


def is_zone(name: str) -> bool:
    """Tell whether ``name`` is an IANA zone that is known here."""
    if not name or name.startswith("/"):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
