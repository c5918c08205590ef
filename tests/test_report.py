"""A class's results: what is read, what is computed, and what the table, the picture, the page and the CSV say of it."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from collab import cli, course
from collab.grading.classroom.settings import Late, Settings
from collab.grading.verdict import shown
from collab.staff import analysis, classbook, report, report_page

from . import roll
from .conftest import LESSON


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("small")
    roll.write(home, LESSON, 12)
    return home


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> classbook.Classbook:
    return roll.book(tmp_path_factory.mktemp("large"), LESSON, 600)


@pytest.fixture
def book(small: Path) -> classbook.Classbook:
    return classbook.read(course.lesson(LESSON), classbook.place(small))


# --- what is read ---


def test_final_points_hold_what_was_given_by_hand_and_the_late_penalty(book: classbook.Classbook) -> None:
    by_id = {s.id: s for s in book.students}
    ada, late = by_id["s0000"], by_id["s0001"]
    assert ada.marks["evaluate"].by_hand == 2.5
    assert ada.marks["evaluate"].points == 2.5
    assert ada.total == sum(m.points for m in ada.marks.values())
    assert ada.waiting == ["why-decay"]
    assert late.penalty == 1.5
    assert late.total == pytest.approx(sum(m.points for m in late.marks.values()) - 1.5)
    assert [s.id for s in book.missing] == ["s0010", "s0011", "s0009"]  # in the order of their names
    assert book.maximum == 17
    assert ada.name == "Ada Smith, Jr."
    assert ada.answers["evaluate"].startswith("def evaluate(x):")


def test_the_totals_are_those_of_nbgraders_own_export(small: Path, book: classbook.Classbook) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(classbook.place(small).gradebook, "collaborative-filtering") as gradebook:
        for student in book.graded:
            submission = gradebook.find_submission(LESSON, student.id)
            assert student.total == pytest.approx(max(0.0, submission.score - submission.late_submission_penalty))


def test_a_late_penalty_is_reckoned_from_the_points_that_there_are_now(
    small: Path, book: classbook.Classbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nbgrader keeps the penalty of the day of grading; points given by hand came later."""
    policy = Settings(late=Late(per_cent_a_day=10))
    monkeypatch.setattr(classbook, "settings", lambda: policy)
    late = classbook.read(course.lesson(LESSON), classbook.place(small)).by_id["s0001"]
    points = sum(m.points for m in late.marks.values())
    assert late.late == 24 * 3600
    assert late.penalty == pytest.approx(0.1 * points, abs=0.006)
    assert {s.penalty for s in book.graded} == {0.0, 1.5}  # without a policy, what the gradebook says


def test_a_penalty_never_takes_more_than_there_is() -> None:
    mark = classbook.Mark("evaluate", False, 3, 1.0, None)
    assert classbook.Student("x", penalty=2.0, marks={"evaluate": mark}).total == 0
    assert replace(mark, by_hand=0.0).points == 0  # a person's zero counts
    assert replace(mark, by_hand=2.0, extra=1.0).points == 3


def test_the_roll_goes_by_names_without_their_accents() -> None:
    people = [
        classbook.Student("1", "Zoë", "Ångström"),
        classbook.Student("2", "A", "Berg"),
        classbook.Student("3", "É", "berg"),
    ]
    mixed = [people[2], people[0], people[1]]
    assert [s.id for s in sorted(mixed, key=classbook._alphabet)] == ["1", "2", "3"]


