"""How far a wrong answer's numbers were from the right ones, where numbers decided."""

from __future__ import annotations

import math

import close_calls
import numpy as np

from collab.staff import truth


def answer(exercise: str, name: str) -> truth.Answer:
    return next(a for a in truth.bank(exercise) if a.name == name)


def test_a_distance_is_in_tolerances() -> None:
    assert math.isclose(close_calls.distance(1.002, 1.0, 1e-3, 0.0), 2.0, rel_tol=1e-9)
    assert math.isclose(close_calls.distance([1.0, 5.0], [1.0, 2.0], 0.0, 1e-2), 300.0)
    assert math.isinf(close_calls.distance([1.0, 2.0], [1.0, 2.0, 3.0], 1e-3, 0.0))
    assert math.isinf(close_calls.distance("a list", 1.0, 1e-3, 0.0))


def test_what_only_just_fails_is_told_from_what_fails_by_far_and_from_what_is_no_number() -> None:
    plain = np.isclose
    near = close_calls.examine(answer("bpr_loss", "wrong_straight_from_5"), seed=1)
    far = close_calls.examine(answer("bpr_loss", "wrong_sum"), seed=1)
    shape = close_calls.examine(answer("bpr_loss", "wrong_not_reduced"), seed=1)
    assert not near.accepted
    assert 1 < near.distance < close_calls.NEAR
    assert close_calls.NEAR < far.distance < math.inf
    assert math.isinf(shape.distance)
    assert np.isclose is plain


def test_a_rate_is_what_got_through_or_what_near_misses_say() -> None:
    def call(distance: float, accepted: bool = False) -> close_calls.Call:
        return close_calls.Call("mse/wrong", "", distance, 0, accepted)

    assert close_calls.rate([call(math.inf), call(1e4)]) == 0
    assert math.isclose(close_calls.rate([call(50.0), call(1e4)]), 0.5 / close_calls.NEAR)
    assert math.isclose(close_calls.rate([call(0.0, accepted=True), call(1e4)]), 0.5)
