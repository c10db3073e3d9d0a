"""What all tests share: very little."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No example fails for being slow: machines differ. The whole run tries the same examples every time, so that what passed
# passes again; new ones are looked for with ``./nexalink test --hypothesis-profile=explore tests/…``.
settings.register_profile("nexalink", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("nexalink")


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the folder with the corpora; skip where a copy of NexaLink has none."""
    folder = Path(os.environ.get("NEXALINK_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip("the corpora are not on this machine (NEXALINK_SHARED names no folder)")
    return folder
