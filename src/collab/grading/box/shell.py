"""IPython's own shell inside the box: cells run as a kernel runs them, magics, `_`, `display` and `await` included.

What differs from a kernel: nothing is shown or kept in a history, cells have the names that the judge speaks of, and what
only a person, a page or a network can answer (installing, drawing, asking) is passed over without a word.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn

import ipykernel  # noqa: F401 - people look for it among the modules
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.core.magics.execution import TimeitResult
from IPython.utils.capture import CapturedIO, capture_output
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from collab.grading.reading.source import parses

from .platforms import Ignored

# Passed over: they install, draw, or belong to the page. `%run` and `%load` count where their file was written here.
PASSED_OVER = (
    *("pip", "conda", "mamba", "micromamba", "uv", "matplotlib", "gui", "pylab", "autosave", "notebook", "edit"),
    *("connect_info", "qtconsole", "clear", "cls", "less", "more", "man", "store"),
)
# Commands that want a network, another Python or a person.
ELSEWHERE = re.compile(
    r"(^|[;&|(`])\s*(sudo\s+|python3?\s+-m\s+)?"
    r"(pip3?\s+(install|download|uninstall)|conda|mamba|uv|apt|apt-get|brew|npm|git|wget|curl|kaggle|gdown|jupyter|nvidia-smi)\b",
    re.MULTILINE,
)
_OPTIONS = re.compile(r"(\s*-[A-Za-z]+(\s*\d+)?)*[ \t]*\n?")  # of `%timeit`
PATIENCE = 12.0  # seconds for a command of the system's


class _Compiler(CachingCompiler):
    """Names a cell by the number that the judge knows it by."""

    cell: int | None = None

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        index, self.cell = self.cell, None  # what a cell has the shell run in its turn is no cell of the notebook's
        return "<cell magic>" if index is None else f"<cell {index}>"


class _Nowhere(DisplayPublisher):
    """What is displayed is made, as an object of a widget's needs it, and shown to nobody."""

    def publish(self, *_: Any, **__: Any) -> None:
        pass

    def clear_output(self, wait: bool = False) -> None:
        pass


class _Kept(DisplayHook):
    """A cell's last value goes to `_` and `Out`, and is not put into words."""

    def compute_format_data(self, result: Any) -> Any:
        return {}, {}

    def write_output_prompt(self) -> None:
        pass

    def finish_displayhook(self) -> None:
        pass


