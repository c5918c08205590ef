"""The box as a process of its own: the student's code runs there, and here is the judge's end of the line.

When it is killed, its whole process tree goes. Every way in which it can fail to answer has a name: BoxError.status.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import time
from typing import IO, Any, NoReturn

import psutil

from collab.grading.reading.submission import Cell

from . import hosts, preloads, tiers, warm
from .contract import FORGED, BoxError, Caller, Ending, student_error
from .limits import Limits
from .messages import Malformed, Raised, decode
from .wire import MAX_BYTES, WireError, dump, load

OWN_PROCESSES = 4  # how many a box has without the student's doing
STARVED = (
    0.25  # of the seconds of CPU that a box may use: with less, and always ready to run, it was not the one who waited
)
BUSY = "The machine was too busy: in {waited:.0f} seconds the box was given {used:.1f} of CPU"


class ProcessBox:
    """A process of its own for one submission; started on first use, started again after a cell or call killed it."""

    def __init__(self, cells: list[Cell], limits: Limits, idle: list[Cell]) -> None:
        """Raises IsolationError where COLLAB_ISOLATION asks for more than can be had here."""
        self.cells, self.limits, self.idle = cells, limits, idle
        self.unrun: list[Cell] = []
        self.cell_errors: dict[int, Raised] = {}
        self.skip: dict[int, BoxError] = {}
        self.dead: set[int] = set()  # cells of which not even the definitions can be had
        self.host = tiers.new_host(limits)
        self.isolation = self.host.isolation
        self.late = preloads.needed(cell.source for cell in cells)
        self.pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self.position = len(cells)  # how many cells the next answer is to come after
        self.done = 0  # how many of them this process has behind it
        self.starts = 0
        self.number = 0
        self.buffer = bytearray()
        self.waited = 0.0  # seconds, in all
        self.killed = False
        self.trouble = ""

    # --- life ---

    def reach(self, position: int) -> None:
        """Answer in the state after that many cells. There is no way back: for an earlier state, the box starts again."""
        if self.done > position:
            self.close()
        self.position = position

    def ensure(self) -> None:
        """Have a running box whose cells, up to the position, have run. Raises BoxError when that cannot be had."""
        while self.pipes is None or self.done < self.position:
            if self.trouble:  # nothing that is found from here on would count
                raise BoxError("timeout", self.trouble)
            if self.pipes is not None:
                self._run_cells()
                continue
            if self.starts > self.limits.restarts:
                raise BoxError("crashed", "The notebook's code ended the grading process again and again.")
            if self.waited >= self.limits.total:
                seconds = f"{self.limits.total:.0f} seconds"
                raise BoxError("timeout", f"The notebook's code has used up the {seconds} that it has.")
            self.starts += 1
            self.buffer.clear()
            try:
                self.pipes = self.host.start(self.late)
            except (hosts.HostError, OSError) as e:
                self.trouble = f"No box can be started: {e}"  # ours and not the student's: see judge/policy.py
                raise BoxError("crashed", f"The grader could not start a box: {e}") from e
            self.done = 0
            self._exchange("nothing", self.limits.start)

    def _run_cells(self) -> None:
        due = self.cells[self.done : self.position]
        alive = [c for c in due if c.index not in self.dead]
        cells = [{"index": c.index, "source": c.source, "only": c.index in self.skip} for c in alive]
        running = -1
        try:
            self._send("run", cells=cells)
            for index in [*(c["index"] for c in cells), -1, None]:
                reply = self._receive(self.limits.cell)
                if "running" not in reply or index is None:
                    break
                if reply["running"] != index:  # neither the next cell nor, at the end, -1
                    self._fail("crashed", FORGED)
                running = reply["running"]
        except BoxError as e:
            if running < 0:
                raise
            hostile = self.host.over == "host" or str(e) == FORGED
            if running in self.skip or hostile:  # of a cell that went for the grader nothing runs again
                self.dead.add(running)
            self.skip.setdefault(running, e)
            return
        try:
            self.cell_errors = decode(dict[int, Raised], reply.get("ok"))
        except Malformed:
            self._fail("crashed", FORGED)
        self.done = self.position

    def request(self, op: str, limit: float, seed: int = 0, called: Caller | None = None, **fields: Any) -> Any:
        """One request, answered within `limit` seconds. Raises StudentError or BoxError."""
        self.ensure()
        reply = self._exchange(op, limit, seed=seed, **fields)
        while called is not None and "called" in reply:
            reply = self._exchange("answer", limit, answer=called(reply["called"]))
        if "error" in reply:
            raise student_error(reply["error"], self)
        if "ok" not in reply:
            self._fail("crashed", FORGED)
        return reply["ok"]

    def close(self) -> None:
        """Kill the box with everything that it started."""
        self._end()

    def _end(self) -> int | None:
        """Kill the box; returns its exit code, None where there was none."""
        code = self.host.end()
        for pipe in self.pipes or ():
            with contextlib.suppress(OSError):
                pipe.close()
        self.pipes, self.done = None, 0
        return code

    # --- messages ---

    def _exchange(self, op: str, limit: float, **fields: Any) -> dict[str, Any]:
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

    def _receive(self, limit: float) -> dict[str, Any]:
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
        """The next line, waited for until the box has used `limit` seconds of CPU for it, or far longer by the clock."""
        assert self.pipes is not None
        replies = self.pipes[1]
        started = time.monotonic()
        last = min(limit * self.limits.patience, max(0.0, self.limits.total - self.waited))
        used_before, next_look = None, limit
        looks = ready = 0  # once it is late: how often it was looked at, and was ready to run
        with selectors.DefaultSelector() as selector:
            selector.register(replies, selectors.EVENT_READ)
            while b"\n" not in self.buffer:
                passed = time.monotonic() - started
                if passed >= last:
                    self.waited += passed
                    used = self._cpu() - (used_before or 0.0) if ready * 2 > looks else limit
                    if used < STARVED * limit:  # nobody's fault here, and no verdict: see judge/policy.py
                        self.trouble = BUSY.format(waited=passed, used=used)
                    self._fail("timeout", f"No answer after {last:.0f} seconds. Is there a loop that never ends?")
                if passed >= next_look:
                    used = self._cpu() - (used_before or 0.0)
                    if used >= limit - 0.5:  # the first half second is not in it
                        self.waited += passed
                        self._fail("timeout", f"No answer after {limit:.0f} seconds. Is there a loop that never ends?")
                    next_look = passed + max(0.25, limit - used)
                if not selector.select(min(last - passed, 0.5)):
                    if used_before is None:
                        used_before = self._cpu()
                    self._watch()
                    if passed > limit:
                        looks, ready = looks + 1, ready + self._is_ready()
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

    def _cpu(self) -> float:
        try:
            return self.host.cpu()
        except (OSError, ValueError):  # it took its host along
            self._fail_dead()

    def _is_ready(self) -> bool:
        """Whether any of the box's processes would run if it were let: it waits for a processor or a disk, not for itself."""
        with contextlib.suppress(psutil.Error):
            return any(p.status() in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP) for p in self.host.processes())
        return False

    def _watch(self) -> None:
        """Limits that the operating system may not keep for us. In the sandbox the warm process itself looks, and sooner."""
        if self.host.isolation == "sandboxed":
            return
        processes = self.host.processes()
        if len(processes) > self.limits.processes + OWN_PROCESSES:
            self._fail_over("processes")
        shared = _resident(processes[0]) if processes and isinstance(self.host, hosts.WarmHost) else 0
        if sum(max(0, _resident(p) - shared) for p in processes) > self.limits.memory:
            self._fail_over("memory")

    def _fail_dead(self) -> NoReturn:
        """Name the way in which the box ended."""
        code = self._end()
        self._fail_over(self.host.over)
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            self.killed = self.killed or name == "SIGKILL"
            if name == "SIGXCPU":
                self._fail("timeout", f"The code used more than {self.limits.cpu} seconds of CPU.")
            if name == "SIGXFSZ":
                self._fail("crashed", f"The code wrote a file larger than {self.limits.file // 2**20} MB.")
            self._fail("crashed", f"The code ended the Python process ({name}).")
        self._fail("crashed", f"The code ended the Python process (exit code {code}).")

    def _fail_over(self, what: str) -> None:
        """End the box that has too much of `what`, as its host or the watch here names it; nothing for ""."""
        if what == "processes":
            self._fail("crashed", f"The code started more than {self.limits.processes} processes.")
        if what == "memory":
            self._fail("memory", f"The code used more than {self.limits.memory / 2**30:.0f} GB of memory.")
        if what == "host":
            self._fail("crashed", "The code laid hands on the grader's own process.")
        if what == "files":
            self._fail("crashed", f"The code wrote more than {self.limits.files:,} files.")

    def _fail(self, status: Ending, message: str) -> NoReturn:
        self.close()
        raise BoxError(status, message)


def _resident(process: psutil.Process) -> int:
    if sys.platform == "linux":
        return warm.resident(process.pid)
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0
