"""The benchmarks' own words: the table, its verdicts, and what a wrong folder is told."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main, table
from benchmarks.mail_oracle import differences
from benchmarks.rows import Row
from benchmarks.sizes import Scale


def test_the_table_tells_ratio_and_verdict_of_every_row() -> None:
    rows = [
        Row("mail", 1.0, 60.4, "grep", 0.25, "<= 4x", True),
        Row("pages", 0.03, None, "", None, "<= 25 ms", False),
        Row("mail", 1.0, None, "sha256", 0.5, "", None),
    ]
    lines = table(rows).splitlines()
    assert lines[0].split() == "work ours CPU s peak MB peer or floor its CPU s ratio reach met".split()
    assert lines[2].split() == ["mail", "1.000", "60", "grep", "0.250", "4.00", "<=", "4x", "yes"]
    assert lines[3].endswith("NO")
    assert not lines[4].endswith(("yes", "NO"))


def test_a_folder_that_is_not_there_is_told_and_answers_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fade", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.strip()


def test_our_reading_of_a_generated_mailbox_is_the_standard_library_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.sizes.FOLDER", tmp_path)
    few = Scale("few", big_mails=40, small_mails=300)
    assert differences(few.small_mailbox()) == {"compared": 300, "differing": 0}
    assert differences(few.big_mailbox()) == {"compared": 40, "differing": 0}