def test_reading_changes_nothing_and_makes_nothing(small: Path, tmp_path: Path) -> None:
    before = (small / "gradebook.db").read_bytes()
    classbook.read(course.lesson(LESSON), classbook.place(small))
    assert (small / "gradebook.db").read_bytes() == before
    with pytest.raises(classbook.ClassError, match="There is no gradebook at"):
        classbook.read(course.lesson(LESSON), classbook.place(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_gradebook_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gradebook.db").write_text("grades: all good")
    assert cli.main(["class", LESSON, "--class", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "cannot be read as nbgrader's gradebook" in error
    assert error.count("\n") == 1


def test_another_lesson_has_no_class(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "01_embedding_lookup", "--class", str(small), "--html", "x.html"]) == 2
    assert "No graded submission of 01_embedding_lookup" in capsys.readouterr().err


def test_the_courses_own_place_is_what_the_configuration_says() -> None:
    place = classbook.place(None)
    assert place.autograded == course.root() / "autograded"
    assert place.gradebook.startswith(f"sqlite:///{course.root() / 'gradebook.db'}")


# --- what is computed ---


def test_each_checks_figures_add_up(large: classbook.Classbook) -> None:
    found = analysis.checks(large)
    assert [(c.exercise, c.name) for c in found] == [(e, n) for e, names in roll.CHECKS.items() for n in names]
    assert {c.of for c in found} == {597}
    first, second = found[0], found[1]
    assert first.not_reached == 0
    assert second.not_reached == first.stopped
    assert first.difficulty == first.passed / 597


def test_item_rest_leaves_the_checks_own_exercise_out(large: classbook.Classbook) -> None:
    verdicts = list(analysis.readable(large).values())
    passed = [v["exercises"]["evaluate"]["checks"][1]["status"] == "passed" for v in verdicts]
    rest = [v["score"] - v["exercises"]["evaluate"]["score"] for v in verdicts]
    check = next(c for c in analysis.checks(large) if c.name == "restores the mode")
    assert check.item_rest == pytest.approx(np.corrcoef(passed, rest)[0, 1])
    low, r, high = (float(x or 0) for x in (check.low, check.item_rest, check.high))
    assert 0 < low < r < high < low + 0.2  # 600 students


def test_the_interval_is_fishers() -> None:
    """From a table: r = .5 with n = 28 gives .156 to .736."""
    draw = np.random.default_rng(0)
    a, b = draw.standard_normal((2, 28))
    b -= b.mean() + (a - a.mean()) * np.cov(a, b)[0, 1] / a.var(ddof=1)
    a = (a - a.mean()) / a.std()
    b = 0.5 * a + np.sqrt(0.75) * b / b.std()
    assert analysis.correlation(a, b) == pytest.approx((0.5, 0.156, 0.736), abs=1e-3)
    assert analysis.correlation(np.ones(9), draw.standard_normal(9)) == (None, None, None)
    assert analysis.correlation(np.array([0.0, 1]), np.array([0.0, 1]))[1:] == (None, None)


def test_a_message_is_one_whatever_numbers_are_in_it(large: classbook.Classbook) -> None:
    found = analysis.messages(large)
    assert len(found) == 16  # eight checks, two mistakes
    assert [len(m.students) for m in found] == sorted((len(m.students) for m in found), reverse=True)
    assert all(len(m.answers) == 1 for m in found)  # comments differ, the code does not
    same = ["got shape (4, 1), expected (4,)", "got shape (7, 1), expected (7,)"]
    assert len({analysis.without_numbers(text) for text in same}) == 1
    assert analysis.without_numbers("[1.5, -2, 3e-4]") == analysis.without_numbers("[1, 2]")
    assert analysis.without_numbers("conv2d") == "conv2d"
    assert analysis.alike("x = 1  # a") == analysis.alike("x=1") != analysis.alike("x = 2")
    assert analysis.alike("x = (") == analysis.alike("x  = (")  # does not parse


def test_what_says_nothing_of_answers_is_left_out(book: classbook.Classbook) -> None:
    n = len(analysis.readable(book))
    book.graded[0].verdict |= {"status": "invalid", "message": "not JSON"}  # type: ignore[operator]
    book.graded[1].verdict |= {"provisional": True, "trouble": "a typo"}  # type: ignore[operator]
    assert len(analysis.readable(book)) == n - 2
    assert {c.of for c in analysis.checks(book)} == {n - 2}
    assert report.note(book.graded[0]).endswith("not JSON")
    assert "grader itself failed" in report.note(book.graded[1])
    page = report_page.page(book)
    assert "A file that could not be read" in page
    assert "a typo" in page


def test_limits_are_counted_by_exercise(large: classbook.Classbook) -> None:
    found = analysis.limits_reached(large)
    wanted = sum(
        any(c["status"] == "timeout" for c in v["exercises"]["evaluate"]["checks"]) for v in large.judged.values()
    )
    assert len(found["evaluate", "timeout"]) == wanted > 0


@pytest.mark.parametrize(
    ("points", "text"), [(4 / 3, "1.33"), (3.0, "3"), (2.5, "2.5"), (0, "0"), (-0.001, "0"), (10, "10"), (1.999, "2")]
)
def test_points_are_rounded_for_show(points: float, text: str) -> None:
    assert shown(points) == text


# --- what is said ---


def test_the_table_says_what_was_set_by_hand_and_what_waits(book: classbook.Classbook) -> None:
    rows = {line.split()[0]: line for line in report.table(book).splitlines()}
    assert "2.5*" in rows["s0000"]
    assert "evaluate: set by hand (the checks say 3 of 3)" in rows["s0000"]
    assert " ? " in rows["s0000"]
    assert "-1.5" in rows["s0001"]
    assert rows["s0009"].endswith("nothing handed in")
    assert "Ada Smith, Jr." in rows["s0000"]
    assert "sandboxed" in rows["s0000"]
    assert "3333" not in report.table(book)
    text = "\n".join(report.summary(book))
    assert "9 graded of 12: median" in text
    assert "? why-decay: not graded by hand yet: 3." in text
    assert "Nothing handed in: s0010, s0011, s0009." in text
    assert "Isolation: 9 sandboxed." in text


def test_states() -> None:
    student = classbook.Student(
        "x", verdict={"exercises": {"mse": {"status": "timeout"}, "one": {"status": "missing"}}}
    )
    mark = classbook.Mark("mse", False, 2, 0.0, None)
    assert report.state(student, mark) == "failed"
    assert report.state(student, replace(mark, name="one")) == "not attempted"
    assert report.state(student, replace(mark, by_hand=1.0)) == "set by hand"
    question = classbook.Mark("why", True, 3, None, None, flagged=True)
    assert report.state(student, question) == "not graded yet"
    assert report.state(student, replace(question, automatic=0.0, flagged=False)) == "not attempted"
    assert [report.state(student, replace(question, by_hand=p)) for p in (0.0, 1.0, 3.0)] == [
        "failed",
        "partial",
        "passed",
    ]
    broken = classbook.Student("y", verdict={"status": "invalid", "exercises": {}})
    assert report.state(broken, mark) == "unreadable"


def test_the_picture_has_a_sensible_height(
    book: classbook.Classbook, large: classbook.Classbook, tmp_path: Path
) -> None:
    small, big = report.figure(book), report.figure(large)
    words = {t.get_text() for part in small.subfigs for ax in part.axes for t in (*ax.texts, *ax.get_yticklabels())}
    assert {"s0000", "2.5*"} <= words
    assert any(w.startswith("evaluate: ") for w in words)
    assert 4 < small.get_figheight() < big.get_figheight() < 14
    for figure in (small, big):
        figure.savefig(tmp_path / "class.png", dpi=50)
        assert (tmp_path / "class.png").stat().st_size > 5_000


def test_head_closes_the_pipe_without_a_word(tmp_path: Path, small: Path) -> None:
    """Enough rows that the pipe breaks while they are written."""
    roll.write(tmp_path, LESSON, 600)
    command = f"{sys.executable} -m collab.cli class {LESSON} --class {tmp_path}"
    run = subprocess.run(
        ["bash", "-c", f"{command} | head -n 2; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        cwd=course.root(),
    )
    assert run.stderr == ""
    assert run.stdout.count("\n") == 2
    assert run.returncode == 141


class Outside(HTMLParser):
    """Everything that a browser would fetch or run, and which elements are left open."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "object"):
            self.found.append(tag)
        self.found += [
            f"{k}={v}" for k, v in attrs if k in ("src", "href", "xlink:href") and not str(v).startswith("#")
        ]
        self.found += [f"{k}=…" for k, _ in attrs if k.startswith("on")]
        if tag not in ("meta", "br", "path", "use", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()


@pytest.mark.parametrize("which", ["small", "large"])
def test_the_page_needs_nothing_but_itself(which: str, book: classbook.Classbook, large: classbook.Classbook) -> None:
    page = report_page.page(book if which == "small" else large)
    seen = Outside()
    seen.feed(page)
    assert seen.found == []
    assert seen.open == []
    assert not re.findall(r"@import|url\((?!#)", page)
    assert "prefers-color-scheme: dark" in page
    assert len(page) < 2_000_000
    # Every colour that matplotlib drew with is now a name of the page's.
    assert not [code for code in report_page.PAINT if code in page]
    names = set(re.findall(r"var\(--([\w-]+)\)", page))
    assert names <= set(re.findall(r"--([\w-]+):", page))


def test_the_page_says_everything(book: classbook.Classbook) -> None:
    page = report_page.page(book)
    for words in (
        "median 10.33",
        "answers to grade by hand",
        "Nothing handed in",
        "Points set by hand: 1",
        "item-rest",
    ):
        assert words in page
    assert '3 of 3</td><td class="n">2.5' in page
    assert "Is &lt;b&gt; the mean taken" in page  # a message's text is text
    assert "<b> the mean" not in page
    assert "1.3333" not in page


def test_names_are_folded_away_in_the_messages(book: classbook.Classbook) -> None:
    page = report_page.page(book)
    part = page[page.index('id="messages"') : page.index('id="limits"')]
    outside = re.sub(r"<details.*?</details>", "", part, flags=re.DOTALL)
    assert "Smith" in part
    assert "Smith" not in outside


def test_a_students_code_cannot_write_into_the_page(book: classbook.Classbook) -> None:
    nasty = "</pre><script>alert(1)</script>"
    student = book.graded[0]
    for exercise in student.answers:
        student.answers[exercise] = nasty
    student.first = nasty
    for exercise in student.verdict["exercises"].values():  # type: ignore[index]
        exercise["status"] = "failed"
        exercise["checks"][0] |= {"status": "failed", "message": f"`{nasty}`\n{nasty}"}
    assert "<script" not in report_page.page(book)


def test_the_tables_hold_all_of_it(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.csv"
    assert cli.main(["report", LESSON, "--class", str(small), "--csv", str(out)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / f"report{n}.csv") for n in ("", "-checks", "-messages")]
    rows = {row["student"]: row for row in csv.DictReader(out.open(encoding="utf-8", newline=""))}
    assert rows["s0000"]["last_name"] == "Smith, Jr."
    assert rows["s0000"]["evaluate"] == "2.5"
    assert rows["s0000"]["set_by_hand"] == "evaluate"
    assert rows["s0000"]["not_graded_yet"] == "why-decay"
    assert rows["s0001"]["late_penalty"] == "1.5"
    assert (rows["s0009"]["state"], rows["s0009"]["points"]) == ("missing", "")
    checks = list(csv.DictReader((tmp_path / "report-checks.csv").open(newline="")))
    assert len(checks) == 8
    messages = list(csv.DictReader((tmp_path / "report-messages.csv").open(newline="")))
    assert sum(int(m["students_with_this_answer"]) for m in messages) == sum(int(c["stopped"]) for c in checks)


def test_a_spreadsheet_runs_nothing() -> None:
    text = report_page.as_csv([["=HYPERLINK(1)", "-1+1", -1.5, "@x", "fine"]])
    assert text == "'=HYPERLINK(1),'-1+1,-1.5,'@x,fine\r\n"


def test_nothing_to_write_is_said(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", LESSON, "--class", str(small)]) == 2
    assert "give --html FILE, --csv FILE, or both" in capsys.readouterr().err


def test_a_gradebook_that_is_written_to_meanwhile_can_be_read(small: Path) -> None:
    with sqlite3.connect(small / "gradebook.db") as other:
        other.execute("begin immediate")
        assert len(classbook.read(course.lesson(LESSON), classbook.place(small)).graded) == 9
        other.rollback()


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@pytest.mark.skipif(not BROWSER, reason="there is no Chromium on this machine to open the page in")
def test_a_browser_shows_it(book: classbook.Classbook, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_page.page(book), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    run = subprocess.run([BROWSER, *options, path.as_uri()], capture_output=True, text=True, timeout=120)
    assert "The messages most read" in run.stdout
    assert run.stdout.count("<svg") == 2
