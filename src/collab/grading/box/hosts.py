"""Hosts: a warm process that forks a box for each submission, or a new Python each time.

A host gives a box as two pipes (`start`), ends it with everything it started (`end`), and knows how it ended. The warm
host is kept for the life of the judge's process and costs milliseconds a submission; where the platform cannot have it
(no fork, Windows, macOS) the cold host gives the same verdicts a second later. Which of them a machine gets: tiers.py.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

import psutil

from collab import course
from collab.grading.verdict import Tier

from . import isolation, selftest
from .limits import Limits
from .messages import Clean, Ended, Hello, Settings, Started, Used, decode, encode

Heard = TypeVar("Heard")
PYTHON = [sys.executable, "-I", "-m", "collab.grading.box.warm"]  # runs the box's first lines
PATIENCE = (
    20.0  # seconds for a word from the warm process; it waits half as long itself for killed processes to be gone
)
# fmt: off
AT_HOME = (".ssh", ".bashrc", ".profile", ".gitconfig", ".netrc", ".config", ".cache", ".jupyter", "Desktop", "Documents")
# fmt: on


class HostError(RuntimeError):
    """No box can be started."""


class Host(Protocol):
    """What a box needs of its host."""

    isolation: Tier
    over: str  # what the last box had too much of, where its host has seen it: "processes", "memory", "files"

    def start(self, late: Sequence[str] = ()) -> tuple[IO[bytes], IO[bytes]]:
        """A new box; `late` are modules of preloads.py that it will import, for a host that can have them before."""

    def end(self) -> int | None: ...

    def processes(self) -> list[psutil.Process]: ...

    def cpu(self) -> float:
        """Seconds of CPU that the running box has used, with everything it started. Raises OSError, ValueError."""


def bait() -> selftest.Bait:
    """The self-test's bait: also what must be hidden of the course, and of the home of whoever grades."""
    root, home = course.root(), Path.home()
    hidden = [
        *root.glob("*"),
        *course.PACKAGED.glob("*"),
        root / "grader" / "reference.py",
        *(home / name for name in AT_HOME),
    ]
    folders = list(isolation.python_folders())
    around = {parent for f in folders for parent in (Path(f), *Path(f).parents)}
    return selftest.Bait([str(h) for h in hidden if h not in around], folders)


