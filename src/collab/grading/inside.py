"""The box's first lines: take limits upon oneself, then become the agent.

    python -I -m collab.grading.inside MEMORY CPU FILE            a cold box: one submission, over fds 0 and 1
    python -I -m collab.grading.inside MEMORY CPU FILE CONTROL    a warm one: import torch once, fork for each submission

The warm process never runs a student's code itself. It marks itself non-dumpable, so that its children (same user) can
neither trace it nor read its memory, and between two submissions it kills whatever the last one left and wipes its files.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

PRELOAD = ("collab.ratings", "collab.training", "collab.notebook")  # what the lessons' import cells ask for


def limit(memory: int, cpu: int, file: int) -> None:
    """Set this process's and its children's limits where the operating system has them (Linux, macOS).

    A hard limit cannot be raised again by an ordinary user."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {"RLIMIT_AS": memory, "RLIMIT_CPU": cpu, "RLIMIT_FSIZE": file, "RLIMIT_NOFILE": 256, "RLIMIT_CORE": 0}
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, hard = resource.getrlimit(number)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(OSError, ValueError):  # macOS refuses RLIMIT_AS; the judge's watchdog stands in
            resource.setrlimit(number, (value, value))


def prctl(option: int, value: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def serve(limits: list[int], control: socket.socket) -> None:
    """Fork a child for each submission, until the judge closes `control`."""
    from importlib import import_module

    from . import agent

    for name in PRELOAD:
        import_module(name)
    prctl(4, 0)  # PR_SET_DUMPABLE off
    prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans of a submission become ours, to be found and killed
    gc.collect()
    gc.freeze()
    say(control, {"ready": True, "trial": trial(sys.argv[5]) if len(sys.argv) > 5 else {}})
    child = 0
    while True:
        message, pipes, _, _ = socket.recv_fds(control, 64, 2)
        if message == b"new":
            child = os.fork()
            if child == 0:
                control.close()
                become_box(limits, pipes[0], pipes[1], agent.main)
            for fd in pipes:
                os.close(fd)
            say(control, {"pid": child})
        elif message == b"end":
            say(control, {"status": end(child)})
            wipe()
            say(control, {"clean": True})
        else:
            os._exit(0)


def say(control: socket.socket, message: dict) -> None:
    control.sendall(json.dumps(message).encode())


def become_box(limits: list[int], requests: int, replies: int, main) -> None:  # type: ignore[no-untyped-def]
    """The child's life: a session of its own, limits, the judge's pipes as fds 0 and 1, then the agent. Never returns."""
    code = 1
    try:
        os.setsid()
        gc.unfreeze()
        os.dup2(requests, 0)
        os.dup2(replies, 1)
        os.close(requests)
        os.close(replies)
        limit(*limits)
        main()
        code = 0
    finally:
        os._exit(code)


def end(child: int) -> int:
    """Kill the submission's child and everything that it started; returns its wait status."""
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGKILL)
    status = 0
    with contextlib.suppress(OSError):
        status = os.waitpid(child, 0)[1]
    for _ in range(100):
        if in_own_pid_namespace():
            with contextlib.suppress(OSError):
                os.kill(-1, signal.SIGKILL)  # everything in this namespace but its init and ourselves
        else:
            kill_descendants()
        with contextlib.suppress(OSError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not others():
            break
    return status


def in_own_pid_namespace() -> bool:
    """Whether `kill(-1)` reaches only the box: this process is the sandbox's second, right behind its init."""
    return os.getpid() == 2 and os.getppid() == 1


def others() -> list[int]:
    """Descendants of this process that still live (or, in a pid namespace of our own, anybody else)."""
    import psutil

    if in_own_pid_namespace():
        return [p for p in psutil.pids() if p not in (1, os.getpid())]
    return [p.pid for p in psutil.Process().children(recursive=True)]


def kill_descendants() -> None:
    for pid in others():
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def wipe() -> None:
    """Nothing of a submission's is left for the next one: files, shared memory, message queues.

    What cannot be wiped (System V objects) ends this process; the judge starts a new one in a new sandbox."""
    if not in_own_pid_namespace():
        return  # the judge gives each submission a folder of its own and removes it
    for folder in ("/tmp", "/dev/shm", "/dev/mqueue"):
        for path in Path(folder).glob("*") if os.path.isdir(folder) else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()
    for name in ("shm", "msg", "sem"):
        with contextlib.suppress(OSError):
            if len(Path(f"/proc/sysvipc/{name}").read_text().splitlines()) > 1:
                os._exit(0)


def trial(secret: str) -> dict[str, str]:
    """Try to do what the sandbox must forbid; returns what succeeded. `secret` is a file that the judge wrote outside."""
    done = {}
    with contextlib.suppress(OSError):
        Path(secret).read_bytes()
        done["read"] = "read a file outside"
    with contextlib.suppress(OSError):
        Path(secret + ".out").write_bytes(b"x")
        done["write"] = "wrote a file outside"
    for folder in (sys.prefix, os.path.dirname(__file__), "/usr"):
        with contextlib.suppress(OSError):
            path = Path(folder) / f".collab-trial-{os.getpid()}"
            path.write_bytes(b"x")
            path.unlink()
            done["write"] = f"wrote into {folder}"
    with contextlib.suppress(OSError), socket.socket() as s:
        s.settimeout(0.2)
        listener = int(os.environ.get("COLLAB_TRIAL_PORT", "0"))
        s.connect(("127.0.0.1", listener))
        done["network"] = "reached a port of this machine"
    if not in_own_pid_namespace():
        done["processes"] = "sees the machine's processes"
    return done


def main() -> None:
    limits = [int(n) for n in sys.argv[1:4]]
    if len(sys.argv) > 4:
        serve(limits, socket.socket(fileno=int(sys.argv[4])))
        return
    limit(*limits)
    from collab.grading.agent import main as agent_main

    agent_main()


if __name__ == "__main__":
    main()
