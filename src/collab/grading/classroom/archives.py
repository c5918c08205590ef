"""Unpacking archives made by strangers: nothing is written outside, nothing too large, nothing stops it, nothing vanishes.

Only notebooks are taken, archives in archives included, and the two kinds of files in which learning management systems say
whose they are. What cannot be opened leaves a placeholder, so that its student gets a row, a zero and a sentence.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from collab.grading.reading.files import MAX_BYTES, NOTEBOOK

MAX_ARCHIVE = 200 * 2**20  # bytes of an archive in an archive
MAX_DEPTH = 3  # archives in archives
LONGEST_NAME = 120  # characters of a file's name on disk; the name that was given is kept beside it
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".txz", ".tar.xz", ".tbz2", ".tar.bz2")
CLOSED = (".rar", ".7z")  # archives that Python cannot open
METADATA = "submission_metadata.yml"  # Gradescope's
RECEIPT = re.compile(r"_attempt_\d{4}(-\d\d){5}\.txt$")  # Blackboard's, one for each attempt


class ArchiveError(RuntimeError):
    """A class's archive cannot be taken whole; the message says which and what to do. Nothing was collected."""


class _TooMuch(Exception):
    pass


@dataclass(frozen=True)
class Member:
    """One file that came out: its path as the archives have it, an archive's name without its ending as a folder's; where
    it lies now; what was wrong with it, if anything; how many parts of its path
    are that of an archive in an archive that it was in, 0 for none; what its student called it, where a system put more before that."""

    path: PurePosixPath
    file: Path
    trouble: str = ""
    nested: int = 0
    own: str = ""
    other: bool = False
    sources: tuple[tuple[int, int], ...] = ()

    @property
    def name(self) -> str:
        return self.own or self.path.name


def unpack(sources: list[Path], target: Path, warn: Callable[[str], None]) -> list[Member]:
    """Copy the notebooks out of archives, folders and single files to `target`, and say of each where it comes from.

    Raises ArchiveError for a class's archive that is too large or breaks off, OSError where the disk says no."""
    made = _Unpacking(target, warn)
    for source in sources:
        made.sources = ((0, made.number()),)
        if source.is_dir():
            for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()):
                relative = path.relative_to(source)
                if not any(part.startswith(".") for part in relative.parts[:-1]):
                    made.add(path, PurePosixPath(_normal(source.name), *map(_normal, relative.parts)))
        else:
            made.add(source, PurePosixPath(_normal(source.name)))
    return made.members


class _Allowance:
    """What one archive may still give. An archive in an archive has its own, so that a bomb costs only its student."""

    def __init__(self, files: int, size: int) -> None:
        self.files, self.size = files, size

    def take(self, size: int) -> None:
        self.files -= 1
        self.size -= size
        if self.files < 0 or self.size < 0:
            raise _TooMuch("it holds too much")


