"""What of nbgrader's own is replaced or relied on is still what was read."""

from __future__ import annotations

import contextlib
import inspect
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from nbgrader import api
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.converters import base
from nbgrader.converters.autograde import Autograde
from nbgrader.coursedir import CourseDirectory
from packaging.requirements import Requirement

from collab.grading.classroom import autograding, gradebook, launch

RELIED_ON = {  # in nbgrader 0.9
    base.BaseConverter.init_notebooks: ["self"],
    base.BaseConverter.init_destination: ["self", "assignment_id", "student_id"],
    base.BaseConverter._format_source: ["self", "assignment_id", "student_id", "escape"],
    base.BaseConverter._format_dest: ["self", "assignment_id", "student_id", "escape"],
    base.rmtree: ["path"],
    ZipCollectApp.extract_archive_files: ["self"],
    CourseDirectory.format_path: ["self", "nbgrader_step", "student_id", "assignment_id", "escape"],
}


@pytest.mark.parametrize("function", RELIED_ON, ids=lambda f: f.__qualname__)
def test_signatures_that_are_relied_on(function: object) -> None:
    assert list(inspect.signature(function).parameters) == RELIED_ON[function]  # type: ignore[arg-type,index]


def test_the_installed_nbgrader_is_one_that_was_read() -> None:
    (wanted,) = [Requirement(r) for r in requires("collab") or [] if r.startswith("nbgrader")]
    assert version("nbgrader") in wanted.specifier
    assert "0.10" not in wanted.specifier
    assert "0.9.4" not in wanted.specifier


def test_during_a_run_the_gradebook_has_one_engine_and_afterwards_nbgraders_own(tmp_path: Path) -> None:
    launch.find_our_programs()  # nbgrader asks alembic
    before, url = api.create_engine, f"sqlite:///{tmp_path / 'gradebook.db'}"
    with autograding.one_engine():
        with api.Gradebook(url) as one, api.Gradebook(url) as other:
            assert one.engine is other.engine
            one.add_student("ada")
            assert [s.id for s in other.students] == ["ada"]
        (tmp_path / "gradebook.db").rename(tmp_path / "old.db")
        with api.Gradebook(url) as new, api.Gradebook(f"sqlite:///{tmp_path / 'other.db'}") as elsewhere:
            assert new.students == []  # the file that is there now
            assert elsewhere.engine is not new.engine
    assert api.create_engine is before
    with contextlib.suppress(ZeroDivisionError), autograding.one_engine():
        assert api.create_engine is not before
        raise ZeroDivisionError
    assert api.create_engine is before


def test_what_takes_a_functions_place_takes_its_arguments() -> None:
    before = {
        name: inspect.signature(getattr(base.BaseConverter, name)) for name in ("init_notebooks", "init_destination")
    }
    whole = inspect.signature(ZipCollectApp.process_extracted_files)
    gradebook.install()
    gradebook.install()  # the configuration may be read twice
    for name, signature in before.items():
        assert list(inspect.signature(getattr(Autograde, name)).parameters) == list(signature.parameters)
    assert len(inspect.signature(ZipCollectApp.process_extracted_files).parameters) == len(whole.parameters)
    assert next(iter(inspect.signature(base.find_all_files).parameters)) == "path"
    assert getattr(Autograde, "_sanitizing", None) is not None  # tells the two passes apart
