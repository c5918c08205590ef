"""What tools/measure_lessons.py counts, on a lesson small enough to count by hand."""

from __future__ import annotations

import jupytext
import pytest
from measure_lessons import lines_of_code, measured

from collab import course

LESSON = '''\
# %% [markdown]
# Five words of plain prose.
#
# <details><summary>Folded</summary>three words more</details>

# %% tags=["demo"]
# demo
predict("name", "")

# %% exercise="double"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    two = 2  # a comment

    return two * x
    ### END SOLUTION

# %% [markdown]
# ## Questions
#
# Not counted.

# %%
y = double(
    3,
)
'''


def test_it_counts_as_by_hand() -> None:
    found = measured(jupytext.reads(LESSON, fmt="py:percent").cells)
    assert found == {"words": 5, "predictions": 1, "written": 2, "given": 1 + 1 + 3, "minutes": 13}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", 0),
        ("# a\n", 0),
        ("x = 1\n\n# a\ny = 2\n", 2),
        ('"""A text."""\n', 0),
        ('s = """a\nb"""\n', 2),
        ("f(\n 1)\n", 2),
    ],
)
def test_what_a_line_is(source: str, lines: int) -> None:
    assert lines_of_code(source) == lines


def test_every_lesson_can_be_measured() -> None:
    for lesson in course.lessons().values():
        found = measured(jupytext.reads(lesson.source.read_text(encoding="utf-8"), fmt="py:percent").cells)
        assert found["written"] >= len(lesson.exercises)
        assert found["words"] > 500
