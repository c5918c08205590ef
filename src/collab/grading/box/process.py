"""The box: where the student's code runs, seen from the judge's side.

`ProcessBox` is a separate process in its own session with limits on CPU, wall-clock, memory, file size, output and
processes; when it is killed, its whole process tree goes. `NotebookBox` is the student's own kernel, for `check()`.
Both answer the same requests, and every way in which a box can fail to answer has a name: BoxError.status.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import time
from typing import IO, Any, NoReturn, Protocol

import psutil

from collab.grading.box import hosts, inside
from collab.grading.box.wire import MAX_BYTES, WireError, dump, load
from collab.grading.reading.submission import Cell

# Seconds. Generous, since a loaded machine must never turn a right answer into a wrong one: only a loop that does not
# end, or nearly so, meets them.
CELL_LIMIT = 15.0  # one code cell of the notebook
CALL_LIMIT = 20.0  # one request
TRAIN_LIMIT = 40.0  # one loss target (0.3 s on an idle machine)
TOTAL_LIMIT = 300.0  # all waiting for one submission together
OWN_PROCESSES = 4  # how many a box has without the student's doing
MAX_RESTARTS = 4  # cells or calls that kill the box are left out, and the rest is still graded


FORGED = "The answer that came back was malformed: something other than the grader wrote into its channel."


class BoxError(Exception):
    """The box did not answer: `status` is "timeout", "memory" or "crashed", the text says what was seen."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.call = ""  # what was being asked, where it is known


class StudentError(Exception):
    """The student's own code raised: the exception's type and text, and the line of the student's that it came from."""

    def __init__(self, error: dict, cell: str = "") -> None:
        self.type, self.message = str(error.get("type", "")), str(error.get("message", ""))
        bases = error.get("bases")
        self.bases = [self.type, *map(str, bases if isinstance(bases, list) else [])]  # and what it is a kind of
        self.line, self.text = error.get("line", 0), str(error.get("text", ""))
        self.cell = cell
        self.function = str(error.get("function", ""))  # the student's function or method that the line stands in
        self.call = ""
        super().__init__(f"{self.type}: {self.message}" if self.message else self.type)

    @property
    def is_memory(self) -> bool:
        return self.type == "MemoryError" or "can't allocate memory" in self.message

    @property
    def is_blank(self) -> bool:
        """Whether this is the line that an exercise is released with, untouched."""
        if self.type != "NotImplementedError":
            return False
        if self.text:
            return self.text.startswith("raise NotImplementedError")
        return not self.message  # PyTorch raises it too, and says what it lacks

    def where(self) -> str:
        place = f" of {self.cell}" if self.cell else ""
        code = f": `{self.text}`" if self.text else ""
        return f"line {self.line}{place}{code}" if self.line else ""


class Box(Protocol):
    """What the student proxy needs of a box."""

    isolation: str
    cells: list[Cell]
    cell_errors: dict[int, dict]

    def request(self, op: str, limit: float = CALL_LIMIT, seed: int = 0, **fields: Any) -> Any: ...

    def ensure(self) -> None: ...

    def close(self) -> Any: ...


def student_error(error: Any, cells: list[Cell]) -> StudentError:
    """A box's error reply, checked, with the student's name for the cell."""
    if not isinstance(error, dict):
        raise BoxError("crashed", "The answer that came back was malformed.")
    name = next((c.name for c in cells if c.index == error.get("cell")), "")
    return StudentError(error, name)


