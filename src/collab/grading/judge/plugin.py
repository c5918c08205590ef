"""The judge: pytest, told where submissions are and what a check is worth.

A suite is a class per exercise with `exercise` (its id) and `kind` ("function", "class", "module" or "test"); a check is a
method whose docstring's first line is its name. Checks of one exercise run in order and stop at the first that fails,
so that one mistake gives one message. `@pytest.mark.share(2)` makes a check worth twice the points of an unmarked one.
Where students write a test (kind "test"; see trials.py) only the first check is waited for: the others count each by itself.

    pytest grader/ [--submission PATH ...] [--exercise ID ...] [--seed N]

All checks of one submission run together, as often as policy.py asks for, and only then are reported.
"""

from __future__ import annotations

import sys
import time
import traceback
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.runner import runtestprotocol

from collab import course
from collab.grading.box.contract import BoxError
from collab.grading.box.isolation import IsolationError
from collab.grading.box.limits import limits
from collab.grading.reading.finding import find_notebooks
from collab.grading.verdict import CheckResult, CheckStatus, tidy

from . import trust
from .policy import explain, settle
from .session import Session, fresh_seed, open_file
from .student import Student
from .trials import Trials

SESSIONS = pytest.StashKey[list[Session]]()
SEED = pytest.StashKey[int]()
DRAWS = 8  # more draws that a check must pass before it counts in an exercise that is not right as a whole
REPORTS = pytest.StashKey[list[pytest.TestReport]]()  # of one item, until its submission's verdict stands


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("collab", "grading submissions")
    group.addoption(
        "--submission", action="append", metavar="PATH", help="a notebook or a folder of them (default: lessons/)"
    )
    group.addoption("--exercise", action="append", metavar="ID", help="check only this exercise")
    group.addoption("--leave-out", metavar="CHECK", help="leave out the check of this name (to see if it is needed)")
    group.addoption("--seed", type=int, metavar="N", help="repeat a grading: the seed that its verdict names")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "share(n): this check is worth n times the points of an unmarked one")
    if SESSIONS in config.stash or config.option.help:
        return
    sys.dont_write_bytecode = True  # this process is pytest's own: no cache files beside the suites
    seed = config.getoption("--seed")
    config.stash[SEED] = seed = fresh_seed() if seed is None else seed
    named = config.getoption("--submission") or [str(course.root() / "lessons")]
    sessions = []
    for path in named:
        found = find_notebooks(Path(path))
        if not found:
            raise pytest.UsageError(f"--submission {path}: no notebook there.")
        try:
            trust.check(Path(path))
        except IsolationError as e:
            raise pytest.UsageError(str(e)) from None
        sessions += [open_file(file, label, seed, limits()) for file, label in found]
    config.stash[SESSIONS] = sessions


def pytest_report_header(config: pytest.Config) -> str:
    return f"collab: {len(config.stash[SESSIONS])} submission(s), seed {config.stash[SEED]} (repeat with --seed)"


