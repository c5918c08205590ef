"""The course as a wheel, as on Colab, Kaggle or a JupyterHub: installed without its folder, with a lone notebook in an empty one.

The environment is a new one: its packages are hard links to those here, without the instructor's and without this checkout.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from collab import course, packing
from collab.grading.box import tiers
from collab.grading.box.limits import limits
from collab.staff import build

ROOT = Path(__file__).parent.parent
LESSON = "01_embedding_lookup"
NOT_A_STUDENTS = (
    "nbgrader*",
    "jupytext*",
    "sqlalchemy*",
    "SQLAlchemy*",
    "alembic*",
    "collab*",
    "__editable__*",
    "_virtualenv*",
)
RUN = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
try:
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
finally:
    nbformat.write(notebook, sys.argv[1])
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as anybody would, from a copy of what is committed or will be: no leftover of an earlier build in it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    skip = shutil.ignore_patterns("__pycache__", ".*", "*.egg-info")
    for name in ("src", "grader", "lessons", "solutions", "tests"):
        shutil.copytree(ROOT / name, source / name, ignore=skip)
    shutil.copytree(ROOT / "data" / "minilens", source / "data" / "minilens")
    shutil.copy(ROOT / "data" / "README.md", source / "data")
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "constraints.txt"):
        shutil.copy(ROOT / name, source)
    leftover = source / "build" / "lib" / "collab" / "staff"
    leftover.mkdir(parents=True)
    (leftover / "answers.py").write_text("an earlier version's")
    build_with(source, "from setuptools.build_meta import build_wheel as make", folder)
    (made,) = folder.glob("*.whl")
    return made


def build_with(source: Path, how: str, to: Path) -> None:
    """Call the build back end here, without the network that an isolated build would need."""
    run = subprocess.run(
        [sys.executable, "-c", f"{how}; make({str(to)!r})"], cwd=source, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-3000:]


@dataclass
class Machine:
    """Somebody's computer: an environment with the wheel, a home, and nothing else of ours."""

    python: Path
    home: Path

    def run(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        drop = ("COLLAB", "XDG", "PYTHON", "JUPYTER", "IPYTHON")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(drop)}
        environment |= {"HOME": str(self.home), "COLLAB_OFFLINE": "1", "MPLBACKEND": "Agg"}
        return subprocess.run(
            [str(self.python), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
        )

    def collab(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "collab.cli", *arguments, cwd=cwd)


@pytest.fixture(scope="session")
def machine(wheel: Path) -> Iterator[Machine]:
    (ROOT / "build").mkdir(exist_ok=True)  # where hard links can be made: the file system of .venv
    folder = Path(tempfile.mkdtemp(prefix="wheel-test-", dir=ROOT / "build"))
    try:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
        python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
        here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        for place in here:
            skip = shutil.ignore_patterns("__pycache__", *NOT_A_STUDENTS)
            shutil.copytree(place, packages, copy_function=link, ignore=skip, dirs_exist_ok=True)
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
        subprocess.run([*pip, str(wheel)], check=True)
        (folder / "home").mkdir()
        yield Machine(python, folder / "home")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


# --- what is in it ---


def test_only_what_a_student_may_have_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {n for n in archive.namelist() if ".dist-info/" not in n}
        rooms = {n.rpartition("/")[0] for n in names if n.endswith(".py") and "_course" not in n}
        assert rooms == {room.removeprefix("src/") for room in packing.ROOMS}
        course_files = {n.removeprefix("collab/_course/") for n in names if "_course/" in n}
        assert course_files == dict(packing.course_files(ROOT)).keys()
        for path in (ROOT / "grader").glob("test_*.py"):
            assert archive.read(f"collab/_course/grader/{path.name}") == packing.packed(path.read_text("utf-8"))
        needed = archive.read(next(n for n in archive.namelist() if n.endswith("METADATA"))).decode()
    required = [line for line in needed.splitlines() if line.startswith("Requires-Dist") and "extra ==" not in line]
    assert any("torch" in line for line in required)
    assert not [line for line in required if "nbgrader" in line or "jupytext" in line]


def test_a_source_archive_has_no_answers_and_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    build_with(wheel.parent / "source", "from setuptools.build_meta import build_sdist as make", tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    source = next(p for p in tmp_path.iterdir() if p.is_dir())
    names = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    assert not [n for n in names if "staff/" in n or "classroom/" in n or n.startswith(("solutions/", "tests/"))]
    assert "_SOURCE" in (source / "grader" / "reference.py").read_text()
    assert "_SOURCE" not in (wheel.parent / "source" / "grader" / "reference.py").read_text()  # links were cut
    build_with(source, "from setuptools.build_meta import build_wheel as make", tmp_path)
    (second,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(second) as other:
        assert one.namelist() == other.namelist()
        assert all(one.read(n) == other.read(n) for n in one.namelist())


# --- a lone notebook ---


@pytest.fixture(scope="session")
def answered_lesson() -> dict[str, Any]:
    """Lesson 01 with its answers, and what else a student calls."""
    notebook: dict[str, Any] = json.loads(json.dumps(build.source_notebook(course.lesson(LESSON))))
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    more = 'from collab import check, hint, progress\nhint("one_hot")\nprint("I HAVE:", progress().summary)'
    code = {"cell_type": "code", "execution_count": None, "outputs": [], "metadata": {}, "source": more}
    notebook["cells"] += [code | {"id": "last"}]
    return notebook


def stripped(notebook: dict[str, Any]) -> dict[str, Any]:
    """As Colab, VS Code or a conversion may leave it: no metadata at all, no ids."""
    bare = copy.deepcopy(notebook)
    bare |= {"metadata": {}, "nbformat_minor": 4}
    for cell in bare["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)
    return bare


@pytest.mark.parametrize("lost", [False, True], ids=["as-released", "metadata-lost"])
def test_a_lone_notebook_runs_and_is_graded(
    machine: Machine, tmp_path: Path, answered_lesson: dict[str, Any], lost: bool
) -> None:
    here = tmp_path / "empty folder"
    here.mkdir()
    file = here / f"{LESSON}.ipynb"
    file.write_text(json.dumps(stripped(answered_lesson) if lost else answered_lesson), encoding="utf-8")
    root = Path(machine.run("-c", "from collab import course; print(course.root())", cwd=here).stdout.strip())
    assert root.parts[-3:] == ("site-packages", "collab", "_course")
    data = root / "data"
    before = sorted(data.rglob("*"))

    run = machine.run("-c", RUN, str(file), cwd=here)
    assert run.returncode == 0, run.stderr[-3000:]
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    checked = {}
    for cell in cells:
        if "".join(cell["source"]).startswith("check("):
            name = "".join(cell["source"]).split('"')[1]
            checked[name] = float("".join(cell["outputs"][-1]["data"]["text/plain"]).split()[0])
    points = {e.id: e.points for e in course.lesson(LESSON).exercises.values()}
    assert checked == points
    said = "".join("".join(o.get("text", "")) for cell in cells for o in cell.get("outputs", []))
    assert "MovieLens 100K could not be had: COLLAB_OFFLINE is set" in said  # and MiniLens stood in
    assert "Hint 1 of 3" in said
    assert f"I HAVE: {len(points)} of " in said

    graded = machine.collab("grade", file.name, "--json", "verdict.json", cwd=here)
    assert graded.returncode == 0, graded.stdout + graded.stderr
    verdict = json.loads((here / "verdict.json").read_text())
    assert verdict["score"] == verdict["max_score"] == sum(points.values())
    # What this machine can do it does for an installed course too, whose checks lie among the packages that a box sees.
    assert verdict["isolation"] == tiers.tier(limits())
    assert sorted(data.rglob("*")) == before
    # What a student has lies beside the notebook or at home, never in the package.
    assert {p.name for p in here.iterdir()} == {file.name, "verdict.json", "hand-in"}
    assert [p.name for p in (here / "hand-in").iterdir()] == [file.name]  # the lesson's last cell
    assert [p for p in machine.home.rglob("progress.json") if "collab" in p.parts]
    assert not [p for p in root.rglob("*") if p.name == ".progress.json"]


def test_data_lies_in_the_users_own_folder_or_the_packages(machine: Machine, tmp_path: Path) -> None:
    code = """
from collab.data.catalog import resolve
from collab.data.folders import data_folders
from collab import course
print(resolve("minilens").path)
print(next(data_folders(None, "ml-100k")))
print(course.own_folder())
"""
    run = machine.run("-c", code, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    minilens, downloads, own = map(Path, run.stdout.split("\n")[:3])
    assert minilens.parts[-3:] == ("_course", "data", "minilens")
    assert downloads.is_relative_to(machine.home)
    assert own.is_relative_to(machine.home)


def test_the_students_commands_are_there_and_no_others(machine: Machine, tmp_path: Path) -> None:
    said = machine.collab("--help", cwd=tmp_path).stdout
    assert "progress" in said
    assert "grade" in said
    assert "truth" not in said
    assert "build" not in said
    progress = machine.collab("progress", cwd=tmp_path)
    assert progress.returncode == 0, progress.stderr
    assert "embedding_lookup" in progress.stdout


def test_a_course_folder_goes_before_the_installed_one(machine: Machine, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "grader", tmp_path / "grader")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    run = machine.run("-c", "from collab import course; print(course.root())", cwd=tmp_path / "deep" / "er")
    assert run.stdout.strip() == str(tmp_path)
