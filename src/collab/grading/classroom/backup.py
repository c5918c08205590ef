"""A dated copy of the gradebook before anything that changes many of its points; the last ten are kept.

They lie in gradebook-backups/ beside it. To go back: put one in the gradebook's place while nothing else has it open.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

LAST = 10
SOON = 3600.0  # seconds after a copy in which a single student's grading needs no other


class BackupError(RuntimeError):
    """The gradebook could not be copied; the message says why, and nothing was changed."""


def file_of(url: str) -> Path | None:
    """The file of a gradebook's URL, None for one that is no SQLite file of this machine: its own server keeps it."""
    if not url.startswith("sqlite:///") or not url.partition("?")[0].removeprefix("sqlite:///"):
        return None
    return Path(url.partition("?")[0].removeprefix("sqlite:///"))


def keep(url: str, patience: float = 60.0, one_student: bool = False) -> Path | None:
    """Copy the gradebook, unless there is none or it has not changed since the last copy. Returns the copy.

    SQLite's own backup is taken: the file may be in the middle of somebody's change. Raises BackupError."""
    file = file_of(url)
    if file is None or not file.is_file():
        return None
    folder = file.parent / f"{file.stem}-backups"
    copies = sorted(folder.glob(f"{file.stem}-*.db"))
    changed = max(p.stat().st_mtime for p in (file, file.with_name(f"{file.name}-wal")) if p.exists())
    if copies and (
        copies[-1].stat().st_mtime >= changed or (one_student and time.time() - copies[-1].stat().st_mtime < SOON)
    ):
        return None
    folder.mkdir(exist_ok=True)
    name = f"{file.stem}-{datetime.now(timezone.utc):%Y-%m-%dT%H-%M-%S-%fZ}.db"
    part = folder / f".{name}.part"
    try:
        with closing(sqlite3.connect(file, timeout=patience)) as book, closing(sqlite3.connect(part)) as copy:
            _backup(book, copy, patience)
        os.replace(part, folder / name)
    except (sqlite3.Error, OSError) as e:
        part.unlink(missing_ok=True)
        if "locked" in str(e) or "busy" in str(e):
            raise BackupError(
                "The gradebook is locked by another program, and stays so. It is not damaged, and what has been graded "
                "stays: close that program and run the same command again."
            ) from None
        raise BackupError(
            f"The gradebook could not be copied to {folder} ({e}), and without a copy nothing is changed."
        ) from None
    for old in [*copies, folder / name][:-LAST]:
        old.unlink(missing_ok=True)
    return folder / name


def _backup(book: sqlite3.Connection, copy: sqlite3.Connection, patience: float) -> None:
    """SQLite's backup gives up at once where the file is locked: ask again until the patience is over."""
    until = time.monotonic() + patience
    while True:
        try:
            book.execute("select count(*) from sqlite_master").fetchone()
            book.backup(copy)
            return
        except sqlite3.OperationalError as e:
            if "locked" not in str(e) or time.monotonic() > until:
                raise
            time.sleep(0.1)