class NotebookBox:
    """The student's own kernel: no isolation, no limits, no start-up time. Its verdict is advice, never a grade."""

    isolation = "in-process"

    def __init__(self, namespace: dict[str, Any]) -> None:
        import torch

        from collab.grading.box.agent import Agent

        self.torch = torch
        self.agent = Agent(namespace)
        self.cells: list[Cell] = []
        self.cell_errors: dict[int, dict] = {}

    def ensure(self) -> None:
        pass

    def request(self, op: str, limit: float = CALL_LIMIT, seed: int = 0, **fields: Any) -> Any:
        request = load(dump({"op": op, **fields}))
        threads = self.torch.get_num_threads()
        self.torch.set_num_threads(1)  # tensors this small are slower on two threads, far slower on a busy machine
        with (
            self.torch.random.fork_rng(devices=[]),
            open(os.devnull, "w") as null,
        ):  # the student's own random numbers go on undisturbed
            self.torch.manual_seed(seed)
            with contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
                reply = self.agent.handle(request)
        self.torch.set_num_threads(threads)
        try:
            reply = load(dump(reply))
        except WireError as e:
            raise BoxError("crashed", f"What came back could not be read: {e}.") from None
        if "error" in reply:
            raise student_error(reply["error"], self.cells)
        return reply["ok"]

    def close(self) -> None:
        self.agent.objects.clear()


