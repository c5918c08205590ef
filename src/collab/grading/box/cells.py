"""Running a notebook's cells inside the box, in IPython's own shell, as a kernel does.

One thing is more than a kernel does: where a cell stops, the imports and definitions below that line still run, so that one
line that fails here (a module of another platform, a file that is elsewhere) takes no answers along.
"""

from __future__ import annotations

import ast
import linecache
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from collab.grading.reading.source import is_definition

from .errors import raised
from .messages import Raised
from .shell import ZMQInteractiveShell, run


class Notebook:
    """The notebook's names and what stopped its cells."""

    def __init__(self, shell: ZMQInteractiveShell) -> None:
        self.shell = shell
        self.namespace: dict[str, Any] = shell.user_ns
        self.errors: dict[int, Raised] = {}  # by cell

    def run(self, cells: Iterable[dict[str, Any]], progress: Callable[[int], None]) -> None:
        """Run each cell; remember an error and go on. `only`: nothing but its imports and definitions."""
        for cell in cells:
            progress(cell["index"])
            self._run(cell["index"], cell["source"], bool(cell.get("only")))
        progress(-1)

    def _run(self, index: int, source: str, only: bool) -> None:
        last = 0
        if not only:
            result = run(self.shell, index, source)
            error = result.error_before_exec or result.error_in_exec
            if error is None:
                return
            self.errors[index] = raised(error)
            last = _line_at_top(error, f"<cell {index}>")
        try:
            tree = self._compile(source, index, ast.PyCF_ONLY_AST)
        except BaseException as e:
            self.errors.setdefault(index, raised(e))
            return
        assert isinstance(tree, ast.Module)
        self._definitions([s for s in tree.body if s.lineno > last], index)

    def _definitions(self, statements: Sequence[ast.stmt], index: int) -> None:
        for statement in statements:
            if not is_definition(statement):
                continue
            try:
                exec(self._compile(ast.Module(body=[statement], type_ignores=[]), index), self.namespace)
            except BaseException:  # the cell's first error is the one that is told
                continue

    def _compile(self, code: str | ast.Module, index: int, flags: int = 0) -> Any:
        filename = f"<cell {index}>"
        if isinstance(code, str):
            linecache.cache[filename] = (len(code), None, code.splitlines(True), filename)
        return compile(code, filename, "exec", flags | self.shell.compile.flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True)


def _line_at_top(error: BaseException, filename: str) -> int:
    """The line of the cell's own top level at which an exception passed through."""
    lines = [
        n
        for f, n in traceback.walk_tb(error.__traceback__)
        if f.f_code.co_filename == filename and f.f_code.co_name == "<module>"
    ]
    # A `return` outside of a function is Python as far as its grammar goes, and stops the cell at its line.
    if isinstance(error, SyntaxError) and error.filename == filename:
        lines += [error.lineno or 0]
    return lines[0] if lines else sys.maxsize
