"""The student's own kernel as a box, for `check()`: no isolation and no start-up time. Its verdict is advice, never a grade.

Time is limited as in a real box, and everything that is set for a check is set back, however it ends."""

from __future__ import annotations

import _thread
import bdb
import builtins
import contextlib
import copy
import io
import linecache
import logging
import pdb
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch

from collab.grading.reading.submission import Cell
from collab.grading.verdict import Tier

from .agent import Agent
from .contract import BoxError, Caller, student_error
from .limits import Limits
from .messages import Raised, decode_any
from .randomness import seed_generators
from .tensors import nothing_by_luck
from .wire import WireError, dump, load

LONGEST_PRINT = 600  # characters of what an answer prints that are kept
AGAIN = 0.2  # seconds until a loop that swallowed its interrupt gets the next one


@dataclass(frozen=True)
class Called:
    """A call of something of the student's, as the judge asked for it."""

    name: str  # as the student wrote it: a function, or "model" for an object that an earlier call made
    function: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class _Agent(Agent):
    """Keeps the last call with its arguments, as they were before the student's code had them."""

    called: Called | None = None
    caller: Caller | None = None  # the judge's side of a candidate that is being tried

    def ask_judge(self, message: dict[str, Any]) -> dict[str, Any]:
        """In one process the judge's requests while a candidate works are calls: the only thing it says is the answer."""
        assert self.caller is not None
        asked = load(dump(message))["called"]
        return load(dump({"op": "answer", "answer": self.caller(asked)}))

    def do_call(self, target: Any, args: list[Any], kwargs: dict[str, Any], method: str = "") -> Any:
        self._keep(target, method, args, kwargs)
        return super().do_call(target, args, kwargs, method)

    def do_gradients(self, target: Any, args: list[Any], weights: Any) -> dict[str, Any]:
        self._keep(target, "", args, {})
        return super().do_gradients(target, args, weights)

    def _keep(self, target: Any, method: str, args: list[Any], kwargs: dict[str, Any]) -> None:
        if self.caller is not None:  # a candidate at work, whose calls are not the student's
            return
        with contextlib.suppress(Exception):  # what cannot be copied cannot be shown again either
            function = self.object(target)
            name = decode_any(target)
            self.called = Called(
                (name if isinstance(name, str) else "model") + f".{method}" * bool(method),
                getattr(function, method) if method else function,
                tuple(copy.deepcopy(self.argument(a)) for a in args),
                {k: copy.deepcopy(self.argument(v)) for k, v in kwargs.items()},
            )


class _Printed(io.TextIOBase):
    """What an answer prints, as far as anybody would read it."""

    encoding = "utf-8"  # as a kernel's

    def __init__(self) -> None:
        self.text, self.more = "", False

    def fileno(self) -> int:  # for what asks how wide the terminal is
        return sys.__stdout__.fileno() if sys.__stdout__ else super().fileno()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = LONGEST_PRINT - len(self.text)
        self.text += text[:room]
        self.more = self.more or len(text) > room
        return len(text)


class NotebookBox:
    """Answers in this process, about the notebook's own names. The student's random numbers, threads and output stay theirs."""

    isolation: Tier = "in-process"
    killed, trouble = False, ""

    def __init__(
        self,
        namespace: dict[str, Any],
        cells: Sequence[Cell] = (),
        errors: dict[int, Raised] | None = None,
        unrun: Sequence[Cell] = (),
        limits: Limits | None = None,
    ) -> None:
        """`cells`: those that the kernel has run, `errors`: what stopped them, by index, `unrun`: those it has not run."""
        self.agent = _Agent(namespace)
        self.limits = limits or Limits()
        self.cells: list[Cell] = list(cells)
        self.cell_errors: dict[int, Raised] = dict(errors or {})
        self.unrun: list[Cell] = list(unrun)
        self.idle: list[Cell] = []
        self.skip: dict[int, BoxError] = {}
        self.printed = _Printed()
        self.stopped = ""  # where the student stopped it by hand

    @property
    def called(self) -> Called | None:
        """The last call that was asked for."""
        return self.agent.called

    def reach(self, position: int) -> None:
        """The kernel is in whatever state the student has brought it to."""

    def request(self, op: str, limit: float, seed: int = 0, called: Caller | None = None, **fields: Any) -> Any:
        """One request, answered within `limit` seconds of CPU. Raises StudentError or BoxError, and KeyboardInterrupt where
        the student stops it."""
        fields.pop("fresh", None)  # there is only this one process
        request = load(dump({"op": op, **fields}))
        if self.agent.caller is not None:  # within another request, which has its time and its ways
            return self._answer(self.agent.handle(request))
        self.agent.caller = called
        try:
            return self._answer(self._limited(request, limit, seed))
        finally:
            self.agent.caller = None

    def _limited(self, request: dict[str, Any], limit: float, seed: int) -> Any:
        alarm = _Alarm(limit, limit * self.limits.patience)
        try:
            with _own_ways(seed, self.printed), alarm:
                return self.agent.handle(request)
        except KeyboardInterrupt as e:
            place = _place(e)
            if alarm.rang:
                raise BoxError("timeout", f"stopped after {limit:g} s{place}. A loop that never ends?") from None
            self.stopped = place
            raise

    def _answer(self, reply: Any) -> Any:
        try:
            reply = load(dump(reply))
        except WireError as e:
            raise BoxError("crashed", f"What came back could not be read: {e}.") from None
        if "error" in reply:
            raise student_error(self._placed(reply["error"]), self)
        return reply["ok"]

    def _placed(self, error: Any) -> Any:
        """An error with the cell whose text it came from: in a kernel cells have no numbers of ours."""
        source = error.get("source") if isinstance(error, dict) else None
        if source:
            mine = [c.index for c in self.cells if c.source.strip() == source.strip()]
            error["cell"] = mine[-1] if mine else error.get("cell", -1)
        return error

    def close(self) -> None:
        self.agent.objects.clear()


