"""A sample class: submissions as students hand them in, made from the lesson's own notebooks by the mistakes named here."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collab import course


@dataclass(frozen=True)
class Pupil:
    """What one student did: text replaced in the reference answers, blanks left, cells lost, or a broken file."""

    name: str
    edits: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict
    )  # exercise -> (what stands there, what they wrote)
    blanks: tuple[str, ...] = ()
    damage: str = ""  # "", "not json", "colab" (metadata lost), "duplicated"


CLASSES: dict[str, list[Pupil]] = {
    "04_dot_product_bias": [
        Pupil("ada"),
        Pupil("ben", blanks=("train_epoch", "evaluate")),
        Pupil("chloe", blanks=("DotProductBias", "decay_weights", "train_epoch", "test_evaluate", "evaluate")),
        Pupil("david", {"DotProductBias": [("create_params([n_users])", "create_params([n_users, 1])")]}),
        Pupil(
            "elif", {"train_epoch": [("        optimizer.zero_grad()\n", "")], "evaluate": [("    model.eval()\n", "")]}
        ),
        Pupil(
            "farid", {"DotProductBias": [(".sum(dim=1)", ".mean(dim=1)")], "decay_weights": [("1 - lr * wd", "1 - wd")]}
        ),
        Pupil(
            "greta",
            {
                "decay_weights": [
                    ("    with torch.no_grad():\n", "    while True:\n        pass\n    with torch.no_grad():\n")
                ]
            },
        ),
        Pupil("hugo", damage="not json"),
        Pupil("ines", {"evaluate": [("total / n", "total / len(batches)")]}, damage="colab"),
        Pupil("jonas", damage="duplicated"),
        Pupil("karim", {"train_epoch": [("loss.item() * len(y)", "loss.item()")]}, blanks=("evaluate",)),
        Pupil("lena", {"DotProductBias": [("        super().__init__()\n", "")]}),
    ]
}


def write(lesson: course.Lesson, submitted: Path) -> list[str]:
    """Write the sample class's notebooks below `submitted`, as nbgrader collects them. Returns the students' names."""
    source = course.root() / "solutions" / lesson.id / f"{lesson.id}.ipynb"
    answers, released = json.loads(source.read_text("utf-8")), json.loads(lesson.notebook.read_text("utf-8"))
    blank = {_id(c): c["source"] for c in released["cells"]}
    shutil.rmtree(submitted, ignore_errors=True)
    for pupil in CLASSES[lesson.id]:
        cells = []
        for original in answers["cells"]:
            cell, name = json.loads(json.dumps(original)), _id(original)
            text = "".join(cell["source"])
            for wanted, written in pupil.edits.get(name, []):
                if wanted not in text:
                    raise ValueError(f"The sample class no longer fits {lesson.id}: {wanted!r} is not in {name}.")
                text = text.replace(wanted, written)
            cell["source"] = blank[name] if name in pupil.blanks or name in lesson.questions else text
            if pupil.damage == "colab":
                cell["metadata"] = {}
            cells.append(cell)
            if pupil.damage == "duplicated" and name in lesson.exercises:
                cells.append(json.loads(json.dumps(cell)))
        path = submitted / pupil.name / lesson.id / f"{lesson.id}.ipynb"
        path.parent.mkdir(parents=True)
        text = json.dumps({**answers, "cells": cells}, indent=1)
        path.write_text(text[: len(text) // 2] if pupil.damage == "not json" else text, encoding="utf-8")
    return [p.name for p in CLASSES[lesson.id]]


def _id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
