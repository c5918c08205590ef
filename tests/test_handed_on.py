"""Verdicts for other programs: JUnit, a job's summary, Gradescope; and the scripts that make them, run in stand-ins of their places."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from collab import cli, course
from collab.grading import formats
from collab.staff import build, gradescope, student_package, workflow

LESSON = "01_embedding_lookup"
NASTY = "</script><b>x</b> | `rm` | [a](http://x) @someone # head"


@pytest.fixture(scope="module")
def notebook() -> str:
    """Lesson 01 with everything right but one_hot, which has the wrong dtype."""
    made = json.loads(json.dumps(build.source_notebook(course.lesson(LESSON))))
    for cell in made["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "one_hot":
            cell["source"] = (
                "def one_hot(index, n):\n    out = torch.zeros(n, dtype=torch.int64)\n    out[index] = 1\n    return out\n"
            )
    return json.dumps(made)


@pytest.fixture(scope="module")
def graded(notebook: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graded")
    (folder / f"{LESSON}.ipynb").write_text(notebook)
    cli.main(["grade", str(folder), "--json", str(folder / "verdicts.json"), "--seed", "3"])
    return folder / "verdicts.json"


def verdict(**other: Any) -> dict[str, Any]:
    checks = [
        {"name": "first", "status": "passed", "points": 1.5, "message": ""},
        {"name": NASTY, "status": "failed", "points": 3, "message": f"got 1\n{NASTY}"},
        {"name": "third", "status": "skipped", "points": 0.5, "message": "waits for: second"},
    ]
    made: dict[str, Any] = {
        "submission": "a|b",
        "lesson": "x",
        "score": 1.5,
        "max_score": 5,
        "isolation": "limited",
        "seed": 1,
    }
    made["exercises"] = {"mse": {"score": 1.5, "max_score": 5, "status": "partial", "checks": checks}}
    return made | other


# --- the forms ---


def test_the_points_of_all_checks_are_the_verdicts_score(graded: Path) -> None:
    (entry,) = formats.read(graded)
    found = list(formats.checks(entry))
    assert sum(points for _, _, points, _ in found) == pytest.approx(entry["score"])
    assert sum(most for _, _, _, most in found) == pytest.approx(entry["max_score"])
    assert [most for _, _, _, most in formats.checks(verdict())] == [1.5, 3, 0.5]


def test_verdicts_of_an_older_form_and_of_unreadable_files() -> None:
    old = verdict()
    for check in old["exercises"]["mse"]["checks"]:
        del check["points"]
    assert [round(most, 2) for _, _, _, most in formats.checks(old)] == [1.67, 1.67, 1.67]
    empty = {"score": 0, "max_score": 5, "status": "crashed", "checks": []}
    broken = verdict(status="invalid", message="not JSON", score=0, exercises={"mse": empty})
    ((exercise, check, points, most),) = formats.checks(broken)
    assert (exercise, check["message"], points, most) == ("mse", "not JSON", 0.0, 5.0)
    assert formats.gradescope([broken])["output"].startswith("not JSON")
    assert "not JSON" in formats.summary([broken])


def test_junit_is_well_formed_and_has_the_points(graded: Path) -> None:
    (entry,) = formats.read(graded)
    root = ElementTree.fromstring(formats.junit([entry, verdict()]))
    real, made = root.findall("testsuite")
    assert (
        sum(float(p.attrib["value"]) for p in real.findall(".//testcase//property[@name='points']")) == entry["score"]
    )
    failures = real.findall(".//failure")
    assert len(failures) == int(real.attrib["failures"]) >= 1
    assert "float32" in (failures[0].text or "")
    assert real.find("properties/property[@name='isolation']").attrib["value"] == entry["isolation"]  # type: ignore[union-attr]
    assert [c.attrib["name"] for c in made.findall("testcase")] == ["first", NASTY, "third"]
    assert (made.attrib["tests"], made.attrib["failures"], made.attrib["skipped"]) == ("3", "1", "1")


def test_the_summary_shows_points_messages_and_isolation(graded: Path) -> None:
    text = formats.summary([*formats.read(graded), verdict()])
    assert "| `one_hot` | 0 of 2 | failed |" in text
    assert "<b>one_hot</b>: returns a float32 vector" in text
    assert "Isolation: limited, in a process with limits" in text.replace("&#95;", "_")
    for bad in ("<b>x</b>", "</script>", "@someone", "[a](http", "a|b"):
        assert bad not in text
    assert len(formats.summary([verdict()] * 5000).encode()) < 1024**2


STATUS = {"passed", "failed"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}


def check_gradescope(data: dict[str, Any]) -> None:
    """What "Autograder Specifications" says of results.json."""
    known = {
        "score",
        "execution_time",
        "output",
        "output_format",
        "test_output_format",
        "test_name_format",
        "visibility",
    }
    assert set(data) <= known | {"stdout_visibility", "extra_data", "tests", "leaderboard"}
    assert isinstance(data["score"], int | float)
    assert data["output_format"] in FORMATS
    assert data.get("visibility", "visible") in VISIBILITY
    for test in data.get("tests", []):
        fields = {"score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags"}
        assert set(test) <= fields | {"visibility", "extra_data"}
        assert 0 <= test["score"] <= test["max_score"]
        assert test["status"] in STATUS
        assert test["output_format"] in FORMATS
        assert isinstance(test["number"], str)
        assert isinstance(test["name"], str)


def test_gradescopes_results_are_as_documented(graded: Path) -> None:
    (entry,) = formats.read(graded)
    data = formats.gradescope([entry])
    check_gradescope(data)
    assert data["score"] == entry["score"]
    failed = [t for t in data["tests"] if t["status"] == "failed"]
    assert any("float32" in t["output"] for t in failed)
    assert f"Isolation: {entry['isolation']}, " in data["output"]
    check_gradescope(formats.gradescope([verdict(provisional=True, trouble="a bug")]))
    assert "grader itself failed" in formats.gradescope([verdict(provisional=True, trouble="a bug")])["output"]


def test_a_file_without_verdicts_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_text('[{"a": 1}]')
    assert cli.main(["convert", str(tmp_path / "x.json"), "--junit", str(tmp_path / "x.xml")]) == 2
    assert "holds no verdicts" in capsys.readouterr().err
    assert cli.main(["convert", str(tmp_path / "none.json"), "--junit", "x"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "y.json").write_text(json.dumps(verdict()))
    assert cli.main(["convert", str(tmp_path / "y.json")]) == 2
    assert "give --junit, --summary or --gradescope" in capsys.readouterr().err


# --- Gradescope's autograder, in a stand-in of /autograder ---


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gradescope.write(course.lesson(LESSON), tmp_path_factory.mktemp("zip") / "autograder.zip")


@pytest.fixture
def autograder(archive: Path, tmp_path: Path) -> Path:
    base = tmp_path / "autograder"
    with zipfile.ZipFile(archive) as pack:
        pack.extractall(base / "source")
    (base / "submission").mkdir()
    return base


def stub(folder: Path, name: str, script: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def run_autograder(base: Path, **environment: str) -> dict[str, Any]:
    env = {
        **os.environ,
        "AUTOGRADER": str(base),
        "COLLAB_PYTHON": sys.executable,
        "PYTHONPATH": str(base / "source" / "src"),
    }
    env.pop("COLLAB_ISOLATION", None)
    script = base / "source" / "run_autograder"
    run = subprocess.run(["bash", str(script)], env=env | environment, capture_output=True, text=True, timeout=180)
    assert (base / "results" / "results.json").is_file(), run.stderr
    data: dict[str, Any] = json.loads((base / "results" / "results.json").read_text())
    return data


def test_the_zip_has_its_scripts_at_the_root_and_no_answers(archive: Path) -> None:
    with zipfile.ZipFile(archive) as pack:
        names = pack.namelist()
        for name in ("setup.sh", "run_autograder"):
            info = pack.getinfo(name)
            assert stat.S_IMODE(info.external_attr >> 16) == 0o755
            assert pack.read(name).startswith(b"#!/usr/bin/env bash\n")
            assert subprocess.run(["bash", "-n"], input=pack.read(name)).returncode == 0
        assert f'lesson="{LESSON}"'.encode() in pack.read("run_autograder")
    assert not [n for n in names if n.startswith(("solutions", "tests")) or "staff" in n]
    assert {n for n, _ in student_package.files()} <= set(names)


def test_a_submission_is_graded_as_gradescope_would_run_it(autograder: Path, notebook: str) -> None:
    (autograder / "submission" / "my solution (1).ipynb").write_text(notebook)
    (autograder / "submission" / "notes.txt").write_text("hello")
    data = run_autograder(autograder)
    check_gradescope(data)
    by_name = {t["name"]: t for t in data["tests"]}
    assert by_name["one_hot: returns a float32 vector of length n"]["status"] == "failed"
    assert data["score"] == pytest.approx(sum(t["score"] for t in data["tests"])) == 11
    assert sum(t["max_score"] for t in data["tests"]) == 15
    assert re.search(r"Isolation: (sandboxed|limited), in a ", data["output"])


def test_where_no_sandbox_can_be_had_it_says_so(autograder: Path, notebook: str, tmp_path: Path) -> None:
    """As in a container whose profile forbids namespaces: bubblewrap is there and fails."""
    stub(tmp_path / "bin", "bwrap", 'echo "bwrap: No permissions to create new namespace" >&2; exit 1')
    (autograder / "submission" / f"{LESSON}.ipynb").write_text(notebook)
    data = run_autograder(autograder, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert data["extra_data"]["verdicts"][0]["isolation"] == "limited"
    assert "Isolation: limited" in data["output"]
    assert "without a sandbox" in data["output"]
    assert data["score"] == 11


def test_as_root_it_grades_as_somebody_else_and_ends_what_is_left_of_theirs(
    autograder: Path, notebook: str, tmp_path: Path
) -> None:
    """With stand-ins for the programs that only root may use: what they were asked, and in which order."""
    log, programs = tmp_path / "log", tmp_path / "bin"
    stub(programs, "id", 'if [ "$2" ]; then exit 0; fi; echo 0')
    stub(programs, "chown", f'echo "chown $*" >> {log}')
    stub(programs, "pkill", f'echo "pkill $*; results: $(ls {autograder}/results)" >> {log}')
    passed_on = 'while [[ "$1" == --* ]]; do shift; done; exec "$@"'
    stub(programs, "setpriv", f'echo "setpriv $*" >> {log}; {passed_on}')
    (autograder / "submission" / f"{LESSON}.ipynb").write_text(notebook)
    data = run_autograder(autograder, PATH=f"{programs}:{os.environ['PATH']}")
    assert data["score"] == 11
    said = log.read_text().splitlines()
    assert said[0].startswith("chown -R --no-dereference grader ")
    graded = [line for line in said if line.startswith("setpriv")]
    assert all("--reuid=grader --regid=grader --clear-groups --no-new-privs" in line for line in graded)
    assert [" isolation" in graded[0], " grade " in graded[1]] == [True, True]
    assert said[-1] == "pkill -KILL -u grader; results: "  # before the points are written


def test_nothing_handed_in_and_a_grader_that_cannot_run_give_a_result_all_the_same(autograder: Path) -> None:
    data = run_autograder(autograder)
    assert data["score"] == 0
    assert "There is no notebook" in data["output"]
    broken = run_autograder(autograder, COLLAB_PYTHON="/bin/false")
    check_gradescope(broken)
    assert broken["extra_data"] == {"provisional": True}
    assert "no verdict on your work" in broken["output"]


def test_setup_installs_what_is_needed_and_stops_at_the_first_failure(autograder: Path, tmp_path: Path) -> None:
    log, programs = tmp_path / "log", tmp_path / "bin"
    for name in ("apt-get", "useradd"):
        stub(programs, name, f'echo "{name} $*" >> {log}')
    stub(programs, "id", "exit 1")
    venv = 'mkdir -p "$3/bin"; printf "#!/bin/bash\\necho pip \\$* >> LOG\\nexit \\${PIP_CODE:-0}\\n" > "$3/bin/pip"; chmod +x "$3/bin/pip"'
    stub(programs, "python3", venv.replace("LOG", str(log)))
    env = {**os.environ, "AUTOGRADER": str(autograder), "PATH": f"{programs}:{os.environ['PATH']}"}
    script = ["bash", str(autograder / "source" / "setup.sh")]
    assert subprocess.run(script, env=env).returncode == 0
    said = log.read_text().splitlines()
    assert said[0] == "apt-get update"
    assert "bubblewrap python3 python3-venv" in said[1]
    source = autograder / "source"
    assert said[2].startswith("pip install") and said[2].endswith(f"-c {source}/constraints.txt -e {source}")  # noqa: PT018
    assert said[3].startswith("useradd --system")
    shutil.rmtree(source / ".venv")
    assert subprocess.run(script, env=env | {"PIP_CODE": "3"}).returncode == 3


# --- the workflow for GitHub ---


def steps(text: str) -> dict[str, dict[str, Any]]:
    data = yaml.safe_load(text)
    (job,) = data["jobs"].values()
    assert data["permissions"] == {"contents": "read"}
    return {s.get("name") or s["uses"].partition("@")[0]: s for s in job["steps"]}


def test_the_workflow_is_pinned_and_needs_no_secret() -> None:
    text = workflow.text()
    found = steps(text)
    for step in found.values():
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step
        assert "${{" not in step.get("run", "")  # nothing that somebody else named becomes part of a script
    assert "secrets." not in text
    assert found["actions/checkout"]["with"]["persist-credentials"] is False
    assert yaml.safe_load(text)[True].keys() == {"push", "workflow_dispatch"}  # YAML reads `on` as true
    assert list(found) == [
        "actions/checkout",
        "actions/setup-python",
        "Set up",
        "Grade",
        "Points",
        "actions/upload-artifact",
    ]


def in_repository(
    step: dict[str, Any], repository: Path, temp: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as Actions does: bash -e, in the checkout."""
    env = {**os.environ, "RUNNER_TEMP": str(temp), "PACKAGE": str(repository)} | environment
    env.pop("COLLAB_ISOLATION", None)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def repository(notebook: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's: the students' package with one lesson done."""
    folder = tmp_path_factory.mktemp("repository")
    with zipfile.ZipFile(student_package.write(folder / "student.zip")) as pack:
        pack.extractall(folder)
    root = folder / "collaborative-filtering"
    (root / "lessons" / LESSON / f"{LESSON}.ipynb").write_text(notebook)
    return root


def test_the_workflows_steps_grade_and_show_the_points(repository: Path, tmp_path: Path) -> None:
    found, temp = steps(workflow.text(LESSON)), tmp_path / "temp"
    (temp / "venv").mkdir(parents=True)
    (temp / "venv" / "bin").symlink_to(Path(sys.executable).parent)
    run = in_repository(found["Grade"], repository, temp)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "tier: " in run.stdout
    summary = tmp_path / "summary.md"
    run = in_repository(found["Points"], repository, temp, GITHUB_STEP_SUMMARY=str(summary))
    assert run.returncode == 0, run.stderr
    assert "## 11 of 15 points" in summary.read_text()
    assert "Isolation: " in summary.read_text()
    suite = ElementTree.parse(repository / "points" / "junit.xml").find("testsuite")
    assert suite is not None
    assert suite.find("properties/property[@name='score']").attrib["value"] in ("11", "11.0")  # type: ignore[union-attr]


def test_a_grader_that_fails_makes_the_job_red(repository: Path, tmp_path: Path) -> None:
    stub(tmp_path / "venv" / "bin", "collab", '[ "$1" = isolation ] || exit 2')
    assert in_repository(steps(workflow.text())["Grade"], repository, tmp_path).returncode != 0
    stub(tmp_path / "venv" / "bin", "collab", "exit 1")
    assert in_repository(steps(workflow.text())["Grade"], repository, tmp_path).returncode == 0


def test_the_package_is_fetched_and_held_to_its_digest(repository: Path, tmp_path: Path) -> None:
    step = steps(workflow.text(package="https://example.org/student.zip"))["Fetch the checks"]
    package = repository.parent / "student.zip"
    stub(
        tmp_path / "bin",
        "curl",
        f'while [ "$1" != --output ]; do shift; done; cp {package} "$2"; ${{SPOIL:-true}} "$2"',
    )
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_ENV": str(tmp_path / "env")}
    run = in_repository(step, repository, tmp_path, **environment)
    assert run.returncode == 0, run.stderr
    place = (tmp_path / "env").read_text().strip().removeprefix("PACKAGE=")
    assert (Path(place) / "lessons" / LESSON / f"{LESSON}.ipynb").is_file()
    run = in_repository(step, repository, tmp_path, **environment, SPOIL="truncate -s 1000")
    assert run.returncode != 0
    assert "FAILED" in run.stdout + run.stderr


@pytest.mark.parametrize("url", ["http://example.org/x.zip", "https://x'; rm -rf /", "student.zip"])
def test_an_address_that_is_none_is_a_sentence(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["workflow", "--package", url]) == 2
    assert "is no https address" in capsys.readouterr().err


def test_the_commands_write_their_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["workflow", "--lesson", LESSON, "--out", str(tmp_path / "points.yml")]) == 0
    assert f"collab grade lessons/{LESSON} " in (tmp_path / "points.yml").read_text()
    assert cli.main(["gradescope", LESSON, "--out", str(tmp_path / "a.zip")]) == 0
    assert "allow no sandbox as a rule" in capsys.readouterr().out
    again = gradescope.write(course.lesson(LESSON), tmp_path / "b.zip")
    assert again.read_bytes() == (tmp_path / "a.zip").read_bytes()
