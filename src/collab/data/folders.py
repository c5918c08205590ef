"""Where data lies on this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collab import course

LOCK_TIMEOUT = 180.0  # seconds to wait for another process's download


def course_folder() -> Path | None:
    """The checkout of the course that we are in or that this package is part of, or what was installed with it; else None."""
    try:
        return course.root()
    except course.CourseError:
        return None


def data_folders(cache: str | Path | None, name: str) -> Iterator[Path]:
    """Where `name` may lie, in order of preference; the later ones are for when an earlier one cannot be written."""
    home = course_folder()
    ours = (
        home / "data" if home and home != course.PACKAGED else None
    )  # an installed package's folder is not to be filled
    chosen = cache or os.environ.get("COLLAB_DATA") or ours
    if chosen:
        yield Path(chosen).expanduser().absolute() / name
    yield _user_cache() / name
    yield Path(tempfile.gettempdir()) / f"collab-data-{_user_id()}" / name


def _user_id() -> str:
    """Tells the users of a shared machine apart in its temporary folder."""
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` against other processes; the operating system lets go of it when a process dies."""
    from filelock import FileLock

    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock", timeout=LOCK_TIMEOUT):
        yield


def _user_cache() -> Path:
    """The folder for this user's cached downloads (Linux: ~/.cache/collab)."""
    import pooch

    return Path(pooch.os_cache("collab"))
