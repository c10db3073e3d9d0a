import gzip
import json
import random
from pathlib import Path

import pytest

from nexalink.measures.proof.bench import SUBJECTS, run_bench
from nexalink.measures.proof.bench_folder import BenchFolderUnfit
from nexalink.measures.proof.fade_proof import RULES
from tests.measures.proof.logs import as_csv, invented_events

EVENTS = invented_events(owners=15, others=35, days=500)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letters.csv.gz").write_bytes(gzip.compress(as_csv(EVENTS).encode()))
    (tmp_path / "horizons.json").write_text('{"letters": 60, "lost": 30}', "utf-8")
    return tmp_path


def test_fade_has_every_rule_with_every_figure(folder: Path) -> None:
    report = run_bench("fade", folder)
    found = json.loads(report.to_json())
    assert set(found) == {"letters"}
    letters = found["letters"]
    assert letters["n"] > 100
    assert 0 < letters["fade_rate"] < 1
    assert tuple(letters["rules"]) == RULES
    for figures in letters["rules"].values():
        assert {"auc", "auc_low", "auc_high", "auc_per_owner", "auc_warm", "ap", "brier", "ece"} <= set(
            figures
        )
        assert figures["auc_low"] <= figures["auc"] <= figures["auc_high"]
        assert figures["auc_shuffled"] == pytest.approx(0.5, abs=0.03)
    text = report.to_text()
    assert "model_refit" in text
    assert "lost: named in horizons.json" in text


def test_the_same_figures_whatever_the_order_of_rows_the_clock_or_the_names(
    folder: Path, tmp_path: Path
) -> None:
    moved = [(f"x{a}", f"x{b}", t + 12_345) for a, b, t in EVENTS]
    random.Random(1).shuffle(moved)
    (folder / "moved.csv").write_text(as_csv(moved), "utf-8")
    (folder / "horizons.json").write_text('{"letters": 60, "moved": 60}', "utf-8")
    found = json.loads(run_bench("fade", folder).to_json())
    for rule in RULES:
        for figure in ("auc", "ap", "brier", "auc_per_owner"):
            here, there = (found[name]["rules"][rule][figure] for name in ("letters", "moved"))
            assert here == pytest.approx(there, abs=1e-3), (rule, figure)


def test_owners_may_be_named(folder: Path) -> None:
    everyone = json.loads(run_bench("fade", folder).to_json())["letters"]
    (folder / "letters.owners.txt").write_text("owner 0\nowner 1\nowner 2\nnobody\n", "utf-8")
    named = json.loads(run_bench("fade", folder).to_json())["letters"]
    assert 0 < named["n"] < everyone["n"]
    assert named["owners"] <= 3
    assert "1 owners named in letters.owners.txt never appear" in named["notes"]


def test_answers_and_layers(folder: Path) -> None:
    answers = json.loads(run_bench("answers", folder).to_json())["letters"]
    assert answers["n"] > 100
    assert set(answers["rules"]) == {"own_rate", "plain_rate", "shrunk_rate"}
    layers = json.loads(run_bench("layers", folder).to_json())["letters"]
    assert layers["rises_strictly"]
    assert layers["layers"]["1-5"]["fade"] < layers["layers"]["16-50"]["fade"]


def test_bridges_need_groups(folder: Path) -> None:
    with pytest.raises(BenchFolderUnfit, match="no graph whose groups are known"):
        run_bench("bridges", folder)
    # Two rooms of eight who all write to each other, and one pair across.
    rooms = [range(8), range(8, 16)]
    pairs = [(a, b) for room in rooms for a in room for b in room if a < b]
    pairs += [(k, k + 8) for k in range(4)] + [(k, 11 - k) for k in range(4)]
    (folder / "rooms.csv").write_text("src,dst\n" + "".join(f"{a},{b}\n" for a, b in pairs), "utf-8")
    (folder / "rooms-groups.csv").write_text(
        "node,group\n" + "".join(f"{node},{node // 8}\n" for node in range(16)), "utf-8"
    )
    rooms_found = json.loads(run_bench("bridges", folder).to_json())["rooms"]
    assert rooms_found["groups"] == 2
    assert rooms_found["rules"]["overlap"]["auc"] > 0.95


