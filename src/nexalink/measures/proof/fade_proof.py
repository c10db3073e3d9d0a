"""Proof of the fade forecast on one log: every rule at the last two windows, as figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from nexalink.measures.columns import BoolArray, FloatArray
from nexalink.measures.fade_model import FadeModel
from nexalink.measures.proof.bench_folder import TimedLog
from nexalink.measures.proof.figures import (
    Interval,
    auc,
    auc_over_owners,
    auc_per_owner,
    average_precision,
    brier,
    calibration_error,
)
from nexalink.measures.proof.owner_refit import LogRefit, refit_log
from nexalink.measures.proof.questions import Questions, ask, cut_times
from nexalink.measures.proof.rules import PROBABILITIES, Chances, scores_of

RULES: Final = (
    "days_since", "fixed_cadence", "own_gap", "frequency", "decayed_days", "bg_nbd", "model", "model_refit",
)  # fmt: skip
WARM_SHARE: Final = 0.5
_SHUFFLES: Final = 50
_SEED: Final = 90


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How one rule did on one log; NaN where the figure cannot be told.

    Attributes:
        auc: pooled over all ties, with its range over owners.
        per_owner: mean of the owners' own AUC.
        warm: pooled, over ties with a message in the last H/2.
        shuffled: mean of the owners' own AUC when outcomes are shuffled within each owner; 0.5 if all is well.
        precision: average precision for silence.
        brier: mean squared error of the chance of silence.
        ece: mean distance of chance and share over ten bins.
    """

    auc: Interval
    per_owner: float
    warm: float
    shuffled: float
    precision: float
    brier: float
    ece: float


@dataclass(frozen=True, slots=True)
class FadeProof:
    """What the proof found on one log.

    Attributes:
        n: ties asked about in both test windows.
        owners: owners among them.
        fade_rate: share that fell silent; NaN without ties.
        training: outcomes of the training windows.
        refit_own, refit_shared: owners with a refit of their own, and whether the others share one.
        alone: Brier score and calibration error when nobody shares a refit.
        rules: figures by rule, in the order of ``RULES``.
        notes: what was left out, and why.
    """

    n: int
    owners: int
    fade_rate: float
    training: int
    refit_own: int
    refit_shared: bool
    alone: tuple[float, float]
    rules: Mapping[str, RuleFigures]
    notes: tuple[str, ...]


def prove_fade(log: TimedLog, *, model: FadeModel) -> FadeProof:
    """Ask the question of fading at the last two windows of a log and judge every rule.

    Whatever is learned (chances of rules that state none, BG/NBD, the refit) is learned on training windows,
    which end before the first test window begins.

    Args:
        log: the log, with its horizon.
        model: the model as shipped.
    """
    horizon = log.horizon_days
    cuts = cut_times(log.pairs.end, horizon_days=horizon)
    training = [ask(log.pairs, cut, horizon_days=horizon) for cut in cuts.training]
    windows = [ask(log.pairs, cut, horizon_days=horizon) for cut in cuts.test]
    notes = [*log.notes, *_window_notes(len(windows), len(training), horizon=horizon)]
    if sum(window.kept.size for window in windows) == 0:
        notes.append("no tie could be asked about")
        return _unasked(notes)
    test = Questions.joined(windows)
    known = Questions.joined(training) if training else test.where(np.zeros(test.kept.size, dtype=np.bool_))
    refitted = refit_log(training, model=model, nodes=log.pairs.nodes)
    alone = refit_log(training, model=model, nodes=log.pairs.nodes, share=False)
    lonely = alone.chance_of_silence(test, model=model)
    return FadeProof(
        n=test.kept.size,
        owners=np.unique(test.owner).size,
        fade_rate=float(np.mean(~test.kept)),
        training=known.kept.size,
        refit_own=refitted.own,
        refit_shared=refitted.shared,
        alone=(brier(lonely, ~test.kept), calibration_error(lonely, ~test.kept)),
        rules=_judged(test, known, refitted, horizon=horizon, model=model),
        notes=tuple(notes),
    )


def _unasked(notes: list[str]) -> FadeProof:
    """Return the proof of a log in which no tie could be asked about."""
    return FadeProof(
        n=0,
        owners=0,
        fade_rate=float("nan"),
        training=0,
        refit_own=0,
        refit_shared=False,
        alone=(float("nan"), float("nan")),
        rules=_nothing(),
        notes=tuple(notes),
    )


def _judged(
    test: Questions, known: Questions, refitted: LogRefit, *, horizon: float, model: FadeModel
) -> dict[str, RuleFigures]:
    """Return the figures of every rule."""
    # BG/NBD learns from contacts alone; without training windows it learns from the test ties' past.
    scores = scores_of(known if known.kept.size else test, horizon_days=horizon, model=model)
    silent, trained = ~test.kept, known.kept.size > 0 and known.kept.any() and not known.kept.all()
    found = {}
    for name, score in scores.items():
        values = score(test)
        chance = values if name in PROBABILITIES else None
        if chance is None and trained:
            chance = Chances.learned(score(known), (~known.kept).astype(np.float64)).of(values)
        found[name] = _figures(values, chance, silent, test, horizon=horizon)
    chance = refitted.chance_of_silence(test, model=model)
    return {**found, "model_refit": _figures(chance, chance, silent, test, horizon=horizon)}


def _figures(
    score: FloatArray, chance: FloatArray | None, silent: BoolArray, asked: Questions, *, horizon: float
) -> RuleFigures:
    generator = np.random.default_rng(_SEED)
    warm = asked.days_since <= WARM_SHARE * horizon
    return RuleFigures(
        auc=auc_over_owners(score, silent, asked.owner, generator=generator),
        per_owner=auc_per_owner(score, silent, asked.owner),
        warm=auc(score[warm], silent[warm]),
        shuffled=_shuffled(score, silent, asked, generator=generator),
        precision=average_precision(score, silent),
        brier=float("nan") if chance is None else brier(chance, silent),
        ece=float("nan") if chance is None else calibration_error(chance, silent),
    )


def _shuffled(
    score: FloatArray, silent: BoolArray, asked: Questions, *, generator: np.random.Generator
) -> float:
    """Return the mean AUC per owner over shuffles of the outcomes within each owner."""
    place = np.argsort(asked.owner, kind="stable")
    found = np.empty(_SHUFFLES)
    for draw in range(_SHUFFLES):
        mixed = np.empty_like(silent)
        order = np.lexsort((generator.random(silent.size), asked.owner))
        mixed[place] = silent[order]
        found[draw] = auc_per_owner(score, mixed, asked.owner)
    return float(np.mean(found))


def _window_notes(windows: int, training: int, *, horizon: float) -> list[str]:
    notes = []
    if windows == 0:
        notes.append(f"the log is too short for a window of {horizon:g} days after as many of history")
    elif windows == 1:
        notes.append("the log is long enough for one test window only")
    if training == 0:
        notes.append(
            "no training window fits before the test: no chances for rules that state none, no refit"
        )
    return notes


def _nothing() -> dict[str, RuleFigures]:
    unknown = float("nan")
    none = RuleFigures(
        Interval(unknown, unknown, unknown), unknown, unknown, unknown, unknown, unknown, unknown
    )
    return dict.fromkeys(RULES, none)
