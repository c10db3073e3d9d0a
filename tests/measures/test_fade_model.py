import json

import numpy as np
import pytest

from nexalink.measures.fade_features import FEATURES
from nexalink.measures.fade_history import PastWindow, level, refit
from nexalink.measures.fade_model import FadeModel, Outcomes, fit_logistic, shipped_model, sigmoid


def outcomes(
    generator: np.random.Generator, *, slopes: np.ndarray, level: float, n: int = 20_000
) -> Outcomes:
    features = generator.normal(size=(n, 5))
    return Outcomes(features, generator.random(n) < sigmoid(level + features @ slopes))


def test_slopes_are_found_again_although_the_sets_fade_at_different_levels() -> None:
    generator = np.random.default_rng(0)
    slopes = np.array([-0.5, 1.0, 0.2, -0.3, 0.1])
    model = FadeModel().fit([outcomes(generator, slopes=slopes, level=shift) for shift in (-2.0, 0.0, 2.0)])
    assert model.slopes_ == pytest.approx(slopes, abs=0.06)


def test_each_set_weighs_the_same_whatever_its_size() -> None:
    generator = np.random.default_rng(1)
    one, other = (outcomes(generator, slopes=np.full(5, size), level=0.0, n=2_000) for size in (0.2, 0.8))
    doubled = Outcomes(np.vstack([one.features] * 5), np.concatenate([one.kept] * 5))
    plain, heavy = FadeModel().fit([one, other]), FadeModel().fit([doubled, other])
    assert heavy.slopes_ == pytest.approx(plain.slopes_, abs=1e-6)


def test_json_brings_the_same_model_back() -> None:
    model = shipped_model()
    again = FadeModel.from_json(model.to_json())
    assert again.intercept_ == model.intercept_
    assert again.slopes_.tolist() == model.slopes_.tolist()
    assert again.to_json() == model.to_json()


def test_the_shipped_file_tells_where_its_numbers_come_from() -> None:
    told = shipped_model().provenance_
    assert told["script"] == "benchmarks/fit_fade.py"
    assert told["date"]
    assert all(len(one["sha256"]) == 64 for one in told["data"])
    assert set(told["metrics_on_test_windows"]) == {one["name"] for one in told["data"]}
    assert told["tried"]


def test_a_file_of_another_kind_is_refused() -> None:
    content = json.loads(shipped_model().to_json())
    del content["slopes"][FEATURES[0]]
    with pytest.raises(ValueError, match="fade model"):
        FadeModel.from_json(json.dumps(content))


def test_logistic_fit_solves_its_equations() -> None:
    generator = np.random.default_rng(2)
    terms = np.column_stack([np.ones(500), generator.normal(size=500)])
    happened = (generator.random(500) < sigmoid(0.3 + terms[:, 1])).astype(float)
    found = fit_logistic(terms, happened)
    assert terms.T @ (happened - sigmoid(terms @ found)) == pytest.approx([0, 0], abs=1e-6)


def test_sigmoid_never_overflows() -> None:
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def window(generator: np.random.Generator, *, day: int, shift: float, n: int) -> PastWindow:
    features = generator.normal(size=(n, 5))
    kept = generator.random(n) < sigmoid(shift + shipped_model().log_odds(features))
    return PastWindow(day, day + 90, np.arange(n), features, np.ones(n), kept)


def test_refit_follows_an_owner_whose_ties_fade_more() -> None:
    generator = np.random.default_rng(4)
    windows = [window(generator, day=day, shift=2.0, n=300) for day in (0, 90, 180)]
    found = refit(windows, model=shipped_model())
    assert found.adopted
    assert found.shift == pytest.approx(2.0, abs=0.4)
    assert found.brier_refit < found.brier_shipped
    assert found.apply(np.array([0.0]))[0] == pytest.approx(found.shift)


def test_refit_is_not_tried_below_sixty_outcomes_or_without_a_window_that_had_ended() -> None:
    generator = np.random.default_rng(4)
    few = [window(generator, day=day, shift=2.0, n=20) for day in (0, 90, 180)]
    assert not refit(few, model=shipped_model()).adopted
    overlapping = [window(generator, day=day, shift=2.0, n=300) for day in (0, 45)]
    assert not refit(overlapping, model=shipped_model()).adopted
    assert refit([], model=shipped_model()).apply(np.array([1.5])).tolist() == [1.5]


def test_level_stays_finite_and_rising_where_all_outcomes_are_alike() -> None:
    shift, slope = level(np.linspace(-2, 2, 50), np.ones(50, dtype=np.bool_))
    assert np.isfinite([shift, slope]).all()
    assert slope > 0
