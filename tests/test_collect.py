"""`collab collect`: the plan before anything is moved, refusals by name, attempts kept, and which one counts."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from collab.cli import main
from collab.grading.classroom import autograding
from collab.grading.classroom.attempts import Attempts
from collab.grading.grade import grade_file

from .archives import NAME, mark, notebook, of, tarred, zipped
from .conftest import LESSON
from .instructor import ROOT


class Instructor:
    """A course of one's own, and `collab collect` in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.submitted, self.said, self.trouble = folder / "submitted", "", ""

    def give(self, name: str, content: bytes | dict[str, bytes]) -> str:
        path = self.folder / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else zipped(content))
        return str(path)

    def collect(self, *arguments: str) -> int:
        code = main(["collect", LESSON, *arguments])
        self.said, self.trouble = self.capsys.readouterr()
        return code

    def setting(self, text: str) -> None:
        path = self.folder / "grader" / "course.toml"
        path.write_text(f"{text}\n{path.read_text()}")

    def stamp(self, student: str) -> str:
        return (self.submitted / student / LESSON / "timestamp.txt").read_text()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Instructor:
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    return Instructor(tmp_path, capsys)


def moodle(*names: str) -> dict[str, bytes]:
    return {f"{name}_assignsubmission_file/{NAME}": notebook(name) for name in names}


THREE = ("Ada Lovelace_657717", "Ben Ödön_657718", "Ada Lovelace_657719")


def test_three_students_of_todays_moodle_are_three(here: Instructor) -> None:
    archive = here.give("Course-Lesson 4-77.zip", moodle(*THREE))
    assert here.collect(archive) == 0
    assert of(here.submitted) == {name: name for name in THREE}
    assert re.search(
        rf"Ada Lovelace_657717_assignsubmission_file/{NAME} +→ Ada Lovelace_657717 .*→ {LESSON}", here.said
    )
    assert "3 students (Moodle), 0 doubtful" in here.said


def test_the_preview_moves_nothing(here: Instructor) -> None:
    assert here.collect(here.give("c.zip", moodle(*THREE)), "--dry-run") == 0
    assert here.said.count(" → ") == 6
    assert not here.submitted.exists()
    assert not (here.folder / "attempts").exists()


