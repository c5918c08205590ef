"""Which ratings there are, and where: the local cache, the user's archive, a download, or else what can be generated.

Importing this module is cheap; nothing is read or downloaded before `resolve` is called. Messages go to stdout, never
to stderr: nbgrader gives no points to a cell that wrote to stderr.
"""

from __future__ import annotations

import argparse
import os
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from collab.storage import write_bytes

from . import minilens, movielens
from .download import patience
from .entry import Entry, Files, Unavailable, WrongData, sha256
from .folders import LOCK_TIMEOUT, course_folder, data_folders, locked

Say = Callable[[str], None]

# The best first: with no name given, the first that can be had is used. The last one can always be had.
CATALOG: dict[str, Entry] = {entry.name: entry for entry in (movielens.ENTRY, minilens.ENTRY)}

RETRY_AFTER = 600.0  # seconds; a slow failure of the network is remembered, so that not every process waits again
SLOW = 2.0  # seconds; a failure quicker than this is not worth remembering
# Seconds that all downloads of a set have together to reach a server: where another set can stand in, and where not.
PATIENCE, PATIENCE_BY_NAME = 5.0, 20.0


class DataError(RuntimeError):
    """The ratings that were asked for cannot be had; the message is one sentence that says why and what to do."""


@dataclass(frozen=True)
class Source:
    """Where a set of ratings lies and on what terms it may be used."""

    name: str  # one of CATALOG
    label: str  # what to call it in front of a reader
    obtained: str  # how it was found this time
    path: Path  # the folder that holds its files
    licence: str
    citation: str


def resolve(name: str | None = None, *, cache: str | Path | None = None, say: Say | None = None) -> Source:
    """The ratings called `name`, on this machine, checked by checksum.

    Each set is looked for in this order: the local cache; the archive named by COLLAB_ARCHIVE; its downloads; what the
    course can generate. Only ``name=None`` goes on from one set to the next, and says so.

    Args:
        name: one of CATALOG, or None for the best that can be had.
        cache: folder for downloads. Default: COLLAB_DATA, else ``data/`` of the course, else the user's cache folder.
        say: receives one line per event; `print` by default.

    Raises:
        DataError: the name is unknown; COLLAB_ARCHIVE is set but needed and wrong; or the ratings cannot be had.
    """
    say = say or _say
    if name is not None and name not in CATALOG:
        known = ", ".join(map(repr, CATALOG))
        raise DataError(f"There are no ratings called {name!r}: choose {known} or None for the best available.")
    missed = ""
    for entry in CATALOG.values() if name is None else [CATALOG[name]]:
        problems: list[str] = []
        how = f"fallback, because {missed} could not be had" if missed else "asked for by name"
        if entry.generate:
            return _generated(entry, cache, say, how)
        source = _found(entry, cache, say, problems, insist=name is not None)
        if source:
            return source
        why = "; ".join(problems)
        if name is not None:
            raise DataError(f"{entry.label} cannot be had here ({why}): {entry.by_hand}.")
        _announce(entry, why, say)
        missed = missed or entry.label
    raise DataError("None of the ratings in the catalog can be had here.")


def _announce(entry: Entry, why: str, say: Say) -> None:
    """Say loudly that another set stands in for this one."""
    substitute = next((e.warning for e in CATALOG.values() if e.warning), "")
    say(f"NOTE: {entry.label} could not be had: {why}.\n{substitute}")


def describe(source: Source | None = None) -> str:
    """What `collab data` prints: which source is used, where it lies and what its licence asks."""
    source = source or resolve()
    rows = {"ratings": source.label, "obtained": source.obtained, "lies in": source.path}
    rows |= {"licence": source.licence, "cite": source.citation}
    return "\n".join(
        textwrap.fill(f"{key + ':':<10}{value}", 100, subsequent_indent=" " * 10, break_long_words=False)
        for key, value in rows.items()
    )


def data_command(args: argparse.Namespace | None = None) -> int:
    """`collab data [NAME]`: print `describe` of the ratings ``args.name``, if any; returns the exit code."""
    try:
        print(describe(resolve(getattr(args, "name", None))))
    except DataError as error:
        print(error)
        return 1
    return 0


def _source(entry: Entry, folder: Path, obtained: str) -> Source:
    return Source(entry.name, entry.label, obtained, folder, entry.licence, entry.citation)


# ---- sets that are downloaded ---------------------------------------------------------------------------------------


def _found(entry: Entry, cache: str | Path | None, say: Say, problems: list[str], *, insist: bool) -> Source | None:
    """The set from the cache or, on whichever road, from elsewhere; None, and reasons added to `problems`, if neither."""
    folders = list(data_folders(cache, entry.name))
    for folder in folders:
        if _intact(entry, folder, say):
            return _source(entry, folder, _provenance(folder))
    return _obtain(entry, folders, say, problems, insist=insist)


