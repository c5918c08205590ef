"""One id a person, whichever system's list the roster is, and names in nbgrader's gradebook."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone
from pathlib import Path

import pytest

from collab import course
from collab.grading.classroom import plan, roster
from collab.grading.classroom.settings import Late, Settings
from collab.grading.classroom.who import Who

from .archives import NAME, notebook, of
from .conftest import LESSON
from .test_collect import Instructor, canvas, here  # noqa: F401 - a fixture

# Moodle: mod/assign/feedback/offline (Moodle 4.1 to 5.0) and public worksheets for its first line; a name may hold a comma and a
# comment a line's end.
MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Group,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
    '"Participant {}","Ada Lovelace",ada@uni.edu,"Submitted for grading",,,14.00,Yes,"Monday, 2 November 2026, 10:15 PM",-,"a\nb"\r\n'
    '"Participant {}","Ödön, Ben",ben@uni.edu,"Submitted for grading",,,14.00,Yes,-,-,\r\n'
    '"Participant {}","Cleo C",cleo@uni.edu,"No submission",,,14.00,Yes,-,-,\r\n'
)
# Canvas: "Export entire gradebook", from public exports of 2020 to 2026.
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lesson 4 (4314282)\n"
    "    Points Possible,,,,,14\n"
    '"Lovelace, Ada",31,s100,ada@uni.edu,Section 1,\n'
    '"Ödön, Ben",32,s101,ben,Section 1,\n'
    '"Student, Test",999,,abcdef0123,Section 1,\n'
)
# Gradescope: "Download Roster", from public copies of 2022 to 2026.
GRADESCOPE = (
    "First Name,Last Name,SID,Email,Role,Section\nAda,Lovelace,100,ada@uni.edu,Student,A\nT,A,9,ta@uni.edu,TA,A\n"
)
PLAIN = 'id,name,email\nada,Ada Lovelace,ada@uni.edu\nben,"Ödön, Ben",ben@uni.edu\n'


def read(tmp_path: Path, text: str, name: str = "roster.csv") -> roster.Roster:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return roster.read(tmp_path / name)


FORMATS = {
    "Moodle": (
        MOODLE.format(1, 2, 3),
        [("ada@uni.edu", "Ada Lovelace"), ("ben@uni.edu", "Ben Ödön"), ("cleo@uni.edu", "Cleo C")],
    ),
    "Canvas": (CANVAS, [("s100", "Ada Lovelace"), ("s101", "Ben Ödön")]),
    "Gradescope": (GRADESCOPE, [("100", "Ada Lovelace")]),
    "plain": (PLAIN, [("ada", "Ada Lovelace"), ("ben", "Ben Ödön")]),
    "with semicolons": (
        PLAIN.replace(", B", "§").replace(",", ";").replace("§", ", B"),
        [("ada", "Ada Lovelace"), ("ben", "Ben Ödön")],
    ),
    "without a name": ("id,email\nada,ada@uni.edu\n", [("ada", "")]),
}


@pytest.mark.parametrize("format", FORMATS)
def test_each_systems_list_is_read(tmp_path: Path, format: str) -> None:
    text, people = FORMATS[format]
    assert [(p.id, p.name) for p in read(tmp_path, text).people] == people


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "its first line must name the columns id, name, email"),
        ("", "its first line must name"),
        ("id,name\n", "names nobody"),
        ("id,name\nada,A\nADA,B\n", "has the id 'ADA' twice, for A and B"),
    ],
)
def test_what_is_no_roster_is_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(course.CourseError, match=says):
        read(tmp_path, text)


WHO = {  # what a layout says -> who of the roster is meant
    "Moodle's number": ("Moodle", Who("X_2", "X", number="2"), "ben@uni.edu"),
    "a name in another order": ("Moodle", Who("Ben Ödön_7", "Ben Ödön", number="7"), "ben@uni.edu"),
    "a name behind a group's": ("Moodle", Who("Group A-Ada Lovelace_9", "Group A-Ada Lovelace"), "ada@uni.edu"),
    "a name without accents": ("Moodle", Who("ben odon", "BEN ODON"), "ben@uni.edu"),
    "Canvas's number": ("Canvas", Who("x_31", "x", number="31"), "s100"),
    "Canvas's squeezed name": ("Canvas", Who("ödönben_77", "ödönben", number="77"), "s101"),
    "a user name": ("Canvas", Who("ben", login="ben"), "s101"),
    "Gradescope's SID": ("Gradescope", Who("100", "Somebody", number="100"), "100"),
    "an e-mail": ("plain", Who("7", email="ADA@uni.edu"), "ada"),
    "a folder named as an id": ("plain", Who("Ben"), "ben"),
    "nobody": ("plain", Who("Zoe", "Zoe"), None),
}


@pytest.mark.parametrize("what", WHO)
def test_who_is_meant(tmp_path: Path, what: str) -> None:
    format, who, wanted = WHO[what]
    found, why = read(tmp_path, FORMATS[format][0]).find(who)
    assert (found.id if found else None) == wanted
    assert bool(why) == (wanted is None)


def test_of_two_with_one_name_nobody_is_taken(tmp_path: Path) -> None:
    two = read(tmp_path, "id,name\na,Ada L\nb,Ada L\n")
    assert two.find(Who("Ada L", "Ada L")) == (None, "2 people of the roster have the name 'ada l'")
    assert two.find(Who("b"))[0] == two.people[1]


def test_ids_are_folders_and_list_entries_anywhere(tmp_path: Path) -> None:
    odd = read(tmp_path, 'id,name\n"a/b,c [d]*?.",X\n')
    assert odd.people[0].id == "a b c d"


# --- through `collab collect` and into the gradebook ---


def names(here: Instructor) -> dict[str, tuple[str, str, str]]:  # noqa: F811
    with sqlite3.connect(here.folder / "gradebook.db") as db:
        rows = db.execute("select id, first_name, last_name, email from student")
        return {student: tuple(more) for student, *more in rows}


def test_one_person_has_one_id_over_moodles_assignments(here: Instructor) -> None:  # noqa: F811
    """Moodle's numbers are others for each assignment; the worksheet of each says whose they are."""
    (here.folder / "roster.csv").write_text(PLAIN)
    for first in (1000, 2000):
        sheet = here.give("Grades.csv", MOODLE.format(first, first + 1, first + 2).encode())
        files = {f"Ada Lovelace_{first}_assignsubmission_file/{NAME}": notebook(f"ada {first}")}
        files |= {f"Ben Ödön_{first + 1}_assignsubmission_file/{NAME}": notebook("ben")}
        files |= {f"Who Else_{first + 7}_assignsubmission_file/{NAME}": notebook("else")} if first == 2000 else {}
        assert here.collect(here.give("c.zip", files), "--roster", sheet) == 0
    assert of(here.submitted) == {"ada": "ada 2000", "ben": "ben", "Who Else_2007": "else"}
    assert "missing (1): Cleo C" in here.said
    assert "not on the roster (1): Who Else_2007" in here.said
    assert "      not on the roster" in here.said
    assert here.stamp("ada").startswith("2026-11-0")  # the worksheet knows when
    assert names(here) == {
        "ada": ("Ada", "Lovelace", "ada@uni.edu"),
        "ben": ("Ben", "Ödön", "ben@uni.edu"),
        "cleo@uni.edu": ("Cleo", "C", "cleo@uni.edu"),
    }


