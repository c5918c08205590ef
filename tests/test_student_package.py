"""The students' package: set up and checked in an empty folder, as a student would, with none of the answers in it."""

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from collab import cli, course, packing
from collab.staff import build, student_package

from .instructor import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(student_package.write(folder / "student.zip")) as archive:
        archive.extractall(folder)
    return folder / "collaborative-filtering"


def test_no_answer_is_in_it(unpacked: Path) -> None:
    text = "\n".join(
        p.read_text(encoding="utf-8") for p in unpacked.rglob("*") if p.suffix in (".py", ".ipynb", ".toml", ".md")
    )
    squeezed = re.sub(r"[\s\\n]+", "", text)
    for lesson in course.lessons().values():
        assert (unpacked / "lessons" / lesson.id / f"{lesson.id}.ipynb").is_file()
        for name, answer in build.reference_answers(lesson).items():
            body = [line.strip() for line in answer.splitlines()]
            for first, second in itertools.pairwise(body):
                pair = re.sub(r"[\s\\n]+", "", first + second)
                if (
                    len(pair) > 60
                    and not first.startswith(("def", "class", '"""'))
                    and re.sub(r"[\s\\n]+", "", second) not in _released(lesson)
                ):
                    assert pair not in squeezed, name


def test_only_the_rooms_on_the_list_are_in_it(unpacked: Path) -> None:
    found = {p.relative_to(unpacked).parent.as_posix() for p in unpacked.rglob("*.py")}
    assert found - {"."} == {f for f in packing.ROOMS if list((course.root() / f).glob("*.py"))} | {"grader"}
    assert {p.name for p in unpacked.glob("*.py")} == {f for f in student_package.FILES if f.endswith(".py")}
    assert not [f for f in found if "staff" in f or "classroom" in f]
    names = {p.name for p in unpacked.rglob("*")}
    assert not names & {"solutions", "bank", "models.py", "tests", "staff", "classroom", "tools"}


def test_the_checks_travel_packed(unpacked: Path) -> None:
    """Not one line of the suites, or of the right answers in NumPy, can be read; unpacked they are what they were."""
    for path in sorted((course.root() / "grader").glob("*.py")):
        sent, here = (unpacked / "grader" / path.name).read_text(), path.read_text(encoding="utf-8")
        if path.name in packing.UNPACKED:
            assert sent == here
            continue
        code = {line.strip() for line in here.splitlines() if len(line.strip()) > 20}
        assert not code & {line.strip() for line in sent.splitlines()}
        (source,) = re.findall(r'_SOURCE = """(.*?)"""', sent, re.DOTALL)
        assert zlib.decompress(base64.b64decode(source)).decode() == here


def _released(lesson: course.Lesson) -> str:
    return re.sub(r"[\s\\n]+", "", lesson.notebook.read_text(encoding="utf-8"))


def test_the_same_course_gives_the_same_zip(tmp_path: Path) -> None:
    first, second = (student_package.write(tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second


def test_checks_work_from_it_alone(unpacked: Path) -> None:
    """As after its `make setup`: this environment's packages, but its own `collab`, seen from a lesson's folder."""
    code = """
import sys
sys.path.insert(0, {src!r})
import collab
assert collab.__file__.startswith({src!r}), collab.__file__
import torch
from torch import nn
from collab import check, hint, load_ratings, progress
def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
print(float(check("decay_weights")) + 0.0, check("evaluate") + 0.0)
hint("evaluate")
print(progress().summary)
ratings = load_ratings("minilens")
print(ratings.source.name, len(ratings.frame))
"""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COLLAB")}
    run = subprocess.run(
        [sys.executable, "-c", code.format(src=str(unpacked / "src"))],
        cwd=unpacked / "lessons" / "04_dot_product_bias",
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("2.0 0.0\nHint 1 of 3")
    assert "2 of" in run.stdout
    assert "minilens 40000" in run.stdout
    assert (unpacked / ".progress.json").is_file()


def test_its_set_up_is_the_courses_own(unpacked: Path) -> None:
    """The recipe is printed, not run: installing a second PyTorch would cost minutes and prove nothing new."""
    run = subprocess.run(["make", "-n", "setup"], cwd=unpacked, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (
        " start.py '--with='\n" in run.stdout
    )  # which installs the student's set and no extra, see tests/test_start.py


def test_the_instructors_commands_are_not_offered(unpacked: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(unpacked / 'src')!r}); from collab.cli import main; main(['--help'])"
    run = subprocess.run([sys.executable, "-c", code], cwd=unpacked, capture_output=True, text=True)
    assert "progress" in run.stdout
    assert "truth" not in run.stdout


def test_a_student_grades_a_notebook_from_it(unpacked: Path, tmp_path: Path) -> None:
    """With no class and no ledger in the package, `collab grade` still writes the verdict on one's own file."""
    code = f"import sys; sys.path.insert(0, {str(unpacked / 'src')!r}); from collab.cli import main; sys.exit(main(sys.argv[1:]))"
    out = tmp_path / "verdict.json"
    file = unpacked / "lessons" / "01_embedding_lookup" / "01_embedding_lookup.ipynb"
    command = [sys.executable, "-c", code, "grade", str(file), "--json", str(out)]
    run = subprocess.run(command, cwd=unpacked, capture_output=True, text=True)
    assert run.returncode == 1, run.stderr
    verdict = json.loads(out.read_text())
    assert {e["status"] for e in verdict["exercises"].values()} == {"not_attempted"}


def test_what_an_instructor_tried_out_in_lessons_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, target = tmp_path / "course", tmp_path / "student.zip"
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", home)
    monkeypatch.setenv("COLLAB_COURSE", str(home))
    ours = home / "lessons" / "01_embedding_lookup" / "01_embedding_lookup.ipynb"
    ours.write_text(ours.read_text().replace("raise NotImplementedError()", "return 1", 1))
    (home / "lessons" / "mine.ipynb").write_text("{}")
    (home / "lessons" / ".ipynb_checkpoints").mkdir()
    (home / "lessons" / ".ipynb_checkpoints" / "mine.ipynb").write_text("{}")
    for command in (["student", "--to", str(target)], ["gradescope", "01_embedding_lookup", "--out", str(target)]):
        assert cli.main(command) == 2
        said = capsys.readouterr().err
        assert "changed: 01_embedding_lookup; not of the course: mine.ipynb" in said
        assert "Traceback" not in said
        assert not target.exists()
