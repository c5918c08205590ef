"""The versions are said once: constraints.txt, pyproject.toml and environment.yml agree."""

import re
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement

import collab
from collab import cli
from collab.course import tomllib

ROOT = Path(__file__).parent.parent


def declared(*extras: str) -> dict[str, Requirement]:
    """What a student's install asks for, and these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {r.name: r for r in map(Requirement, lines)}


def pins(python: str, system: str = "linux") -> dict[str, str]:
    """Name -> specifier, as that Python on that system (`sys.platform`) reads constraints.txt."""
    found = {}
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            r = Requirement(line)
            environment = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": system}
            if r.marker is None or Marker(str(r.marker)).evaluate(environment):
                found[r.name] = str(r.specifier)
    return found


@pytest.mark.parametrize("python", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_every_dependency_has_one_exact_version(python: str) -> None:
    known = pins(python)
    for name, requirement in declared("dev", "instructor", "cluster").items():
        if requirement.marker is None or requirement.marker.evaluate({"python_version": python}):
            assert re.fullmatch(r"==[\d.]+", known[name]), name
            assert requirement.specifier.contains(known[name][2:]), name


def test_conda_users_get_the_same() -> None:
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    python = next(d for d in dependencies if isinstance(d, str) and d.startswith("python="))
    (listed,) = (d["pip"] for d in dependencies if isinstance(d, dict))
    for system in ("linux", "darwin", "win32"):
        known = pins(python.removeprefix("python="), system)
        wanted = {f"{name}{known[name]}" for name, r in declared().items() if r.marker is None}
        here = {"sys_platform": system}
        found = [Requirement(line) for line in listed if not line.startswith("-")]
        assert {f"{r.name}{r.specifier}" for r in found if r.marker is None or r.marker.evaluate(here)} == wanted
    assert "-c constraints.txt" in listed
    assert "-e ." in listed
    assert "--extra-index-url https://download.pytorch.org/whl/cpu" in listed  # the small build, on Binder too


def test_a_student_gets_nothing_of_the_instructors() -> None:
    """By name here; what the students' rooms import is held by `lint-imports`, and run in tests/test_install.py."""
    instructors = declared("instructor").keys() - declared().keys()
    assert instructors == {"nbgrader", "jupytext", "pyyaml", "jinja2", "bleach"}
    assert "EXTRAS := [dev,instructor,cluster]" in (ROOT / "Makefile").read_text()
    assert "EXTRAS :=" not in (ROOT / "setup.mk").read_text()


def test_the_version_is_the_same_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    newest = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[0]
    assert {collab.__version__, citation["version"], newest} == {version}
    assert citation.keys() >= {"cff-version", "message", "title", "authors"}  # what the format demands
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"collab {version}\n"


def test_torch_is_the_version_that_is_tested() -> None:
    """On Linux, where classes are graded; elsewhere the newest, see tools/platforms.py."""
    assert {pins(p)["torch"] for p in ("3.10", "3.11", "3.12", "3.13", "3.14")} == {"==2.13.0"}
