"""`collab new LESSON [EXERCISE]`: the places of a new lesson or exercise, each with what is still to be written there.

An exercise stands in five places: course.toml, the lesson's source, its suite, the right answer in NumPy, the bank of known
answers. What is written there marks its gaps as `TODO(NAME): ...`; as long as one is left, `collab build` and `collab truth`
refuse and list them.
"""

from __future__ import annotations

import argparse
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from collab import course

KINDS = ("function", "class", "module", "test")
MARK = re.compile(r"TODO\((\w+)\): *(.*?)[\"'.;]*$")


class ScaffoldError(ValueError):
    """A lesson or exercise of that name cannot be added; the message is one sentence."""


@dataclass(frozen=True)
class Gap:
    """Something that is still to be written."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(course.root())}:{self.line}: {self.text}"


def gaps(names: Iterable[str]) -> list[Gap]:
    """What is still to be written of these lessons and exercises, in the order of the places."""
    root, wanted = course.root(), set(names)
    places = [root / "grader" / "course.toml", *sorted((root / "solutions").glob("*.py"))]
    places += [*sorted((root / "grader").glob("*.py")), *sorted((root / "tests" / "bank").glob("*/*.py"))]
    found = []
    for path in places:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark = MARK.search(line)
            if mark and mark.group(1) in wanted:
                found.append(Gap(path, number, mark.group(2)))
    return found


def of(lesson: course.Lesson) -> list[str]:
    """The names under which something of a lesson may be marked: its own and its exercises'."""
    return [lesson.id, *lesson.exercises]


def listed(found: list[Gap]) -> str:
    return f"{len(found)} things are still to be written:\n" + "\n".join(f"  {gap}" for gap in found)


def new_lesson(name: str) -> list[Path]:
    """Add a lesson without exercises. Raises ScaffoldError where the name is taken or is none."""
    if not re.fullmatch(r"\d\d_[a-z][a-z0-9_]*", name):
        raise ScaffoldError(
            f"{name!r} is no lesson's name: two digits, then words in small letters, as in 07_recommend."
        )
    taken = next((known for known in course.lessons() if known[:2] == name[:2]), None)
    if taken:
        raise ScaffoldError(f"There is a lesson {taken} already: choose another number than {name[:2]}.")
    root = course.root()
    _append(root / "grader" / "course.toml", _LESSON_TOML.format(lesson=name))
    _create(root / "solutions" / f"{name}.py", _LESSON_SOURCE.format(lesson=name))
    _create(root / "grader" / f"test_{name}.py", _SUITE.format(lesson=name))
    return [root / "grader" / "course.toml", root / "solutions" / f"{name}.py", root / "grader" / f"test_{name}.py"]


def new_exercise(lesson_id: str, name: str, kind: str = "function") -> list[Path]:
    """Add an exercise to a lesson. Raises ScaffoldError where the name is taken or is none, CourseError for no lesson."""
    lesson, root = course.lesson(lesson_id), course.root()
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ScaffoldError(f"{name!r} is no name that a student could define: a Python name is asked for.")
    if (kind == "test") != name.startswith("test_"):
        raise ScaffoldError(f"{name!r} for a {kind}: the name of a test, and of nothing else, begins with test_.")
    if any(name in one.exercises for one in course.lessons().values()):
        raise ScaffoldError(f"There is an exercise {name} already: choose another name.")
    bank = root / "tests" / "bank" / name
    words = {"name": name, "lesson": lesson_id, "kind": kind, "title": name[0].upper() + name[1:], "snake": snake(name)}
    words["tested"] = name.removeprefix("test_")
    answer = {"function": _FUNCTION, "module": _MODULE, "class": _CLASS, "test": _TEST}[kind].format(**words)
    if kind == "test":
        known, fifth = _CANDIDATES, root / "grader" / f"candidates_{words['tested']}.py"
        _import(lesson.suite, _TEST_IMPORTS.format(**words))
    else:
        known, fifth = _REFERENCE, root / "grader" / "reference.py"
    _append(root / "grader" / "course.toml", _EXERCISE_TOML.format(**words))
    _append(lesson.source, _EXERCISE_SOURCE.format(**words, answer=_with_markers(answer)))
    _append(lesson.suite, (_TEST_CHECKS if kind == "test" else _CHECKS).format(**words))
    (_create if kind == "test" else _append)(fifth, known.format(**words))
    _create(bank / "right_first.py", _RIGHT.format(**words, answer=answer))
    _create(bank / "wrong_first.py", _WRONG.format(**words, answer=answer))
    return [
        root / "grader" / "course.toml",
        lesson.source,
        lesson.suite,
        fifth,
        bank / "right_first.py",
        bank / "wrong_first.py",
    ]


def snake(name: str) -> str:
    """A name as a function in NumPy would be called: DotProduct -> dot_product."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _with_markers(answer: str) -> str:
    """An answer whose last line stands between the markers that cut it out of the student's notebook."""
    *head, last = answer.rstrip().split("\n")
    indent = last[: len(last) - len(last.lstrip())]
    return "\n".join([*head, f"{indent}### BEGIN SOLUTION", last, f"{indent}### END SOLUTION"])


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def _import(suite: Path, lines: str) -> None:
    """Put imports into a suite below its first ones; `ruff check --fix` puts them in order."""
    text, first = suite.read_text(encoding="utf-8"), "import numpy as np\n"
    suite.write_text(text.replace(first, first + lines, 1), encoding="utf-8")