def test_two_numbers_of_one_person_are_refused(here: Instructor) -> None:  # noqa: F811
    (here.folder / "roster.csv").write_text(PLAIN)
    files = {f"Ada Lovelace_{n}_assignsubmission_file/{NAME}": notebook(str(n)) for n in (1, 2)}
    assert here.collect(here.give("c.zip", files)) == 2
    assert "2 hand-ins would land on one student, ada" in here.trouble
    assert not here.submitted.exists()


def test_a_roster_tells_whose_google_classrooms_second_file_is(here: Instructor) -> None:  # noqa: F811
    (here.folder / "roster.csv").write_text(PLAIN)
    files = {f"L/Ada Lovelace - {NAME}": notebook("one"), f"L/Ada Lovelace - {NAME[:-6]} (1).ipynb": notebook("two")}
    assert here.collect(here.give("drive.zip", files)) == 0
    assert of(here.submitted) == {"ada": "two"}


def test_canvas_with_its_gradebook(here: Instructor) -> None:  # noqa: F811
    assert here.collect(here.give("c.zip", canvas()), "--roster", here.give("gb.csv", CANVAS.encode())) == 0
    assert of(here.submitted) == {"s100": "first", "s101": "ben"}
    assert set(names(here)) == {"s100", "s101"}


def test_names_stay_where_the_roster_has_none(here: Instructor) -> None:  # noqa: F811
    (here.folder / "roster.csv").write_text(PLAIN)
    archive = here.give("ada.zip", {NAME: notebook("ada")})
    assert here.collect(archive) == 0
    (here.folder / "roster.csv").write_text("id,email\nada,new@uni.edu\n")
    assert here.collect(archive) == 0
    assert names(here)["ada"] == ("Ada", "Lovelace", "new@uni.edu")
    assert LESSON in here.said


def test_a_worksheet_of_another_assignment_gives_nobody_its_times(here: Instructor) -> None:  # noqa: F811
    (here.folder / "roster.csv").write_text(MOODLE.format(1000, 1001, 1002), encoding="utf-8")
    files = {f"Ada Lovelace_2000_assignsubmission_file/{NAME}": notebook("ada")}
    assert here.collect(here.give("c.zip", files)) == 0
    assert of(here.submitted) == {"ada@uni.edu": "ada"}
    assert not (here.submitted / "ada@uni.edu" / LESSON / "timestamp.txt").exists()
    own = here.give("own.csv", MOODLE.format(2000, 2001, 2002).encode())
    assert here.collect(here.give("c.zip", files), "--roster", own) == 0
    assert here.stamp("ada@uni.edu").startswith("2026-11-0")


NEED = {
    "Moodle": (
        {f"Ada Lovelace_2000_assignsubmission_file/{NAME}": notebook("ada")},
        "no time is known of 1 of 1, who are therefore not late: give --roster, this assignment's own grading worksheet",
    ),
    "folders": ({f"ada/{NAME}": notebook("ada")}, "no time is known of 1 of 1, who are therefore not late: write one"),
    "Canvas": (canvas(), "Canvas's archive says who is late and not how late: it counts as one begun day"),
}


@pytest.mark.parametrize("system", NEED)
def test_where_lateness_costs_it_is_said_of_whom_no_time_is_known(
    here: Instructor,  # noqa: F811
    system: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, wanted = NEED[system]
    archive = here.give("c.zip", files)
    assert here.collect(archive, "--dry-run") == 0
    assert wanted not in here.said  # without a deadline nobody needs it
    due = ((LESSON, datetime(2026, 11, 2, tzinfo=timezone.utc)),)
    for policy, said in ((None, False), (Late(0, 10.0), True)):
        monkeypatch.setattr(plan, "settings", lambda policy=policy: Settings(late=policy, due=due))
        assert here.collect(archive, "--dry-run") == 0
        assert (wanted in here.said) is said