class _Unpacking:
    def __init__(self, target: Path, warn: Callable[[str], None]) -> None:
        self.target, self.warn = target, warn
        self.members: list[Member] = []
        self.nested = 0  # of what is being unpacked
        self.sources: tuple[tuple[int, int], ...] = ()
        self._count = 0
        self.stub = target / ".no notebook" / "not a notebook.ipynb"

    def number(self) -> int:
        self._count += 1
        return self._count

    def add(self, file: Path, path: PurePosixPath) -> None:
        """A file of the instructor's own disk."""
        outer = self.sources
        if path.name.lower().endswith((*ARCHIVES, *CLOSED)) and len(path.parts) > 1:
            self.sources = (*outer, (len(path.parts) - 1, self.number()))
        try:
            self._add(file, path)
        finally:
            self.sources = outer

    def _add(self, file: Path, path: PurePosixPath) -> None:
        name = path.name.lower()
        if name.endswith(ARCHIVES):
            with file.open("rb") as opened:
                try:
                    self._archive(opened, path.with_name(stem(path.name)), _Allowance(20_000, 10 * 2**30), 1)
                except _TooMuch:
                    raise ArchiveError(
                        f"{file} holds too much for one class (20,000 notebooks, 10 GiB): nothing was collected. Unpack it by "
                        "hand, look what fills it, and collect the folder."
                    ) from None
        elif name.endswith(CLOSED):
            self._unreadable(
                path.with_name(stem(path.name)), file.read_bytes()[:1000], "only zip and tar can be opened"
            )
        elif _wanted(path.name):
            place = self._place(path)
            shutil.copyfile(file, place)
            self.members.append(Member(path, place, sources=self.sources))
        elif not path.name.startswith("."):
            self._other(path)

    def _other(self, path: PurePosixPath) -> None:
        """A file that is no notebook: whoever handed in nothing else gets a row that says so."""
        if not self.stub.exists():
            self.stub.parent.mkdir(parents=True, exist_ok=True)
            self.stub.write_text("What was handed in is no notebook.")
        trouble = f"no notebook, only {path.name}"
        self.members.append(Member(path, self.stub, trouble, self.nested, "not a notebook.ipynb", True, self.sources))

    def _archive(self, file: IO[bytes], path: PurePosixPath, allowance: _Allowance, depth: int) -> None:
        before, trouble = len(self.members), ""
        try:
            for name, read in _members(file):
                try:
                    self._member(name, read, path, allowance, depth)
                except _TooMuch:
                    raise
                except Exception as e:  # encrypted, corrupt, a name that no file can have
                    self.warn(f"{path}: {name!r} is left out: {e}")
                    if _looked_for(name) and not isinstance(e, _Outside):
                        self._unreadable(_below(path, name), str(e).encode(), f"it cannot be unpacked: {e}")
        except _TooMuch:
            if depth == 1:
                raise
            trouble = "it holds too much"
        except Exception as e:  # whatever strangers' bytes do to zipfile and tarfile
            trouble = f"{type(e).__name__}: {e}"
        if not trouble and depth == 1 and all(m.other for m in self.members[before:]):
            trouble = "there is no notebook in it"
            del self.members[before:]
        if trouble and depth == 1 and len(self.members) > before:
            raise ArchiveError(
                f"{path} breaks off ({trouble}): {len(self.members) - before} files came out of it, and who comes after them is not known. "
                "Nothing was collected: download it again, or unpack it by hand and collect the folder."
            )
        if trouble:
            self.warn(f"{path} cannot be unpacked: {trouble}")
        if trouble and len(self.members) == before:
            file.seek(0)
            self._unreadable(path, file.read(1000), trouble)

    def _member(
        self,
        name: str,
        read: Callable[[int], bytes],
        path: PurePosixPath,
        allowance: _Allowance,
        depth: int,
    ) -> None:
        lower = name.lower()
        archive, closed = lower.endswith(ARCHIVES) and depth < MAX_DEPTH, lower.endswith(CLOSED)
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if parts and depth == 1 and not (archive or closed or _wanted(parts[-1])):
            allowance.take(0)
            self._other(_below(path, name))
            return
        if not parts or not (archive or closed or _wanted(parts[-1])):
            return
        place = _below(path, name)
        limit = MAX_ARCHIVE if archive else MAX_BYTES
        content = read(limit + 1)  # not what the archive says of its size, but what comes out
        allowance.take(len(content))
        if closed:
            self._unreadable(place.with_name(stem(place.name)), content[:1000], "only zip and tar can be opened")
        elif not archive:  # one byte too many tells the reader that it is too large
            self._write(Member(place, self._place(place), nested=self.nested, sources=self.sources), content)
        elif len(content) > limit:
            self._unreadable(place.with_name(stem(place.name)), content[:1000], "it is too large")
        else:
            inner, folder, before = _Allowance(500, 300 * 2**20), place.with_name(stem(place.name)), self.nested
            self.nested = before or len(folder.parts)
            try:
                self._archive(io.BytesIO(content), folder, inner, depth + 1)
            finally:
                self.nested = before

    def _unreadable(self, path: PurePosixPath, beginning: bytes, trouble: str) -> None:
        name = path if NOTEBOOK.search(path.name) else path / "unreadable.ipynb"
        self._write(
            Member(name, self._place(name), trouble=trouble, nested=self.nested, sources=self.sources), beginning
        )

    def _write(self, member: Member, content: bytes) -> None:
        member.file.write_bytes(content)
        self.members.append(member)

    def _place(self, path: PurePosixPath) -> Path:
        """Where on disk a file goes: its own path where it can be one, and never where another file lies."""
        parts = [re.sub(r'[\x00-\x1f<>:"|?*\\]', "_", part)[-LONGEST_NAME:] for part in path.parts]
        place = self.target.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        free, number = place, 1
        while os.path.lexists(free):
            number += 1
            free = place.with_name(f"{place.stem} ({number}){place.suffix}")
        return free


class _Outside(OSError):
    pass


def _below(path: PurePosixPath, name: str) -> PurePosixPath:
    """The path of an archive's member. Raises _Outside for one that leads elsewhere."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or parts[0] == "/" or ":" in parts[0]:
        raise _Outside("it would lie outside")
    return path.joinpath(*map(_normal, parts))


def _members(file: IO[bytes]) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Name and reader of each regular file in a zip or tar archive."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as pack:
            for info in pack.infolist():
                if not info.is_dir():
                    yield _zip_name(info), lambda n, info=info: pack.open(info).read(n)  # type: ignore[misc]
        return
    file.seek(0)
    with tarfile.open(fileobj=file) as tar:
        for entry in tar:
            if entry.offset_data > 2 * 2**30:  # passing over a file costs as much as reading it
                raise _TooMuch("it holds too much")
            stream = tar.extractfile(entry) if entry.isfile() else None
            if stream is not None:
                yield entry.name, stream.read


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A zip member's name; some programs write UTF-8 without saying so, which zipfile reads as code page 437."""
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            return info.filename.encode("cp437").decode("utf-8")
    return info.filename


def _wanted(name: str) -> bool:
    return bool(NOTEBOOK.search(name) or RECEIPT.search(name)) or name == METADATA


def _looked_for(name: str) -> bool:
    return bool(NOTEBOOK.search(name)) or name.lower().endswith(ARCHIVES)


def _normal(name: str) -> str:
    """One spelling of a name: macOS writes é as two characters."""
    return unicodedata.normalize("NFC", name)


def stem(name: str) -> str:
    """An archive's name without its ending."""
    return re.sub(r"(\.tar\.(?:gz|xz|bz2)|\.[^.]*)$", "", name, flags=re.IGNORECASE)
