"""IPython's magics in a cell: which are asked for, and what to say of those that cannot be had where this is graded.

Most need nothing said: they draw, install or print, or the box does what the kernel does (box/shell.py). What brings names
from outside the notebook is another matter, since only the notebook is handed in.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .source import parses


def magics(source: str) -> Iterator[tuple[str, str]]:
    """The magics that a cell asks for, each with the rest of its line; a cell magic's name starts with "%".

    `source` is plain Python, in which a magic is a call of `get_ipython()`."""
    if "get_ipython()" not in source or not parses(source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.attr == "run_line_magic" and len(words) == 2:
            yield words[0], words[1].strip()
        elif node.func.attr == "run_cell_magic" and len(words) == 3:
            yield f"%{words[0]}", words[1].strip()


def deletes(magic: str, line: str, name: str) -> bool:
    """Whether a magic deletes a name: `%reset` (but not of outputs or history alone), or one that names what it deletes.
    Where nobody answers, as here, IPython takes its question whether to go on for a yes."""
    targets = [w for w in line.split() if not w.startswith("-")]
    if magic == "reset_selective" and targets:
        return _matches(targets[-1], name)
    return (magic == "reset" and not targets) or (magic == "xdel" and targets[-1:] == [name])


def _matches(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def brings_names(name: str, line: str) -> bool:
    """Whether names come from outside the notebook by a magic."""
    return name in ("run", "pylab") or (name == "store" and "-r" in line.split())


def shown(name: str, line: str) -> str:
    """A magic as it stands in the cell."""
    return f"`%{name} {line}`" if line else f"`%{name}`"


def note(where: str, name: str, line: str) -> str:
    """What a student and their instructor should know of a magic that was ignored, or ""."""
    if brings_names(name, line):
        return f"{where} asks for {shown(name, line)}, which was ignored: only the notebook itself is handed in. If an answer needs something of it, copy that into a cell."
    return ""