REFUSED = {  # what is given -> what the refusal must say
    "nothing": ({"report.pdf": b"%PDF"}, "There is no notebook in what was given.* class: there is no notebook in it"),
    "downloads without a name": (
        {NAME: notebook("a"), NAME.replace(".", " (1)."): notebook("b")},
        rf"Nobody can tell whose these are: class/{NAME}, class/.* \(1\)\.ipynb\.",
    ),
    "two people of one name in Google Classroom": (
        {
            f"Ada L - {NAME}": notebook("a"),
            f"Ada L - {NAME[:-6]} (1).ipynb": notebook("b"),
            f"Ben - {NAME}": notebook("c"),
        },
        r"2 hand-ins would land on one student, Ada L, .*class/Ada L - .*\(1\)",
    ),
    "two answers in one plain folder": (
        {"ada/mine.ipynb": notebook("a"), "ada/hers.ipynb": notebook("b"), f"ben/{NAME}": notebook("c")},
        r"2 notebooks with answers would land on one student, ada: class/ada/mine.ipynb, class/ada/hers.ipynb",
    ),
    "ids that are one folder on many disks": (
        {f"ada/{NAME}": notebook("a"), f"Ada/{NAME}": notebook("b")},
        r"Ada and ada would share one folder",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_collapse_is_refused_by_name_and_nothing_moves(here: Instructor, case: str) -> None:
    files, says = REFUSED[case]
    assert here.collect(here.give("class.zip", files)) == 2
    assert re.search(says, here.said + here.trouble, re.DOTALL), here.trouble
    assert "Nothing was moved." in here.trouble
    assert (": refused" in here.said) == (case not in ("nothing", "ids that are one folder on many disks"))
    assert not here.submitted.exists()


def test_nothing_found_is_no_success(here: Instructor) -> None:
    (here.folder / "empty").mkdir()
    assert here.collect(str(here.folder / "empty")) == 2
    assert "There is no notebook in what was given" in here.trouble
    assert here.collect("no such file.zip") == 2
    assert "is not there" in here.trouble


def test_two_archives_with_one_students_name_are_refused(here: Instructor) -> None:
    given = [here.give("a/ada.zip", {NAME: notebook("a")}), here.give("b/ada.tar.gz", {NAME: notebook("b")})]
    assert here.collect(*given) == 2
    assert "ada" in here.trouble


@pytest.mark.parametrize("names", [("a/submissions.zip", "b/submissions.zip"), ("a/one.zip", "a/two.zip")])
def test_two_archives_of_one_system_are_not_mixed(here: Instructor, names: tuple[str, str]) -> None:
    """Which of two archives is the newer, only the instructor knows: one after the other, and the later is an attempt."""
    one, two = (here.give(name, canvas(file=9001 + i, mark=str(i))) for i, name in enumerate(names))
    assert here.collect(one, two) == 2
    assert "2 hand-ins would land on one student, lovelaceada_31" in here.trouble
    assert "ben_32" not in here.trouble  # the same in both
    assert not here.submitted.exists()
    assert here.collect(one) == here.collect(two) == 0
    assert of(here.submitted)["lovelaceada_31"] == "1"


def test_one_persons_several_notebooks_are_theirs_where_it_is_said(here: Instructor) -> None:
    archive = here.give(
        "c.zip", {"ada/a.ipynb": notebook("a"), "ada/b.ipynb": notebook("b"), f"ben/{NAME}": notebook("c")}
    )
    assert here.collect(archive, "--several") == 0
    assert sorted(mark(p) for p in (here.submitted / "ada" / LESSON).glob("*.ipynb")) == ["a", "b"]
    assert "? class" in here.said.replace("c/ada", "class")
    assert "the one with most answers counts" in here.said


def test_a_blank_beside_the_answers_is_no_second_hand_in(here: Instructor) -> None:
    blank = notebook("", answers=False)
    archive = here.give("c.zip", {f"ada/{NAME}": blank, "ada/mine.ipynb": notebook("a"), f"ben/{NAME}": notebook("b")})
    assert here.collect(archive) == 0
    assert len(list((here.submitted / "ada" / LESSON).glob("*.ipynb"))) == 2


def test_another_lessons_notebook_is_left_out_and_alone_it_is_doubtful(here: Instructor) -> None:
    other = notebook("x", "01_embedding_lookup")
    files = {"Ada_1_assignsubmission_file/01.ipynb": other, "Ben_2_assignsubmission_file/01.ipynb": other}
    assert here.collect(here.give("c.zip", files | {f"Ada_1_assignsubmission_file/{NAME}": notebook("a")})) == 0
    assert of(here.submitted) == {"Ada_1": "a", "Ben_2": "x"}
    assert "- c/Ada_1_assignsubmission_file/01.ipynb: a notebook of lesson 01_embedding_lookup, left out" in here.said
    assert "      it is the notebook of lesson 01_embedding_lookup" in here.said


@pytest.mark.parametrize(
    "form", ["{}_assignsubmission_file/{}", "{}_assignsubmission_file_{}"], ids=["folders", "flat"]
)
def test_who_handed_in_no_notebook_has_a_row_that_says_so(here: Instructor, form: str) -> None:
    files = {
        form.format("Ada_1", NAME): notebook("a"),
        form.format("Ada_1", "notes.pdf"): b"%PDF",
        form.format("Eve_2", "report.pdf"): b"%PDF",
        "Finn_3_assignsubmission_onlinetext/onlinetext.html": b"<p>done</p>",
    }
    assert here.collect(here.give("c.zip", files)) == 0
    assert sorted(p.name for p in here.submitted.iterdir()) == ["Ada_1", "Eve_2", "Finn_3"]
    assert "no notebook, only" in here.said
    assert here.said.count("? ") == 2
    (file,) = (here.submitted / "Eve_2" / LESSON).iterdir()
    assert "is not a notebook" in grade_file(file).invalid
    assert here.collect(here.give("d.zip", {form.format("Eve_2", NAME): notebook("eve")})) == 0
    (file,) = (here.submitted / "Eve_2" / LESSON).iterdir()
    assert mark(file) == "eve"


def test_a_classs_archive_that_breaks_off_is_refused(here: Instructor) -> None:
    noise = {f"x{i}_assignsubmission_file/n.bin": os.urandom(20_000) for i in range(8)}
    whole = tarred(moodle(*THREE) | noise | moodle("Zoe_9"), "w")
    assert here.collect(here.give("class.tar", whole[: len(whole) - 60_000])) == 2
    assert "class breaks off" in here.trouble
    assert not here.submitted.exists()


# --- attempts ---


def canvas(late: bool = False, file: int = 9001, name: str = NAME, mark: str = "first") -> dict[str, bytes]:
    return {f"lovelaceada{'_LATE' * late}_31_{file}_{name}": notebook(mark), f"ben_32_8000_{NAME}": notebook("ben")}


def test_a_later_archive_is_an_attempt_and_the_earlier_one_is_kept(here: Instructor) -> None:
    first = here.give("one.zip", canvas())
    assert here.collect(first) == 0
    assert here.collect(here.give("two.zip", canvas(True, 9007, f"{NAME[:-6]}-1.ipynb", "second"))) == 0
    assert of(here.submitted) == {"ben_32": "ben", "lovelaceada_31": "second"}
    assert "lovelaceada_31: attempt 2; attempt 2 counts" in here.said
    assert "ben_32: already kept as attempt 1" in here.said
    kept = Attempts(here.submitted, "lovelaceada_31", LESSON).kept()
    assert [(k.number, k.late, k.serial) for k in kept] == [(1, False, 9001), (2, True, 9007)]
    assert [mark(next(k.folder.glob("*.ipynb"))) for k in kept] == ["first", "second"]
    assert here.collect(first) == 0  # the older archive again: nothing goes back
    assert of(here.submitted)["lovelaceada_31"] == "second"
    assert "already kept as attempt 1, which is not the last one, 2" in here.said


def test_suffixes_say_the_order_in_one_hand_in(here: Instructor) -> None:
    names = {NAME: "one", f"{NAME[:-6]}-2.ipynb": "three", f"{NAME[:-6]}-1.ipynb": "two"}
    files = {f"lovelaceada_31_{9001 + i}_{name}": notebook(m) for i, (name, m) in enumerate(names.items())}
    assert here.collect(here.give("c.zip", files)) == 0
    assert of(here.submitted) == {"lovelaceada_31": "three"}
    assert here.said.count("attempt 2 of 3") == 1


def blackboard(*times: str) -> dict[str, bytes]:
    return {f"hw_ada_attempt_2026-03-{time}_{NAME}": notebook(time) for time in times} | {
        f"hw_ben_attempt_2026-03-09-10-00-00_{NAME}": notebook("ben")
    }


BOTH = ("01-10-00-00", "04-12-00-00")


@pytest.mark.parametrize(
    ("counting", "counts", "stamp"),
    [
        ("last", BOTH[1], "2026-03-04 11:00:00 UTC"),
        ("last before the deadline", BOTH[0], "2026-03-01 09:00:00 UTC"),
    ],
)
def test_times_are_kept_and_a_setting_says_which_attempt_counts(
    here: Instructor, counting: str, counts: str, stamp: str
) -> None:
    here.setting(f'[class]\nattempts = "{counting}"\ntimezone = "Europe/Berlin"')
    path = here.folder / "grader" / "course.toml"
    path.write_text(
        path.read_text().replace(f"[lessons.{LESSON}]\n", f"[lessons.{LESSON}]\ndue = 2026-03-03T23:59:00\n")
    )
    assert here.collect(here.give("gradebook_CS_hw_2026.zip", blackboard(*reversed(BOTH)))) == 0
    assert of(here.submitted)["ada"] == counts
    assert here.stamp("ada") == stamp
    assert len(Attempts(here.submitted, "ada", LESSON).kept()) == 2


def test_what_is_only_known_to_be_late_is_late_by_the_least(here: Instructor) -> None:
    path = here.folder / "grader" / "course.toml"
    path.write_text(
        path.read_text().replace(f"[lessons.{LESSON}]\n", f"[lessons.{LESSON}]\ndue = 2026-03-03T23:59:00Z\n")
    )
    assert here.collect(here.give("c.zip", canvas(late=True))) == 0
    assert here.stamp("lovelaceada_31") == "2026-03-03 23:59:01 UTC"
    assert not (here.submitted / "ben_32" / LESSON / "timestamp.txt").exists()


def test_what_lay_in_submitted_before_is_kept(here: Instructor) -> None:
    place = here.submitted / "ada" / LESSON
    place.mkdir(parents=True)
    (place / NAME).write_bytes(notebook("by hand"))
    (place / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    (place / "submission_secret.txt").write_text("the exchange's")
    assert here.collect(here.give("ada.zip", {NAME: notebook("collected")})) == 0
    assert of(here.submitted) == {"ada": "collected"}
    assert sorted(p.name for p in place.iterdir()) == [NAME, "submission_secret.txt"]
    first, _ = Attempts(here.submitted, "ada", LESSON).kept()
    assert mark(first.folder / NAME) == "by hand"
    assert first.when is not None
    assert first.when.isoformat() == "2026-01-02T03:04:05+00:00"


def test_the_best_attempt_counts_once_they_are_graded(here: Instructor) -> None:
    here.setting('[class]\nattempts = "best"')
    assert here.collect(here.give("g.zip", blackboard(*BOTH))) == 0
    graded: list[str] = []

    def score(folder: Path) -> float:
        graded.append(mark(next(folder.glob("*.ipynb"))))
        return 14.0 if graded[-1] == BOTH[0] else 3.0

    mine = Attempts(here.submitted, "ada", LESSON)
    assert mine.settle(score).number == mine.settle(score).number == 1
    assert sorted(graded) == sorted(BOTH)  # each once, though asked twice
    assert of(here.submitted)["ada"] == BOTH[0]
    assert here.stamp("ada").startswith("2026-03-01")


def test_a_run_puts_the_attempt_that_counts_into_its_place(here: Instructor, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `nbgrader autograde` does before it grades: the setting may be another than when the attempts were collected."""
    assert here.collect(here.give("g.zip", blackboard(*BOTH))) == 0
    here.setting('[class]\nattempts = "best"')

    def points(path: Path, label: str) -> SimpleNamespace:
        return SimpleNamespace(score=9.0 if mark(next(path.glob("*.ipynb"))) == BOTH[0] else 2.0)

    monkeypatch.setattr(autograding, "grade_file", points)
    said: list[str] = []
    log = SimpleNamespace(warning=lambda text, *more: said.append(text % more))
    coursedir = SimpleNamespace(root=str(here.folder), submitted_directory="submitted", student_id="*")
    for _ in range(2):
        autograding.settle_attempts(SimpleNamespace(coursedir=coursedir, log=log), LESSON)
    assert said == ["ada: attempt 1 counts now (best), with 9 points"]
    assert of(here.submitted)["ada"] == BOTH[0]


def test_what_was_mended_by_hand_is_the_last_attempt(here: Instructor) -> None:
    assert here.collect(here.give("g.zip", blackboard(*BOTH))) == 0
    (here.submitted / "ada" / LESSON / NAME).write_bytes(notebook("mended"))
    coursedir = SimpleNamespace(root=str(here.folder), submitted_directory="submitted", student_id="*")
    autograding.settle_attempts(SimpleNamespace(coursedir=coursedir, log=None), LESSON)
    assert of(here.submitted)["ada"] == "mended"
    assert len(Attempts(here.submitted, "ada", LESSON).kept()) == 3


# --- settings ---


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[class]\nattempts = "first"', r"attempts is 'first'; it can be 'last', 'best'"),
        ('[class]\ntimezone = "Berlin"', "timezone 'Berlin' is not known"),
        ("[class]\nattempt = 1", "has no setting 'attempt'"),
        ("[class.late]\ncap = -1", "cap is -1; it must be a number, 0 or more"),
        ("[class.late]\nfree_days = true", "free_days is True"),
        ("class = 3", "class must be a table"),
    ],
)
def test_a_setting_that_cannot_be_is_a_sentence(here: Instructor, text: str, says: str) -> None:
    here.setting(text)
    assert here.collect(here.give("c.zip", canvas())) == 2
    assert says in here.trouble
    assert not here.submitted.exists()
