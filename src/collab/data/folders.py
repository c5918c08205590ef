"""Where data lies on this machine, and writing there so that no reader ever sees half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import collab

LOCK_TIMEOUT = 180.0  # seconds to wait for another process's download


def course_folder() -> Path | None:
    """The checkout of the course that we are in, or that this package is part of; None if there is neither."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "grader" / "course.toml").is_file():
            return folder
    checkout = Path(collab.__file__).resolve().parents[2]
    return checkout if (checkout / "grader").is_dir() and (checkout / "pyproject.toml").is_file() else None


def data_folders(cache: str | Path | None, name: str) -> Iterator[Path]:
    """Where `name` may lie, in order of preference; the later ones are for when an earlier one cannot be written."""
    course = course_folder()
    chosen = cache or os.environ.get("COLLAB_DATA") or (course / "data" if course else None)
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


def write(path: Path, data: bytes) -> None:
    """Write all of `path` or nothing: a reader, a full disk or a kill in the middle never leaves a part of it."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp gives 0600; a class may share one cache
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _user_cache() -> Path:
    """The folder for this user's cached downloads (Linux: ~/.cache/collab)."""
    import pooch

    return Path(pooch.os_cache("collab"))
