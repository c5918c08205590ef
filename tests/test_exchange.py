"""`nbgrader release_feedback` releases to everybody to whom it can, and names the others."""

from __future__ import annotations

from pathlib import Path

from .conftest import LESSON
from .instructor import Class


def test_students_without_what_only_the_exchange_writes_stop_nobody(tmp_path: Path) -> None:
    made = Class(tmp_path)
    for student, files in (
        ("ada", ("submission_secret.txt",)),
        ("ben", ()),
        ("cleo", ("submission_secret.txt", "timestamp.txt")),
    ):
        folder = made.folder / "feedback" / student / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.html").write_text(f"<p>{student}</p>")
        for name in files:
            (folder / name).write_text(student)
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    log = made.run("release_feedback", f"--Exchange.root={tmp_path / 'exchange'}")
    assert "1 did not hand in through nbgrader's exchange" in log
    assert "it: ben." in log
    released = sorted(p.read_text() for p in (tmp_path / "exchange").rglob("*.html"))
    assert released == ["<p>ada</p>", "<p>cleo</p>"]
