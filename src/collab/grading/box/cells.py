"""Running a notebook's cells inside the box as a kernel does: magics, flags of the compiler, helpers of other platforms.

One thing is more than a kernel does: where a cell stops, the imports and definitions below that line still run, so that one
line that fails here (a module of another platform, a file that is elsewhere) takes no answers along.
"""

from __future__ import annotations
import __future__

import ast
import importlib.abc
import importlib.machinery
import linecache
import re
import sys
import traceback
import types
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from collections.abc import Callable, Iterable, Sequence
from inspect import CO_COROUTINE
from typing import Any

from collab.grading.reading.source import is_definition

from .messages import Raised
from .shell import Ignored, Shell

LONGEST_SOURCE = 20_000  # characters of a cell that an error brings along
FUTURES = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)


class Notebook:
    """The notebook's names, what stopped its cells, and what a kernel keeps besides names."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.errors: dict[int, Raised] = {}  # by cell
        self.flags = 0  # `from __future__ import ...` holds for all later cells, as in IPython

    def run(self, cells: Iterable[dict[str, Any]], progress: Callable[[int], None]) -> None:
        """Run each cell; remember an error and go on. `only`: nothing but its imports and definitions."""
        for cell in cells:
            progress(cell["index"])
            self._run(cell["index"], cell["source"], bool(cell.get("only")))
        progress(-1)

    def _run(self, index: int, source: str, only: bool) -> None:
        filename = f"<cell {index}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        try:
            tree = compile(source, filename, "exec", ast.PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT | self.flags, True)
            assert isinstance(tree, ast.Module)
            code = compile(source, filename, "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT | self.flags, True)
        except BaseException as e:
            self.errors[index] = raised(e)
            return
        self.flags |= code.co_flags & FUTURES
        if only:
            self._definitions(tree.body, filename)
            return
        try:
            self.execute(code)
        except BaseException as e:
            self.errors[index] = raised(e)
            last = _line_at_top(e, filename)
            self._definitions([s for s in tree.body if s.lineno > last], filename)

    def execute(self, code: types.CodeType) -> None:
        """Run code in the notebook; what awaits something at its top level runs in a loop of its own, as in IPython."""
        if code.co_flags & CO_COROUTINE:
            import asyncio

            asyncio.run(eval(code, self.namespace))
        else:
            exec(code, self.namespace)

    def execute_source(self, source: str) -> None:
        """Run the plain Python of a magic in the notebook."""
        self.execute(compile(source, "<cell magic>", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT | self.flags, True))

    def _definitions(self, statements: Sequence[ast.stmt], filename: str) -> None:
        for statement in statements:
            if not is_definition(statement):
                continue
            try:
                module = ast.Module(body=[statement], type_ignores=[])
                self.execute(compile(module, filename, "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT | self.flags, True))
            except BaseException:  # the cell's first error is the one that is told
                continue


def _line_at_top(error: BaseException, filename: str) -> int:
    """The line of the cell's own top level at which an exception passed through."""
    lines = [
        n
        for f, n in traceback.walk_tb(error.__traceback__)
        if f.f_code.co_filename == filename and f.f_code.co_name == "<module>"
    ]
    return lines[0] if lines else sys.maxsize


def raised(error: BaseException) -> Raised:
    """An exception for the student: its type and text, and the innermost line of the student's own code."""
    line, text, cell, function, source = 0, "", -1, "", ""
    # In a notebook the cells' file names are IPython's; in the box they are "<cell N>".
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(("<cell ", "<ipython-input")) or "ipykernel" in frame.filename:
            line, text, function = frame.lineno or 0, (frame.line or "").strip(), frame.name
            found = re.match(r"<cell (\d+)>", frame.filename)
            cell = int(found.group(1)) if found else -1
            source = "".join(linecache.getlines(frame.filename))[:LONGEST_SOURCE]
            break
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<cell "):
        line, text = error.lineno or 0, (error.text or "").strip()
    message = error.msg if isinstance(error, SyntaxError) else safe_str(error)
    return Raised(
        type=type(error).__name__,
        message=str(message)[:1000],
        line=line,
        text=text[:200],
        cell=cell,
        function=function,
        bases=[kind.__name__ for kind in type(error).__mro__][:20],
        source=source,
        name=str(getattr(error, "name", "") or "")[:200],
    )


def safe_str(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:
        return ""


# --- what a notebook's platform offers, and a grader does not need: see shell.py ---


STAND_INS = ("IPython", "google.colab", "ipywidgets", "kaggle_secrets", "kaggle_datasets")


class _StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes an empty module for the platforms' own packages, on which everything there is does nothing."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if name in STAND_INS or name.startswith(tuple(f"{s}." for s in STAND_INS)):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        made = types.ModuleType(spec.name)
        shell = self.shell

        def missing(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return shell if name == "get_ipython" else Ignored()

        made.version_info = (9, 0, 0)  # type: ignore[attr-defined] # matplotlib asks IPython for it
        made.__getattr__ = missing  # type: ignore[method-assign]
        return made

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def furnish(notebook: Notebook) -> None:
    """Give the notebook what every notebook has, and stand-ins for what only its own platform has."""
    shell = Shell(notebook.namespace, notebook.execute_source)
    notebook.namespace.update({"__name__": "__main__", "get_ipython": shell, "display": Ignored()})
    sys.meta_path.insert(0, _StandIns(shell))
    for name in [n for n in sys.modules if n.split(".")[0] in ("IPython", "ipywidgets")]:
        del sys.modules[name]
    if "google" not in sys.modules:  # a package of many owners; where nobody has any, one for Colab's
        google = types.ModuleType("google")
        google.__path__ = []
        sys.modules["google"] = google
