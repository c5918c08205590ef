"""The gradebook's copies: dated, whole though somebody writes, the last ten, and none where nothing has changed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from collab.grading.classroom import backup


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "gradebook.db"
    write(path, 0)
    return path


def write(path: Path, value: int) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table if not exists points (value integer)")
        db.execute("insert into points values (?)", (value,))
    later = (
        (path.parent / "clock").stat().st_mtime + 10 if (path.parent / "clock").exists() else path.stat().st_mtime + 10
    )
    (path.parent / "clock").touch()
    for one in (path, path.parent / "clock"):
        os.utime(one, (later, later))


def values(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        return [v for (v,) in db.execute("select value from points")]


def test_the_last_ten_are_kept(book: Path) -> None:
    for value in range(1, 14):
        made = backup.keep(f"sqlite:///{book}?timeout=5")
        assert made is not None
        assert values(made) == list(range(value))
        write(book, value)
    copies = sorted((book.parent / "gradebook-backups").iterdir())
    assert [len(values(c)) for c in copies] == list(range(4, 14))


def test_what_has_not_changed_needs_no_other(book: Path) -> None:
    made = backup.keep(f"sqlite:///{book}")
    assert made is not None
    os.utime(made, (book.stat().st_mtime, book.stat().st_mtime))
    assert backup.keep(f"sqlite:///{book}") is None
    write(book, 1)
    assert backup.keep(f"sqlite:///{book}")


def test_where_there_is_none_or_a_server_has_it_nothing_is_kept(tmp_path: Path) -> None:
    assert backup.keep(f"sqlite:///{tmp_path}/gradebook.db") is None
    assert backup.keep("postgresql://somewhere/else") is None
    assert not list(tmp_path.iterdir())


def test_a_change_in_the_middle_is_not_in_the_copy(book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("insert into points values (99)")
        made = backup.keep(f"sqlite:///{book}", patience=5)
        assert made is not None
        assert values(made) == [0]
        other.execute("rollback")


def test_a_locked_gradebook_is_a_sentence(book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(backup.BackupError, match="locked by another program"):
            backup.keep(f"sqlite:///{book}", patience=0.3)
        other.execute("rollback")
    assert not list((book.parent / "gradebook-backups").glob("*.db"))
    assert not list((book.parent / "gradebook-backups").glob(".*"))