@contextlib.contextmanager
def _own_ways(seed: int, printed: _Printed) -> Iterator[None]:
    """What a request needs of this process, set and set back: random numbers, threads, output, and what `exit()` does."""
    threads, grad, kind = torch.get_num_threads(), torch.is_grad_enabled(), torch.get_default_dtype()
    with contextlib.ExitStack() as stack:
        stack.callback(torch.set_num_threads, threads)
        stack.callback(torch.set_grad_enabled, grad)
        stack.callback(torch.set_default_dtype, kind)
        stack.enter_context(torch.random.fork_rng(devices=[]))
        stack.enter_context(_no_exit())
        stack.enter_context(nothing_by_luck())
        stack.enter_context(_nobody_answers())
        stack.enter_context(_shows_nothing())
        stack.enter_context(_logs_into(printed))
        if "torch._dynamo" in sys.modules:  # a compiled answer is run as it was written, as in a box
            stack.enter_context(torch.compiler.set_stance("force_eager"))
        torch.set_num_threads(1)  # tensors this small are slower on two threads, far slower on a busy machine
        seed_generators(seed)
        stream = cast(Any, printed)
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            yield


@contextlib.contextmanager
def _no_exit() -> Iterator[None]:
    """IPython's `exit()` ends the kernel and raises nothing; while an answer is checked it raises, as in plain Python."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        yield
        return

    def ask_exit() -> None:
        raise SystemExit

    before = vars(shell).get("ask_exit")
    shell.ask_exit = ask_exit
    try:
        yield
    finally:
        if before is None:
            del shell.ask_exit
        else:
            shell.ask_exit = before


@contextlib.contextmanager
def _nobody_answers() -> Iterator[None]:
    """`input()` and the debugger end as they do in a box, where nobody sits; a kernel would open a field and wait."""

    def no_line(*_: object, **__: object) -> str:
        raise EOFError("EOF when reading a line: while an answer is checked, nobody can type anything")

    def no_debugger(*_: object, **__: object) -> None:
        raise bdb.BdbQuit("the debugger stops here, and in grading too: delete this line")

    before, hook, trace = builtins.input, sys.breakpointhook, pdb.set_trace
    builtins.input, sys.breakpointhook, pdb.set_trace = no_line, no_debugger, no_debugger
    try:
        yield
    finally:
        builtins.input, sys.breakpointhook, pdb.set_trace = before, hook, trace


@contextlib.contextmanager
def _shows_nothing() -> Iterator[None]:
    """What an answer displays, progress bars and figures, is not shown: each call of it would show one more."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        yield
        return
    from IPython.core.displaypub import CapturingDisplayPublisher

    class Unseen(CapturingDisplayPublisher):
        def __getattr__(self, name: str) -> Any:  # what a kernel's publisher has besides, and widgets ask for
            return getattr(before, name)

    before = shell.display_pub
    shell.display_pub = Unseen()  # type: ignore[no-untyped-call]
    figures = _figures()
    try:
        yield
    finally:
        shell.display_pub = before
        for number in _figures() - figures:
            sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    """The numbers of pyplot's open figures: at a cell's end the notebook shows each."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


@contextlib.contextmanager
def _logs_into(printed: _Printed) -> Iterator[None]:
    """What an answer logs goes where its prints go: a handler keeps the stream that it was made with."""
    handlers = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    before = [h.stream for h in handlers]
    for handler in handlers:
        handler.stream = printed
    try:
        yield
    finally:
        for handler, stream in zip(handlers, before, strict=True):
            handler.stream = stream


class _Alarm:
    """Interrupts the main thread, as Stop does, after so many seconds of CPU or so many by the clock; again and again, for
    code that swallows the first."""

    def __init__(self, cpu: float, clock: float) -> None:
        self.cpu, self.clock, self.rang = cpu, clock, False
        self._done, self._lock = threading.Event(), threading.Lock()
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> None:
        self._start = time.process_time(), time.monotonic()
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        try:
            with self._lock:
                self._done.set()
        except KeyboardInterrupt:  # it rang at the very end
            self._done.set()
            if not self.rang:
                raise

    def _wait(self) -> None:
        while not self._done.wait(AGAIN):
            late = time.process_time() - self._start[0] > self.cpu or time.monotonic() - self._start[1] > self.clock
            with self._lock:
                if late and not self._done.is_set():
                    self.rang = True
                    _thread.interrupt_main()


def _place(stop: BaseException) -> str:
    """Where the student's code was when it was stopped, as the end of a sentence."""
    for frame in reversed(traceback.extract_tb(stop.__traceback__)):
        if "ipykernel" in frame.filename or frame.filename.startswith(("<cell ", "<ipython-input")):
            text = linecache.getline(frame.filename, frame.lineno or 0).strip()
            return f" in `{frame.name}`, line {frame.lineno}: `{text}`"
    return ""
