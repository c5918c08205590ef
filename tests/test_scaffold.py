"""`collab new`: a lesson and an exercise from nothing to graded, in a copy of the course, as CONTRIBUTING.md walks through it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collab import cli, course
from collab.staff import scaffold
from collab.staff.scaffold import ScaffoldError

from .instructor import ROOT

LESSON, NAME = "77_trial", "double"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("grader", "lessons", "solutions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "bank" / "one_hot", tmp_path / "tests" / "bank" / "one_hot")
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setenv("COLLAB_COURSE", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "collab.cli", *arguments], cwd=ROOT, capture_output=True, text=True)


# What an author writes in place of each gap: a pattern of the gap, and its filling.
FILLED = [
    (r"return x  # TODO\(double\): the answer", "return 2 * x"),
    (r"TODO\(double\): a nudge: the question to ask", "What is twice a number? Which operation gives that?"),
    (r"TODO\(double\): the tool that helps", "A tensor is multiplied by a number with `*`, all at once."),
    (r"TODO\(double\): the same idea on another problem", "Half of every entry would be `x / 2`: now the other way."),
    (r"TODO\(double\): what is checked, as a student reads it\.", "doubles every entry."),
    (r"Fails: TODO\(double\).*", "Fails: doubles every entry"),
    (r"Says: TODO\(double\).*", "Says: what should become of them"),
    (r"    raise NotImplementedError\n\Z", "    return 2 * x\n"),
    (r"  # TODO\(double\): inputs of different sizes, drawn afresh", ""),
    (r" *# TODO\(double\): the values of typical mistakes.*\n", ""),
    (r"TODO\(\w+\): *", ""),
]


def fill_in(folder: Path) -> None:
    for gap in scaffold.gaps([LESSON, NAME]):
        text = gap.path.read_text()
        for pattern, filling in FILLED:
            text = re.sub(pattern, filling, text)
        gap.path.write_text(text)
    wrong = folder / "tests" / "bank" / NAME / "wrong_first.py"
    wrong.write_text(wrong.read_text().replace("return 2 * x", "return x"))


def test_from_nothing_to_a_graded_exercise(copy: Path) -> None:
    made = run("new", LESSON)
    assert made.returncode == 0, made.stderr
    assert f"solutions/{LESSON}.py" in made.stdout
    assert f"Next: fill these in, then .venv/bin/collab new {LESSON} EXERCISE" in made.stdout
    made = run("new", LESSON, NAME)
    assert made.returncode == 0, made.stderr
    for place in ("grader/course.toml", f"solutions/{LESSON}.py", f"grader/test_{LESSON}.py", "grader/reference.py"):
        assert place in made.stdout
    assert f"tests/bank/{NAME}/right_first.py" in made.stdout

    for command in (["truth", "--exercise", NAME], ["build", LESSON]):  # each says what is still to be written
        refused = run(*command)
        assert refused.returncode != 0
        said = refused.stdout + refused.stderr
        assert "things are still to be written" in said
        assert re.search(r"grader/reference\.py:\d+: the right answer in NumPy", said)
        assert re.search(rf"tests/bank/{NAME}/wrong_first\.py:\d+: the name of the check that must fail", said)
        assert "Traceback" not in said

    fill_in(copy)
    assert scaffold.gaps([LESSON, NAME]) == []
    truth = run("truth", "--exercise", NAME)
    assert truth.returncode == 0, truth.stdout + truth.stderr
    assert re.search(rf"{NAME} +1 +1 +0 \(< 95 %\) +0 \(< 95 %\) +100 %", truth.stdout)
    built = run("build", LESSON)
    assert built.returncode == 0, built.stderr
    blank = copy / "lessons" / LESSON / f"{LESSON}.ipynb"
    assert "raise NotImplementedError()" in blank.read_text()
    assert "2 * x" not in blank.read_text()
    graded = run("grade", str(copy / "solutions" / LESSON / f"{LESSON}.ipynb"))
    assert graded.stdout.startswith("2 of 2"), graded.stdout
    assert "0 of 2" in run("grade", str(blank)).stdout


@pytest.mark.parametrize("kind", ["class", "module"])
def test_each_kind_has_its_gaps(copy: Path, kind: str) -> None:
    scaffold.new_lesson(LESSON)
    made = scaffold.new_exercise(LESSON, "PairModel", kind)
    assert f'kind = "{kind}"' in (copy / "grader" / f"test_{LESSON}.py").read_text()
    assert "def pair_model(x" in (copy / "grader" / "reference.py").read_text()
    assert ("(nn.Module)" in made[-1].read_text()) == (kind == "module")
    for path in made:
        if path.suffix == ".py":
            compile(path.read_text(), str(path), "exec")
    assert "PairModel" in course.lesson(LESSON).exercises


def test_a_test_that_students_write_has_its_candidates(copy: Path) -> None:
    scaffold.new_lesson(LESSON)
    made = scaffold.new_exercise(LESSON, "test_double", "test")
    assert copy / "grader" / "candidates_double.py" in made
    for gap in scaffold.gaps([LESSON, "test_double"]):
        filled = re.sub(r"TODO\(\w+\): *", "", gap.path.read_text())
        filled = re.sub(
            r"(Fails: ).*", r"\1catches one that ...; a check for each family, as a student reads it", filled
        )
        gap.path.write_text(re.sub(r"(Says: ).*", r"\1got through", filled))
    wrong = copy / "tests" / "bank" / "test_double" / "wrong_first.py"
    wrong.write_text(wrong.read_text().replace("candidate(1) == 1", "candidate(1) in (1, -1)"))
    truth = run("truth", "--exercise", "test_double")
    assert re.search(r"test_double +1 +1 +0 \(< 95 %\) +0 \(< 95 %\) +100 %", truth.stdout), truth.stdout + truth.stderr


@pytest.mark.parametrize(("name", "kind"), [("double", "test"), ("test_double", "function")])
def test_the_names_of_tests_and_of_nothing_else_begin_so(copy: Path, name: str, kind: str) -> None:
    scaffold.new_lesson(LESSON)
    with pytest.raises(ScaffoldError, match="begins with test_"):
        scaffold.new_exercise(LESSON, name, kind)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["trial"], "is no lesson's name"),
        (["77 trial"], "is no lesson's name"),
        (["04_trial"], "There is a lesson 04_dot_product_bias already"),
        (["77_trial", "double"], "There is no lesson '77_trial'"),
        (["01_embedding_lookup", "encode"], "There is an exercise encode already"),
        (["01_embedding_lookup", "two words"], "is no name that a student could define"),
        (["01_embedding_lookup", "class"], "is no name that a student could define"),
    ],
)
def test_a_name_that_cannot_be_is_a_sentence_and_writes_nothing(
    copy: Path, arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    assert cli.main(["new", *arguments]) == 2
    assert why in capsys.readouterr().err
    assert {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()} == before


def test_nothing_in_the_course_is_still_to_be_written() -> None:
    assert scaffold.gaps(name for lesson in course.lessons().values() for name in scaffold.of(lesson)) == []
    with pytest.raises(ScaffoldError):
        scaffold.new_lesson("")
