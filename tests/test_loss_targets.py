"""The loss targets are what the kept calibration says: right answers reach them, wrong models don't, and no luck decides."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import calibrate_loss_target as calibration
import numpy as np
import pytest

from collab.grading.judge.targets import TRIES, best_of, missed_by_chance

ROOT = Path(__file__).parent.parent

LESSONS = list(calibration.MODELS)


def kept(lesson: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "tests" / "loss_targets" / f"{lesson}.json").read_text())
    return data


def scores(lesson: str, kind: str) -> dict[str, np.ndarray]:
    data = kept(lesson)
    return {name: np.array(v) for name, v in data["scores"].items() if data["kinds"][name] == kind}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_calibration_is_of_todays_suite(lesson: str) -> None:
    graded, made_with = calibration.suite(lesson), kept(lesson)["made_with"]
    today = {"plant": graded.TARGET, "recipe": graded.RECIPE, "epochs": graded.EPOCHS, "target": graded.LOSS_TARGET}
    assert made_with == today
    models = {m.__name__: kind for kind, models in calibration.MODELS[lesson].items() for m in models}
    assert kept(lesson)["kinds"] == models
    assert (ROOT / "tests" / "loss_targets" / f"{lesson}.png").is_file()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_seed_gives_the_kept_scores_again(lesson: str) -> None:
    seed = 17
    again = calibration.one_seed(lesson, seed)
    before = {name: values[seed] for name, values in kept(lesson)["scores"].items()}
    assert again == pytest.approx(before, rel=0.05)  # another machine rounds otherwise, and training amplifies it


@pytest.mark.parametrize("lesson", LESSONS)
def test_right_answers_reach_the_target_and_practically_never_miss_it(lesson: str) -> None:
    target = kept(lesson)["made_with"]["target"]
    for name, values in scores(lesson, "right").items():
        assert len(values) >= 300, name
        assert values.max() <= target, name
        assert missed_by_chance(len(values)) < 1e-6
        # The same by a fit of the tail: an exponential to what exceeds the 90th percentile of the logarithms.
        logs = np.log(values)
        start = np.quantile(logs, 0.9)
        if logs.max() == start:  # as good as the reference on every seed: no tail, and the bound above is enough
            continue
        mean_excess = (logs[logs > start] - start).mean()
        one_try = 0.1 * math.exp(-(math.log(target) - start) / mean_excess)
        assert one_try**TRIES < 1e-6, f"{name}: {one_try:.1e} a try"


@pytest.mark.parametrize("lesson", LESSONS)
def test_wrong_models_miss_the_target_on_every_seed(lesson: str) -> None:
    target = kept(lesson)["made_with"]["target"]
    for name, values in scores(lesson, "wrong").items():
        assert len(values) >= 300, name
        assert values.min() > target, name


def test_tries_end_with_the_first_that_reaches_the_target() -> None:
    drawn = iter([3.0, 1.5, 0.5])
    assert best_of(lambda: next(drawn), 2.0) == 1.5
    assert next(drawn) == 0.5


def test_a_target_missed_in_every_try_is_missed_by_the_least() -> None:
    drawn = iter([3.0, math.nan, 2.5])
    assert best_of(lambda: next(drawn), 2.0) == 2.5
    assert math.isnan(best_of(lambda: math.nan, 2.0))


def test_the_bound_holds_in_a_simulation() -> None:
    """With 9 calibration runs: how often do three new scores all exceed them?"""
    rng = np.random.default_rng(0)
    drawn = rng.lognormal(size=(200_000, 9 + TRIES))
    missed = (drawn[:, 9:].min(axis=1) > drawn[:, :9].max(axis=1)).mean()
    assert missed == pytest.approx(missed_by_chance(9), rel=0.15)
    assert missed_by_chance(300) < 2.2e-7
