"""Tests that students write: what is tried on what, what counts as a no, and that nothing but behaviour tells candidates apart."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from collab import course
from collab.grading.box.contract import BoxError
from collab.grading.box.kernel import NotebookBox
from collab.grading.box.limits import Limits
from collab.grading.grade import check_box
from collab.grading.judge.expect import Wrong
from collab.grading.judge.plugin import shares
from collab.grading.judge.student import Handle, Student
from collab.grading.judge.trials import Candidates, Family, Trials
from collab.staff import truth

NAME = "test_sigmoid_range"
TESTS = [e.id for lesson in course.lessons().values() for e in lesson.exercises.values() if e.id.startswith("test_")]


def of(*candidates: Any) -> Family:
    return Family("does this", "What does it?", lambda rng, student: list(candidates))


def double(x: Any) -> Any:
    return 2 * getattr(x, "array", x)


TRIPLE = of(lambda x: 3 * getattr(x, "array", x))
SQUARE = of(lambda x: getattr(x, "array", x) ** 2)
RIGHT = of(double)
GIVEN = Candidates(decoy=lambda rng, student: [lambda x: 7], right=(RIGHT,), wrong=(TRIPLE, SQUARE))


def tried(test: Callable[..., Any], given: Candidates = GIVEN, seed: int = 0, limits: Limits | None = None) -> Trials:
    """A test on candidates for a function that doubles."""
    student = Student(NotebookBox({"test_double": test}, limits=limits), "test_double", [])
    return Trials(student, np.random.default_rng(seed), given, fresh=True)


def stopped(trials: Trials, family: Family) -> bool:
    """Whether every candidate of the family was caught."""
    try:
        trials.caught(family)
    except Wrong:
        return False
    return True


# --- what counts as a no ---


def test_a_test_that_is_right_lets_the_right_ones_through_and_catches_the_others() -> None:
    def test_double(candidate: Any) -> None:
        assert candidate(1) == 2
        assert candidate(3) == 6

    found = tried(test_double)
    found.right_pass()
    assert stopped(found, TRIPLE)
    assert stopped(found, SQUARE)


def test_each_family_is_caught_by_itself() -> None:
    found = tried(lambda candidate: (_ for _ in ()).throw(AssertionError) if candidate(2) != 4 else None)
    found.right_pass()
    assert stopped(found, TRIPLE)
    with pytest.raises(Wrong, match=r"A candidate that does this got through: .*It had asked: `candidate\(2\)` returned 4\.\nWhat does it\?"):  # fmt: skip
        found.caught(SQUARE)


@pytest.mark.parametrize("error", [AssertionError("no"), ValueError("no"), IndexError(), StopIteration()])
def test_every_error_is_a_no(error: Exception) -> None:
    def test_double(candidate: Any) -> None:
        if candidate(3) != 6:
            raise error

    found = tried(test_double)
    found.right_pass()
    assert stopped(found, TRIPLE)


def test_an_end_of_the_program_is_neither() -> None:
    def test_double(candidate: Any) -> None:
        if candidate(3) != 6:
            sys.exit(1)

    found = tried(test_double)
    found.right_pass()
    with pytest.raises(Wrong, match="SystemExit is neither a yes nor a no"):
        found.caught(TRIPLE)


@pytest.mark.parametrize(("returned", "says"), [(False, "returned False"), ([1], r"returned \[1\]")])
def test_what_a_test_returns_is_no_no(returned: object, says: str) -> None:
    found = tried(lambda candidate: candidate(3) and returned)
    with pytest.raises(Wrong, match=rf"{says} and raised nothing\.\n.*Which statement raises"):
        found.caught(TRIPLE)


def test_a_right_one_that_is_rejected_is_said_with_the_call_and_the_property() -> None:
    sloppy = Family("exactness", "How near is near?", lambda rng, student: [lambda x: double(x) + 1e-9])
    given = Candidates(GIVEN.decoy, (RIGHT, sloppy), GIVEN.wrong)

    def test_double(candidate: Any) -> None:
        assert candidate(0.5) == 1

    with pytest.raises(Wrong) as caught:
        tried(test_double, given).right_pass()
    text = str(caught.value)
    assert "`test_double(candidate)` raised AssertionError" in text
    assert "Its last call: `candidate(0.5)` returned 1." in text
    assert text.endswith("It demands exactness, which a right answer need not have. How near is near?")


def test_what_is_demanded_of_the_plainest_is_found_by_what_the_test_accepts() -> None:
    other = Family("three times", "Is that double?", TRIPLE.draw)
    given = Candidates(GIVEN.decoy, (RIGHT,), (SQUARE,), demands=(SQUARE, other))

    def test_double(candidate: Any) -> None:
        assert candidate(2) == 6

    with pytest.raises(Wrong, match=r"It demands three times\. Is that double\?"):
        tried(test_double, given).right_pass()


# --- how a candidate is called ---


def test_arguments_arrive_and_results_come_back() -> None:
    seen: list[Any] = []

    def record(*args: Any, **kwargs: Any) -> Any:
        seen.append((args, kwargs))
        return np.array([1.5, 2.5], dtype=np.float32)

    got: list[Any] = []
    given = Candidates(lambda rng, student: [], (of(record),), ())
    tried(lambda candidate: got.append(candidate([1, 2], {3, 4}, x=torch.tensor([1.0]), k="a")), given)
    ((args, kwargs),) = seen
    assert args == ([1, 2], {3, 4})
    assert kwargs["k"] == "a"
    assert kwargs["x"].array.tolist() == [1.0]
    assert torch.equal(got[0], torch.tensor([1.5, 2.5]))


def test_a_candidates_error_is_the_tests_to_await() -> None:
    def refuse(x: Any) -> Any:
        raise ValueError(f"not {x}")

    heard: list[str] = []

    def test_double(candidate: Any) -> None:
        try:
            candidate(3)
        except ValueError as e:
            heard.append(str(e))

    tried(test_double, Candidates(lambda rng, student: [], (of(refuse),), ())).right_pass()
    assert heard == ["not 3"]


def test_an_error_of_the_tests_own_model_comes_back_as_itself() -> None:
    class Picky(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            raise LookupError("in the model")

    heard: list[str] = []

    def call(model: Handle) -> Any:
        return model(np.zeros(2, np.float32)).array

    def test_double(candidate: Any) -> None:
        try:
            candidate(Picky())
        except LookupError as e:
            heard.append(e.args[0])

    tried(test_double, Candidates(lambda rng, student: [], (of(call),), (), kept=True)).right_pass()
    assert heard == ["in the model"]


def test_gradients_go_back_through_a_candidate() -> None:
    found: list[torch.Tensor] = []

    def test_sigmoid_range(candidate: Any) -> None:
        x = torch.tensor([[-1.0, 0.5], [2.0, 0.0]], requires_grad=True)
        candidate(x, 1, 5).sum().backward()
        found.append(x.grad)

    check_box(NAME, NotebookBox({NAME: test_sigmoid_range}))
    s = torch.sigmoid(torch.tensor([[-1.0, 0.5], [2.0, 0.0]]))
    assert any(torch.allclose(grad, 4 * s * (1 - s), rtol=1e-4) for grad in found)


def test_a_test_that_asks_for_ever_is_ended() -> None:
    def test_double(candidate: Any) -> None:
        while True:
            candidate(1)

    with pytest.raises(BoxError, match="called the candidate 3,000 times"):
        tried(test_double, limits=Limits(call=2))


def test_what_a_test_switches_off_is_on_for_the_next_candidate() -> None:
    on: list[bool] = []

    def test_double(candidate: Any) -> None:
        on.append(torch.is_grad_enabled())
        torch.set_grad_enabled(False)

    tried(test_double)
    assert len(on) > 2
    assert all(on)


# --- nothing but behaviour ---


def test_the_order_is_chances_and_begins_with_what_is_wrong() -> None:
    orders = []
    for seed in range(6):
        first: list[Any] = []
        found = tried(lambda candidate, first=first: first.append(candidate(3)), seed=seed)
        assert first[0] == 7
        orders.append(tuple(id(t.family) for t in found.trials))
    assert len(set(orders)) > 1


def test_candidates_look_all_alike() -> None:
    looks = set()

    def test_double(candidate: Any) -> None:
        assert not hasattr(candidate, "__wrapped__")
        names = (
            candidate.__name__,
            candidate.__qualname__,
            candidate.__doc__,
            candidate.__code__,
            candidate.__defaults__,
        )
        looks.add((inspect.getsource(candidate), str(inspect.signature(candidate)), *names))

    tried(test_double)
    assert len(looks) == 1


def notebook(test: str, tmp_path: Path) -> Path:
    """Lesson 02 with this test in its cell."""
    answer = truth.Answer(NAME, "made", False, "", "", "", "", test)
    path = tmp_path / "answer.ipynb"
    path.write_text(json.dumps(truth.notebook_with(answer)))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="a box is copied where processes can be")
def test_in_the_box_a_test_keeps_nothing_from_one_candidate_to_the_next(tmp_path: Path) -> None:
    from collab.grading.grade import grade_file

    code = f"import torch\nSEEN = []\n\ndef {NAME}(candidate):\n    assert not SEEN, 'one was here before'\n    SEEN.append(candidate(torch.zeros(1), 1, 5))\n"
    result = grade_file(notebook(code, tmp_path), exercise=NAME).exercises[NAME]
    assert result.checks[0].status == "passed", result.checks[0].message
    assert result.score == 0


# --- points ---


def points_of(test: Callable[..., Any], seed: int = 5) -> tuple[float, list[str]]:
    result = check_box(NAME, NotebookBox({NAME: test}), seed).exercises[NAME]
    return result.score, [c.status for c in result.checks]


def values(candidate: Any, low: float, high: float, x: torch.Tensor) -> None:
    before = x.clone()
    assert torch.allclose(candidate(x, low, high), low + (high - low) * torch.sigmoid(before), atol=1e-5)


def test_each_family_that_is_caught_is_worth_its_share() -> None:
    """Misses the second family and the last two: what comes after a miss counts all the same."""

    def test_sigmoid_range(candidate: Any) -> None:
        values(candidate, 1, 5, torch.tensor([-100.0, -2.0, 0.5, 100.0]))

    score, statuses = points_of(test_sigmoid_range)
    assert statuses == ["passed", "passed", "failed", "passed", "passed", "passed", "failed", "failed"]
    assert score == 4 * 0.5


def test_a_right_one_rejected_costs_all() -> None:
    def test_sigmoid_range(candidate: Any) -> None:
        values(candidate, 1, 5, torch.tensor([-100.0, -2.0, 0.5, 100.0]))
        assert candidate(torch.tensor([100.0]), 1, 5).item() == 5

    score, statuses = points_of(test_sigmoid_range)
    assert (score, statuses) == (0, ["failed", *["skipped"] * 7])


def test_what_a_coin_catches_is_worth_nothing() -> None:
    """Half the time it looks at another range too: without further draws that family would count now and then."""

    def test_sigmoid_range(candidate: Any) -> None:
        values(candidate, 1, 5, torch.tensor([-100.0, -2.0, 0.5, 100.0]))
        if torch.rand(()) < 0.5:
            values(candidate, 0, 5.5, torch.tensor([2.0]))

    assert {points_of(test_sigmoid_range, seed)[0] for seed in range(4)} == {4 * 0.5}


@pytest.mark.parametrize("exercise", TESTS)
def test_every_family_has_its_check_and_the_first_is_worth_nothing(exercise: str) -> None:
    lesson = course.lesson(course.exercise(exercise).lesson)
    sys.path.insert(0, str(course.root() / "grader"))
    suite = import_module(f"test_{lesson.id}")
    cls = next(c for c in vars(suite).values() if getattr(c, "exercise", "") == exercise)
    first, *rest = shares(cls).values()
    assert first == 0
    assert len(rest) == len(cls.CANDIDATES.wrong)
    assert len({family.does for family in cls.CANDIDATES.wrong}) == len(rest)
    assert all(family.does and family.asks.endswith("?") for family in cls.CANDIDATES.wrong)
