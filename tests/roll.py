"""A class that was graded, of any size, made without grading anybody: a real gradebook and autograded notebooks, drawn from a seed."""

from __future__ import annotations

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.classroom import launch
from collab.staff import classbook

# Exercise -> its checks, in their order. The class's lesson is 04's, in short.
CHECKS = {
    "DotProductBias": ["registers four parameters", "adds both biases", "reaches the loss target"],
    "decay_weights": ["shrinks every weight"],
    "train_epoch": ["takes one step a batch", "returns the mean loss"],
    "evaluate": ["returns the mean loss over all examples", "restores the mode"],
}
POINTS = {"DotProductBias": 5, "decay_weights": 2, "train_epoch": 4, "evaluate": 3}
QUESTION, WORTH = "why-decay", 3
FIRST = ["Ada", "Zoë", "Bo", "Chloé", "José", "Łukasz", "Mei", "Noor", "Åsa", "Ines"]
LAST = ["Smith, Jr.", "O'Neil", "García", "Dvořák", "Nguyễn", "van den Berg", "Müller", "Okafor", "Kim", "Rossi"]
MISSING = 3  # the last ones of the roll


def verdict(draw: random.Random, skill: float) -> tuple[dict[str, Any], dict[str, str]]:
    """A verdict of someone who passes a check with that probability, and what they wrote."""
    exercises, answers = {}, {}
    for exercise, names in CHECKS.items():
        checks, stopped = [], ""
        wrong = draw.choice(["a", "b"])
        answers[exercise] = f"def {exercise}(x):\n    return {wrong}  # {draw.random()}\n"
        for name in names:
            status = (
                "skipped"
                if stopped
                else "passed"
                if draw.random() < skill
                else draw.choice(["failed"] * 9 + ["timeout"])
            )
            said = f"`{exercise}({draw.randint(2, 9)})` returned {draw.random():.4f}, expected {draw.random():.4f}."
            said += " Is <b> the mean taken over batches?" if wrong == "a" else " Is a bias left out?"
            checks.append({"name": name, "status": status, "message": "" if status in ("passed", "skipped") else said})
            stopped = stopped or (name if status not in ("passed", "skipped") else "")
        share = sum(c["status"] == "passed" for c in checks) / len(checks)
        state = "passed" if share == 1 else "partial" if share else checks[0]["status"]
        points = round(POINTS[exercise] * share, 4)
        exercises[exercise] = {"score": points, "max_score": POINTS[exercise], "status": state, "checks": checks}
    score = sum(e["score"] for e in exercises.values())
    made = {"submission": "", "lesson": "", "score": score, "max_score": 14, "isolation": "sandboxed", "seed": 1}
    return made | {"exercises": exercises}, answers


def write(home: Path, lesson_id: str, students: int, seed: int = 0) -> classbook.Place:
    """Write a class's folder: gradebook.db, submitted/, autograded/. The first has an override, the second was late."""
    from nbgrader import api
    from sqlalchemy.orm import Session

    home.mkdir(parents=True, exist_ok=True)
    launch.find_our_programs()
    with api.Gradebook(launch.gradebook_url(home / "gradebook.db"), "collaborative-filtering") as book:
        engine = book.engine
        draw = random.Random(seed)
        with Session(engine) as db:
            assignment = api.Assignment(
                name=lesson_id, course_id="collaborative-filtering", duedate=datetime(2026, 3, 1)
            )
            notebook = api.Notebook(name=lesson_id, assignment=assignment)
            cells = {
                e: api.GradeCell(name=f"check-{e}", cell_type="code", max_score=p, notebook=notebook)
                for e, p in POINTS.items()
            }
            cells[QUESTION] = api.GradeCell(name=QUESTION, cell_type="markdown", max_score=WORTH, notebook=notebook)
            db.add_all([assignment, notebook, *cells.values()])
            for i in range(students):
                first, last = FIRST[i % 10], LAST[i // 10 % 10] + (f" {i // 100}" if i >= 100 else "")
                someone = api.Student(id=f"s{i:04}", first_name=first, last_name=last, email=f"s{i:04}@example.org")
                db.add(someone)
                if i >= students - MISSING:
                    continue
                judged, answers = verdict(draw, min(0.98, max(0.05, draw.gauss(0.75, 0.2))))
                when = datetime(2026, 3, 2) if i == 1 else datetime(2026, 2, 27)
                work = api.SubmittedAssignment(assignment=assignment, student=someone, timestamp=when)
                done = api.SubmittedNotebook(notebook=notebook, assignment=work)
                done.late_submission_penalty = 1.5 if i == 1 else None
                db.add_all([work, done])
                for name, cell in cells.items():
                    grade = api.Grade(cell=cell, notebook=done, needs_manual_grade=False)
                    if name == QUESTION:
                        grade.manual_score = float(draw.randint(0, 3)) if i % 4 else None
                        grade.needs_manual_grade = not i % 4
                    else:
                        grade.auto_score = judged["exercises"][name]["score"]
                    if i == 0 and name == "evaluate":
                        grade.manual_score = 2.5
                    db.add(grade)
                _files(home, someone.id, lesson_id, judged, answers)
            db.commit()
    return classbook.place(home)


def _files(home: Path, student: str, lesson_id: str, judged: dict[str, Any], answers: dict[str, str]) -> None:
    cells = [
        {"cell_type": "code", "source": text, "metadata": {"nbgrader": {"grade_id": name}}}
        for name, text in answers.items()
    ]
    judged |= {"submission": f"{student}/{lesson_id}", "lesson": lesson_id}
    text = json.dumps({"cells": cells, "metadata": {"collab_verdict": judged}})
    for folder in ("submitted", "autograded"):
        path = home / folder / student / lesson_id / f"{lesson_id}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def book(home: Path, lesson_id: str, students: int, seed: int = 0) -> classbook.Classbook:
    """The same, read."""
    return classbook.read(course.lesson(lesson_id), write(home, lesson_id, students, seed))
