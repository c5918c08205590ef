"""Inputs that tell mistakes apart, and what a message says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from collab.grading.box.contract import StudentError
from collab.grading.box.messages import Raised
from collab.grading.judge import expect
from collab.grading.judge.student import Missing, number


def known(x: np.ndarray) -> tuple[np.ndarray, list[tuple[np.ndarray, str]]]:
    return 2 * x, [(x**2, "squared"), (x + 2, "added"), (x.sum(), "one number")]


@pytest.mark.parametrize(
    ("x", "pairs"),
    [
        ([3.0, 5.0], 0),
        ([2.0, 2.0], 3),  # 2 * 2 is 2 ** 2 and 2 + 2
        ([2.0, 5.0], 0),  # one entry tells them apart
        ([0.0, 2.0], 1),
    ],
)
def test_coincidences_are_counted_by_question(x: list[float], pairs: int) -> None:
    assert expect.coincidences(*known(np.array(x))) == pairs


def test_two_ways_to_one_mistake_are_no_coincidence() -> None:
    assert expect.coincidences(np.ones(2), [(np.zeros(2), "zero"), (np.zeros(2), "zero")]) == 0


def test_it_draws_until_the_mistakes_differ() -> None:
    drawn = iter([[2.0, 2.0], [0.0, 2.0], [3.0, 5.0], [4.0, 7.0]])
    assert expect.draw_apart(lambda: np.array(next(drawn)), known).tolist() == [3.0, 5.0]


def test_where_they_never_do_it_takes_the_best_of_a_few() -> None:
    tries = 0

    def draw() -> np.ndarray:
        nonlocal tries
        tries += 1
        return np.array([0.0, 2.0]) if tries == 5 else np.array([2.0, 2.0])

    assert expect.draw_apart(draw, known).tolist() == [0.0, 2.0]
    assert tries == expect.TRIES + 1


def said(check: Callable, *args: object, **kwargs: object) -> str:
    with pytest.raises(expect.Wrong) as error:
        check(*args, **kwargs)
    return str(error.value)


@pytest.mark.parametrize(
    ("got", "wanted", "message"),
    [
        ([0.5, 2.0], [0.5, 1.0], "returned [0.5, 2], expected [0.5, 1]."),
        (range(6), range(1, 7), "returned [0, 1, 2, 3, 4, 5], expected [1, 2, 3, 4, 5, 6]."),
        ([0.5] * 6, [0.5] * 5 + [1.5], "returned 0.5 at [5], expected 1.5 (1 of 6 values differs)."),
        (range(9), range(1, 10), "returned 0 at [0], expected 1 (9 of 9 values differ)."),
        (
            [[1.0, 1.0004, -0.0]] * 2,
            [[1.0, 1.0, 2.5]] * 2,
            "returned 0 at [0, 2], expected 2.5 (4 of 6 values differ).",
        ),
        ([1.5], 1.5, "returned shape `(1,)`, expected `()`."),
    ],
)
def test_few_values_are_shown_whole_and_of_many_the_first_difference_that_can_be_seen(
    got: object, wanted: object, message: str
) -> None:
    assert said(expect.close, got, wanted, "f(x)") == f"`f(x)` {message}"


def test_a_value_is_shown_with_the_x_that_it_belongs_to() -> None:
    x = np.array([0.25, -3.0])
    assert said(expect.close, [0.25, 3.0], x, "f(x)", given=x).startswith(
        "`f(x)` turned x = -3 into 3, expected -3 (1 of 2"
    )
    assert said(expect.close, 3.0, -3.0, "f(x)", given=-3.0) == "`f(x)` turned x = -3 into 3, expected -3."


def test_a_gradient_names_the_call_that_it_is_of() -> None:
    message = said(expect.close, [0.0], [1.5], "x.grad", what="is", after="f(x)", usually="Why?")
    assert message == "After `f(x)` and `backward`, `x.grad` is [0], expected [1.5].\nWhy?"


def test_zero_has_no_sign() -> None:
    assert [number(v) for v in (-0.0, np.float32(-0.0), -1e-9, 0)] == ["0", "0", "-1e-09", "0"]


def test_no_tensor_came_back() -> None:
    assert said(expect.tensor, np.ones(2), "f(x)").startswith(
        "`f(x)` returned a NumPy array, expected a tensor.\nWhere"
    )
    assert said(expect.tensor, 3, "f(x)", "Why?") == "`f(x)` returned an int, expected a tensor.\nWhy?"


def test_an_argument_that_was_changed_is_shown_before_and_after() -> None:
    before = np.array([[1.0, 2.0]])
    expect.untouched(before.copy(), before, "f(x)", "x")
    assert said(expect.untouched, np.array([[1.0, 0.5]]), before, "f(x)", "x").startswith(
        "`f(x)` changed `x` itself: at [0, 1] stood 2, now 0.5."
    )
    assert "its shape was `(1, 2)`, now `(2,)`" in said(expect.untouched, before[0], before, "f(x)", "x")


def test_an_exception_is_explained_by_the_first_pattern_that_it_matches() -> None:
    error = StudentError(Raised("ValueError", "too many values", 2, "a, b = x"), "f")
    with pytest.raises(Missing) as raised, expect.explained({"few": "A?", "many": "B?", "": "C?"}, "f(x)", "2"):
        raise error
    assert str(raised.value) == "`f(x)` raised ValueError: too many values at line 2 of f: `a, b = x`, expected 2.\nB?"
    assert raised.value.status == "error"


@pytest.mark.parametrize(
    ("error", "hints"),
    [
        (Raised("ValueError", "odd"), {"even": "A?"}),
        (Raised("NotImplementedError"), {"": "A?"}),
        (Raised("MemoryError"), {"": "A?"}),
    ],
)
def test_other_exceptions_stay_what_they_are(error: Raised, hints: dict[str, str]) -> None:
    with pytest.raises(StudentError) as raised, expect.explained(hints, "f(x)"):
        raise StudentError(error)
    assert raised.value.call == "f(x)"
