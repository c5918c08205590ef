"""The box's first lines: take limits upon oneself, then become the agent.

    python -I -m collab.grading.box.warm SETTINGS            a cold box without a sandbox: one submission, over fds 0 and 1
    python -I -m collab.grading.box.warm CONTROL             a warm one: import torch once, fork for each submission

The warm process never runs a student's code itself. It marks itself non-dumpable, so that its children (same user) can
neither trace it nor read its memory; while a child runs it counts processes, memory and files; and between two
submissions it kills whatever the last one left and wipes its files. In the sandbox it is the first process of its pid
namespace, which its children cannot kill, and what cannot be wiped ends it: the judge then makes a new sandbox.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import platform
import re
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from . import keys, preloads, selftest
from .limits import Limits
from .messages import Clean, Ended, Hello, Settings, Started, Used, decode, encode

PRELOAD = ("collab.ratings", "collab.training", "collab.student.notebook")  # what the lessons' import cells ask for
PATIENCE = 10.0  # seconds for killed processes to be gone; the judge then makes a new host
EVERY = 0.05  # seconds between two looks at a running submission
KEYCTL = {"x86_64": 250, "aarch64": 219}  # the system call's number; libc has no function for it


def limit(settings: Settings) -> None:
    """Set this process's and its children's limits where the operating system has them (Linux, macOS).

    A hard limit cannot be raised again by an ordinary user."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_AS": settings.limits.memory,
        "RLIMIT_CPU": settings.limits.cpu,
        "RLIMIT_FSIZE": settings.limits.file,
        "RLIMIT_NOFILE": settings.limits.open_files,
        "RLIMIT_CORE": 0,
    }
    if settings.sandboxed and counts_processes_by_namespace():
        wanted["RLIMIT_NPROC"] = settings.limits.threads
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, hard = resource.getrlimit(number)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(OSError, ValueError):  # macOS refuses RLIMIT_AS; the judge's watchdog stands in
            resource.setrlimit(number, (value, value))


def counts_processes_by_namespace() -> bool:
    """Whether this kernel counts a user's processes for each user namespace: before 5.14 the limit is for all of them."""
    try:
        major, minor = (int(n) for n in platform.release().split(".")[:2])
    except ValueError:
        return False
    return (major, minor) >= (5, 14)


def prctl(option: int, value: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def new_session_keyring() -> None:
    """Let go of the kernel keys of whoever started the grader, which a process inherits."""
    number = KEYCTL.get(platform.machine()) if sys.platform == "linux" else None
    if number is not None:
        ctypes.CDLL(None).syscall(number, 1, None)  # KEYCTL_JOIN_SESSION_KEYRING


def serve(settings: Settings, control: socket.socket) -> None:
    """Fork a child for each submission, until the judge closes `control`."""
    from importlib import import_module

    sandboxed, bait = settings.sandboxed, settings.bait
    new_session_keyring()
    prctl(4, 0)  # PR_SET_DUMPABLE off
    prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans of a submission become ours, to be found and killed
    interrupted = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a child's SIGINT must not end us
    found: selftest.Found = []
    if sandboxed and (os.getpid() != 1 or not bait or selftest.shares("pid", bait)):
        say(control, Hello(False, [["share a namespace", "pid"]]))
        return  # not one attempt, and above all no kill(-1), among other people's processes
    if bait:
        found = selftest.run(
            bait, lambda: like_a_submission(settings), lambda pid: end(pid, sandboxed), settings.limits.tmpfs
        )
    if any(got for _, got in found):
        say(control, Hello(False, found))
        return
    from . import agent, shell

    for name in PRELOAD:
        import_module(name)
    shell.the_shell()
    settle(sandboxed)
    if sandboxed:
        await_dead_keys()
    start, left, known = ours(), leftovers() if sandboxed else (), kernel_keys()
    say(control, Hello(True, found))
    child, over = 0, ""
    while True:
        if child and not over and not select.select([control], [], [], EVERY)[0]:
            over = too_much(settings.limits, start) if sandboxed else ""
            if over:
                kill_all(sandboxed)
            continue
        message, pipes, _, _ = socket.recv_fds(control, 256, 2)
        if message == b"new":
            over = ""
            child = os.fork()
            if child == 0:
                control.close()
                signal.signal(signal.SIGINT, interrupted)
                become_box(settings, pipes[0], pipes[1], agent.main)
            for fd in pipes:
                os.close(fd)
            say(control, Started(child))
        elif message.startswith(b"load "):
            module = message.removeprefix(b"load ").decode()
            if module in preloads.LATE and not child:
                with contextlib.suppress(Exception):  # a torch without it: whoever needs it will say so
                    import_module(module)
                settle(sandboxed)
            say(control, Clean())
        elif message == b"cpu":
            say(control, Used(cpu_seconds(others(sandboxed))))
        elif message == b"end":
            say(control, Ended(end(child, sandboxed), over))
            child = 0
            wipe(sandboxed)
            if sandboxed and (ours() != start or leftovers() != left or kernel_keys() - known):
                os._exit(0)
            say(control, Clean())
        else:  # the judge is gone, whichever way
            end(child, sandboxed)
            wipe(sandboxed)
            os._exit(0)


def settle(sandboxed: bool) -> None:
    """After imports: what is there now is for all boxes, and no file of it is left."""
    gc.collect()
    gc.freeze()
    wipe(sandboxed)


def say(control: socket.socket, message: Hello | Started | Used | Ended | Clean) -> None:
    control.sendall(json.dumps(encode(message)).encode())


def like_a_submission(settings: Settings) -> None:
    os.setsid()
    limit(settings)
    if not settings.sandboxed:
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: without a pid namespace, the host's death must reach us
        folder = tempfile.mkdtemp(dir=os.getcwd())
        os.chdir(folder)
        os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), folder))
        tempfile.tempdir = None


