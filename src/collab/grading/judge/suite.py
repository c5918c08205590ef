"""Running a lesson's suite on one session, in this process and quietly."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from collab import course

from . import plugin
from .session import Session


class GradingError(RuntimeError):
    """The grader itself could not run; nothing is known about the submission."""


class _Chosen:
    """Tells the plugin which session to judge."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stopped_by_hand = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.stopped_by_hand = excinfo.type is KeyboardInterrupt  # pytest's own "Interrupted": a suite that is broken

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[plugin.SESSIONS] = [self.session]
        config.stash[plugin.SEED] = self.session.verdict.seed or 0
        config.option.tbstyle = "no"  # a check has its own message: nobody reads the lines of the suite


# What a verdict needs nothing of: output, caches, handlers of signals and threads, other kinds of tests and of fixtures.
# fmt: off
QUIET = (
    "terminal", "cacheprovider", "logging", "faulthandler", "junitxml", "capture", "unraisableexception", "threadexception",
    "doctest", "unittest", "subtests", "monkeypatch", "recwarn", "stepwise", "setuponly", "setupplan", "pastebin", "debugging",
)
# fmt: on


def run_suite(session: Session, exercise: str = "", leave_out: str = "") -> None:
    """Judge the session by its lesson's suite: all of it or one exercise, with one check left out on request.

    Raises GradingError where the suite does not load or does not run."""
    suite = course.lesson(session.lesson).suite
    if not suite.is_file():
        raise GradingError(f"The suite {suite} is missing.")
    arguments = [str(suite), *(f"-pno:{name}" for name in QUIET)]
    arguments += [f"--exercise={exercise}"] * bool(exercise) + [f"--leave-out={leave_out}"] * bool(leave_out)
    chosen, printed = _Chosen(session), io.StringIO()
    _forget_what_changed(suite.parent)
    try:
        with _alone(), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = pytest.main(arguments, plugins=[chosen])
    finally:
        session.close()
        _remember(suite.parent)
    if chosen.stopped_by_hand:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        check_suite(session.lesson)
        raise GradingError(f"The suite {suite.name} could not run ({code!r}). {printed.getvalue()[-2000:]}")


# A suite is imported once in a process: what of grader/ was imported, and when the file was last changed then.
_imported: dict[Path, int] = {}


def _remember(folder: Path) -> None:
    """Note the state of the files whose modules are loaded."""
    for file in folder.glob("*.py"):
        if _file_of(file.stem) == file:
            _imported.setdefault(file, file.stat().st_mtime_ns)


def _forget_what_changed(folder: Path) -> None:
    """Have suites imported anew where one of their files has changed, or what is loaded is another course's."""
    files = {file: file.stat().st_mtime_ns for file in folder.glob("*.py")}
    loaded = [file for file in files if _file_of(file.stem) is not None]
    if any(_file_of(file.stem) != file or _imported.get(file, files[file]) != files[file] for file in loaded):
        for file in loaded:
            del sys.modules[file.stem]
        _imported.clear()


def _file_of(name: str) -> Path | None:
    """The file of a loaded module, None where none of that name is loaded."""
    module = sys.modules.get(name)
    return Path(getattr(module, "__file__", None) or "/") if module else None


def check_suite(lesson_id: str) -> None:
    """Import a lesson's suite once, as pytest does. Raises GradingError, with the line, where it does not load."""
    suite = course.lesson(lesson_id).suite
    name, path, modules = f"collab_suite_{lesson_id}", list(sys.path), set(sys.modules)
    sys.path.insert(0, str(suite.parent))
    try:
        with _alone():
            spec = importlib.util.spec_from_file_location(name, suite)
            if spec is None or spec.loader is None:
                raise GradingError(f"The suite {suite} is missing. Nobody was graded.")
            sys.modules[name] = module = importlib.util.module_from_spec(spec)  # dataclasses look themselves up there
            spec.loader.exec_module(module)
    except Exception as e:
        frames = [f.lineno for f in traceback.extract_tb(e.__traceback__) if f.filename == str(suite)]
        line = e.lineno if isinstance(e, SyntaxError) and e.filename == str(suite) else [0, *frames][-1]
        where = f"{suite.name}, line {line}" if line else suite.name
        raise GradingError(f"The suite does not load: {type(e).__name__} at {where}: {e}. Nobody was graded.") from e
    finally:
        sys.path[:] = path
        for new in set(sys.modules) - modules:
            if Path(getattr(sys.modules[new], "__file__", None) or "/").parent == suite.parent:
                del sys.modules[new]


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Other packages' pytest plugins cost start-up time and have no part in a verdict; no caches are written beside the
    suites. What is set for that is set back."""
    name, bytecode = "PYTEST_DISABLE_PLUGIN_AUTOLOAD", sys.dont_write_bytecode
    before = os.environ.get(name)
    os.environ[name], sys.dont_write_bytecode = "1", True
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
