"""Seconds a submission under `nbgrader autograde` with this course's configuration and without, in one run.

    .venv/bin/python tools/compare_nbgrader.py [--lesson 04_dot_product_bias] [--students 4]

The same right notebooks each time. Without the configuration nbgrader executes the whole notebook in a kernel, with its
demonstrations (training on the full data); a third class has these cells emptied, so that only the checks are compared.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from collab import course
from collab.grading.classroom import launch
from collab.staff import build

SCORES = """select sum(auto_score) from grade join submitted_notebook on grade.notebook_id = submitted_notebook.id
    group by submitted_notebook.id"""
PLAIN = """
c = get_config()
c.CourseDirectory.course_id = "collaborative-filtering"
c.ExecutePreprocessor.timeout = 600
"""


def autograde(folder: Path, lesson: str, name: str, where: Path) -> float:
    """Seconds for the class in folder/submitted-NAME, started in the folder `where`, with the configuration that lies there."""
    url = launch.gradebook_url(folder / f"{name}.db")
    build.generate_assignments([lesson], folder / "release", url)
    submitted = folder / f"submitted-{name.split('.')[0]}"
    folders = {"submitted": submitted, "autograded": folder / f"autograded-{name}"}
    command = launch.command(["autograde", lesson], folders, url)
    launch.find_our_programs()
    started = time.perf_counter()
    run = subprocess.run(command, cwd=where, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if run.returncode:
        sys.exit(run.stderr[-3000:])
    with sqlite3.connect(folder / f"{name}.db") as db:
        scores = {score for (score,) in db.execute(SCORES)}
    if scores != {course.lesson(lesson).points}:
        sys.exit(
            f"{name}: right notebooks got {scores}, expected {course.lesson(lesson).points} each: nothing is compared."
        )
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lesson", default="04_dot_product_bias")
    parser.add_argument("--students", type=int, default=4)
    args = parser.parse_args()
    lesson = course.lesson(args.lesson)
    full = json.loads(json.dumps(build.source_notebook(lesson)))
    bare = json.loads(json.dumps(full))
    for cell in bare["cells"]:
        if cell["source"].startswith("# demo"):
            cell["source"] = "# demo: emptied for this comparison"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, notebook in (("full", full), ("bare", bare)):
            for i in range(args.students):
                path = folder / f"submitted-{kind}" / f"student{i}" / lesson.id / f"{lesson.id}.ipynb"
                path.parent.mkdir(parents=True)
                path.write_text(json.dumps(notebook))
        (folder / "nbgrader_config.py").write_text(PLAIN)
        rows = {
            "this course": autograde(folder, lesson.id, "full.ours", course.root()),
            "unconfigured, demonstrations emptied": autograde(folder, lesson.id, "bare.plain", folder),
            "unconfigured": autograde(folder, lesson.id, "full.plain", folder),
        }
    for what, seconds in rows.items():
        print(f"{what:40} {seconds / args.students:6.2f} s a submission   {seconds / rows['this course']:5.1f} x")


if __name__ == "__main__":
    main()
