"""docs/: every command of the instructor's guide does what it says, in the guide's order. (The site is tests/test_site.py's.)"""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from collab import cli, course
from collab.course import tomllib

from .instructor import ROOT

DOCS = ROOT / "docs"
GUIDE = DOCS / "instructor.md"
SHOWN, QUICK = "04_dot_product_bias", "01_embedding_lookup"  # the guide's lesson, and one that is graded in a second
# Exit 1 here says something of the class, as the guide says: somebody has not all points, something is stale or differs.
SAYS = ("collab grade ", "collab diff ", "collab regrade 04_dot_product_bias\n")
BIN = Path(sys.executable).parent


def blocks(path: Path, language: str) -> list[str]:
    """The fenced blocks of that language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[str]:
    return [line for block in blocks(path, "sh") for line in block.splitlines() if line.strip()]


def test_every_command_of_ours_is_in_the_guide_or_elsewhere() -> None:
    """A command that an instructor is not told of might as well not be there."""
    text = GUIDE.read_text() + (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    assert [name for name in cli.COMMANDS if f"collab {name}" not in text] == []


def test_files_that_the_pages_name_are_there() -> None:
    for page in DOCS.glob("*.md"):
        for name in re.findall(r"`((?:[\w-]+/)*[A-Z]+\.md|grader/course\.toml)`", page.read_text()):
            assert (ROOT / name).is_file(), (page.name, name)


def test_the_settings_that_are_shown_are_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from collab.grading.classroom.settings import settings

    (shown,) = blocks(GUIDE, "toml")
    assert set(tomllib.loads(shown)["class"]) == {"attempts", "timezone", "late"}
    shutil.copytree(ROOT / "grader", tmp_path / "grader")
    declared = tmp_path / "grader" / "course.toml"
    due = re.findall(r"`(due = [\d:T-]+)`", GUIDE.read_text())
    text = declared.read_text().replace(f"[lessons.{SHOWN}]\n", f"[lessons.{SHOWN}]\n{due[0]}\n")
    declared.write_text(f"{shown}\n{text}")
    (days,) = blocks(GUIDE, "text")
    (tmp_path / "extra_days.csv").write_text(days)
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    found = settings()
    assert (found.attempts, found.late and found.late.cap) == ("last", 50)
    due_then = found.deadline(SHOWN)
    assert due_then is not None
    assert found.deadline(SHOWN, "ada") == due_then + timedelta(days=3)


# --- a whole term, as the guide walks it ---


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's folder before the term, with what the guide takes for given: downloads and the systems' own files."""
    folder = tmp_path_factory.mktemp("term")
    for name in ("grader", "solutions", "lessons", "src", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "ml-100k", "*.zip"))
    for name in (
        "nbgrader_config.py",
        "setup.mk",
        "pyproject.toml",
        "constraints.txt",
        "environment.yml",
        "LICENSE",
        "setup.py",
        "start.py",
    ):
        shutil.copy(ROOT / name, folder / name)
    people = [("ada", "Ada", "Lovelace"), ("bo", "Bo", "O'Neil, Jr."), ("cy", "Cy", "Young")]
    lesson = course.lesson(QUICK)
    worth = lesson.points + sum(lesson.questions.values())
    with zipfile.ZipFile(folder / "moodle.zip", "w") as archive:
        for i, (_, first, last) in enumerate(people[:2]):  # the third hands nothing in
            text = lesson.notebook.read_text() if i else _answered(lesson)
            archive.writestr(f"{first} {last}_{7000 + i}_assignsubmission_file/{QUICK}.ipynb", text)
    head = [
        "Identifier",
        "Full name",
        "Email address",
        "Status",
        "Grade",
        "Maximum Grade",
        "Last modified (submission)",
    ]
    head += ["Last modified (grade)", "Feedback comments"]
    rows = [
        [f"Participant {7000 + i}", f"{first} {last}", f"{login}@example.org", "", "", f"{worth:g}", "-", "-", ""]
        for i, (login, first, last) in enumerate(people)
    ]
    _csv(folder / "worksheet.csv", [head, *rows])
    canvas = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{lesson.title} (99)"]]
    canvas += [["    Points Possible", "", "", "", "", f"{worth:g}"]]
    canvas += [
        [f"{last}, {first}", str(40 + i), login, login, "A", ""] for i, (login, first, last) in enumerate(people)
    ]
    _csv(folder / "canvas.csv", canvas)
    _csv(folder / "roster.csv", [["id", "name", "email"], *([i, f"{f} {n}", f"{i}@example.org"] for i, f, n in people)])
    return folder


def _csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _answered(lesson: course.Lesson) -> str:
    from collab.staff import build

    made = json.loads(json.dumps(build.source_notebook(lesson)))
    for cell in made["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") in lesson.questions:
            cell["source"] = "It gets the row of a stranger."
    return json.dumps(made)


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What a command returns and says. Ours runs in this process, which is much faster; the others as anybody starts them."""
    program = Path(arguments[0]).name
    if program == "collab":
        code = cli.main(arguments[1:])
        said = capsys.readouterr()
        return code, said.out + said.err
    if arguments[1:] == ["lab"]:  # it runs until it is ended; tests/test_pages.py opens the formgrader on it
        arguments = [*arguments, "--version"]
    done = subprocess.run([str(BIN / program), *arguments[1:]], capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def test_every_command_of_the_guide_in_its_order(
    term: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(term)
    monkeypatch.setenv("COLLAB_COURSE", str(term))
    said: dict[str, str] = {}
    for line in commands(GUIDE):
        arguments = shlex.split(line.replace(SHOWN, QUICK))
        assert arguments[0].startswith(".venv/bin/"), line
        code, said[line] = run(arguments, capsys)
        allowed = {0, 1} if f"{line}\n".startswith(tuple(f".venv/bin/{s}" for s in SAYS)) else {0}
        assert code in allowed, (line, said[line][-1500:])
    build = term / "build"
    assert (term / "submitted" / "ada" / QUICK / f"{QUICK}.ipynb").is_file()  # the roster's id, not Moodle's number
    assert "Nothing was moved" in said[f".venv/bin/collab collect {SHOWN} moodle.zip --dry-run"]
    assert "tier: " in said[".venv/bin/collab isolation"]
    table = said[f".venv/bin/collab class {SHOWN} --figure build/class.png"]
    assert re.search(r"ada  Ada Lovelace .*15 of 18", table)
    assert "Nothing handed in: cy." in table
    assert "? why-unknown: not graded by hand yet: 1." in table
    assert "verdicts stand" in said[f".venv/bin/collab regrade {SHOWN}"]
    moodle = list(csv.DictReader((build / "moodle.csv").open(newline="")))
    assert {row["Identifier"]: row["Grade"] for row in moodle} == {"Participant 7000": "15", "Participant 7001": "0"}
    canvas = list(csv.reader((build / "canvas.csv").open(newline="")))
    assert sorted(row[2:] for row in canvas[2:]) == [["ada", "ada", "A", "15"], ["bo", "bo", "A", "0"]]
    assert "0 with other points; 2 the same." in said[".venv/bin/collab diff build/before.json build/after.json"]
    with zipfile.ZipFile(build / "feedback.zip") as pack:
        assert sorted(pack.namelist())[0] == "Ada Lovelace_7000_assignsubmission_file_/feedback.html"
    for name in (
        "class.png",
        "student.zip",
        "report.html",
        "report.csv",
        "report-checks.csv",
        "autograder.zip",
        "points.yml",
        "junit.xml",
    ):
        assert (build / name).stat().st_size > 100, name
