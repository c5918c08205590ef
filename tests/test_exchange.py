"""nbgrader's own exchange: nothing that it replaces is lost, and feedback goes to everybody to whom it can."""

from __future__ import annotations

from pathlib import Path

from collab.grading.classroom.attempts import Attempts

from .archives import NAME, mark, notebook
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


def test_a_newer_submission_of_the_exchange_is_an_attempt_and_the_older_one_is_kept(tmp_path: Path) -> None:
    made = Class(tmp_path)
    inbound = tmp_path / "exchange" / "collaborative-filtering" / "inbound"
    for stamp, options in (("2026-03-01 10:00:00 UTC", ()), ("2026-03-02 10:00:00 UTC", ("--update",))):
        folder = inbound / f"ada+{LESSON}+{stamp}+x"
        folder.mkdir(parents=True)
        (folder / NAME).write_bytes(notebook(stamp))
        (folder / "timestamp.txt").write_text(stamp)
        (folder / "submission_secret.txt").write_text("secret")
        made.run("collect", f"--Exchange.root={tmp_path / 'exchange'}", "--ExchangeCollect.check_owner=False", *options)
    kept = Attempts(tmp_path / "submitted", "ada", LESSON).kept()
    assert [mark(k.folder / NAME)[:10] for k in kept] == ["2026-03-01", "2026-03-02"]
    assert [k.when.isoformat()[:10] for k in kept if k.when] == ["2026-03-01", "2026-03-02"]
    place = tmp_path / "submitted" / "ada" / LESSON
    assert mark(place / NAME)[:10] == "2026-03-02"
    assert (place / "submission_secret.txt").is_file()
