"""The proofs as tables for people and as JSON content."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nexalink.measures.proof.answers_proof import AnswersProof
from nexalink.measures.proof.bench_folder import TimedLog
from nexalink.measures.proof.bridges_proof import BridgesProof
from nexalink.measures.proof.fade_proof import FadeProof
from nexalink.measures.proof.layers_proof import LAYERS, LayersProof

_DIGITS: Final = 5

Table = tuple[list[str], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Section:
    """The proof on one log: a headline, a table and notes for people, and the same as JSON content."""

    name: str
    headline: str
    table: Table
    notes: tuple[str, ...]
    content: Mapping[str, Any]

    def to_text(self) -> str:
        """Return headline, table and notes as plain text."""
        head, rows = self.table
        widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
        lines = [self.headline]
        for row in [head, *rows]:
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            lines.append("  " + "  ".join([row[0].ljust(widths[0]), *cells]))
        lines += [f"  note: {note}" for note in self.notes]
        return "\n".join(lines)


def fade_section(log: TimedLog, proof: FadeProof) -> Section:
    """Return the proof of the fade forecast as table and JSON."""
    rules = {
        name: {
            "auc": figures.auc.value,
            "auc_low": figures.auc.low,
            "auc_high": figures.auc.high,
            "auc_per_owner": figures.per_owner,
            "auc_warm": figures.warm,
            "ap": figures.precision,
            "brier": figures.brier,
            "ece": figures.ece,
            "auc_shuffled": figures.shuffled,
        }
        for name, figures in proof.rules.items()
    }
    columns = [
        "auc",
        "auc_low",
        "auc_high",
        "auc_per_owner",
        "auc_warm",
        "ap",
        "brier",
        "ece",
        "auc_shuffled",
    ]
    content = {
        "n": proof.n,
        "fade_rate": proof.fade_rate,
        "horizon_days": log.horizon_days,
        "owners": proof.owners,
        "training_n": proof.training,
        "refit": {
            "owners_of_their_own": proof.refit_own,
            "others_share_one": proof.refit_shared,
            "brier_without_sharing": proof.alone[0],
            "ece_without_sharing": proof.alone[1],
        },
        "rules": rules,
        "notes": list(proof.notes),
    }
    headline = (
        f"{log.name}: silent within {log.horizon_days:g} days? {proof.n} ties of {proof.owners} owners, "
        f"{_cell(proof.fade_rate)} fell silent; {proof.training} outcomes to learn from"
    )
    return Section(log.name, headline, _rule_table(rules, columns), proof.notes, _told(content))


def answers_section(log: TimedLog, proof: AnswersProof) -> Section:
    """Return the proof of the answer forecast as table and JSON."""
    rules = {
        name: {
            "auc": figures.auc.value,
            "auc_low": figures.auc.low,
            "auc_high": figures.auc.high,
            "auc_per_owner": figures.per_owner,
            "auc_3_openings": figures.known,
            "brier": figures.brier,
            "ece": figures.ece,
        }
        for name, figures in proof.rules.items()
    }
    columns = ["auc", "auc_low", "auc_high", "auc_per_owner", "auc_3_openings", "brier", "ece"]
    content = {
        "n": proof.n,
        "answer_rate": proof.answer_rate,
        "owners": proof.owners,
        "rules": rules,
        "notes": list(proof.notes),
    }
    headline = (
        f"{log.name}: answered within a week? {proof.n} openings after a quiet day by {proof.owners} owners, "
        f"{_cell(proof.answer_rate)} answered"
    )
    return Section(log.name, headline, _rule_table(rules, columns), proof.notes, _told(content))


def bridges_section(name: str, proof: BridgesProof) -> Section:
    """Return the proof of the bridge measures as table and JSON."""
    rules = {
        rule: {
            "auc_per_owner": figures.per_owner,
            "auc": figures.auc.value,
            "auc_low": figures.auc.low,
            "auc_high": figures.auc.high,
        }
        for rule, figures in proof.rules.items()
    }
    content = {
        "n": proof.n,
        "between_rate": proof.between_rate,
        "owners": proof.owners,
        "groups": proof.groups,
        "rules": rules,
        "notes": list(proof.notes),
    }
    headline = (
        f"{name}: which ties lead to another group? {proof.n} ties seen from {proof.owners} owners, "
        f"{proof.groups} groups, {_cell(proof.between_rate)} lead to another"
    )
    columns = ["auc_per_owner", "auc", "auc_low", "auc_high"]
    return Section(name, headline, _rule_table(rules, columns), proof.notes, _told(content))


def layers_section(log: TimedLog, proof: LayersProof) -> Section:
    """Return the proof of the layers as table and JSON."""
    n, fade = proof.n.tolist(), proof.fade.tolist()
    content = {
        "n": sum(n),
        "layers": {name: {"n": n[place], "fade": fade[place]} for place, name in enumerate(LAYERS)},
        "rises_strictly": proof.rises,
        "natural_breaks": {
            "owners": proof.breaks.owners,
            "sizes": proof.breaks.sizes.tolist(),
            "sizes_in_a_smooth_null": proof.breaks.null_sizes.tolist(),
            "share_better_than_null": proof.breaks.better,
        },
        "signature": {"owners": proof.signature.owners, "nearest_to_own_past": proof.signature.own_nearest},
        "notes": list(proof.notes),
    }
    rises = "rises strictly" if proof.rises else "does not rise strictly"
    rows = [[name, str(n[place]), _cell(fade[place])] for place, name in enumerate(LAYERS)]
    breaks, null = (
        " / ".join(f"{size:g}" for size in sizes) for sizes in (proof.breaks.sizes, proof.breaks.null_sizes)
    )
    notes = (
        *proof.notes,
        f"natural breaks of {proof.breaks.owners} owners: {breaks}; in smooth networks: {null}",
        f"natural breaks better than smooth ones for {_cell(proof.breaks.better)} of owners",
        f"nearest to the own past: {_cell(proof.signature.own_nearest)} of {proof.signature.owners} owners",
    )
    return Section(
        log.name,
        f"{log.name}: fade by rank layer {rises}",
        (["layer", "n", "fade"], rows),
        notes,
        _told(content),
    )


def _rule_table(rules: Mapping[str, Mapping[str, float]], columns: list[str]) -> Table:
    rows = [[name, *(_cell(figures[column]) for column in columns)] for name, figures in rules.items()]
    return ["rule", *columns], rows


def _cell(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _told(content: object) -> Any:
    """Return JSON content with NaN as null and numbers to five digits."""
    if isinstance(content, Mapping):
        return {name: _told(value) for name, value in content.items()}
    if isinstance(content, list):
        return [_told(value) for value in content]
    if isinstance(content, float):
        return None if math.isnan(content) else round(content, _DIGITS)
    return content
