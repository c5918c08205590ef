"""What the catalog knows of one set of ratings. Another set is another file with an `ENTRY`, and its name in catalog.py."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Files = dict[str, bytes]  # name of a file -> what is in it


class Unavailable(RuntimeError):
    """A road that did not lead to the data; the message says why in half a sentence."""


class WrongData(ValueError):
    """An archive that does not hold what it should; the message says what is wrong with it."""


@dataclass(frozen=True)
class Table:
    """One of the two tables of a set of ratings: its file, and what `pandas.read_csv` has to know of it."""

    file: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A set of ratings: its terms, its files, how they are had and read.

    `ratings` has the columns user, movie, rating, timestamp; `movies` has movie, title, genres (joined by "|")."""

    name: str  # what `load_ratings` calls it, and its folder
    label: str  # what to call it in front of a reader
    licence: str
    citation: str
    checksums: Mapping[str, str]  # SHA-256 of each file
    ratings: Table
    movies: Table
    roads: tuple[tuple[str, Callable[[], Files]], ...] = ()  # what a download is called, and the download
    from_archive: Callable[[Path], Files] | None = None  # from an archive that the user has
    by_hand: str = ""  # what to do where no road leads there
    generate: Callable[[], Files] | None = None  # instead of roads, for ratings that the course makes itself
    warning: str = ""  # said where this set stands in for another

    def intact(self, folder: Path) -> bool:
        """Whether `folder` holds all its files, unaltered."""
        try:
            return all(sha256((folder / name).read_bytes()) == known for name, known in self.checksums.items())
        except OSError:
            return False


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()
