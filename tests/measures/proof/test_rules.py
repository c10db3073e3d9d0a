import numpy as np
import pytest

from nexalink.measures.fade_model import shipped_model
from nexalink.measures.proof.bg_nbd import BgNbd, nelder_mead
from nexalink.measures.proof.figures import auc
from nexalink.measures.proof.owner_refit import refit_log
from nexalink.measures.proof.pairs import pairs_of
from nexalink.measures.proof.questions import ask, cut_times
from nexalink.measures.proof.rules import Chances, fixed_cadence, own_gap, scores_of
from tests.measures.proof.logs import invented_events
from tests.measures.proof.test_questions import log_of


def invented_purchases(
    generator: np.random.Generator, *, ties: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ties that behave as BG/NBD says, with r = 1, alpha = 10, a = 1, b = 3, seen for 200 days."""
    repeats, last = np.zeros(ties), np.zeros(ties)
    for tie in range(ties):
        rate, ending, now = generator.gamma(1.0) / 10.0, generator.beta(1.0, 3.0), 0.0
        while True:
            now += generator.exponential(1 / rate)
            if now > 200:
                break
            repeats[tie] += 1
            last[tie] = now
            if generator.random() < ending:
                break
    return repeats, last, np.full(ties, 200.0)


def test_bg_nbd_finds_its_own_parameters_again() -> None:
    repeats, last, age = invented_purchases(np.random.default_rng(0), ties=4_000)
    found = BgNbd().fit(repeats, last, age)
    assert found.r_ == pytest.approx(1.0, rel=0.2)
    assert found.alpha_ == pytest.approx(10.0, rel=0.25)
    assert found.a_ / (found.a_ + found.b_) == pytest.approx(0.25, abs=0.05)


def test_bg_nbd_chances_rise_with_the_horizon_and_with_recency() -> None:
    model = BgNbd()
    model.r_, model.alpha_, model.a_, model.b_ = 1.0, 10.0, 1.0, 3.0
    repeats, last, age = np.full(3, 5.0), np.array([10.0, 90.0, 99.0]), np.full(3, 100.0)
    near = model.chance_of_contact(repeats, last, age, within=10)
    far = model.chance_of_contact(repeats, last, age, within=100)
    assert (np.diff(near) > 0).all()
    assert (far > near).all()
    assert ((far > 0) & (far < 1)).all()


def test_nelder_mead_crosses_a_bent_valley() -> None:
    found = nelder_mead(
        lambda p: float((1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2), np.array([-1.0, 1.0])
    )
    assert found == pytest.approx([1.0, 1.0], abs=1e-2)


def test_every_rule_gives_one_finite_score_a_tie() -> None:
    pairs = pairs_of(log_of(invented_events()))
    known, asked = (ask(pairs, day * 86_400, horizon_days=60) for day in (200, 300))
    for name, score in scores_of(known, horizon_days=60, model=shipped_model()).items():
        values = score(asked)
        assert values.shape == asked.kept.shape, name
        assert np.isfinite(values).all(), name


def test_a_shorter_cadence_makes_a_close_tie_overdue_earlier() -> None:
    pairs = pairs_of(log_of(invented_events(owners=2, others=40)))
    asked = ask(pairs, 300 * 86_400, horizon_days=60)
    overdue = fixed_cadence(60)(asked) / asked.days_since
    assert overdue[asked.rank <= 15] == pytest.approx(1 / 20)
    assert overdue[(asked.rank > 15) & (asked.rank <= 50)] == pytest.approx(1 / 40)
    assert (own_gap(asked) > 0).all()


def test_learned_chances_are_calibrated_and_keep_the_order() -> None:
    generator = np.random.default_rng(1)
    score = generator.exponential(size=5_000)
    silent = (generator.random(5_000) < score / (1 + score)).astype(np.float64)
    learned = Chances.learned(score, silent)
    chance = learned.of(np.sort(score))
    assert (np.diff(chance) >= 0).all()
    assert learned.of(score).mean() == pytest.approx(silent.mean(), abs=1e-3)
    assert auc(learned.of(score), silent > 0) == pytest.approx(auc(score, silent > 0), abs=1e-6)


def test_the_refit_is_learned_from_training_windows_only_and_never_hurts_there() -> None:
    log = log_of(invented_events(owners=20, others=30, days=700))
    pairs = pairs_of(log)
    cuts = cut_times(pairs.end, horizon_days=60)
    training = [ask(pairs, cut, horizon_days=60) for cut in cuts.training]
    found = refit_log(training, model=shipped_model(), nodes=pairs.nodes)
    alone = refit_log(training, model=shipped_model(), nodes=pairs.nodes, share=False)
    assert not alone.shared
    assert (alone.slope[np.bincount(training[-1].owner, minlength=pairs.nodes) == 0] == 1).all()
    last = training[-1]
    before = np.mean((1 - shipped_model().keep(last.features) - ~last.kept) ** 2)
    after = np.mean((found.chance_of_silence(last, model=shipped_model()) - ~last.kept) ** 2)
    assert after <= before
    assert not refit_log(training[:2], model=shipped_model(), nodes=pairs.nodes).shared
