"""What nbgrader leaves open where a class is graded: `install`, called by nbgrader_config.py, closes it.

- A run that is killed leaves a student's folder in autograded/ that the next run takes for graded ("Skipping existing
  assignment"), though the gradebook has no score; and it takes for graded what has changed since: autograding.py.
- nbgrader passes over a student's folder without a notebook at its top, and gives up on notebooks under other names: every
  folder is graded, as one notebook of the lesson's name. What is in it is decided where it is read.
- Files beside a notebook are copied to autograded/ and on to feedback/, and a link is followed: a link to the gradebook
  would come back to the student as feedback. Links are left out.
- `zip_collect` lets one student's file take another's place: collection.py has the plan that is carried out instead.
- It opens the gradebook nine times a submission, each time with a new engine: one_engine in autograding.py.
- A gradebook that stays locked ends the run with advice about upgrades: we say what is the case.

All but the last take the place of nbgrader's own functions. They are private or nearly so: pyproject.toml holds nbgrader to
the versions that were read, and tests/test_gradebook.py to the signatures that are relied on.
"""

from __future__ import annotations

import os
from glob import glob
from typing import Any


def install() -> None:
    """Close what nbgrader leaves open, once."""
    from nbgrader.apps.zipcollectapp import ZipCollectApp
    from nbgrader.converters import base
    from nbgrader.converters.autograde import Autograde
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from traitlets.log import get_logger

    from . import assignments, autograding, exchange, late
    from .collection import collect

    if getattr(Autograde, "_collab_installed", False):
        return
    Autograde._collab_installed = True
    find_all_files, init_notebooks = base.find_all_files, Autograde.init_notebooks

    def every_folder(self: Any) -> None:
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        folders = sorted(filter(os.path.isdir, glob(pattern)))
        if self.coursedir.notebook_id != "*" or not folders:
            init_notebooks(self)  # it says what it did not find
            return
        self.notebooks = []
        self.assignments = {f: [os.path.join(f, f"{os.path.basename(f)}.ipynb")] for f in folders}

    def plain_files(path: str, exclude: Any = None) -> list[str]:
        return [name for name in find_all_files(path, exclude) if not os.path.islink(name)]

    def explain(context: Any) -> None:
        if "database is locked" in str(context.original_exception):
            get_logger().error(
                "The gradebook is locked by another program, and stays so. It is not damaged, and what has been graded "
                "stays: close that program and run the same command again."
            )

    Autograde.init_notebooks = every_folder
    base.find_all_files = plain_files
    ZipCollectApp.process_extracted_files = collect
    event.listen(Engine, "handle_error", explain)
    autograding.install()
    assignments.install()
    exchange.install()
    late.install()