class ZMQInteractiveShell(InteractiveShell):
    """The notebook's shell, under the name that people ask for to find out whether their code runs in a notebook."""

    compiler_class = Type(_Compiler)
    displayhook_class = Type(_Kept)
    display_pub_class = Type(_Nowhere)
    compile: _Compiler
    kernel = Ignored()

    # --- nothing is shown, nobody is asked ---

    def showtraceback(self, *_: Any, **__: Any) -> None:
        pass

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        pass

    def ask_yes_no(self, *_: Any, **__: Any) -> NoReturn:
        raise StdinNotImplementedError("nobody is here to answer")

    def ask_exit(self) -> NoReturn:
        raise SystemExit

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    def transform_cell(self, raw_cell: str) -> str:
        """What is Python stays as it is, and a message's line with it: IPython leaves out a cell's first blank lines. A single
        line may be a command without its percent sign."""
        if len(raw_cell.strip().splitlines()) > 1 and parses(raw_cell):
            return raw_cell
        transformed: str = super().transform_cell(raw_cell)  # type: ignore[no-untyped-call]
        return transformed

    # --- magics and commands ---

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """A magic that is not there, or is about something that is not there, is nothing."""
        if magic_name in PASSED_OVER or self._find_with_lazy_load("line", magic_name) is None:
            return None
        if magic_name == "timeit":
            return self._once(line)
        if magic_name in ("run", "load") and not self._has_file(line):
            return None
        try:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        except UsageError:
            if magic_name != "config":  # of what only a page has, such as the size of its figures
                raise
            return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        if magic_name in PASSED_OVER or self._find_with_lazy_load("cell", magic_name) is None:
            return None
        if magic_name == "timeit":
            return self._once(f"{line}\n{cell}")
        if magic_name in ("bash", "sh", "script", "system", "sx", "!"):
            cell = "".join(each for each in cell.splitlines(keepends=True) if not ELSEWHERE.search(each))
        return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]

    def _once(self, source: str) -> TimeitResult | None:
        """What is timed runs once, in a place of its own: `%timeit` runs it many times, and leaves no names either."""
        options = _OPTIONS.match(source)
        assert options is not None
        code = self.compile(self.transform_cell(source[options.end() :]), "<timed>", "exec")
        start = time.perf_counter()
        exec(code, dict(self.user_ns))
        took = time.perf_counter() - start
        return TimeitResult(1, 1, took, took, [took], 0.0, 3) if "-o" in options[0].split() else None

    def _has_file(self, line: str) -> bool:
        words = [w for w in line.split() if not w.startswith("-")]
        return bool(words) and any(os.path.isfile(words[0] + end) for end in ("", ".py", ".ipy"))

    def _command(self, command: str) -> subprocess.CompletedProcess[str]:
        """A command of the system's, as far as it can run here."""
        line = self.var_expand(command, depth=2)
        done = subprocess.CompletedProcess[str](line, 0, "")
        if not ELSEWHERE.search(line):
            with suppress(OSError, subprocess.SubprocessError, UnicodeError):
                done = subprocess.run(
                    line, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE
                )
        self.user_ns["_exit_code"] = done.returncode
        return done

    def system(self, cmd: str) -> None:
        print(self._command(cmd).stdout, end="")

    system_raw = system_piped = system

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        out = self._command(cmd).stdout
        return SList(out.splitlines()) if split else out

    # --- `%%capture out` ---

    _capturing: capture_output | None = None

    def captured(self) -> CapturedIO:
        """What the cell prints and shows from here on, as `%%capture` keeps it."""
        self._capturing = capture_output()
        return self._capturing.__enter__()

    def release(self) -> None:
        """At a cell's end: prints go where they went before."""
        if self._capturing:
            self._capturing.__exit__(None, None, None)
            self._capturing = None


ZMQInteractiveShell.__module__ = "ipykernel.zmqshell"  # `get_ipython()` shows itself as a kernel's


@cache
def the_shell() -> ZMQInteractiveShell:
    """The shell of this process, and its notebook as the module `__main__`; a warm process makes it for all its boxes."""
    config = Config()
    config.IPKernelApp.connection_file = ""  # where people look to see whether this is a notebook
    config.HistoryManager.enabled = False  # a thread and a database
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.logstart = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shell: ZMQInteractiveShell = ZMQInteractiveShell.instance(config=config, ipython_dir=folder)
    shell.builtin_trap.activate()
    return shell


def run(shell: ZMQInteractiveShell, index: int, source: str) -> ExecutionResult:
    """Run a cell as a kernel does, with an event loop that goes on where the last cell left it."""

    async def as_a_kernel() -> ExecutionResult:
        try:
            plain, error = shell.transform_cell(source), None
        except Exception:
            plain, error = source, sys.exc_info()
        shell.compile.cell = index
        if not shell.should_run_async(source, transformed_cell=plain, preprocessing_exc_tuple=error):
            ran: ExecutionResult = shell.run_cell(source, store_history=True)
            return ran
        result: ExecutionResult = await shell.run_cell_async(
            source, store_history=True, transformed_cell=plain, preprocessing_exc_tuple=error
        )
        shell.events.trigger("post_execute")
        return result

    try:
        return _loop().run_until_complete(as_a_kernel())
    finally:
        shell.release()


_made: list[asyncio.AbstractEventLoop] = []


def _loop() -> asyncio.AbstractEventLoop:
    if not _made or _made[0].is_closed():
        _made[:] = [asyncio.new_event_loop()]
        asyncio.set_event_loop(_made[0])
    return _made[0]
