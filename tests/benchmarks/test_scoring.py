"""The benchmark of scoring: the same owners each time, every line with its figures."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.many_owners import draw
from benchmarks.scoring import Line, table


def test_the_same_seed_draws_the_same_owners() -> None:
    first, second = (list(draw(owners=3, people=10, interactions=100, seed=4)) for _ in range(2))
    assert [len(contact.place) for contact in first] == [len(contact.place) for contact in second]
    assert sum(len(contact.place) for contact in first) == 100
    for one, other in zip(first, second, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_the_table_tells_rows_a_second_and_how_many_times_as_fast() -> None:
    lines = [
        Line("arrays", "kernel", 1, 0.5, 2_000_000.0, None, 9, 90, 1_000_000),
        Line("sqlite", "pool", 2, 2.0, 500_000.0, 1.6, 9, 90, 1_000_000),
    ]
    told = table(lines).splitlines()
    assert told[0].split() == "source engine workers seconds rows/s ratio owners ties rows".split()
    assert told[2].split() == ["arrays", "kernel", "1", "0.50", "2,000,000", "9", "90", "1,000,000"]
    assert told[3].split() == ["sqlite", "pool", "2", "2.00", "500,000", "1.60", "9", "90", "1,000,000"]


def test_engines_and_sources_are_measured_on_the_same_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "score",
        "--owners",
        "2",
        "--people",
        "10",
        "--interactions",
        "200",
        "--json",
        str(tmp_path / "lines"),
    ]
    assert main([*words, "--sources", "parquet", "sqlite", "--engines", "process"]) == 0
    lines = json.loads((tmp_path / "lines").read_text("utf-8"))
    assert [(line["source"], line["engine"]) for line in lines] == [
        ("arrays", "kernel"), ("parquet", "process"), ("sqlite", "process"),
    ]  # fmt: skip
    assert len({(line["owners"], line["ties"], line["rows"]) for line in lines}) == 1
    assert all(line["rows_per_second"] > 0 for line in lines)
    assert "rows/s" in capsys.readouterr().out