class ColdHost:
    """A new Python for every submission, without a sandbox; where there is one, a warm host that is used once."""

    isolation: Tier = "limited"
    over = ""

    def __init__(self, limits: Limits) -> None:
        self.settings = Settings(sandboxed=False, limits=limits)
        self.process: subprocess.Popen[bytes] | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self, late: Sequence[str] = ()) -> tuple[IO[bytes], IO[bytes]]:
        self.folder = isolation.own_folder("box")
        self.process = subprocess.Popen(
            [*PYTHON, json.dumps(encode(self.settings))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=isolation.environment(self.folder.name),
            start_new_session=True,
            bufsize=0,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def processes(self) -> list[psutil.Process]:
        return family(self.process.pid) if self.process else []

    def cpu(self) -> float:
        used = 0.0
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                used += times.user + times.system
        return used

    def end(self) -> int | None:
        """Kill the box; returns its exit code as `subprocess` gives it, None where there was no box."""
        if self.process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)  # one that is ending by itself tells how
        code = self.process.poll()
        kill_tree(self.process)
        self.process = None
        if self.folder:
            self.folder.cleanup()
            self.folder = None
        return code


class WarmHost:
    """One process with torch imported, inside the sandbox where there is one, that forks a child for every submission."""

    def __init__(self, sandboxed: bool, limits: Limits, once: bool = False) -> None:
        self.sandboxed, self.limits, self.once = sandboxed, limits, once
        self.isolation: Tier = "sandboxed" if sandboxed else "limited"
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.found: selftest.Found = []  # what the self-test tried, and what came of it
        self.loaded: set[str] = set()  # of preloads.py
        self.child = 0  # the running submission's process, where its number means something outside
        self.running = False
        self.over = ""
        self.owner = os.getpid()

    def start(self, late: Sequence[str] = ()) -> tuple[IO[bytes], IO[bytes]]:
        """A new box. Raises HostError where none can be had."""
        if self.owner != os.getpid():  # a fork of the judge must not share this one's control channel
            self.process = self.control = self.folder = None
            self.owner, self.running = os.getpid(), False
        for attempt in (1, 2):
            requests = replies = there = back = -1
            try:
                if self.process is None or self.process.poll() is not None:
                    self.launch()
                assert self.control is not None
                self.load(() if self.once else late)
                there, requests = os.pipe()
                replies, back = os.pipe()
                socket.send_fds(self.control, [b"new"], [there, back])
                pid = self._hear(Started).pid
                self.child, self.running, self.over = 0 if self.sandboxed else pid, True, ""
                return os.fdopen(requests, "wb", buffering=0), os.fdopen(replies, "rb", buffering=0)
            except (OSError, ValueError, HostError, isolation.IsolationError) as e:
                for fd in (requests, replies):
                    if fd >= 0:
                        os.close(fd)
                self.close()
                if attempt == 2:
                    raise HostError(f"The box's process does not answer ({e}).") from e
            finally:
                for fd in (there, back):
                    if fd >= 0:
                        os.close(fd)
        raise AssertionError

    def load(self, late: Sequence[str]) -> None:
        """Have these modules imported, for all boxes from here on. Raises OSError or ValueError where the host is gone."""
        assert self.control is not None
        for module in late:
            if module not in self.loaded:
                self.control.settimeout(self.limits.start)  # as for `import torch`
                self.control.sendall(f"load {module}".encode())
                self._hear(Clean)
                self.control.settimeout(PATIENCE)
                self.loaded.add(module)

    def launch(self) -> None:
        """Start the host itself. Raises HostError where it does not start, IsolationError where the self-test gets out."""
        self.close()
        self.owner, self.loaded = os.getpid(), set()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        trial = bait() if self.sandboxed else None
        try:
            told = json.dumps(encode(Settings(self.sandboxed, self.limits, trial.about if trial else None))).encode()
            program = [*PYTHON, str(theirs.fileno())]
            more: dict[str, Any] = {}
            if self.sandboxed:
                prefix, more = isolation.sandbox(self.limits.tmpfs, isolation.set_environment())
                program = [*prefix, *program]
            else:
                self.folder = isolation.own_folder("box")
                more = {"cwd": self.folder.name}
            self.process = subprocess.Popen(
                program,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**isolation.environment(more["cwd"]), **selftest.CANARY},
                start_new_session=True,
                pass_fds=[theirs.fileno()],
                **more,
            )
            theirs.close()
            self.control = ours
            self.control.settimeout(self.limits.start)
            self.control.sendall(told)
            hello = self._hear(Hello)
        except (OSError, ValueError, subprocess.SubprocessError) as e:
            theirs.close()
            ours.close()
            self.close()
            raise HostError(f"The box's process does not start ({type(e).__name__}: {e}).") from e
        finally:
            if trial:
                trial.close()
        self.found = hello.found
        got = [f"{what} ({how})" for what, how in self.found if how]
        if got or not hello.ready or (self.sandboxed and not self.found):
            self.close()
            raise isolation.IsolationError(
                f"the sandbox does not hold here: in the self-test it could {'; '.join(got)}"
            )
        self.control.settimeout(PATIENCE)

    def _hear(self, kind: type[Heard]) -> Heard:
        """The warm process's next message. Raises OSError or ValueError where it is gone or says something else."""
        assert self.control is not None
        return decode(kind, json.loads(self.control.recv(1 << 16) or b"null"))

    def processes(self) -> list[psutil.Process]:
        return family(self.process.pid) if self.process else []

    def cpu(self) -> float:
        if self.control is None:
            raise OSError("it is gone")
        self.control.sendall(b"cpu")
        return self._hear(Used).cpu

    def end(self) -> int | None:
        """End the running box; returns its exit code as `subprocess` gives it, None where there was no box."""
        if not self.running:
            return None
        self.running = False
        try:
            assert self.control is not None
            self.control.sendall(b"end")
            ended = self._hear(Ended)
            status, self.over = ended.status, ended.over
        except (OSError, ValueError, AssertionError):
            self.close()
            return -signal.SIGKILL  # the submission took its host with it
        try:
            self._hear(Clean)
        except (OSError, ValueError):
            self.close()  # it left what only a new sandbox gets rid of
        if self.once:
            self.close()
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Kill the host with everything in it."""
        if self.owner != os.getpid():
            return
        self.running = False
        if self.child:  # in a session of its own: where it has killed its host, nothing else leads to it
            for process in family(self.child):
                with contextlib.suppress(psutil.Error):
                    process.kill()
            self.child = 0
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            kill_tree(self.process)
            self.process = None
        if self.folder is not None:
            self.folder.cleanup()
            self.folder = None


def family(pid: int) -> list[psutil.Process]:
    """A process and all its descendants, as far as they still live."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, its process group and all its descendants, and wait for it."""
    for child in family(process.pid)[1:]:
        with contextlib.suppress(psutil.Error):
            child.kill()
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
