"""Where the owner's data lies on this machine."""

from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of the data: ``NEXALINK_DATA``, else the user's data folder."""
    if named := environment.get("NEXALINK_DATA"):
        return Path(named)
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "nexalink"
