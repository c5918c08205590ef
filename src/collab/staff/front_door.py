"""lessons/START.ipynb, which opens first: made from solutions/START.py, without nbgrader, since nothing in it is graded.

The glossary lies beside it and is written with it.
"""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from collab import course

from . import glossary
from .build import BuildError

NAME = course.FRONT_DOOR
LINKS = "{{lessons}}"


def notebook() -> NotebookNode:
    """The notebook, without outputs; `{{lessons}}` in its source stands for the links. Raises BuildError where it is not there."""
    source = course.root() / "solutions" / Path(NAME).with_suffix(".py")
    parsed = jupytext.reads(source.read_text(encoding="utf-8"), fmt="py:percent")
    if not any(LINKS in cell.source for cell in parsed.cells):
        raise BuildError(f"{source.name} does not say where the lessons' links go: {LINKS}.")
    lessons = enumerate(course.lessons().values(), 1)
    links = "\n".join(f"{number}. [{one.title}]({one.id}/{one.id}.ipynb)" for number, one in lessons)
    made: NotebookNode = nbformat.v4.new_notebook()
    for index, cell in enumerate(parsed.cells):
        about = {"id": f"start-{index:02d}"}
        if cell.cell_type == "markdown":
            made.cells.append(nbformat.v4.new_markdown_cell(cell.source.replace(LINKS, links), **about))
        else:
            made.cells.append(nbformat.v4.new_code_cell(cell.source, **about))
    made.metadata = NotebookNode(
        kernelspec=NotebookNode(name="python3", display_name="Python 3", language="python"),
        language_info=NotebookNode(name="python"),
    )
    nbformat.validate(made)
    return made


def _pages() -> dict[str, str]:
    """What lies beside the lessons: name -> the file's text."""
    made = {NAME: notebook(), glossary.NAME: glossary.notebook()}
    return {name: nbformat.writes(one) + "\n" for name, one in made.items()}


def write(released: Path) -> list[Path]:
    """Write both into the folder of released lessons."""
    for name, text in _pages().items():
        target = released / name
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    return [released / name for name in _pages()]


def names() -> list[str]:
    """What they are called in lessons/."""
    return list(_pages())


def stale() -> list[str]:
    """The names of those that are not in lessons/ as the sources give them today."""
    folder = course.root() / "lessons"
    return [
        name
        for name, fresh in _pages().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != fresh
    ]
