"""Write results to files, whole or not at all."""

import json
import sys
from pathlib import Path
from typing import Any


def write_json(value: Any, target: Path) -> None:
    """Write ``value`` to a file, whole or not at all, or to the terminal for ``-``."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if str(target) == "-":
        sys.stdout.write(text)
        return
    part = target.with_name(target.name + ".part")
    part.write_text(text, "utf-8")
    part.replace(target)