# --- which checks are put to which submission ---


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Suites of lessons that nobody handed in are not even imported."""
    if collection_path.name.startswith("test_") and collection_path.suffix == ".py":
        wanted = {s.lesson for s in config.stash[SESSIONS] if not s.verdict.invalid}
        return True if collection_path.stem[5:] not in wanted else None
    return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "submission" in metafunc.fixturenames:
        lesson = Path(metafunc.module.__file__ or "").stem[5:]
        sessions = [s for s in metafunc.config.stash[SESSIONS] if s.lesson == lesson and not s.verdict.invalid]
        metafunc.parametrize("submission", sessions, ids=[s.label for s in sessions], scope="module", indirect=True)


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted, left_out = config.getoption("--exercise"), config.getoption("--leave-out")
    if wanted or left_out:
        keep = [
            i
            for i in items
            if (not wanted or exercise_of(i) in wanted)
            and (not left_out or title(getattr(i, "function", i)) != left_out)
        ]
        config.hook.pytest_deselected(items=[i for i in items if i not in keep])
        items[:] = keep
    for one in config.stash[SESSIONS]:
        if one.verdict.invalid:
            items.append(Invalid.from_parent(session, name=one.label, submission=one))


class Invalid(pytest.Item):
    """A submission that could not be read: one failure that says why, in its place among the others."""

    def __init__(self, *, submission: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.submission = submission

    def runtest(self) -> None:
        raise AssertionError(self.submission.verdict.invalid)

    def reportinfo(self) -> tuple[str, None, str]:
        return "submission", None, self.name


def exercise_of(item: pytest.Item) -> str:
    """The exercise that a check belongs to, "" for what is no check."""
    return getattr(getattr(item, "cls", None), "exercise", "")


def gate_of(item: pytest.Item) -> str:
    """The name of the only check that this one waits for; "" where it waits for all before it."""
    cls: Any = getattr(item, "cls", None)
    if getattr(cls, "kind", "") != "test":
        return ""
    return title(getattr(cls, next(iter(shares(cls)))))


def submission_of(item: pytest.Item) -> Session | None:
    callspec = getattr(item, "callspec", None)
    found = callspec.params.get("submission") if callspec else None
    return found if isinstance(found, Session) else None


@pytest.fixture(scope="module")
def submission(request: pytest.FixtureRequest) -> Session:
    """The submission in front of the judge."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def student(submission: Session, request: pytest.FixtureRequest) -> Student:
    """The student proxy, for the exercise of the test's class."""
    return submission.student(request.cls.exercise, request.cls.kind, request.function.__name__)


@pytest.fixture
def rng(submission: Session, request: pytest.FixtureRequest) -> np.random.Generator:
    """NumPy's generator, seeded with this grading's secret seed."""
    return submission.rng(request.cls.exercise, request.function.__name__)


@pytest.fixture
def tried(submission: Session, student: Student, request: pytest.FixtureRequest) -> Trials:
    """What the student's test made of every candidate: tried once, for all checks of one draw."""
    key = request.cls.exercise, submission.draw
    if key not in submission.tried:
        rng = submission.rng(request.cls.exercise, "candidates")
        submission.tried[key] = Trials(student, rng, request.cls.CANDIDATES, fresh=not submission.draw)
    return submission.tried[key]  # type: ignore[no-any-return]


# --- running them: one submission after the other, reported when its verdict stands ---


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    if session.config.option.collectonly or (
        session.testsfailed and not session.config.option.continue_on_collection_errors
    ):
        return None  # pytest's own loop says what is the matter
    for one, group in groupby(session.items, submission_of):
        items = list(group)
        if one is not None:  # as a notebook's checks come, so that no box has to go back
            items.sort(key=lambda item: one.position(exercise_of(item)))
            started = time.perf_counter()
            settle(one, lambda items=items: run(items))  # type: ignore[misc]
            one.verdict.seconds = time.perf_counter() - started
        else:
            run(items)
        for item in items:
            report(item, one.verdict.trouble if one else "")
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
    return True


def run(items: list[pytest.Item]) -> None:
    """All checks, exercise by exercise. What passed where something else did not is asked again before the next one."""
    following = dict(zip(items, [*items[1:], None], strict=True))
    for exercise, group in groupby(items, exercise_of):
        checks = list(group)
        for item in checks:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following[item])
        one = submission_of(checks[0])
        if one is not None and one.verdict.exercises[exercise].status == "partial":
            confirm(one, exercise, checks)
            items[-1].session._setupstate.teardown_exact(following[checks[-1]])
    items[-1].session._setupstate.teardown_exact(None)


