"""nbgrader's `zip_collect`, for archives made by strangers: nothing is written outside, nothing too large, nothing stops it.

`Extractor` takes only notebooks out of an archive, archives in it included; `Collector` tells from its path whose a
notebook is. Which of a student's notebooks counts is decided later, where it is read.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from collab import course
from collab.grading.reading.files import MAX_BYTES, NOTEBOOK

MAX_ARCHIVE = 200 * 2**20  # bytes of an archive in an archive
MAX_TOTAL = 2 * 2**30  # bytes unpacked from one archive
MAX_FILES = 5_000  # from one archive
MAX_DEPTH = 3  # archives in archives
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".txz", ".tar.xz", ".tbz2", ".tar.bz2")
CLOSED = (".rar", ".7z")  # archives that Python cannot open: their student gets a row and a sentence all the same

# How learning management systems name what they give, below downloaded/LESSON/extracted/. The outermost name that fits is
# theirs, what follows is the student's. Names alone are not unique in a class, so the system's own number stays with them.
PATTERNS = {
    "Moodle": r"(?:[^/]*/)*?(?P<student_id>[^/_]+)_(?P<number>\d+)_assignsubmission_file_/?(?:.*/)?(?P<file_id>[^/]+)$",
    "Blackboard": r"(?:[^/]*/)*?gradebook_[^/]*?_(?P<student_id>[^/_]+)_attempt_(?P<timestamp>[\d-]+)_(?P<file_id>[^/]+)$",
    "Canvas": r"(?:[^/]*/)*?(?P<student_id>[^/_]+)(?:_LATE)?_(?P<number>\d+)_\d+_(?:.*/)?(?P<file_id>[^/]+)$",
    "an archive or a folder for each student": r"(?P<student_id>[^/]+)/(?:.*/)?(?P<file_id>[^/]+)$",
}


class Extractor(ExtractorPlugin):
    """Copies notebooks and unpacks archives. Where one cannot be opened, the beginning of it is put in the place of its
    notebook, so that its student gets a row, a zero and a sentence instead of nothing."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        source, target = Path(archive_path), Path(extracted_path)
        for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()):
            place = target / path.relative_to(source)
            if path.name.lower().endswith(ARCHIVES):
                with path.open("rb") as file:
                    self._archive(file, place.with_name(_stem(place.name)), _Allowance(), 1)
            elif path.name.lower().endswith(CLOSED):
                _write(place.with_name(_stem(place.name)) / "unreadable.ipynb", path.read_bytes()[:1000])
            elif NOTEBOOK.search(path.name):
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, place)

    def _archive(self, file: IO[bytes], target: Path, allowance: _Allowance, depth: int) -> None:
        before = allowance.notebooks
        try:
            for name, read in _members(file):
                try:
                    self._member(name, read, target, allowance, depth)
                except _TooMuch:
                    raise
                except Exception as e:  # encrypted, corrupt, a name that no file can have
                    self.log.warning("%s: %r is left out: %s", target, name, e)
            trouble = "" if allowance.notebooks > before or depth > 1 else "there is no notebook in it"
        except Exception as e:  # whatever strangers' bytes do to zipfile and tarfile
            trouble = f"{type(e).__name__}: {e}"
        if trouble:
            self.log.warning("%s cannot be unpacked: %s", target, trouble)
        if trouble and allowance.notebooks == before:
            file.seek(0)
            _write(target / "unreadable.ipynb", file.read(1000))

    def _member(self, name: str, read: Callable[[int], bytes], target: Path, allowance: _Allowance, depth: int) -> None:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        archive = name.lower().endswith(ARCHIVES) and depth < MAX_DEPTH
        closed = name.lower().endswith(CLOSED)
        if not parts or not (archive or closed or NOTEBOOK.search(name)):
            return
        if ".." in parts or parts[0] == "/" or ":" in parts[0]:
            raise OSError("it would lie outside")
        limit = MAX_ARCHIVE if archive else MAX_BYTES
        content = read(limit + 1)  # not what the archive says of its size, but what comes out
        allowance.take(len(content))
        place = target.joinpath(*parts)
        if closed:
            _write(place.with_name(_stem(place.name)) / "unreadable.ipynb", content[:1000])
            allowance.notebooks += 1
        elif not archive:
            _write(place, content)  # one byte too many tells the reader that it is too large
            allowance.notebooks += 1
        elif len(content) > limit:
            raise OSError("it is too large")
        else:
            self._archive(io.BytesIO(content), place.with_name(_stem(place.name)), allowance, depth + 1)


