"""The sandbox's self-test: before any submission, try from inside what a submission must not be able to do.

The judge lays a `Bait` outside (a secret, listeners, the names of what must stay hidden); the warm process, once in the
sandbox, makes its `attempts` on it, in a child of the kind that runs a submission, and reports what came of each. A single
success, or an attempt that was not made, and the tier is not claimed.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMESPACES = ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")
CANARY = {"COLLAB_CANARY": "not for students"}  # in the environment that the sandbox is started from
PATIENCE = 5.0  # seconds for all attempts together

Found = list[list[str]]  # [what was tried, what came of it: "" where it was refused]


class Bait:
    """What the self-test needs outside the sandbox; `about` is what it is told."""

    def __init__(self, hidden: list[str], folders: list[str]) -> None:
        from .isolation import own_folder

        place = next(
            (p for p in ("/var/tmp",) if os.access(p, os.W_OK)), None
        )  # /tmp is covered where the grader is root
        self.folder = own_folder("trial", place)
        os.chmod(self.folder.name, 0o777)  # what stands in the way must be the sandbox, and not a file's mode
        secret = Path(self.folder.name) / "secret"
        secret.write_text("not for students")
        secret.chmod(0o666)
        self.listeners = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
        self.listeners[1].bind(f"\0collab-trial-{os.getpid()}-{secret.parent.name}")
        self.listeners[1].listen()
        self.about: dict[str, Any] = {
            "secret": str(secret),
            "port": self.listeners[0].getsockname()[1],
            "abstract": self.listeners[1].getsockname().decode(),
            "hidden": hidden,
            "folders": folders,
            "namespaces": {n: _namespace(n) for n in NAMESPACES},
        }

    def close(self) -> None:
        for listener in self.listeners:
            listener.close()
        self.folder.cleanup()


def _namespace(name: str) -> str:
    try:
        return os.readlink(f"/proc/self/ns/{name}")
    except OSError:
        return ""


def run(about: dict[str, Any], child: Callable[[], None], end: Callable[[int], int], tmpfs_bytes: int) -> Found:
    """All attempts, in a forked child that `child` has made like a submission's, then `end` it and look what is left."""
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(here)
            child()
            found = attempts(about, tmpfs_bytes)
            daemon()
            os.write(there, json.dumps(found).encode())
            signal.pause()
        finally:
            os._exit(1)
    os.close(there)
    said = b""
    deadline = time.monotonic() + PATIENCE
    while select.select([here], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(here, 1 << 16)
        said += part
        if not part or said.endswith(b"]]"):
            break
    os.close(here)
    before = len(_processes())
    end(pid)
    left = len(_processes()) - 1
    try:
        found = [[str(what), str(got)] for what, got in json.loads(said)]
    except ValueError:
        return [["carry out the self-test", f"it broke off ({said[-80:]!r})"]]
    alone = "" if before > 2 and not left else f"{left} processes are left" if left else "none was started"
    return [*found, ["leave a process behind", alone]]


def _processes() -> list[str]:
    return [p for p in os.listdir("/proc") if p.isdigit()]


def daemon() -> None:
    """Fork away: a grandchild in a session of its own that nobody waits for and that ignores what can be ignored."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            time.sleep(PATIENCE * 4)
        os._exit(0)
    os.wait()


# --- what a submission might try; each returns "" where it was refused, else what it got ---


def attempts(about: dict[str, Any], tmpfs_bytes: int) -> Found:
    tries: dict[str, Callable[[], str]] = {
        "read a file outside": lambda: _opens([about["secret"]], os.O_RDONLY),
        "see answers, gradebook or home": lambda: _seen(about["hidden"]),
        "read the grader's environment": _environment,
        "write outside": lambda: _opens([about["secret"], about["secret"] + ".out"], os.O_WRONLY | os.O_CREAT),
        "write into the programs": lambda: _writes([*about["folders"], "/", "/usr", "/etc", "/dev", "/proc"]),
        "fill the disk or the memory": lambda: _unlimited(tmpfs_bytes),
        "change a device": _device,
        "reach a port of this machine": lambda: _connects(socket.AF_INET, ("127.0.0.1", about["port"])),
        "reach a socket of this machine": lambda: _connects(socket.AF_UNIX, about["abstract"]),
        "share a namespace": lambda: ", ".join(n for n in NAMESPACES if shares(n, about)),
        "hold a privilege": _privileges,
        "make a namespace": lambda: "it can" if _libc().unshare(0x10000000) == 0 else "",  # CLONE_NEWUSER
        "keep a folder open": _open_folders,
        "read or trace its host": _host,
        "use more memory than allowed": _memory,
    }
    found = []
    for what, attempt in tries.items():
        try:
            found.append([what, attempt()])
        except OSError:
            found.append([what, ""])
        except Exception as e:  # an attempt that could not be made proves nothing
            found.append([what, f"could not be tried ({type(e).__name__}: {e})"])
    return found


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _opens(paths: list[str], flags: int) -> str:
    for path in paths:
        try:
            os.close(os.open(path, flags, 0o600))
        except OSError:
            continue
        return f"opened {path}"
    return ""


def _writes(folders: list[str]) -> str:
    for folder in folders:
        path = f"{folder}/.collab-trial-{os.getpid()}"
        if _opens([path], os.O_WRONLY | os.O_CREAT):
            os.unlink(path)
            return f"wrote into {folder}"
    return ""


def _seen(paths: list[str]) -> str:
    seen = [p for p in paths if os.path.lexists(p)]
    return f"sees {seen[0]}" if seen else ""


def _environment() -> str:
    name = next(iter(CANARY))
    for pid in ("self", "1"):
        with contextlib.suppress(OSError):
            if name.encode() in Path(f"/proc/{pid}/environ").read_bytes():
                return "it is passed on"
    return "it is passed on" if name in os.environ else ""


def _unlimited(tmpfs_bytes: int) -> str:
    """Whether a folder that can be written to is larger than it should be."""
    for line in Path("/proc/self/mounts").read_text().splitlines():
        place = line.split()[1]
        about = os.statvfs(place) if os.path.isdir(place) else None
        if about and about.f_blocks * about.f_frsize > tmpfs_bytes and _writes([place]):
            return f"{place} has {about.f_blocks * about.f_frsize >> 20} MB"
    return ""


def _device() -> str:
    mode = os.stat("/dev/full").st_mode & 0o777
    os.chmod("/dev/full", mode)
    return "could set a device's mode"


def _connects(family: int, address: Any) -> str:
    with socket.socket(family) as s:
        s.settimeout(0.3)
        s.connect(address)
        return "connected"


def shares(name: str, about: dict[str, Any]) -> bool:
    """Whether this process is in the same namespace of that kind as the judge, or cannot tell."""
    return _namespace(name) in ("", about["namespaces"][name])


def _privileges() -> str:
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    held = [n for n in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb") if int(status[n], 16)]
    return ", ".join(held) or ("" if status["NoNewPrivs"] == "1" else "a setuid program would give some")


def _open_folders() -> str:
    """A folder that is open from outside is a way out."""
    for number in range(3, 256):
        if os.path.isdir(f"/proc/self/fd/{number}"):
            return f"descriptor {number} is {os.readlink(f'/proc/self/fd/{number}')}"
    return ""


def _host() -> str:
    libc, host = _libc(), os.getppid()
    libc.prctl(4, 1, 0, 0, 0)  # we ourselves may be read again: that must not help
    for name in ("mem", "environ", "maps"):
        if _opens([f"/proc/{host}/{name}"], os.O_RDONLY):
            return f"opened its {name}"
    if libc.ptrace(16, host, 0, 0) == 0:  # PTRACE_ATTACH
        return "traces it"
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
        os.kill(host, number)  # the first process of a pid namespace hears none of them; else the test ends here
    return "another process reaps" if host != 1 else ""


def _memory() -> str:
    if sys.platform != "linux":
        return "not Linux"
    import resource

    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    if most == resource.RLIM_INFINITY:
        return "no limit is set"
    try:
        bytearray(most)
    except MemoryError:
        return ""
    return f"got {most >> 20} MB"
