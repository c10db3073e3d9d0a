"""What each fault says and which exit code it has: 1 a named fault, 2 wrong usage, 130 stopped by Ctrl-C."""

import errno
import sqlite3
import sys

import typer

from nexalink.kernel.errors import NexaLinkError

FAULT, USAGE, INTERRUPTED = 1, 2, 130
STOPPED = "Stopped; an archive that was not finished left nothing behind. Run the same command again to complete it."
_FULL = "Free some space, then run the same command again."


class WrongUsage(NexaLinkError):
    """A word on the command line is none of those that are known."""


def told(fault: BaseException) -> tuple[str, int] | None:
    """Return a fault's sentence and exit code; None for a fault nobody expected, which shows its traceback."""
    if isinstance(fault, WrongUsage):
        return str(fault), USAGE
    if isinstance(fault, NexaLinkError):
        return str(fault), FAULT
    if isinstance(fault, (typer.Abort, KeyboardInterrupt, EOFError)):
        return STOPPED, INTERRUPTED
    if isinstance(fault, typer.TyperException):
        return _usage(fault), fault.exit_code
    if isinstance(fault, OSError):
        return _system(fault), FAULT
    if isinstance(fault, MemoryError):
        return (
            "There is not enough memory for this. Close other programs, or import fewer files at once.",
            FAULT,
        )
    return _database(fault)


def _usage(fault: typer.TyperException) -> str:
    context = getattr(fault, "ctx", None)
    command = context.command_path if context else "nexalink"
    sentence = fault.format_message().strip().splitlines()[0].rstrip(".")
    return f"{sentence}. See: {command} --help"


def _system(fault: OSError) -> str:
    where = f"{fault.filename}: " if fault.filename else ""
    what = f"{where}{fault.strerror or type(fault).__name__}."
    if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"{what} {_FULL}"
    return f"{what} Every archive is recorded whole or not at all; run the same command again when it is put right."


def _database(fault: BaseException) -> tuple[str, int] | None:
    """Tell a fault of the database, by the exception of its driver where Django wraps it."""
    if "django" not in sys.modules:
        return None
    from django.db import DatabaseError

    if not isinstance(fault, (DatabaseError, sqlite3.Error)):
        return None
    reason = (str(fault).strip().splitlines() or [type(fault).__name__])[0].rstrip(".")
    if "disk is full" in reason or "disk I/O" in reason:
        return f"The database could not be written ({reason}). {_FULL}", FAULT
    if "locked" in reason:
        return f"Another NexaLink is writing ({reason}). Wait until it is done, then try again.", FAULT
    return (
        f"The database cannot be used: {reason}. Nothing was changed; check it with: nexalink doctor",
        FAULT,
    )
