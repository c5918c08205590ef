"""What every lesson ends with: the file to hand in, and the way to the next lesson."""

from __future__ import annotations

from collab import course

CELL = """\
# demo: grades the saved file as your instructor will and writes the one to hand in; the grader skips this cell.
from collab import submit

submit()"""


def text(lesson: course.Lesson) -> str:
    """The last text of a lesson, in Markdown."""
    known = list(course.lessons().values())
    following = known[known.index(lesson) + 1 :][:1]
    then = "That was the last lesson: [back to the start](../START.ipynb)."
    if following:
        then = f"Next: [{following[0].title}](../{following[0].id}/{following[0].id}.ipynb)."
    return f"## Hand in, and go on\n\nSave (Ctrl+S, ⌘S), run this cell, and hand in the one file that it writes. {then}"
