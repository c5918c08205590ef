"""Plain nbgrader on a class with every kind of trouble: nobody stops it, and its scores are ours."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from collab import course
from collab.staff import build, classbook, sample_class

from .conftest import LESSON
from .instructor import ROOT, Class


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    made = Class(tmp_path_factory.mktemp("class"))
    sample_class.write(course.lesson(LESSON), made.folder / "submitted")
    run = made.nbgrader("autograde", LESSON)
    assert run.returncode == 0, run.stderr[-3000:]
    return made


def test_every_student_has_a_row_and_the_class_goes_on(graded: Class) -> None:
    pupils = {p.name for p in sample_class.CLASSES[LESSON]}
    assert set(graded.gradebook()) == pupils
    assert set(classbook.read(course.lesson(LESSON), classbook.place(graded.folder)).judged) == pupils


def test_scores_are_what_each_student_earned(graded: Class) -> None:
    scores = graded.gradebook()
    assert scores["ada"] == scores["jonas"] == course.lesson(LESSON).points  # right; the same with cells duplicated
    assert scores["chloe"] == scores["hugo"] == 0  # blank; a notebook that is not JSON
    assert (
        scores["greta"] == scores["ada"] - course.exercise("decay_weights").points
    )  # an endless loop costs its own exercise
    # metadata lost: read all the same, one exercise wrong
    assert scores["ines"] == scores["ada"] - course.exercise("evaluate").points
    assert 0 < scores["elif"] < scores["ines"]


def test_the_three_ways_in_give_the_same_scores(graded: Class, tmp_path: Path) -> None:
    scores = graded.gradebook()
    by_pytest = tmp_path / "junit.xml"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "grader/",
            "--submission",
            str(graded.folder / "submitted"),
            "--junitxml",
            str(by_pytest),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    lines = re.findall(rf"^ *([\d.]+) of [\d.]+  (\w+)/{LESSON}/", run.stdout, re.MULTILINE)
    points = {name: float(score) for score, name in lines}
    assert points == pytest.approx(scores)
    out = tmp_path / "verdicts.json"
    subprocess.run(
        [sys.executable, "-m", "collab.cli", "grade", str(graded.folder / "submitted"), "--json", str(out)],
        cwd=ROOT,
        capture_output=True,
    )
    verdicts = json.loads(out.read_text())
    assert {v["submission"].split("/")[0]: v["score"] for v in verdicts} == pytest.approx(scores)
    assert by_pytest.read_text().count("<failure") >= 8


def test_feedback_carries_the_message(graded: Class) -> None:
    assert graded.nbgrader("generate_feedback", LESSON).returncode == 0
    page = (graded.folder / "feedback" / "david" / LESSON / f"{LESSON}.html").read_text()
    assert "what is the trailing dimension of size 1 for?" in page
    assert "Traceback (most recent" not in page
    assert (
        "is not a notebook: it is not JSON"
        in (graded.folder / "feedback" / "hugo" / LESSON / f"{LESSON}.html").read_text()
    )


def test_export_writes_the_grades(graded: Class, tmp_path: Path) -> None:
    out = tmp_path / "grades.csv"
    run = graded.nbgrader("export", "--to", str(out))
    assert run.returncode == 0, run.stderr[-2000:]
    rows = {line.split(",")[3]: line for line in out.read_text().splitlines()}
    assert {"ada", "hugo"} <= {field for line in rows.values() for field in line.split(",")}


def test_a_second_autograde_leaves_what_is_graded(graded: Class) -> None:
    before = graded.gradebook()
    run = graded.nbgrader("autograde", LESSON)
    assert run.returncode == 0
    assert "Skipping existing assignment" in run.stderr + run.stdout
    assert graded.gradebook() == before


def test_a_check_cell_without_a_verdict_is_zero_not_full_marks() -> None:
    from collab.grading.classroom.nbgrader import write_verdict
    from collab.grading.verdict import Verdict

    notebook = build.source_notebook(course.lesson(LESSON))
    written = write_verdict(notebook, Verdict("x", LESSON, {}, "limited"))
    values = [c.outputs[0]["data"]["text/plain"] for c in written.cells if c.metadata.get("nbgrader", {}).get("locked")]
    assert values == ["0.0"] * len(course.lesson(LESSON).exercises)


def test_a_grader_that_fails_gives_this_student_a_zero_for_now_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from collab.grading.classroom import nbgrader as classroom

    def broken(*_: object) -> None:
        raise RuntimeError("no more disk")

    monkeypatch.setattr(classroom, "grade_file", broken)
    verdict = classroom.GradeSubmission()._grade(tmp_path / "x.ipynb", "ada", LESSON)
    assert verdict.score == 0
    assert "grader itself failed" in verdict.invalid
    assert verdict.as_json()["provisional"] is True


def test_one_student_is_graded_whose_notebook_lies_deeper(graded: Class) -> None:
    source = graded.folder / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    deeper = graded.folder / "submitted" / "zoe" / LESSON / "my work" / "final.ipynb"
    deeper.parent.mkdir(parents=True)
    deeper.write_bytes(source.read_bytes())
    run = graded.nbgrader("autograde", LESSON, "--student", "zoe")
    assert run.returncode == 0, run.stderr[-2000:]
    assert graded.gradebook()["zoe"] == course.lesson(LESSON).points


def test_a_student_who_is_not_there_is_said_so(graded: Class) -> None:
    run = graded.nbgrader("autograde", LESSON, "--student", "nobody")
    assert run.returncode != 0
    assert "No notebooks were matched" in run.stderr


CHANGES: dict[str, Callable[[dict], object]] = {
    "check cells deleted": lambda nb: nb["cells"].__setitem__(
        slice(None), [c for c in nb["cells"] if "check(" not in "".join(c["source"])]
    ),
    "cells reversed": lambda nb: nb["cells"].reverse(),
    "own cells added": lambda nb: nb["cells"].insert(
        3, {"cell_type": "markdown", "metadata": {}, "source": "my notes"}
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_notebook_is_rebuilt_whole(tmp_path: Path, answered: dict, change: str) -> None:
    from collab.grading.classroom.nbgrader import rebuild

    notebook = json.loads(json.dumps(answered))
    CHANGES[change](notebook)
    path = tmp_path / f"{LESSON}.ipynb"
    path.write_text(json.dumps(notebook))
    whole = rebuild(path, LESSON)
    ids = [c.metadata.nbgrader.grade_id for c in whole.cells if "nbgrader" in c.metadata]
    assert len(ids) == len(set(ids)) == 2 * len(course.lesson(LESSON).exercises) + 1  # and the written question
    assert not [c for c in whole.cells if "raise NotImplementedError()" in c.source]
    assert len({c.id for c in whole.cells}) == len(whole.cells)
    if change == "own cells added":
        assert any(c.source == "my notes" for c in whole.cells)


def test_the_formgrader_opens_on_the_course(graded: Class) -> None:
    """A real Jupyter server, started as an instructor would, from the course's folder."""
    import socket
    import time
    import urllib.error
    import urllib.request

    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = [
        f"--ServerApp.port={port}",
        "--ServerApp.open_browser=False",
        "--IdentityProvider.token=secret",
        "--allow-root",
    ]
    folders = [f"--CourseDirectory.{n}_directory={graded.folder / n}" for n in ("submitted", "autograded", "feedback")]
    command = [sys.executable, "-m", "jupyterlab", *options, *folders, f"--CourseDirectory.db_url={graded.url}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(240):
                try:
                    url = f"http://127.0.0.1:{port}/formgrader/api/assignments?token=secret"
                    assignments = json.loads(urllib.request.urlopen(url, timeout=10).read())
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.25)
            else:
                pytest.fail("the server did not answer within a minute")
            (entry,) = [a for a in assignments if a["name"] == LESSON]
            assert entry["max_code_score"] == course.lesson(LESSON).points
            page = (
                urllib.request.urlopen(f"http://127.0.0.1:{port}/formgrader/gradebook?token=secret", timeout=10)
                .read()
                .decode()
            )
            assert "Formgrader" in page or "formgrader" in page
        finally:
            server.terminate()
