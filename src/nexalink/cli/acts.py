"""Tell at the terminal what was done and how to take it back."""

from pathlib import Path
from typing import Any

from nexalink.accounts.deeds import Deed
from nexalink.cli.files import write_json
from nexalink.cli.showing import console

BY = "command line"


def told(act: Deed, json_file: Path | None, **more: Any) -> None:
    """Print or write what an act did; ``more`` goes into the JSON."""
    if json_file:
        write_json({"what": act.what, "undo": act.entry if act.changes else None, **more}, json_file)
        return
    console.print(in_words(act))


def in_words(act: Deed) -> str:
    """Say what was done and how to take it back; an act that changed no row left nothing to take back."""
    if not act.changes:
        return f"{act.what}. It stood so already: nothing was changed."
    return f"{act.what}. Take it back with: nexalink undo {act.entry}"
