"""Write results to files, whole or not at all."""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from nexalink.kernel.errors import NexaLinkError

TERMINAL = "-"


class TargetUnusable(NexaLinkError):
    """The result cannot be written where it should go."""


def check_target(target: Path | None) -> None:
    """Say before any work is done that a result could not be written.

    Raises:
        TargetUnusable: the target is a folder, a device or a pipe, or its folder is missing or may not be written.
    """
    if target is None or str(target) == TERMINAL:
        return
    if target.is_dir():
        raise TargetUnusable(f"{target} is a folder.", advice="Give the name of a file.")
    if target.exists() and not target.is_file():  # the new file would take its place
        raise TargetUnusable(
            f"{target} is a device or a pipe, not a file.", advice="Give the name of a file."
        )
    if not target.parent.is_dir():
        raise TargetUnusable(
            f"There is no folder {target.parent}.", advice="Make it first, or choose another."
        )
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise TargetUnusable(f"The folder {target.parent} cannot be written.", advice="Choose another.")


def write_json(value: Any, target: Path) -> None:
    """Write ``value`` as UTF-8 to a file, whole or not at all, or to the terminal for ``-``; days as YYYY-MM-DD."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"
    # Half a surrogate pair, from a broken file name, has no UTF-8; as an escape it is JSON still.
    data = text.encode("utf-8", "backslashreplace")
    if str(target) == TERMINAL:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