@pytest.mark.parametrize(
    "text", [None, "[]", "{", '{"letters": -1}', '{"letters": true}', '{"letters": "90"}']
)
def test_horizons_that_cannot_be_used_are_one_sentence(folder: Path, text: str | None) -> None:
    path = folder / "horizons.json"
    path.unlink()
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(BenchFolderUnfit):
        run_bench("fade", folder)


def test_unknown_subjects_and_folders_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BenchFolderUnfit, match="no proof of luck"):
        run_bench("luck", tmp_path)
    with pytest.raises(BenchFolderUnfit, match="no folder"):
        run_bench("fade", tmp_path / "none")


@pytest.mark.parametrize("what", [one for one in SUBJECTS if one != "bridges"])
@pytest.mark.parametrize("text", ["", "a,b,1\n", "a,b,1\nb,a,90000\na,b,180000\n"])
def test_a_log_too_small_to_judge_is_no_fault(tmp_path: Path, what: str, text: str) -> None:
    (tmp_path / "tiny.csv").write_text(text, "utf-8")
    (tmp_path / "horizons.json").write_text('{"tiny": 30}', "utf-8")
    found = json.loads(run_bench(what, tmp_path).to_json())["tiny"]
    assert found["n"] == 0
    assert found["notes"]


def test_a_log_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    (folder / "lost.csv.gz").write_text("no gzip at all", "utf-8")
    report = run_bench("answers", folder)
    assert [section.name for section in report.sections] == ["letters"]
    assert "lost: lost.csv.gz cannot be read." in report.to_text()


BARS = {"collegemsg": (0.780, 0.005, 0.155), "eu": (0.820, 0.065, 0.165), "radoslaw": (0.820, 0.095, 0.165)}


def test_the_fade_bars_on_the_given_logs(shared_folder: Path) -> None:
    found = json.loads(run_bench("fade", shared_folder / "data/ties").to_json())
    for name, (auc, gain, brier) in BARS.items():
        rules = found[name]["rules"]
        assert rules["model"]["auc"] >= auc
        assert rules["model"]["auc"] - rules["days_since"]["auc"] >= gain
        assert rules["model"]["brier"] <= brier
        assert rules["model"]["auc_shuffled"] == pytest.approx(0.5, abs=0.02)


def test_the_bars_of_answers_bridges_and_layers_on_the_given_logs(shared_folder: Path) -> None:
    folder = shared_folder / "data/ties"
    answers = json.loads(run_bench("answers", folder).to_json())
    assert answers["eu"]["rules"]["shrunk_rate"]["auc"] >= 0.755
    assert answers["radoslaw"]["rules"]["shrunk_rate"]["auc"] >= 0.83
    bridges = json.loads(run_bench("bridges", folder).to_json())
    assert bridges["eu-static"]["rules"]["overlap"]["auc_per_owner"] >= 0.80
    layers = json.loads(run_bench("layers", folder).to_json())
    assert all(layers[name]["rises_strictly"] for name in BARS)


def test_what_was_left_out_whole_is_told_with_its_reason(folder: Path) -> None:
    report = run_bench("fade", folder)
    assert report.left_out_text().startswith("Left out:\n  lost: named in horizons.json, but neither")
    assert report.left_out_text() in report.to_text()


def test_times_that_span_lifetimes_are_doubted(tmp_path: Path) -> None:
    in_thousandths = [(a, b, at * 1_000) for a, b, at in invented_events()]
    (tmp_path / "log.csv").write_text(as_csv(in_thousandths), "utf-8")
    (tmp_path / "horizons.json").write_text('{"log": 60}', "utf-8")
    (section,) = run_bench("answers", tmp_path).sections
    assert any("are they thousandths of seconds?" in note for note in section.notes)