def _intact(entry: Entry, folder: Path, say: Say) -> bool:
    """Whether `folder` holds the files with the right checksums; a file that was altered is named."""
    for name, checksum in entry.checksums.items():
        try:
            data = (folder / name).read_bytes()
        except OSError:
            return False
        if sha256(data) != checksum:
            say(f"{folder / name} was altered or is damaged (wrong checksum): fetching it again.")
            return False
    return True


def _provenance(folder: Path) -> str:
    """How the files in `folder` first came there."""
    try:
        return f"local cache, first filled from {(folder / 'SOURCE.txt').read_text(encoding='utf-8').strip()}"
    except (OSError, ValueError):
        return "local cache"


def _obtain(entry: Entry, folders: list[Path], say: Say, problems: list[str], *, insist: bool) -> Source | None:
    """Fetch the files and store them in the first of `folders` that can be written, one process at a time."""
    fetched: tuple[Files, str] | None = None
    for folder in folders:
        try:
            with locked(folder):
                if entry.intact(folder):  # another process was quicker
                    return _source(entry, folder, _provenance(folder))
                fetched = fetched or _fetch(entry, folder, say, problems, insist=insist)
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
            say(f"{entry.label} is in {folder} ({obtained}). Its terms: `collab data`.")
            return _source(entry, folder, obtained)
    problems.append(f"none of the folders {', '.join(str(folder) for folder in folders)} can be written")
    return None


def _fetch(entry: Entry, folder: Path, say: Say, problems: list[str], *, insist: bool) -> tuple[Files, str] | None:
    """The files and how they were obtained; None, and reasons added to `problems`, if no source has them."""
    archive = os.environ.get("COLLAB_ARCHIVE")
    if archive and entry.from_archive:
        try:
            return entry.from_archive(Path(archive).expanduser()), "the archive named by COLLAB_ARCHIVE"
        except (OSError, WrongData) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise DataError(
                f"COLLAB_ARCHIVE={archive} is not a usable {entry.name}.zip: {reason}; correct it or unset it."
            ) from error
    if os.environ.get("COLLAB_OFFLINE", "0") not in ("", "0"):
        problems.append("COLLAB_OFFLINE is set, so nothing is downloaded")
        return None
    stamp = folder / ".unreachable"
    if not insist and (age := _age(stamp)) < RETRY_AFTER:
        when = f"{age / 60:.0f} min ago" if age >= 60 else "less than a minute ago"
        problems.append(f"the network did not answer {when} (`collab data {entry.name}` tries again at once)")
        return None
    began = time.monotonic()
    with patience(PATIENCE_BY_NAME if insist else PATIENCE):
        for obtained, fetch in entry.roads:
            say(f"Fetching {entry.label}: {obtained} ...")
            try:
                files = fetch()
            except (Unavailable, WrongData) as error:
                say(f"  not had: {error}")
                problems.append(f"{obtained}: {error}")
            else:
                with suppress(OSError):
                    stamp.unlink(missing_ok=True)
                return files, obtained
    if time.monotonic() - began > SLOW:
        with suppress(OSError):
            write_bytes(stamp, f"The sources of {entry.label} did not answer.\n".encode())
    return None


def _age(stamp: Path) -> float:
    """Seconds since `stamp` was written; infinite if it was not."""
    try:
        return max(0.0, time.time() - stamp.stat().st_mtime)
    except OSError:
        return float("inf")


# ---- sets that are generated ----------------------------------------------------------------------------------------


def _generated(entry: Entry, cache: str | Path | None, say: Say, obtained: str) -> Source:
    """The committed files, or, where the package is used without a checkout, the same ones generated anew."""
    assert entry.generate is not None
    course = course_folder()
    folders = list(data_folders(cache, entry.name))
    home = next((f for f in ([course / "data" / entry.name] if course else []) + folders if entry.intact(f)), None)
    for folder in folders if home is None else ():
        try:
            with locked(folder):
                for name, data in entry.generate().items():
                    write_bytes(folder / name, data)
        except (OSError, NotImplementedError) as error:
            say(f"{folder} cannot be written ({getattr(error, 'strerror', None) or error}): trying another folder.")
        else:
            home = folder
            break
    if home is None:
        places = ", ".join(str(folder) for folder in folders)
        raise DataError(f"{entry.label} cannot be stored: none of {places} can be written.")
    return _source(entry, home, obtained)


def _say(message: str) -> None:
    print(message, flush=True)
