"""Grade from Python: one call, one verdict. Every way in ends here, and here the suite in grader/ is run by pytest."""

from __future__ import annotations

import contextlib
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collab import course
from collab.grading.judge import plugin
from collab.grading.judge.session import Sitting, fresh_seed, open_file, open_namespace
from collab.grading.reading.submission import find_notebooks
from collab.grading.verdict import Verdict

KILLED_TRIES = 4


class GradingError(RuntimeError):
    """The grader itself could not run; nothing is known about the submission."""


def grade_file(path: Path, label: str = "", seed: int | None = None, exercise: str = "", without: str = "") -> Verdict:
    """Grade one notebook in a box: all of it or one exercise, with one check left out on request. An unreadable one gets an invalid verdict; GradingError is the grader's own failure."""
    seed = fresh_seed() if seed is None else seed
    before: dict[str, Any] = {}
    for _ in range(KILLED_TRIES):
        sitting = open_file(Path(path), label or str(path), seed)
        if not sitting.verdict.invalid:
            run_suite(sitting, exercise, without)
        # A box that was killed, perhaps from outside, is asked again: with the same seed, a submission's own doing comes
        # again, and two sittings that agree are its verdict.
        found = sitting.verdict.as_json()["exercises"]
        if not getattr(sitting.box, "killed", False) or found == before:
            break
        before = found
    return sitting.verdict


def grade_path(path: Path, seed: int | None = None) -> Iterator[Verdict]:
    """Grade a notebook, or all in a folder, one after the other. Raises FileNotFoundError where there is none."""
    for file, label in notebooks_at(path):
        yield grade_file(file, label, seed)


def notebooks_at(path: Path) -> list[tuple[Path, str]]:
    """The submissions at a path, each with the name to show. Raises FileNotFoundError where there is none."""
    found = find_notebooks(path)
    if not found:
        raise FileNotFoundError(f"There is no notebook at {path}.")
    return found


def check_namespace(exercise: str, namespace: dict[str, Any], seed: int | None = None) -> Verdict:
    """Check one exercise on the running notebook. Raises CourseError for a name that is not in the course."""
    lesson = course.lesson(course.exercise(exercise).lesson)
    sitting = open_namespace(lesson, namespace, fresh_seed() if seed is None else seed)
    run_suite(sitting, exercise)
    return sitting.verdict


class _Chosen:
    """Tells the plugin which sitting to judge."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.stopped_by_hand = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.stopped_by_hand = (
            excinfo.type is KeyboardInterrupt
        )  # pytest's own "Interrupted" means a suite that is broken

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[plugin.SITTINGS] = [self.sitting]
        config.stash[plugin.SEED] = self.sitting.verdict.seed or 0


def run_suite(sitting: Sitting, exercise: str = "", without: str = "") -> None:
    """Run the lesson's pytest suite on one sitting, in this process, quietly. Raises GradingError where it cannot run."""
    suite = course.lesson(sitting.lesson).suite
    if not suite.is_file():
        raise GradingError(f"The suite {suite} is missing.")
    quiet = [
        "no:terminal",
        "no:cacheprovider",
        "no:logging",
        "no:faulthandler",
        "no:junitxml",
        "no:capture",
        "no:unraisableexception",
    ]
    arguments = [str(suite), *(f"-p{p}" for p in quiet)]
    arguments += [f"--exercise={exercise}"] * bool(exercise) + [f"--without={without}"] * bool(without)
    chosen = _Chosen(sitting)
    started, printed = time.perf_counter(), io.StringIO()
    try:
        with _plugins_off(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = pytest.main(arguments, plugins=[chosen])
    finally:
        sitting.close()
    sitting.verdict.seconds = time.perf_counter() - started
    if chosen.stopped_by_hand:
        raise KeyboardInterrupt
    trouble = getattr(sitting.box, "trouble", "")
    if trouble:  # not a zero: nothing is known about this submission
        raise GradingError(f"{sitting.label} could not be graded. {trouble}")
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise GradingError(f"The suite {suite.name} could not run ({code!r}). {printed.getvalue()[-2000:]}")


@contextlib.contextmanager
def _plugins_off() -> Iterator[None]:
    """Other packages' pytest plugins cost start-up time and have no part in a verdict."""
    before = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = before
