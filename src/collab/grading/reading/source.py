"""A cell's source as the plain Python that the box runs, and what can be said of it without running it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TRANSPARENT = re.compile(r"\A(\s*)%%(?:time|timeit|capture|prun)\b[^\n]*")  # cell magics that run the cell


def plain_python(source: str) -> str:
    """The first reading of a source that is Python: as it is, without invisible characters, as IPython reads it
    (magics and shell lines become calls that the box ignores), with tabs as wide as Jupyter shows them.

    Where none is, the source comes back as it is, so that its syntax error is the student's own. Line numbers stay."""
    if parses(source):
        return source
    seen = _INVISIBLE.sub("", source).replace("\xa0", " ")
    seen = _TRANSPARENT.sub(r"\1", seen)
    readings = (seen, _ipython(seen), seen.expandtabs(4))
    return next((reading for reading in readings if parses(reading)), source)


def _ipython(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return TransformerManager().transform_cell(source)
    except SyntaxError:
        return source


def parses(source: str) -> bool:
    """Whether a source is Python as far as its grammar goes."""
    return _compiles(source) or _compiles(source, ast.PyCF_ONLY_AST)  # the first is faster, the second forgives more


@lru_cache(maxsize=256)
def _compiles(source: str, flags: int = 0) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "cell", "exec", flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _statements(source: str) -> list[ast.stmt]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence" is the student's business, not the judge's log's
        return ast.parse(source).body


def defines(source: str, name: str) -> bool:
    """Whether a source, which may have syntax errors, defines a name at its top level."""
    found = rf"^(?:(?:async\s+)?def|class)\s+{name}\b|^{name}\s*=(?!=)"
    return name in source and re.search(found, source, re.MULTILINE) is not None


def keep(source: str, wanted: Callable[[ast.stmt], bool]) -> str:
    """A source with only the wanted statements of its top level; the others' lines are blank, so that numbers stay."""
    if not parses(source):
        return source
    lines = source.split("\n")
    for statement in _statements(source):
        if not wanted(statement):
            first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
            for number in range(first - 1, statement.end_lineno or first):
                lines[number] = ""
    return "\n".join(lines)


def cut_out(source: str, names: set[str]) -> str:
    """A source without its functions and classes of these names."""
    return keep(source, lambda statement: getattr(statement, "name", "") not in names)


def is_definition(statement: ast.stmt) -> bool:
    return isinstance(
        statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign
    )


def continues(before: str, source: str) -> bool:
    """Whether a cell is the second half of the cell before it: not Python by itself, Python behind the other.

    IPython forgives a cell that is indented as a whole, so such a cell is left alone unless it says `return` or is
    nothing but methods behind a class."""
    if parses(source) or not parses(f"{before}\n{source}"):
        return False
    alone = plain_python(source)
    if not _compiles(alone) or not _compiles(plain_python(before)):
        return True
    body, last = _statements(alone), _statements(plain_python(before))[-1:]
    functions = all(isinstance(s, ast.FunctionDef | ast.AsyncFunctionDef) for s in body)
    return functions and isinstance(last[0] if last else None, ast.ClassDef)