class _TooMuch(Exception):
    pass


class _Allowance:
    """What one archive may still give, and how many notebooks it gave."""

    def __init__(self) -> None:
        self.files, self.size, self.notebooks = MAX_FILES, MAX_TOTAL, 0

    def take(self, size: int) -> None:
        self.files -= 1
        self.size -= size
        if self.files < 0 or self.size < 0:
            raise _TooMuch("it holds too much")


def _members(file: IO[bytes]) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Name and reader of each regular file in a zip or tar archive."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as pack:
            for info in pack.infolist():
                if not info.is_dir():
                    yield info.filename, lambda n, info=info: pack.open(info).read(n)  # type: ignore[misc]
        return
    file.seek(0)
    with tarfile.open(fileobj=file) as tar:
        for entry in tar:
            if entry.offset_data > MAX_TOTAL:  # passing over a file costs as much as reading it
                raise _TooMuch("it holds too much")
            stream = tar.extractfile(entry) if entry.isfile() else None
            if stream is not None:
                yield entry.name, stream.read


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _stem(name: str) -> str:
    return re.sub(r"(\.tar\.(?:gz|xz|bz2)|\.[^.]*)$", "", name, flags=re.IGNORECASE)


class Collector(FileNameCollectorPlugin):
    """Whose an extracted notebook is: by `named_regexp` if that is set and fits, else by PATTERNS."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seen: set[tuple[str, str]] = set()

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Student, file name and, where it is in the name, time of handing in; None for what is no notebook."""
        path = Path(submitted_file)
        if not NOTEBOOK.search(path.name) or path.name.startswith(".") or "__MACOSX" in path.parts:
            return None
        found = (self._match(submitted_file) if self.named_regexp else None) or self._by_pattern(path)
        if not found or not found.get("student_id") or not found.get("file_id"):
            self.log.warning("Nobody can tell whose %s is", submitted_file)
            return None
        if not found.get("timestamp"):  # of two files with one name nbgrader compares the times, or gives up
            stem, number = os.path.splitext(found["file_id"])[0], 1
            while (found["student_id"], found["file_id"]) in self.seen:
                number += 1
                found["file_id"] = f"{stem} ({number}){path.suffix}"
            self.seen.add((found["student_id"], found["file_id"]))
        return found

    def _by_pattern(self, path: Path) -> dict[str, str] | None:
        steps = path.parts
        top = self.parent.extracted_directory if self.parent else "extracted"
        at = [i for i in range(1, len(steps)) if steps[i] == top and steps[i - 1] in course.lessons()]
        below = "/".join(steps[at[0] + 1 :] if at else steps[-1:])
        for pattern in PATTERNS.values():
            match = re.match(pattern, below)
            if match:
                found = {key: value for key, value in match.groupdict().items() if value}
                if "number" in found:
                    found["student_id"] += f"_{found.pop('number')}"
                if "timestamp" in found:
                    found["timestamp"] = _time(found["timestamp"])
                return found
        return None


def _time(text: str) -> str:
    """A time as nbgrader reads it, "" for one that is none."""
    try:
        return datetime.strptime(text, "%Y-%m-%d-%H-%M-%S").isoformat(" ")
    except ValueError:
        return ""