def _create(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", help="such as 07_recommend; made where there is none and no EXERCISE is named")
    parser.add_argument("exercise", nargs="?", help="the name that students will define")
    parser.add_argument(
        "--kind", choices=KINDS, default="function", help="what that name will be (default: a function)"
    )


def command(args: argparse.Namespace) -> int:
    """Make the places, say where they are and what comes next; returns the exit code."""
    made = new_exercise(args.lesson, args.exercise, args.kind) if args.exercise else new_lesson(args.lesson)
    for path in made:
        print(path.relative_to(course.root()))
    found = gaps([args.exercise or args.lesson])
    print(f"\n{listed(found)}")
    then = f"collab truth --exercise {args.exercise}" if args.exercise else f"collab new {args.lesson} EXERCISE"
    print(f"\nNext: fill these in, then .venv/bin/{then}")
    return 0


# --- what is written; one TODO a gap ---

_LESSON_TOML = """
[lessons.{lesson}]
title = "TODO({lesson}): the lesson's title"
minutes = 40
"""

_LESSON_SOURCE = """\
# %% [markdown]
# # TODO({lesson}): the lesson's title
#
# TODO({lesson}): what the reader can do afterwards, how long it takes, what they need.

# %%
import torch
from torch import nn

from collab import check, fit, hint, load_ratings
"""

_SUITE = '''\
"""Lesson {lesson}."""

from __future__ import annotations

import numpy as np
import reference

from collab.grading.judge import expect
from collab.grading.judge.student import Given, Student
'''

_EXERCISE_TOML = """
[lessons.{lesson}.exercises.{name}]
goal = "TODO({name}): what is to be written, in half a sentence"
points = 2
hints = [
    "TODO({name}): a nudge: the question to ask",
    "TODO({name}): the tool that helps",
    "TODO({name}): the same idea on another problem",
]
"""

_EXERCISE_SOURCE = """
# %% [markdown]
# ## TODO({name}): the section's heading, its idea and the question before the answer

# %% exercise="{name}"
{answer}
"""

_FUNCTION = '''\
def {name}(x):
    """TODO({name}): what it returns, with shapes."""
    return x  # TODO({name}): the answer
'''

_CLASS = '''\
class {name}:
    """TODO({name}): what it is for."""

    def __call__(self, x):
        return x  # TODO({name}): the answer
'''

_MODULE = '''\
class {name}(nn.Module):
    """TODO({name}): what it is for, with the shapes of its parameters."""

    def forward(self, x):
        return x  # TODO({name}): the answer
'''

_CHECKS = '''

class Test{title}:
    exercise = "{name}"
    kind = "{kind}"

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """TODO({name}): what is checked, as a student reads it."""
        x = rng.normal(size=(4, 3)).astype(np.float32)  # TODO({name}): inputs of different sizes, drawn afresh
        out = expect.tensor(student.{name}(Given(x)), "{name}(x)")
        wanted = reference.{snake}(x)
        expect.shape(out, wanted.shape)
        # TODO({name}): the values of typical mistakes, each with the question about it
        expect.close(out.array, wanted, out.call, [(x, "These are the values that were given: what should become of them?")])
'''

_REFERENCE = '''

def {snake}(x: np.ndarray) -> np.ndarray:
    """TODO({name}): the right answer in NumPy, written without a look at the other one."""
    raise NotImplementedError
'''

_TEST = '''\
def {name}(candidate):
    """Raises AssertionError where the candidate is wrong, and returns where it is right.

    candidate: TODO({name}): how it is called, and what it should do
    """
    assert candidate(1) == 1  # TODO({name}): the answer
'''

_TEST_IMPORTS = """\
import candidates_{tested}
import pytest

from collab.grading.judge.trials import Trials
"""

_TEST_CHECKS = '''

class Test{title}:
    exercise = "{name}"
    kind = "test"
    CANDIDATES = candidates_{tested}.CANDIDATES

    @pytest.mark.share(0)
    def test_right(self, tried: Trials) -> None:
        """lets every right candidate through."""
        tried.right_pass()

    def test_first(self, tried: Trials) -> None:
        """TODO({name}): catches one that ...; a check for each family, as a student reads it."""
        tried.caught(candidates_{tested}.FIRST)
'''

_CANDIDATES = '''\
"""What `{name}` is tried on: right and wrong `{tested}(x)`, by families."""

from __future__ import annotations

from typing import Any

from collab.grading.judge.trials import Candidates, Family

FIRST = Family(
    "TODO({name}): what these wrong ones do, as the end of: a candidate that ...",
    "TODO({name}): the question for whoever lets one through",
    lambda rng, student: [lambda x: -x],  # TODO({name}): some that do so, their numbers drawn from rng
)


def right(x: Any) -> Any:
    return x  # TODO({name}): the right answer, on plain data and arrays


CANDIDATES = Candidates(
    decoy=lambda rng, student: [lambda x: 7 * x + 13],  # TODO({name}): one that is wrong everywhere
    right=(
        Family("", "", lambda rng, student: [right]),
        Family(
            "TODO({name}): what whoever rejects these demands without need",
            "TODO({name}): the question about that",
            lambda rng, student: [lambda x: right(x)],
        ),
    ),
    wrong=(FIRST,),
)
'''

_RIGHT = '''\
"""TODO({name}): a right answer that looks unusual.

Why: TODO({name}): why somebody would write it.
"""


{answer}'''

_WRONG = '''\
"""TODO({name}): a wrong answer that somebody really writes.

Why: TODO({name}): what leads there.
Fails: TODO({name}): the name of the check that must fail
Says: TODO({name}): a pattern that its message must match
"""


{answer}'''
