"""Points as other systems take them. Each form is read back by a small importer that keeps the rules of the system's own."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from collab import cli, course
from collab.staff import classbook, feedback_archive, pairing
from collab.staff.classbook import Student

from . import roll
from .conftest import LESSON
from .instructor import ROOT

TITLE = "Biases, weight decay and the training loop"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("class")
    roll.write(home, LESSON, 12)
    return home


@pytest.fixture
def totals(home: Path) -> dict[str, float]:
    book = classbook.marks(course.lesson(LESSON), classbook.place(home).gradebook)
    return {s.id: round(s.total, 2) for s in book.graded}


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def export(home: Path, to: str, out: Path, *options: str) -> int:
    return cli.main(["export", LESSON, "--class", str(home), "--to", to, "--out", str(out), *options])


def people() -> list[tuple[str, str, str]]:
    return [(f"s{i:04}", roll.FIRST[i % 10], roll.LAST[i // 10]) for i in range(12)]


# --- Canvas ---


def canvas_import(table: list[list[str]], known: dict[str, tuple[str, str, str]]) -> tuple[str, dict[str, str], str]:
    """As lib/gradebook_importer.rb reads a file: (assignment's column, login or SIS id -> score, points possible).

    `known`: Canvas's own id -> (SIS id, login, name)."""
    header, *rest = table
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert header[2:4] == ["SIS User ID", "SIS Login ID"]
    assert "Section" in header[4]  # the last column before the assignments
    assert len(header) == 6
    scores, possible = {}, ""
    for row in rest:
        if "Points Possible" in row[0]:
            possible = row[5]
            continue
        found = (
            [k for k, (sis, login, name) in known.items() if row[1] == k]
            or [k for k, (sis, login, name) in known.items() if row[2] == sis or row[3] == login]
            or [k for k, (sis, login, name) in known.items() if row[0] == name]
        )
        assert len(found) == 1, row
        assert float(row[5]) >= 0
        scores[found[0]] = row[5]
    return header[5], scores, possible


def canvas_file(
    folder: Path, possible: str = "17", column: str = f"{TITLE} (4711)"
) -> tuple[Path, dict[str, tuple[str, str, str]]]:
    """A gradebook as Canvas exports it: with a test student, columns that are computed, and another assignment."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Quiz 1 (99)", column, "Final Score"]
    known = {str(1000 + i): (f"u{i}", login, f"{last}, {first}") for i, (login, first, last) in enumerate(people())}
    out = folder / "canvas.csv"
    with out.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerow(["    Points Possible", "", "", "", "", "10", possible, "(read only)"])
        for number, (sis, login, name) in known.items():
            writer.writerow([name, number, sis, login, "A, morning", "7", "", "55.2"])
        writer.writerow(["Student, Test", "5", "", "c3ff", "A, morning", "", "", ""])
    return out, known


def test_canvas_takes_it_with_its_own_ids(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    roster, known = canvas_file(tmp_path)
    out = tmp_path / "out.csv"
    assert export(home, "canvas", out, "--roster", str(roster)) == 0
    column, scores, possible = canvas_import(rows(out), known)
    assert column == f"{TITLE} (4711)"  # the assignment that is there, not a new one
    assert possible == "17"
    assert {known[k][1]: float(v) for k, v in scores.items()} == totals
    assert rows(out)[2][4] == "A, morning"


def test_canvas_without_a_roster_goes_by_sis_ids(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    out = tmp_path / "out.csv"
    assert export(home, "canvas", out, "--title", "Lesson 4") == 0
    known = {login: (login, "", "") for login, _, _ in people()}
    column, scores, _ = canvas_import(rows(out), known)
    assert column == "Lesson 4"
    assert {k: float(v) for k, v in scores.items()} == totals
    assert rows(out)[2][0] == "Smith, Jr., Ada"  # one field, commas and all


def test_points_that_do_not_fit_the_assignment_are_said_or_scaled(
    home: Path, tmp_path: Path, totals: dict[str, float], capsys: pytest.CaptureFixture[str]
) -> None:
    roster, known = canvas_file(tmp_path, possible="100")
    out = tmp_path / "out.csv"
    assert export(home, "canvas", out, "--roster", str(roster)) == 2
    assert "The lesson has 17 points, the assignment in the roster's file 100" in capsys.readouterr().err
    assert not out.exists()
    assert export(home, "canvas", out, "--roster", str(roster), "--scale") == 0
    _, scores, possible = canvas_import(rows(out), known)
    assert possible == "100"
    assert {known[k][1]: float(v) for k, v in scores.items()} == pytest.approx(
        {k: v * 100 / 17 for k, v in totals.items()}, abs=0.04
    )


def test_who_is_not_in_the_roster_is_named(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, _ = canvas_file(tmp_path)
    text = (
        roster.read_text(encoding="utf-8-sig")
        .replace("1003,u3,s0003", "1003,u3,other")
        .replace("Smith, Jr., Chloé", "X")
    )
    roster.write_text(text, encoding="utf-8")
    assert export(home, "canvas", tmp_path / "out.csv", "--roster", str(roster)) == 1
    assert "s0003 is left out: not in the file." in capsys.readouterr().err
    assert len(rows(tmp_path / "out.csv")) == 2 + 8


def test_nobody_is_guessed() -> None:
    sheet = pairing.Sheet(
        ["ID", "Name", "Email"], [["7", "Kim Lee", ""], ["8", "Kim Lee", ""], ["9", "Zoe Ng", "z@x.org"]]
    )
    two = [Student("a", "Kim", "Lee"), Student("b", "Zoë", "Ng")]
    found = pairing.pair(two, sheet)
    assert found.row_of == {"b": sheet.rows[2]}
    assert found.unknown == {"a": "2 rows fit by name"}
    same = pairing.pair([Student("c", "Zoe", "Ng"), Student("d", "Zoé", "Ng")], sheet)
    assert same.row_of == {}
    assert set(same.unknown.values()) == {"another student has the same name"}
    by_mail = pairing.pair([Student("z@x.org")], sheet)
    assert by_mail.row_of == {"z@x.org": sheet.rows[2]}
    by_id = pairing.pair([Student("9", "Kim", "Lee")], sheet)  # the id decides, whatever the name
    assert by_id.row_of == {"9": sheet.rows[2]}


def test_a_wrong_file_is_a_sentence(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    says = {
        "canvas": "is not Canvas's gradebook",
        "moodle": "is not Moodle's grading worksheet",
        "gradescope": "is not Gradescope's",
    }
    for to, words in says.items():
        assert export(home, to, tmp_path / "out.csv", "--roster", str(wrong)) == 2
        assert words in capsys.readouterr().err
    assert export(home, "csv", tmp_path / "out.csv", "--roster", str(tmp_path / "none.csv")) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


# --- Moodle ---

WORKSHEET = [
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
]  # fmt: skip


def moodle_file(folder: Path, maximum: str = "17.00") -> Path:
    out = folder / "worksheet.csv"
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(WORKSHEET)
        for i, (login, first, last) in enumerate(people()):
            name = f"{first} {last}"
            row = [
                f"Participant {657000 + i}",
                name,
                f"{login}@example.org",
                "Submitted for grading",
                "",
                maximum,
                "Yes",
            ]
            writer.writerow([*row, "Friday, 27 February 2026, 10:00 AM", "-", "well, done"])
    return out


def moodle_import(table: list[list[str]]) -> dict[int, float]:
    """As importgradeslib.php reads a worksheet: three columns by name, the number behind `Participant `."""
    header, *rest = table
    grade, number, modified = (header.index(c) for c in ("Grade", "Identifier", "Last modified (grade)"))
    assert modified >= 0
    worth = header.index("Maximum Grade")
    found = {}
    for row in rest:
        assert row[number].startswith("Participant ")
        assert 0 <= float(row[grade]) <= float(row[worth])  # else Moodle skips it
        found[int(row[number][len("Participant ") :])] = float(row[grade])
    return found


def test_moodles_worksheet_comes_back_filled(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    out = tmp_path / "out.csv"
    assert export(home, "moodle", out, "--roster", str(moodle_file(tmp_path))) == 0
    assert {f"s{k - 657000:04}": v for k, v in moodle_import(rows(out)).items()} == totals
    first = rows(out)[1]
    assert first[-1] == "well, done"  # what is not ours stays
    assert rows(out)[0] == WORKSHEET


def test_moodle_without_a_worksheet_is_the_form_of_its_grade_import(
    home: Path, tmp_path: Path, totals: dict[str, float]
) -> None:
    out = tmp_path / "out.csv"
    assert export(home, "moodle", out) == 0
    header, *rest = rows(out)
    assert header == ["ID number", "First name", "Last name", "Email address", TITLE]
    assert {row[0]: float(row[-1]) for row in rest} == totals


def test_a_student_collected_under_moodles_number_is_found(tmp_path: Path) -> None:
    sheet = pairing.read(moodle_file(tmp_path))
    found = pairing.pair([Student("Chloé Smith, Jr._657003"), Student("Mei Smith Jr_1")], sheet)
    assert found.row_of["Chloé Smith, Jr._657003"][0] == "Participant 657003"
    assert "Mei Smith Jr_1" in found.row_of or "Mei Smith Jr_1" in found.unknown


def moodle_zip(data: bytes, participants: set[int]) -> dict[int, tuple[str, bytes]]:
    """As importziplib.php reads an archive: participant -> (file's path, content)."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            parts = info.filename.split("/")
            while parts:
                cut = parts.pop(0).split("_", 4)
                if len(cut) < 4 or not cut[1].isdigit() or int(cut[1]) not in participants:
                    continue
                assert cut[2:4] == ["assignsubmission", "file"]
                found[int(cut[1])] = ("/".join([*cut[4:], *parts]), archive.read(info))
                break
    return found


def test_the_feedback_archive_is_what_moodle_takes(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = classbook.place(home)
    for i in range(8):  # s0008's was not made
        page = where.feedback / f"s{i:04}" / LESSON / f"{LESSON}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html>for s{i:04}</html>")
    out, roster = tmp_path / "feedback.zip", moodle_file(tmp_path)
    options = ["--class", str(home), "--to", "moodle", "--roster", str(roster), "--feedback", str(out)]
    assert cli.main(["export", LESSON, *options]) == 1
    said = capsys.readouterr()
    assert "8 feedback pages" in said.out
    assert "s0008 is left out: there is no" in said.err
    found = moodle_zip(out.read_bytes(), {657000 + i for i in range(12)})
    assert {k: v[1].decode() for k, v in found.items()} == {657000 + i: f"<html>for s{i:04}</html>" for i in range(8)}
    assert {v[0].lstrip("/") for v in found.values()} == {"feedback.html"}


def test_names_that_would_break_the_archives_folders() -> None:
    assert feedback_archive.plain("Ann_Lee / O\\Neil") == "Ann Lee O Neil"
    assert feedback_archive.plain("__") == "student"


# --- Gradescope, CSV ---


def test_gradescopes_columns(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    roster = tmp_path / "roster.csv"
    lines = [
        f'{first},"{last}",{90000 + i},{login}@example.org,Student' for i, (login, first, last) in enumerate(people())
    ]
    roster.write_text("\n".join(["First Name,Last Name,SID,Email,Role", *lines]), encoding="utf-8")
    out = tmp_path / "out.csv"
    assert export(home, "gradescope", out, "--roster", str(roster)) == 0
    found = {row["Email"].partition("@")[0]: row for row in csv.DictReader(out.open(encoding="utf-8", newline=""))}
    assert {k: float(row["Total Score"]) for k, row in found.items()} == totals
    assert found["s0001"]["SID"] == "90001"
    assert found["s0001"]["Lateness (H:M:S)"] == "24:00:00"
    assert found["s0000"]["Status"] == "Ungraded"
    columns = [c for c in found["s0000"] if re.match(r"\d+: ", c)]
    assert columns[0] == "1: DotProductBias (5 pts)"
    assert len(columns) == len(course.lesson(LESSON).exercises) + 1  # and the written question


def test_the_plain_csv_is_nbgraders_own_with_names_quoted(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    theirs, ours = tmp_path / "nbgrader.csv", tmp_path / "ours.csv"
    with Gradebook(classbook.place(home).gradebook, "collaborative-filtering") as gradebook:
        CsvExportPlugin(to=str(theirs), assignment=[LESSON]).export(gradebook)
    assert export(home, "csv", ours) == 0
    found = list(csv.DictReader(ours.open(encoding="utf-8", newline="")))
    assert list(found[0])[:11] == theirs.read_text().splitlines()[0].split(",")
    assert {row["student_id"]: round(float(row["score"]), 2) for row in found} == totals
    ada = next(row for row in found if row["student_id"] == "s0000")
    assert (ada["last_name"], ada["set_by_hand"], ada["not_graded_yet"]) == ("Smith, Jr.", "evaluate", "why-decay")
    late = next(row for row in found if row["student_id"] == "s0001")
    assert float(late["raw_score"]) - 1.5 == float(late["score"])


def test_who_handed_nothing_in_has_no_row_or_a_zero(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    export(home, "csv", out)
    assert len(rows(out)) == 1 + 9
    said = capsys.readouterr().err
    assert "Nothing handed in: s0010, s0011, s0009." in said
    assert "Not graded by hand yet, so without these points: s0000, s0008, s0004." in said
    export(home, "csv", out, "--missing-as-zero")
    assert {row[3]: row[9] for row in rows(out)[1:]}["s0010"] == "0"


def test_nbgraders_own_command_takes_the_plugins(home: Path, tmp_path: Path, totals: dict[str, float]) -> None:
    out = tmp_path / "out.csv"
    command = [sys.executable, "-m", "nbgrader", "export", "--exporter=collab.staff.export.Canvas", f"--to={out}"]
    options = [f"--assignment=['{LESSON}']", f"--db={classbook.place(home).gradebook}"]
    run = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    assert {row[2]: float(row[5]) for row in rows(out)[2:]} == totals


def test_feedback_needs_moodles_worksheet(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--class", str(home), "--to", "canvas", "--feedback", str(tmp_path / "x.zip")]
    assert cli.main(["export", LESSON, *options]) == 2
    assert "it needs --to moodle and --roster" in capsys.readouterr().err
    assert cli.main(["export", LESSON, "--class", str(home), "--to", "canvas"]) == 2
    assert "give --out FILE" in capsys.readouterr().err
