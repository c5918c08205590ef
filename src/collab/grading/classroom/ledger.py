"""A class's verdicts: a small SQLite file beside `--json FILE`, from which FILE is written.

A verdict is a function of the notebook's bytes, the lesson that its place names, everything that grades it, the isolation and
the seed. It is kept under these, once: the first complete one wins, a second is dropped. So a run that was killed goes on
where it was, two runs at once both end right, and each submission costs the same however many there are. Seeds are derived
from a secret of the run and the content: a verdict that is computed twice comes out the same.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import os
import secrets
import shutil
import sqlite3
import textwrap
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from collab import course
from collab.grading.box import tiers
from collab.grading.judge.session import fresh_seed
from collab.grading.reading.submission import expected_lesson
from collab.grading.verdict_file import Entry
from collab.storage import write_bytes

from .fingerprint import content, fingerprint
from .staleness import changed_points

VERSION = 1  # of the table's form
PATIENCE = 60.0  # seconds that another program may hold the ledger
OFTEN = 5.0  # seconds between two writings of FILE, more where one takes long
GENERATIONS = 3  # runs whose verdicts are kept
ROOM = 64 * 1024  # bytes that SQLite needs beside the ledger; with less its errors are those of a full disk
STALE = 60.0  # seconds after which a half written file of ours is certainly nobody's
FORM = """
CREATE TABLE IF NOT EXISTS runs (run INTEGER PRIMARY KEY, secret BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS verdicts (
    run INTEGER NOT NULL, content TEXT NOT NULL, expected TEXT NOT NULL, grader TEXT NOT NULL, isolation TEXT NOT NULL,
    seed INTEGER NOT NULL, entry TEXT NOT NULL, UNIQUE (run, content, expected, grader, isolation, seed));
"""


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Task:
    """One submission to grade: its place among all, its path, the name to show, its bytes' hash and its seed."""

    number: int
    path: Path
    label: str
    content: str
    expected: str  # the lesson that its place names, "" where none
    seed: int


class Ledger:
    """The verdicts of one run, in the order of its submissions. Without a file nothing is kept."""

    def __init__(
        self,
        found: Sequence[tuple[Path, str]],
        file: Path | None,
        many: bool,
        resume: bool = False,
        seed: int | None = None,
    ) -> None:
        """`many`: a list in the file, though there be only one. `resume`: take over what the last run on this file has found.
        Raises LedgerError, OSError."""
        self.file, self.many, self.asked = file, many, seed
        self.said: list[str] = []  # what a person should know
        self._graders: dict[str, str] = {}
        self._entries: list[Entry | None] = [None] * len(found)
        self._written, self._lasts = time.monotonic(), 0.0
        self._base = self._open(file) if file else None
        self._run, secret = self._begin(resume)
        self.tasks = [self._task(n, path, label, secret) for n, (path, label) in enumerate(found)]
        self.taken = [t.number for t in self.tasks if resume and self._take_over(t)]

    # --- what there is ---

    @property
    def open(self) -> list[Task]:
        """What is still to be graded."""
        return [t for t in self.tasks if self._entries[t.number] is None]

    @property
    def entries(self) -> list[Entry]:
        """The verdicts there are, in the order of the submissions."""
        return [e for e in self._entries if e is not None]

    def entry(self, task: Task) -> Entry | None:
        return self._entries[task.number]

    def add(self, task: Task, entry: Entry) -> Entry:
        """Keep a verdict; returns the one that counts: of two runs at once, the first one's. FILE is written now and then."""
        lesson = str(entry.get("lesson", ""))
        if self.file:
            unchanged = task.content and task.content == content(task.path)
            entry = entry | {"content": task.content if unchanged else "", "grader": self._grader(lesson)}
            if unchanged and not entry.get("provisional"):
                entry = self._keep(task, entry)
        self._entries[task.number] = entry
        if time.monotonic() - self._written > max(OFTEN, 20 * self._lasts):
            self.write()
        return entry

    def write(self) -> None:
        """Write FILE with the verdicts there are, whole or not at all."""
        if not self.file:
            return
        started = time.monotonic()
        texts = [json.dumps(e, indent=1, ensure_ascii=False) for e in self.entries]
        if self.many:
            inner = ",\n".join(textwrap.indent(text, " ") for text in texts)
            write_bytes(self.file, (f"[\n{inner}\n]" if texts else "[]").encode())
        elif texts:
            write_bytes(self.file, texts[0].encode())
        self._written = time.monotonic()
        self._lasts = self._written - started

    def close(self) -> None:
        """Write FILE and let the ledger go."""
        self.write()
        if self._base is not None:
            self._base.close()
            self._base = None

    # --- the table ---

    def _open(self, file: Path) -> sqlite3.Connection:
        _remove_stale(file)
        path = file.with_name(f"{file.name}.ledger")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect(path)
        except sqlite3.DatabaseError as e:
            if isinstance(e, sqlite3.OperationalError) and not _is_no_ledger(e):
                raise _named(e, path) from None
            aside = path.with_name(f"{path.name}.old-{time.time_ns()}")
            os.replace(path, aside)
            self.said.append(f"{path.name} is no ledger of this version: it was set aside as {aside.name}.")
            return self._connect(path)

    def _connect(self, path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("another version")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.executescript(f"{FORM}PRAGMA user_version = {VERSION};")
        except BaseException:
            base.close()
            raise
        return base

    def _begin(self, resume: bool) -> tuple[int, bytes]:
        """This run's number and secret: the last one's where it is taken up again."""
        if self._base is None or self.file is None:
            return 0, secrets.token_bytes(32)
        with _sentences(self.file):
            last = self._base.execute("SELECT run, secret FROM runs ORDER BY run DESC LIMIT 1").fetchone()
            if resume and last:
                return int(last[0]), bytes(last[1])
            secret = secrets.token_bytes(32)
            run = int(self._base.execute("INSERT INTO runs (secret) VALUES (?)", (secret,)).lastrowid or 0)
            self._base.execute("DELETE FROM verdicts WHERE run <= ?", (run - GENERATIONS,))
            if resume and self.file.exists():  # the ledger is lost, what was written from it is not
                for entry in _read(self.file):
                    place = expected_lesson(str(entry.get("submission", "")))
                    self._insert(run, place.id if place else "", entry)
            return run, secret

    def _task(self, number: int, path: Path, label: str, secret: bytes) -> Task:
        place = expected_lesson(path)
        found, expected = content(path) if self.file else "", place.id if place else ""
        digest = hmac.new(secret, f"{found} {expected}".encode(), hashlib.sha256).digest()
        derived = int.from_bytes(digest[:6], "big") if found else fresh_seed()
        return Task(number, path, label, found, expected, derived if self.asked is None else self.asked)

    def _take_over(self, task: Task) -> bool:
        """Whether an earlier run's verdict holds today; then it is this run's."""
        if self._base is None or self.file is None or not task.content:
            return False
        with _sentences(self.file):
            rows = self._base.execute(
                "SELECT entry FROM verdicts WHERE run = ? AND content = ?", (self._run, task.content)
            ).fetchall()
        for (text,) in rows:
            entry = json.loads(text)
            if self._holds(entry, task):
                self._entries[task.number] = entry | {"submission": task.label}
                return True
        return False

    def _holds(self, entry: Entry, task: Task) -> bool:
        """Whether today's grader would give that verdict again."""
        lesson = str(entry.get("lesson", ""))
        if lesson not in ("", *course.lessons()) or entry.get("provisional"):
            return False
        if lesson and (changed_points(entry, course.lesson(lesson)) or (task.expected and lesson != task.expected)):
            return False
        if self.asked is not None and entry.get("seed") != self.asked:
            return False
        return entry.get("grader") == self._grader(lesson) and entry.get("isolation") == tiers.tier()

    def _keep(self, task: Task, entry: Entry) -> Entry:
        if self._base is None or self.file is None:
            return entry
        with _sentences(self.file):
            self._insert(self._run, task.expected, entry)
            key = (self._run, entry["content"], task.expected, entry["grader"], entry["isolation"], entry["seed"])
            (text,) = self._base.execute(
                "SELECT entry FROM verdicts WHERE run = ? AND content = ? AND expected = ? AND grader = ? AND isolation = ? AND seed = ?",
                key,
            ).fetchone()
        first: Entry = json.loads(text)
        return first | {"submission": task.label}

    def _insert(self, run: int, expected: str, entry: Entry) -> None:
        if self._base is None or not all(entry.get(k) for k in ("content", "grader", "isolation")):
            return
        row = (run, entry["content"], expected, entry["grader"], entry["isolation"], entry.get("seed") or 0)
        text = json.dumps(entry, ensure_ascii=False)
        self._base.execute("INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, text))

    def _grader(self, lesson: str) -> str:
        """A lesson's fingerprint, as it was when this run first needed it."""
        if lesson not in self._graders:
            self._graders[lesson] = fingerprint(lesson)
        return self._graders[lesson]


class _sentences:
    """SQLite's errors as sentences."""

    def __init__(self, file: Path) -> None:
        self.path = file.with_name(f"{file.name}.ledger")

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _named(error, self.path) from None


def _named(error: sqlite3.Error, path: Path) -> Exception:
    text = str(error)
    if "full" in text or ("I/O" in text and shutil.disk_usage(path.parent).free < ROOM):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    if "locked" in text:
        return LedgerError(
            f"{path} is held by another program for more than {PATIENCE:.0f} s: end that one, then --resume."
        )
    return LedgerError(f"{path} cannot be used ({text}): move it away, or choose another FILE.")


def _is_no_ledger(error: sqlite3.Error) -> bool:
    return "not a database" in str(error) or "no such column" in str(error)


def _read(file: Path) -> list[Entry]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [entry for entry in (data if isinstance(data, list) else [data]) if isinstance(entry, dict)]


def _remove_stale(file: Path) -> None:
    """Remove what a run that was killed in the middle of writing has left beside the file."""
    for path in file.parent.glob(f".{file.name}.*"):
        try:
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()
        except OSError:
            pass
