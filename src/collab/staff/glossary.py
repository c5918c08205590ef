"""lessons/GLOSSARY.ipynb, the words of the field: made from solutions/GLOSSARY.md, with a link wherever that names a lesson.

A notebook and no Markdown file, since Jupyter, Colab and VS Code open a link to a notebook as a page to read.
"""

from __future__ import annotations

import re

import nbformat
from nbformat import NotebookNode

from collab import course

from .build import BuildError

NAME = course.GLOSSARY
LESSON = re.compile(r"([Ll]esson) (\d+)")


def notebook() -> NotebookNode:
    """The glossary as one text, without code. Raises BuildError where it names a lesson that is not in the course."""
    lessons = list(course.lessons().values())

    def link(found: re.Match[str]) -> str:
        number = int(found[2])
        if not 1 <= number <= len(lessons):
            raise BuildError(f"solutions/GLOSSARY.md names lesson {number}, and there are {len(lessons)}.")
        one = lessons[number - 1]
        return f"[{found[0]}]({one.id}/{one.id}.ipynb)"

    text = (course.root() / "solutions" / "GLOSSARY.md").read_text(encoding="utf-8")
    made: NotebookNode = nbformat.v4.new_notebook()
    made.cells.append(nbformat.v4.new_markdown_cell(LESSON.sub(link, text.rstrip("\n")), id="glossary"))
    made.metadata = NotebookNode(
        kernelspec=NotebookNode(name="python3", display_name="Python 3", language="python"),
        language_info=NotebookNode(name="python"),
    )
    nbformat.validate(made)
    return made
