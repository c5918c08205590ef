"""Docstrings of what students and instructors import: there, and with shapes where tensors or arrays go in or come out, with units
where seconds or bytes do, and with the errors that the function itself raises. The modules are read, not imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "collab"
FRONT = [p for p in sorted(SOURCE.glob("*.py")) if p.stem not in ("cli", "packing")] + sorted(
    (SOURCE / "student").glob("*.py")
)
TENSORS = re.compile(r"\b(Tensor|np\.ndarray|NDArray)\b")
SHAPE = re.compile(
    r"\([A-Za-z_]\w*(?: ?[+*] ?\w+)?, ?(?:[A-Za-z_0-9][\w +*]*)?\)|\(\)|scalar|any shape|same shape|shaped? "
)
UNITS = re.compile(r"seconds|bytes|megabytes|\bMB\b|\bs\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, Function]]:
    """Public functions and methods, with their names from the module down; what another function holds is its own business."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from functions(node, f"{inside}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield f"{inside}{node.name}", node


def raised(function: Function) -> set[str]:
    """The errors of our own, and ValueError, that it raises itself, but for those that it catches to raise another."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            found.add(node.exc.func.id)
    return {name for name in found if name not in ("NotImplementedError", "AttributeError")}


def lacks(function: Function, of_class: str = "") -> list[str]:
    """What the docstring should say and does not; `of_class`: the docstring of the class around it, which may say it too."""
    text = ast.get_docstring(function) or ""
    inner = [a for a in [*function.args.args, *function.args.kwonlyargs] if a.annotation is not None]
    typed = [ast.unparse(a.annotation) for a in inner if a.annotation] + [
        ast.unparse(function.returns) if function.returns else ""
    ]
    missing = []
    if not text:
        missing.append("a docstring")
    if any(TENSORS.search(t) for t in typed) and not SHAPE.search(f"{text} {of_class}"):
        missing.append("shapes")
    if re.search(r"\b(timeout|seconds|after)\b", " ".join(a.arg for a in inner)) and not UNITS.search(text):
        missing.append("units")
    return missing + [f"raises {name}" for name in sorted(raised(function)) if name not in f"{text} {of_class}"]


def audit(path: Path) -> list[str]:
    """One line for each public class or function of a module whose docstring lacks something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {n.name: ast.get_docstring(n) or "" for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}
    name = path.relative_to(SOURCE).with_suffix("").as_posix()
    found = [f"{name}.{c}: a docstring" for c, text in classes.items() if not text and not c.startswith("_")]
    for function, node in functions(tree):
        what = lacks(node, classes.get(function.partition(".")[0], "") if "." in function else "")
        found += [f"{name}.{function}: {', '.join(what)}"] if what else []
    return found


@pytest.mark.parametrize("path", FRONT, ids=lambda p: p.stem)
def test_docstrings_say_what_a_caller_must_know(path: Path) -> None:
    assert audit(path) == []


def test_what_is_looked_at_is_not_nothing() -> None:
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in FRONT]
    assert sum(1 for tree in trees for _ in functions(tree)) > 80


@pytest.mark.parametrize(
    ("code", "lacking"),
    [
        ("def f(x: Tensor) -> Tensor:\n    '''Twice x.'''", ["shapes"]),
        ("def f(x: Tensor) -> Tensor:\n    '''Twice x, (B, 2).'''", []),
        ("def f(x):\n    '''Twice.'''\n    raise DataError('no')", ["raises DataError"]),
        ("def f(x):\n    '''Twice. Raises DataError for none.'''\n    raise DataError('no')", []),
        ("def f(timeout: float):\n    '''Wait.'''", ["units"]),
        ("def f(x): pass", ["a docstring"]),
    ],
)
def test_a_docstring_that_lacks_something_is_seen(code: str, lacking: list[str]) -> None:
    (_, function), *_ = functions(ast.parse(code))
    assert lacks(function) == lacking