def become_box(settings: Settings, requests: int, replies: int, main: Callable[[], None]) -> NoReturn:
    """The child's life: a session of its own, limits, the judge's pipes as fds 0 and 1, then the agent."""
    code = 1
    try:
        gc.unfreeze()
        os.dup2(requests, 0)
        os.dup2(replies, 1)
        os.close(requests)
        os.close(replies)
        like_a_submission(settings)
        if settings.sandboxed:
            with contextlib.suppress(OSError):  # then keys that are left are seen afterwards, and end this sandbox
                keys.forbid()
        main()
        code = 0
    finally:
        os._exit(code)


# --- while a submission runs, and after it; in the sandbox everybody else in this pid namespace is the submission's ---


def too_much(limits: Limits, start: tuple[Any, ...]) -> str:
    """What the submission has too much of, "processes", "memory" or "files"; "host" where it has laid hands on us."""
    try:
        if ours() != start:
            return "host"
        pids = other_pids()
        if len(pids) > limits.processes:
            return "processes"
        shared = resident(os.getpid())  # a fork has our pages, which cost nothing
        if len(pids) > 1 and sum(max(0, resident(p) - shared) for p in pids) > limits.memory:
            return "memory"
        for folder in ("/tmp", "/dev/shm"):
            about = os.statvfs(folder)
            if about.f_files - about.f_ffree > limits.files:
                return "files"
    except OSError:
        return "host"
    return ""


def resident(pid: int) -> int:
    """Bytes of memory that are a process's own, without the pages of files; a forked process has its parent's too."""
    with contextlib.suppress(OSError, ValueError):
        text = Path(f"/proc/{pid}/status").read_text(errors="replace")
        return 1024 * sum(int(n) for n in re.findall(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", text, re.MULTILINE))
    return 0


def cpu_seconds(pids: list[int]) -> float:
    """CPU that these processes have used, and those of their children that have ended."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError, ValueError, IndexError):
            # The name, in parentheses, may hold anything; behind it utime, stime, cutime and cstime are numbers 11 to 14.
            numbers = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
            ticks += sum(int(n) for n in numbers[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def end(child: int, sandboxed: bool) -> int:
    """Kill the submission's child and everything that it started; returns its wait status."""
    if child:
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
    status = 0
    if child:
        with contextlib.suppress(OSError):
            status = os.waitpid(child, 0)[1]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        kill_all(sandboxed)
        with contextlib.suppress(OSError):  # ChildProcessError: nobody is left to wait for
            while sandboxed or os.waitpid(-1, os.WNOHANG)[0]:  # in a sandbox all of them have been killed: wait
                if sandboxed:
                    os.waitpid(-1, 0)
        if not others(sandboxed):
            break
        time.sleep(0.002)
    return status


def kill_all(sandboxed: bool) -> None:
    if sandboxed:
        assert os.getpid() == 1
        with contextlib.suppress(OSError):
            os.kill(-1, signal.SIGKILL)  # everything in this namespace but ourselves, its first process
        return
    for pid in others(sandboxed):
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def others(sandboxed: bool) -> list[int]:
    """Everybody else in a sandbox; without one, this process's descendants."""
    if sandboxed:
        return other_pids()
    import psutil

    return [p.pid for p in psutil.Process().children(recursive=True)]


def other_pids() -> list[int]:
    return [int(p) for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]


def wipe(sandboxed: bool) -> None:
    """Nothing of a submission's is left for the next one: files, shared memory, message queues, files here."""
    for folder in ("/tmp", "/dev/shm", "/dev/mqueue") if sandboxed else (os.getcwd(),):
        for entry in list(os.scandir(folder)):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def ours() -> tuple[Any, ...]:
    """This process's limits, priority and processors, which a process of the same user can set."""
    if sys.platform != "linux":
        return ()
    import resource

    limits = [resource.getrlimit(getattr(resource, n)) for n in sorted(dir(resource)) if n.startswith("RLIMIT_")]
    return (limits, os.sched_getscheduler(0), os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, 0))


def leftovers() -> tuple[Any, ...]:
    """What a submission may leave behind beyond its processes: files that could not be wiped, System V objects."""
    objects = [len(Path(f"/proc/sysvipc/{n}").read_text().splitlines()) for n in ("shm", "msg", "sem")]
    modes = [(os.stat(f).st_mode, os.listxattr(f)) for f in ("/tmp", "/dev/shm")]
    return (modes, objects, [sorted(os.listdir(f)) for f in ("/tmp", "/dev/shm", "/dev/mqueue")])


def kernel_keys() -> set[str]:
    """Names and contents' sizes of the kernel keys that can be seen here; expired ones may go at any time."""
    try:
        return {line.split(maxsplit=7)[7] for line in Path("/proc/keys").read_text().splitlines()}
    except (OSError, IndexError):  # a kernel without them
        return set()


def await_dead_keys(seconds: float = 1.0) -> None:
    """The kernel collects the keys of a sandbox that has ended when it finds the time: wait a moment, so that no submission
    in this new one sees them. Keys of the grader's own user look the same and stay."""
    until = time.monotonic() + seconds
    while any(name.startswith("user ") for name in kernel_keys()) and time.monotonic() < until:
        time.sleep(0.02)


def main() -> None:
    told = sys.argv.pop(1)
    if told.isdigit():
        control = int(told)
        os.closerange(3, control)
        os.closerange(control + 1, 1024)
        channel = socket.socket(fileno=control)
        serve(decode(Settings, json.loads(channel.recv(1 << 16))), channel)
        return
    limit(decode(Settings, json.loads(told)))
    from .agent import main as agent_main

    agent_main()


if __name__ == "__main__":
    main()
