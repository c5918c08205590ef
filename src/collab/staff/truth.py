"""`collab truth`: the graders measured like a classifier, on a bank of known answers, through the real path.

The bank (tests/bank/EXERCISE/right_*.py and wrong_*.py) holds one small answer a file. Its docstring says what it is:

    \"\"\"Adds the biases after the squashing.

    Why: the sigmoid line was there first, and the biases were added to what it returned.
    Fails: predicts dot product plus both biases, squashed into y_range
    Says: after the squashing
    \"\"\"

`Fails` names the check that must fail and `Says` is a pattern that its message must match; right answers have neither.
The code takes the place of the exercise's cell in the lesson's notebook; everything else there is the reference answer.
"""

from __future__ import annotations

import ast
import concurrent.futures
import json
import math
import os
import re
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from collab import course
from collab.grading.grade import grade_file

from . import build


class BankError(ValueError):
    """A file of the bank does not say what it is."""


@dataclass(frozen=True)
class Answer:
    """One known answer. `fails` and `says` are empty for right ones."""

    exercise: str
    name: str
    right: bool
    what: str
    why: str
    fails: str
    says: str
    code: str
    above: str = ""  # code of a cell of its own above the exercise's, and below it
    below: str = ""

    @property
    def label(self) -> str:
        return f"{self.exercise}/{self.name}"


@dataclass(frozen=True)
class Finding:
    """What the graders made of one answer."""

    exercise: str
    name: str
    right: bool
    accepted: bool
    diagnosed: bool  # of a wrong answer: the named check failed and its message matched
    status: str
    check: str
    message: str
    seconds: float
    seed: int  # of the inputs: `examine(answer, seed=…)` repeats it

    @property
    def trouble(self) -> str:
        """What is wrong with the grader here, or ""."""
        if self.right and not self.accepted:
            return "false reject"
        if not self.right and self.accepted:
            return "false accept"
        return "" if self.right or self.diagnosed else "not diagnosed"


def bank(exercise: str = "") -> list[Answer]:
    """The answers in tests/bank, for one exercise or all. Raises BankError where a file does not say what it is."""
    folder = course.root() / "tests" / "bank"
    return [read(path) for path in sorted(folder.glob(f"{exercise or '*'}/*.py"))]


def read(path: Path) -> Answer:
    """One file of the bank."""
    text = path.read_text(encoding="utf-8")
    kind = path.stem.split("_")[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `Says` holds a pattern, which is no raw string
        doc = ast.get_docstring(ast.parse(text)) or ""
    fields = dict(re.findall(r"^(Why|Fails|Says): (.+?)$", doc, re.MULTILINE))
    wanted = {"Why"} if kind == "right" else {"Why", "Fails", "Says"}
    if kind not in ("right", "wrong") or set(fields) != wanted:
        raise BankError(
            f"{path}: a file right_*.py needs a docstring with Why, a file wrong_*.py one with Why, Fails and Says."
        )
    code = text.split('"""', 2)[2].lstrip("\n")
    return Answer(
        exercise=course.exercise(path.parent.name).id,
        name=path.stem,
        right=kind == "right",
        what=doc.splitlines()[0],
        why=fields["Why"],
        fails=fields.get("Fails", ""),
        says=fields.get("Says", ""),
        code=code,
    )


def notebook_with(answer: Answer) -> dict[str, Any]:
    """The lesson's notebook with the reference answers, and this one in its exercise's cell."""
    lesson = course.lesson(course.exercise(answer.exercise).lesson)
    notebook: dict[str, Any] = json.loads(_reference(lesson.id, str(lesson.source), lesson.source.stat().st_mtime_ns))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == answer.exercise:
            cell["source"] = answer.code
            at = notebook["cells"].index(cell)
            around = [_code(answer.above), cell, _code(answer.below)]
            notebook["cells"][at : at + 1] = [c for c in around if c["source"]]
            break
    return notebook


@lru_cache
def _reference(lesson_id: str, source: str, changed: int) -> str:
    """The lesson's notebook with the reference answers, as JSON; its source and when that was changed tell it from others."""
    return json.dumps(build.source_notebook(course.lesson(lesson_id)))


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def examine(answer: Answer, leave_out: str = "", seed: int | None = None) -> Finding:
    """Grade one answer through the real path: a notebook file, a box, the judge. Only its own exercise is asked for.

    `leave_out` leaves out the check of that name, to see whether anything depends on it. Without `seed`, a fresh one."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.ipynb"
        path.write_text(json.dumps(notebook_with(answer)), encoding="utf-8")
        verdict = grade_file(path, answer.label, seed, answer.exercise, leave_out)
    result = verdict.exercises[answer.exercise]
    speaking = result.speaking
    diagnosed = (
        speaking is not None and speaking.name == answer.fails and re.search(answer.says, speaking.message) is not None
    )
    return Finding(
        exercise=answer.exercise,
        name=answer.name,
        right=answer.right,
        accepted=bool(result.checks) and speaking is None,
        diagnosed=diagnosed,
        status=result.status,
        check=speaking.name if speaking else "",
        message=speaking.message if speaking else "",
        seconds=time.perf_counter() - started,
        seed=verdict.seed or 0,
    )


def examine_all(answers: list[Answer], workers: int = 0, rounds: int = 1, seed: int | None = None) -> list[Finding]:
    """All answers, `rounds` times with other inputs, on one process more than there are cores, as each waits for its box now
    and then; with progress on stdout.

    With `seed`, the inputs are those of this seed instead of fresh ones."""
    workers = workers or (os.cpu_count() or 1) + 1
    findings: list[Finding] = []
    number = rounds * len(answers)
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        for finding in pool.map(partial(examine, seed=seed), answers * rounds, chunksize=4):
            findings.append(finding)
            if sys.stdout.isatty() or len(findings) % 100 == 0 or len(findings) == number:
                end = "" if sys.stdout.isatty() and len(findings) < number else "\n"
                print(f"\r{len(findings)} of {number} answers", end=end, flush=True)
    return findings


def needed(check: str, answers: list[Answer], seed: int | None = None) -> Finding | None:
    """A wrong answer that slips through, or is no longer told its mistake, when `check` is left out; None if there is none.

    `answers` are all wrong answers of the check's exercise; only those that it stops can depend on it."""
    for answer in answers:
        if answer.fails == check:
            finding = examine(answer, leave_out=check, seed=seed)
            if finding.trouble:
                return finding
    return None


def upper_bound(errors: int, gradings: int) -> float:
    """The largest rate of error that is still plausible: with it, so few errors would be seen in 1 of 20 such runs.

    With none it is 1 - 0.05 ** (1 / n), close to 3 / n ("the rule of three"); with some, Clopper and Pearson's bound.
    Rounds of one answer are no independent answers: the bound is about answers like those in the bank."""
    if errors >= gradings:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        log_of = [
            math.lgamma(gradings + 1) - math.lgamma(k + 1) - math.lgamma(gradings - k + 1)
            + k * math.log(rate) + (gradings - k) * math.log1p(-rate)
            for k in range(errors + 1)
        ]  # fmt: skip
        if math.fsum(map(math.exp, log_of)) > 0.05:
            low = rate
        else:
            high = rate
    return high


def shown_bound(errors: int, gradings: int) -> str:
    """A number of errors with the rate that it stays below: "0 (< 0.29 %)"."""
    return f"{errors} (< {100 * upper_bound(errors, gradings):.2g} %)" if gradings else "-"
