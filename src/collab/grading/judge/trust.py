"""Whose work it is that is to be graded: one's own is run in whatever tier there is, strangers' only as closed as was agreed.

One's own: everything in the students' package, which has no classes; in the whole course what lies in its lessons/, where
everybody works on their own copy.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from collab import course
from collab.grading.box import tiers


def is_own(path: Path) -> bool:
    """Whether a path holds one's own work, as far as its place tells."""
    if find_spec("collab.grading.classroom") is None:
        return True
    lessons = (course.root() / "lessons").resolve()
    return path.resolve().is_relative_to(lessons)


def check(path: Path) -> None:
    """Raises IsolationError where strangers' work would be graded without a sandbox, and nobody has said that it may be."""
    if not is_own(path):
        tiers.for_strangers()
