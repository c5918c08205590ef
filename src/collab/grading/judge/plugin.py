"""The judge: pytest, told where submissions are and what a check is worth.

A suite is a class per exercise with `exercise` (its id) and `kind` ("function", "class" or "module"); a check is a
method whose docstring's first line is its name. Checks of one exercise run in order and stop at the first that fails,
so that one mistake gives one message. `@pytest.mark.share(2)` makes a check worth twice the points of an unmarked one.

    pytest grader/ [--submission PATH ...] [--exercise ID ...] [--seed N]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from collab import course
from collab.grading.box.process import BoxError
from collab.grading.judge.session import Sitting, explain, fresh_seed, open_file
from collab.grading.judge.student import Student
from collab.grading.reading.submission import find_notebooks
from collab.grading.verdict import CheckResult

SITTINGS = pytest.StashKey[list[Sitting]]()
SEED = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("collab", "grading submissions")
    group.addoption(
        "--submission", action="append", metavar="PATH", help="a notebook or a folder of them (default: lessons/)"
    )
    group.addoption("--exercise", action="append", metavar="ID", help="check only this exercise")
    group.addoption("--without", metavar="CHECK", help="leave out the check of this name (to see whether it is needed)")
    group.addoption("--seed", type=int, metavar="N", help="repeat a grading: the seed that its verdict names")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "share(n): this check is worth n times the points of an unmarked one")
    sys.dont_write_bytecode = True
    if SITTINGS in config.stash or config.option.help:
        return
    seed = config.getoption("--seed")
    config.stash[SEED] = seed = fresh_seed() if seed is None else seed
    named = config.getoption("--submission") or [str(course.root() / "lessons")]
    sittings = []
    for path in named:
        found = find_notebooks(Path(path))
        if not found:
            raise pytest.UsageError(f"--submission {path}: no notebook there.")
        sittings += [open_file(file, label, seed) for file, label in found]
    config.stash[SITTINGS] = sittings


def pytest_report_header(config: pytest.Config) -> str:
    return f"collab: {len(config.stash[SITTINGS])} submission(s), seed {config.stash[SEED]} (repeat with --seed)"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Suites of lessons that nobody handed in are not even imported."""
    if collection_path.name.startswith("test_") and collection_path.suffix == ".py":
        return True if collection_path.stem[5:] not in {s.lesson for s in config.stash[SITTINGS] if s.box} else None
    return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sitting" in metafunc.fixturenames:
        lesson = Path(metafunc.module.__file__ or "").stem[5:]
        sittings = [s for s in metafunc.config.stash[SITTINGS] if s.lesson == lesson and s.box]
        metafunc.parametrize("sitting", sittings, ids=[s.label for s in sittings], scope="module", indirect=True)


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted, without = config.getoption("--exercise"), config.getoption("--without")
    if wanted or without:
        keep = [
            i
            for i in items
            if (not wanted or getattr(getattr(i, "cls", None), "exercise", None) in wanted)
            and (not without or title(getattr(i, "function", i)) != without)
        ]
        config.hook.pytest_deselected(items=[i for i in items if i not in keep])
        items[:] = keep
    for sitting in config.stash[SITTINGS]:
        if sitting.verdict.invalid:
            items.append(Invalid.from_parent(session, name=sitting.label, sitting=sitting))


class Invalid(pytest.Item):
    """A submission that could not be read: one failure that says why, in its place among the others."""

    def __init__(self, *, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sitting = sitting

    def runtest(self) -> None:
        raise AssertionError(self.sitting.verdict.invalid)

    def reportinfo(self) -> tuple[str, None, str]:
        return "submission", None, self.name


@pytest.fixture(scope="module")
def sitting(request: pytest.FixtureRequest) -> Iterator[Sitting]:
    """The submission in front of the judge; its box is gone when its last check has run."""
    started = time.perf_counter()
    yield request.param
    request.param.close()
    request.param.verdict.seconds = time.perf_counter() - started


@pytest.fixture
def student(sitting: Sitting, request: pytest.FixtureRequest) -> Student:
    """The student proxy, for the exercise of the test's class."""
    return sitting.student(request.cls.exercise, request.cls.kind, request.function.__name__)


@pytest.fixture
def rng(sitting: Sitting, request: pytest.FixtureRequest) -> np.random.Generator:
    """NumPy's generator, seeded with this grading's secret seed."""
    return sitting.rng(request.cls.exercise, request.function.__name__)


def pytest_runtest_setup(item: pytest.Item) -> None:
    exercise = getattr(getattr(item, "cls", None), "exercise", None)
    if exercise:
        before = item.callspec.params["sitting"].waits_for(exercise)  # type: ignore[attr-defined]
        if before:
            pytest.skip(f"waits for: {before}")


def title(function: Any) -> str:
    """A check's name: the first line of its docstring, as a student reads it."""
    lines = (function.__doc__ or getattr(function, "__name__", "")).strip().splitlines()
    return lines[0].rstrip(".") if lines else ""


def shares(cls: type) -> dict[str, float]:
    """Each check's share of its exercise's points, by method name, in the order of the class."""
    found = {}
    for name, function in vars(cls).items():
        if name.startswith("test_"):
            marks = [m for m in getattr(function, "pytestmark", []) if m.name == "share"]
            found[name] = float(marks[0].args[0]) if marks else 1.0
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Any:
    """Turn what happened into a check's result, and pytest's own report into the student's message."""
    report = yield
    exercise = getattr(getattr(item, "cls", None), "exercise", None)
    if exercise is None:
        if call.excinfo is not None:
            report.longrepr = str(call.excinfo.value)
        return report
    if call.when == "teardown" or (call.when == "setup" and report.outcome == "passed"):
        return report
    sitting: Sitting = item.callspec.params["sitting"]  # type: ignore[attr-defined]
    result = sitting.verdict.exercises[exercise]
    weights = shares(item.cls)  # type: ignore[attr-defined]
    name = item.function.__name__  # type: ignore[attr-defined]
    result.expected = len(weights)
    points = result.max_score * weights[name] / sum(weights.values())
    check = title(item.function)  # type: ignore[attr-defined]
    status, message = "passed", ""
    if report.outcome == "skipped":
        status, message = "skipped", f"waits for: {sitting.waits_for(exercise)}"
    elif call.excinfo is not None:
        if isinstance(call.excinfo.value, KeyboardInterrupt):
            return report
        status, message = explain(call.excinfo.value, exercise)
        report.longrepr = f"{exercise}: {check}\n\n{message}\n"
        if isinstance(call.excinfo.value, BoxError):
            sitting.close()
    sitting.record(exercise, CheckResult(check, points, status, message))
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    terminalreporter.section("points")
    for sitting in config.stash[SITTINGS]:
        verdict = sitting.verdict
        if not verdict.lesson and not verdict.invalid:
            continue
        marks = "  ".join(f"{e.id} {e.score:g}/{e.max_score:g}" for e in verdict.exercises.values())
        what = "unreadable" if verdict.invalid else marks
        terminalreporter.write_line(f"{verdict.score:5.4g} of {verdict.max_score:g}  {sitting.label}  {what}")