class ProcessBox:
    """A process of its own for one submission; started on first use, started again after a cell or call killed it."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self.cell_errors: dict[int, dict] = {}
        self.skip: dict[int, BoxError] = {}  # cells that killed the box, by index
        self.host = hosts.new_host()
        self.isolation = self.host.isolation
        self.pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self.starts = 0
        self.number = 0
        self.buffer = bytearray()
        self.waited = 0.0  # seconds, in all
        self.killed = False  # by a signal that was not ours: its own doing, or somebody's on this machine
        self.trouble = ""  # why the grader itself could not go on

    # --- life ---

    def ensure(self) -> None:
        """Have a running box whose cells have run. Raises BoxError when that cannot be had."""
        while self.pipes is None:
            if self.starts > MAX_RESTARTS:
                raise BoxError("crashed", "The notebook's code ended the grading process again and again.")
            if self.waited >= TOTAL_LIMIT:
                raise BoxError("timeout", f"The notebook's code has used up the {TOTAL_LIMIT:.0f} seconds that it has.")
            self.starts += 1
            self.buffer.clear()
            try:
                self.pipes = self.host.start()
            except (hosts.HostError, OSError) as e:
                self.trouble = str(e)  # ours and not the student's: see `grade.run_suite`
                raise BoxError("crashed", f"The grader could not start a box: {e}") from e
            self._exchange("nothing", hosts.START_LIMIT)
            self._run_cells()

    def _run_cells(self) -> None:
        cells = [{"index": c.index, "source": c.source} for c in self.cells if c.index not in self.skip]
        running = -1
        try:
            self._send("run", cells=cells)
            for index in [*(c["index"] for c in cells), -1, None]:
                reply = self._receive(CELL_LIMIT)
                if "running" not in reply or index is None:
                    break
                if reply["running"] != index:  # neither the next cell nor, at the end, -1
                    self._fail("crashed", FORGED)
                running = reply["running"]
        except BoxError as e:
            if running < 0:
                raise
            self.skip[running] = e
            return
        errors = reply.get("ok")
        if not isinstance(errors, dict):
            self._fail("crashed", FORGED)
        self.cell_errors = {k: v for k, v in errors.items() if isinstance(k, int) and isinstance(v, dict)}

    def request(self, op: str, limit: float = CALL_LIMIT, seed: int = 0, **fields: Any) -> Any:
        """One request, answered within `limit` seconds. Raises StudentError or BoxError."""
        self.ensure()
        reply = self._exchange(op, limit, seed=seed, **fields)
        if "error" in reply:
            raise student_error(reply["error"], self.cells)
        if "ok" not in reply:
            self._fail("crashed", "The answer that came back was malformed.")
        return reply["ok"]

    def close(self) -> int | None:
        """Kill the box with everything that it started; returns its exit code, None where there was none."""
        code = self.host.end()
        for pipe in self.pipes or ():
            with contextlib.suppress(OSError):
                pipe.close()
        self.pipes = None
        return code

    # --- messages ---

    def _exchange(self, op: str, limit: float, **fields: Any) -> dict:
        self._send(op, **fields)
        return self._receive(limit)

    def _send(self, op: str, **fields: Any) -> None:
        assert self.pipes is not None
        self.number += 1
        line = memoryview(dump({"id": self.number, "op": op, **fields}))
        try:
            while line:
                line = line[self.pipes[0].write(line) or 0 :]
        except OSError:
            self._fail_dead()

    def _receive(self, limit: float) -> dict:
        """The next message, checked. Kills the box and raises BoxError where none comes in time or it is malformed."""
        line = self._read_line(limit)
        try:
            reply = load(line)
        except WireError:
            self._fail("crashed", FORGED)
        if reply.get("id") != self.number:
            self._fail(
                "crashed",
                "The answer that came back belongs to no question: something other than the grader wrote into its channel.",
            )
        return reply

    def _read_line(self, limit: float) -> bytes:
        assert self.pipes is not None
        replies = self.pipes[1]
        started = time.monotonic()
        deadline = started + min(limit, max(0.0, TOTAL_LIMIT - self.waited))
        with selectors.DefaultSelector() as selector:
            selector.register(replies, selectors.EVENT_READ)
            while b"\n" not in self.buffer:
                left = deadline - time.monotonic()
                if left <= 0:
                    self.waited += time.monotonic() - started
                    self._fail("timeout", f"No answer after {limit:.0f} seconds. Is there a loop that never ends?")
                if not selector.select(min(left, 0.5)):
                    self._watch()
                    continue
                chunk = os.read(replies.fileno(), 1 << 20)
                if not chunk:
                    self._fail_dead()
                self.buffer += chunk
                if len(self.buffer) > MAX_BYTES:
                    self._fail("crashed", f"The answer was larger than {MAX_BYTES // 2**20} MB.")
        self.waited += time.monotonic() - started
        line, _, rest = bytes(self.buffer).partition(b"\n")
        self.buffer = bytearray(rest)
        return line

    def _watch(self) -> None:
        """Limits that the operating system may not keep for us. In the sandbox the warm process itself looks, and sooner."""
        if self.host.isolation == "sandboxed":
            return
        processes = self.host.processes()
        if len(processes) > hosts.MAX_PROCESSES + OWN_PROCESSES:
            self._fail(*OVER["processes"])
        shared = _resident(processes[0]) if processes and isinstance(self.host, hosts.WarmHost) else 0
        if sum(max(0, _resident(p) - shared) for p in processes) > hosts.MEMORY_LIMIT:
            self._fail(*OVER["memory"])

    def _fail_dead(self) -> NoReturn:
        """Name the way in which the box ended."""
        code = self.close()
        if self.host.over in OVER:
            self._fail(*OVER[self.host.over])
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            self.killed = self.killed or name == "SIGKILL"
            if name == "SIGXCPU":
                self._fail("timeout", f"The code used more than {hosts.CPU_LIMIT} seconds of CPU.")
            if name == "SIGXFSZ":
                self._fail("crashed", f"The code wrote a file larger than {hosts.FILE_LIMIT // 2**20} MB.")
            self._fail("crashed", f"The code ended the Python process ({name}).")
        self._fail("crashed", f"The code ended the Python process (exit code {code}).")

    def _fail(self, status: str, message: str) -> NoReturn:
        self.close()
        raise BoxError(status, message)


OVER = {
    "processes": ("crashed", f"The code started more than {hosts.MAX_PROCESSES} processes."),
    "memory": ("memory", f"The code used more than {hosts.MEMORY_LIMIT / 2**30:.0f} GB of memory."),
    "host": ("crashed", "The code laid hands on the grader's own process."),
    "files": ("crashed", f"The code wrote more than {hosts.MAX_FILES:,} files."),
}


def _resident(process: psutil.Process) -> int:
    if sys.platform == "linux":
        return inside.resident(process.pid)
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0
