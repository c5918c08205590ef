"""Where boxes come from: a warm process that forks one for each submission, or a new Python each time.

A host gives a box as two pipes (`start`), ends it with everything it started (`end`), and knows how it ended. The warm
host is kept for the life of the judge's process and costs milliseconds a submission; where the platform cannot have it
(no fork, Windows, macOS) the cold host gives the same verdicts a second later.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import lru_cache
from typing import IO, Protocol

import psutil

from . import isolation

MEMORY_LIMIT = 4 * 2**30  # bytes of address space
FILE_LIMIT = 64 * 2**20  # bytes in one file
CPU_LIMIT = 180  # seconds of CPU for one submission
START_LIMIT = 90.0  # seconds: Python's start and `import torch` on a machine that is busy
LIMITS = [str(MEMORY_LIMIT), str(CPU_LIMIT), str(FILE_LIMIT)]


class HostError(RuntimeError):
    """No box can be started."""


class Host(Protocol):
    """What a box needs of its host."""

    isolation: str

    def start(self) -> tuple[IO[bytes], IO[bytes]]: ...

    def end(self) -> int | None: ...

    def processes(self) -> list[psutil.Process]: ...


def new_host() -> Host:
    """The best host for this machine and COLLAB_ISOLATION. Raises IsolationError where that asks for more than can be had."""
    sandboxed = tier() == "sandboxed"
    if os.environ.get("COLLAB_COLD_BOX") or not can_fork():
        return ColdHost(sandboxed)
    return _warm_host(sandboxed)


def can_fork() -> bool:
    """Whether a process that has imported torch may be forked here: not on Windows, and not safely on macOS."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def tier() -> str:
    """The isolation that new boxes get, "sandboxed" or "limited": what is asked for, what can be had, what the self-test
    finds to hold. Raises IsolationError where COLLAB_ISOLATION=sandboxed cannot be kept."""
    asked = isolation.wanted()
    if asked == "limited":
        return "limited"
    why_not = _sandbox_trouble()
    if asked == "sandboxed" and why_not:
        raise isolation.IsolationError(f"COLLAB_ISOLATION=sandboxed, but {why_not}. Nothing was graded.")
    return "limited" if why_not else "sandboxed"


@lru_cache
def _sandbox_trouble() -> str:
    """ "" where a sandbox can be made and the self-test inside it succeeds in nothing, else what is wrong."""
    why_not = isolation.can_sandbox()
    if why_not:
        return why_not
    try:
        _warm_host(True).launch()
    except (isolation.IsolationError, HostError) as e:
        return str(e)
    return ""


_warm: dict[bool, WarmHost] = {}


def _warm_host(sandboxed: bool) -> WarmHost:
    if sandboxed not in _warm:
        _warm[sandboxed] = WarmHost(sandboxed)
        atexit.register(_warm[sandboxed].close)
    return _warm[sandboxed]


def command(sandboxed: bool) -> list[str]:
    python = [sys.executable, "-I", "-m", "collab.grading.inside", *LIMITS]
    return [*isolation.sandbox_command(isolation.set_environment()), *python] if sandboxed else python


class ColdHost:
    """A new Python for every submission."""

    def __init__(self, sandboxed: bool) -> None:
        self.sandboxed = sandboxed
        self.isolation = "sandboxed" if sandboxed else "limited"
        self.process: subprocess.Popen[bytes] | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> tuple[IO[bytes], IO[bytes]]:
        self.folder = tempfile.TemporaryDirectory(prefix="collab-box-", ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            command(self.sandboxed),
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

    def end(self) -> int | None:
        """Kill the box; returns its exit code as `subprocess` gives it, None where there was no box."""
        if self.process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)  # one that is ending by itself tells how
        code = self.process.poll()
        if self.sandboxed and code is not None and code > 128:
            code = 128 - code  # bubblewrap's way to say that its child was killed by a signal
        kill_tree(self.process)
        self.process = None
        if self.folder:
            self.folder.cleanup()
            self.folder = None
        return code


class WarmHost:
    """One process with torch imported, inside the sandbox where there is one, that forks a child for every submission."""

    def __init__(self, sandboxed: bool) -> None:
        self.sandboxed = sandboxed
        self.isolation = "sandboxed" if sandboxed else "limited"
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None
        self.running = False
        self.owner = os.getpid()

    def start(self) -> tuple[IO[bytes], IO[bytes]]:
        """A new box. Raises HostError where none can be had, IsolationError where the sandbox does not hold."""
        if self.owner != os.getpid():  # a fork of the judge must not share this one's control channel
            self.process = self.control = self.folder = None
            self.owner, self.running = os.getpid(), False
        for attempt in (1, 2):
            if self.process is None or self.process.poll() is not None:
                self.launch()
            there, requests = os.pipe()
            replies, back = os.pipe()
            try:
                assert self.control is not None
                socket.send_fds(self.control, [b"new"], [there, back])
                self._hear()
                self.running = True
                return os.fdopen(requests, "wb", buffering=0), os.fdopen(replies, "rb", buffering=0)
            except (OSError, ValueError) as e:
                os.close(requests)
                os.close(replies)
                self.close()
                if attempt == 2:
                    raise HostError(f"The box's process does not answer ({e}).") from e
            finally:
                os.close(there)
                os.close(back)
        raise AssertionError

    def launch(self) -> None:
        """Start the host itself. Raises HostError where it does not start, IsolationError where the self-test gets out."""
        self.close()
        self.owner = os.getpid()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.folder = tempfile.TemporaryDirectory(prefix="collab-box-", ignore_cleanup_errors=True)
        trial = isolation.Trial() if self.sandboxed else None
        try:
            arguments = [*command(self.sandboxed), str(theirs.fileno())]
            if trial:
                arguments = [*arguments, trial.secret]
                at = arguments.index(sys.executable)
                arguments[at:at] = ["--setenv", "COLLAB_TRIAL_PORT", str(trial.port)]
            self.process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder.name,
                env=isolation.environment(self.folder.name),
                start_new_session=True,
                pass_fds=[theirs.fileno()],
            )
            theirs.close()
            self.control = ours
            self.control.settimeout(START_LIMIT)
            hello = self._hear()
        except (OSError, ValueError) as e:
            self.close()
            raise HostError(f"The box's process does not start ({type(e).__name__}: {e}).") from e
        finally:
            if trial:
                trial.close()
        if hello.get("trial"):
            self.close()
            raise isolation.IsolationError(
                f"the sandbox does not hold here: the self-test {', '.join(hello['trial'].values())}"
            )
        self.control.settimeout(20)

    def _hear(self) -> dict:
        assert self.control is not None
        data = self.control.recv(4096)
        message = json.loads(data or b"null")
        if not isinstance(message, dict):
            raise ValueError("it is gone")
        return message

    def processes(self) -> list[psutil.Process]:
        return family(self.process.pid) if self.process else []

    def end(self) -> int | None:
        """End the running box; returns its exit code as `subprocess` gives it, None where there was no box."""
        if not self.running:
            return None
        self.running = False
        try:
            assert self.control is not None
            self.control.sendall(b"end")
            status = int(self._hear()["status"])
        except (OSError, ValueError, KeyError, AssertionError):
            self.close()
            return -signal.SIGKILL  # the submission took its host with it
        try:
            self._hear()
        except (OSError, ValueError):
            self.close()  # it left what only a new sandbox gets rid of
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """Kill the host with everything in it."""
        if self.owner != os.getpid():
            return
        self.running = False
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
