"""A cell's source as the plain Python that the box runs, and what can be said of it without running it."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TRANSPARENT = (
    "time",
    "timeit",
    "capture",
    "prun",
    "memit",
    "mprun",
    "lprun",
    "snakeviz",
)  # cell magics that run the cell
_MAGIC = re.compile(rf"\A(\s*)%%({'|'.join(TRANSPARENT)})\b([^\n]*)")

_DEFINES = re.compile(r"^(async\s+def|def|class)\s", re.MULTILINE)


def plain_python(source: str) -> str:
    """The first reading of a source that is Python: as it is, without invisible characters, as IPython reads it
    (magics and shell lines become calls that the box ignores), with tabs as wide as Jupyter shows them.

    Where none is, the source comes back as it is, so that its syntax error is the student's own. Line numbers stay."""
    if parses(source):
        return source
    seen = _INVISIBLE.sub("", source).replace("\xa0", " ")
    while (shorter := _MAGIC.sub(_without, seen)) != seen:
        seen = shorter
    readings = (seen, _ipython(seen), seen.expandtabs(4))
    return next((reading for reading in readings if parses(reading)), source)


def mended(source: str) -> bool:
    """Whether a source is Python only when it is read as its author sees it: without invisible characters, tabs as spaces.
    A kernel does not take it."""
    return not parses(source) and not parses(_ipython(source)) and parses(plain_python(source))


def _without(magic: re.Match[str]) -> str:
    """What stands in the line of a cell magic that runs its cell: nothing, or for `%%capture out` what makes `out` (box/shell.py)."""
    if magic[2] == "timeit" and not _DEFINES.search(magic.string, magic.end()):
        return magic[0]  # it leaves no names; where an answer stands under it, that is not what its author meant
    words = [w for w in magic[3].split() if not w.startswith("-")]
    out = words[0] if magic[2] == "capture" and words and words[0].isidentifier() else ""
    return magic[1] + (f"{out} = get_ipython().captured()" if out else "")


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


def blank_lines(source: str, name: str = "") -> list[int]:
    """The lines of a source, or of its function or class `name` alone, on which a statement raises NotImplementedError: the
    line that an exercise is released with. In a comment or a text it is no statement, and under an `if` a guard."""
    if "NotImplementedError" not in source:
        return []
    if not parses(source):
        return [n for n, line in enumerate(source.split("\n"), 1) if _RAISES.match(line)]
    body = _statements(source)
    own = [s for s in body if getattr(s, "name", "") == name]
    return [n.lineno for n in _plain_statements(own or body) if isinstance(n, ast.Raise) and _is_blank(n.exc)]


def _plain_statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements, and those of functions and classes among them, that stand under no condition."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _plain_statements(statement.body)
        else:
            yield statement


_RAISES = re.compile(r"^\s*raise\s+NotImplementedError\b")


def _is_blank(raised: ast.expr | None) -> bool:
    name = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(name, ast.Name) and name.id == "NotImplementedError"


def _around(source: str, line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The innermost function around a line."""
    inner = None
    for node in ast.walk(ast.parse(source)) if parses(source) else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
            inner = node
    return inner


def function_around(source: str, line: int) -> str:
    """The name of the innermost function around a line, or ""."""
    inner = _around(source, line)
    return inner.name if inner else ""


def body_around(source: str, line: int) -> list[str]:
    """The statements, each as text, of the innermost function around a line; no docstring and no blank."""
    inner = _around(source, line)
    if inner is None:
        return []
    body = inner.body[1:] if ast.get_docstring(inner, clean=False) is not None else inner.body
    return [ast.unparse(s) for s in body if not (isinstance(s, ast.Raise) and _is_blank(s.exc))]


def names_made(source: str) -> set[str]:
    """The names that a cell gives to something, at its top level or in a block there."""
    if not parses(source):
        return set()
    made: set[str] = set()
    waiting: list[ast.AST] = list(_statements(source))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            made |= {(a.asname or a.name).split(".")[0] for a in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        else:
            waiting += ast.iter_child_nodes(node)
    return made


def names_used(source: str) -> set[str]:
    """The names that a source asks the notebook for, in functions too; what is local to a function is not among them."""
    try:
        tables = [symtable.symtable(source, "cell", "exec")]
    except (SyntaxError, ValueError, RecursionError):  # not Python, or with `await` at its top
        return set(re.findall(r"\b[^\W\d]\w*\b", source))
    used: set[str] = set()
    while tables:
        table = tables.pop()
        top = table.get_type() == "module"
        used |= {s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
        tables += table.get_children()
    return used


_ONE_CHECK = re.compile(r"""^[^#\n]*\bcheck\(\s*["']?(\w+)["']?\s*[,)]""", re.MULTILINE)


def checks_in(source: str) -> list[str]:
    """The exercises that a cell checks by their names."""
    return _ONE_CHECK.findall(source) if "check(" in source else []


def only_checks(source: str) -> bool:
    """Whether a cell does nothing but ask for checks and hints."""
    return parses(source) and all(_asks(s) for s in _statements(source))


def _asks(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    named = (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("check", "hint", "check_all")
    )
    return named or isinstance(call, ast.Constant)


def names_given(source: str) -> set[str]:
    """The names that a cell gives to something for good: imports, functions, classes and assignments of its top level."""
    kinds = (
        ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign
    )
    body = _statements(source) if parses(source) else []
    return {name for s in body if isinstance(s, kinds) for name in names_made(ast.unparse(s))}


def gist(source: str) -> str:
    """What a source does, without comments, docstrings and white space: two with the same gist are the same code."""
    if not parses(source):
        return re.sub(r"\s+", "", source)
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


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


def keep_making(source: str, names: set[str]) -> str:
    """A source with only those statements of its top level that make one of these names."""
    return keep(source, lambda statement: bool(names_made(ast.unparse(statement)) & names))


def is_definition(statement: ast.stmt) -> bool:
    """Whether a statement brings names to be and does nothing else: imports, functions, classes, and assignments that
    call nothing."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return statement.value is not None and not _calls(statement.value)
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


def only_defines(source: str) -> bool:
    """Whether a source does nothing but bring names to be."""
    body = _statements(source) if parses(source) else []
    return bool(body) and all(map(is_definition, body))


def _calls(value: ast.AST) -> bool:
    """Whether something is called when the value is worked out; what a lambda calls comes later."""
    if isinstance(value, ast.Lambda):
        return False
    return isinstance(value, ast.Call | ast.Await) or any(map(_calls, ast.iter_child_nodes(value)))


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
    above = last[0] if last else None
    if not isinstance(above, ast.ClassDef):
        return False
    there = {getattr(s, "name", "") for s in above.body}  # a method that the class has is tried out, not gone on with
    return all(_is_method(s) and getattr(s, "name", "") not in there for s in body)


def _is_method(statement: ast.stmt) -> bool:
    function = statement if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) else None
    return function is not None and [a.arg for a in function.args.args[:1]] == ["self"]
