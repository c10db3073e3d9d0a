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
        write_json({"what": act.what, "undo": act.entry, **more}, json_file)
        return
    console.print(f"{act.what}. Take it back with: nexalink undo {act.entry}")