def confirm(one: Session, exercise: str, checks: list[pytest.Item]) -> None:
    """Let the checks that passed stand for points only where they pass on every one of DRAWS further draws.

    A wrong answer may pass a check on some inputs and fail it on others: its points would be chance, and another grading
    would give it others. A check that fails with probability p then stands with (1 - p) ** (1 + DRAWS): one that is a
    coin's toss in 1 of 512 gradings."""
    result = one.verdict.exercises[exercise]
    found_of = dict(zip(checks, result.checks, strict=False))
    passed = [check for check, found in found_of.items() if found.status == "passed"]
    for one.draw in range(1, DRAWS + 1):
        for check in list(passed):
            if check not in passed:
                continue
            beside = checks[0] if check is not checks[0] else checks[-1]  # keeps what all of them share
            reports = runtestprotocol(check, log=False, nextitem=beside)
            failed = next((r for r in reports if r.failed), None)
            if failed is None:
                continue
            check.stash[REPORTS] = reports
            passed.remove(check)
            gate = gate_of(check)
            if gate in ("", found_of[check].name):
                place = checks.index(check)
                for found in result.checks[place + 1 :]:
                    found.status, found.message = "skipped", f"waits for: {result.checks[place].name}"
                passed = [other for other in passed if checks.index(other) < place]
    one.draw = 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run one check and keep its reports to ourselves: the next round may find something else."""
    item.stash[REPORTS] = runtestprotocol(item, log=False, nextitem=nextitem)
    return True


def report(item: pytest.Item, trouble: str) -> None:
    """Give pytest a check's reports; where the grader itself failed, each check says so."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for one in item.stash[REPORTS]:
        if trouble and one.when == "setup":
            one.outcome, one.longrepr = (
                "failed",
                f"Not graded, and no verdict: the grader itself failed.\n\n{trouble}\n",
            )
        if not trouble or one.when == "setup":
            item.ihook.pytest_runtest_logreport(report=one)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def pytest_runtest_setup(item: pytest.Item) -> None:
    one = submission_of(item)
    if one is None:
        return
    if one.draw:
        return
    if one.trouble or (one.box is not None and one.box.trouble):
        pytest.skip("the grader failed")
    before = one.waits_for(exercise_of(item), gate_of(item))
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
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Turn what happened into a check's result, and pytest's own report into the student's message."""
    report = yield
    one, exercise = submission_of(item), exercise_of(item)
    if one is None or not exercise:
        if call.excinfo is not None:
            report.longrepr = str(call.excinfo.value)
        return report
    if call.when == "teardown" or (call.when == "setup" and report.outcome == "passed"):
        return report
    result = one.verdict.exercises[exercise]
    weights = shares(item.cls)  # type: ignore[attr-defined]
    function = item.function  # type: ignore[attr-defined]
    result.expected = len(weights)
    points = result.max_score * weights[function.__name__] / sum(weights.values())
    status: CheckStatus = "passed"
    message = ""
    if report.outcome == "skipped":
        status, message = "skipped", f"waits for: {one.waits_for(exercise, gate_of(item))}"
    elif call.excinfo is not None:
        error = call.excinfo.value
        if isinstance(error, KeyboardInterrupt):
            return report
        explained = explain(error, exercise)
        if explained is None:
            one.trouble = bug(error, exercise, title(function))
            return report
        status, message = explained
        report.longrepr = f"{exercise}: {title(function)}\n\n{message}\n"
        if isinstance(error, BoxError):
            one.close()
    if one.draw:  # the check has its result already, and it only gets worse
        found = next(c for c in result.checks if c.name == title(function))
        if status != "passed":
            found.status, found.message = status, tidy(message)
        return report
    one.record(exercise, CheckResult(title(function), points, status, message))
    return report


def bug(error: BaseException, exercise: str, check: str) -> str:
    """What the instructor reads of an exception that is the suite's own: where it is, and what it says."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).parent.name == "grader"]
    where = f" at {Path(frames[-1].filename).name}, line {frames[-1].lineno}: `{frames[-1].line}`" if frames else ""
    return f"The check `{check}` of `{exercise}` has a bug: {type(error).__name__}: {error}{where}."


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    terminalreporter.section("points")
    for one in config.stash[SESSIONS]:
        verdict = one.verdict
        if not verdict.lesson and not verdict.invalid:
            continue
        marks = "  ".join(f"{e.id} {e.score:g}/{e.max_score:g}" for e in verdict.exercises.values())
        graded = one.judged and not verdict.provisional
        what = "unreadable" if verdict.invalid and not verdict.provisional else marks if graded else "not graded"
        terminalreporter.write_line(f"{verdict.score:5.4g} of {verdict.max_score:g}  {one.label}  {what}")
