"""Where a command may write its result."""

import os
from pathlib import Path

import pytest

from nexalink.cli.files import TargetUnusable, check_target


def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(TargetUnusable, match="is a device or a pipe"):
        check_target(pipe)
    with pytest.raises(TargetUnusable, match="is a device or a pipe"):
        check_target(Path(os.devnull))


def test_a_file_that_is_there_or_is_not_may_be_written(tmp_path: Path) -> None:
    there = tmp_path / "there.zip"
    there.write_bytes(b"old")
    check_target(there)
    check_target(tmp_path / "new.zip")
