"""Ways to write an answer anew that change nothing of what it does: syntax trees in, syntax trees out.

Each returns None where it does not apply, or might change something.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Rewriting = Callable[[ast.Module, str], "ast.Module | None"]


# What returns a tensor, of which another one with the same values is as good.
TENSORS = (
    "encode", "one_hot", "one_hot_lookup", "embedding_lookup", "sigmoid_range", "DotProduct", "mse", "EmbeddingTable",
    "DotProductBias", "cosine_to", "principal_components", "CollabNN", "EmbeddingNN",
)  # fmt: skip
WHOLE = ("mse", "encode", "sigmoid_range", "embedding_lookup", "EmbeddingTable")  # may have nothing to take apart


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


def renamed(tree: ast.Module, exercise: str) -> ast.Module | None:
    """Every local variable of every function gets another name; arguments, attributes and globals keep theirs."""
    changed = False
    for function in _functions(tree):
        inner = [n for n in ast.walk(function) if n is not function]
        if any(isinstance(n, ast.FunctionDef | ast.Lambda | ast.Global | ast.Nonlocal | ast.ClassDef) for n in inner):
            continue  # names that two scopes share: left alone
        given = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
        made = {n.id for n in inner if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} - given
        for node in inner:
            if isinstance(node, ast.Name) and node.id in made:
                node.id, changed = f"{node.id}_of_mine", True
    return tree if changed else None


def reordered(tree: ast.Module, exercise: str) -> ast.Module | None:
    """Two assignments beside each other that know nothing of each other change places."""
    for function in _functions(tree):
        for i, (one, two) in enumerate(zip(function.body, function.body[1:], strict=False)):
            if not (isinstance(one, ast.Assign) and isinstance(two, ast.Assign)):
                continue
            if any(isinstance(n, ast.Call | ast.Subscript | ast.Await) for s in (one, two) for n in ast.walk(s)):
                continue  # a call may draw random numbers or change something; an index may write
            if _names(one, ast.Store) & _names(two) or _names(two, ast.Store) & _names(one):
                continue
            function.body[i : i + 2] = [two, one]
            return tree
    return None


def _names(statement: ast.stmt, kind: type = ast.expr_context) -> set[str]:
    """The names in a statement; an attribute counts by what it hangs on, `self.a` by its own name as well."""
    names = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, kind)}
    hung = {n.attr for n in ast.walk(statement) if isinstance(n, ast.Attribute) and isinstance(n.ctx, kind)}
    return names | hung - {"self"}


def wrapped(tree: ast.Module, exercise: str) -> ast.Module | None:
    """The answer moves into a helper that the exercise's function calls."""
    own = next((s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == exercise), None)
    if own is None or own.decorator_list or own.args.kwonlyargs or own.args.kwarg or own.args.vararg:
        return None
    if any(isinstance(n, ast.Name) and n.id == exercise for n in ast.walk(tree)):
        return None  # it calls itself, or is used again below
    helper, names = f"{exercise}_helper", [a.arg for a in own.args.args]
    own.name = helper
    outer = ast.parse(f"def {exercise}():\n    return {helper}({', '.join(names)})").body[0]
    assert isinstance(outer, ast.FunctionDef)
    outer.args = own.args
    tree.body.append(outer)
    return tree


def typed(tree: ast.Module, exercise: str) -> ast.Module | None:
    """Every argument without a type gets one, as a text that nobody evaluates."""
    found = [a for f in _functions(tree) for a in f.args.args if a.annotation is None and a.arg != "self"]
    for argument in found:
        argument.annotation = ast.Constant("Any")
    return tree if found else None


def bare(tree: ast.Module, exercise: str) -> ast.Module | None:
    """Without comments, blank lines and the author's line breaks."""
    return tree


def behind_a_name(tree: ast.Module, exercise: str) -> ast.Module | None:
    """What is returned gets a name first."""
    changed = False
    for function in list(_functions(tree)):
        last = function.body[-1]
        if isinstance(last, ast.Return) and last.value is not None and not isinstance(last.value, ast.Name):
            function.body[-1:] = [
                ast.Assign([ast.Name("what_comes_out", ast.Store())], last.value),
                ast.Return(ast.Name("what_comes_out", ast.Load())),
            ]
            changed = True
    return tree if changed else None


def inherited(tree: ast.Module, exercise: str) -> ast.Module | None:
    """The class is the only heir of one that holds all of it."""
    own = next((s for s in tree.body if isinstance(s, ast.ClassDef) and s.name == exercise), None)
    if own is None or own.decorator_list or any(isinstance(n, ast.Name) and n.id == exercise for n in ast.walk(tree)):
        return None
    own.name = f"{exercise}OfMine"
    tree.body.append(ast.parse(f"class {exercise}({own.name}):\n    pass").body[0])
    return tree


def _with_returned(tree: ast.Module, exercise: str, text: str) -> ast.Module | None:
    """What the answer returns, of a class its `forward`, is put in the place of `RETURNED` in an expression."""
    if exercise not in TENSORS:
        return None
    own = next((s for s in tree.body if getattr(s, "name", "") == exercise), None)
    body = own.body if isinstance(own, ast.ClassDef) else [own]
    functions = [f for f in body if isinstance(f, ast.FunctionDef) and f.name in (exercise, "forward")]
    inner = [n for f in functions for n in ast.walk(f)]
    if any(isinstance(n, ast.FunctionDef | ast.Lambda) and n not in functions for n in inner):
        return None  # whose `return` is it?
    returns = [n for n in inner if isinstance(n, ast.Return) and n.value is not None]
    for one in returns:
        value = ast.parse(text, mode="eval").body
        for node in ast.walk(value):
            for field, old in ast.iter_fields(node):
                if isinstance(old, ast.Name) and old.id == "RETURNED":
                    setattr(node, field, one.value)
                elif isinstance(old, list):
                    setattr(
                        node, field, [one.value if isinstance(o, ast.Name) and o.id == "RETURNED" else o for o in old]
                    )
        one.value = value
    return tree if returns else None


def cloned(tree: ast.Module, exercise: str) -> ast.Module | None:
    """A copy of the tensor is returned."""
    return _with_returned(tree, exercise, "RETURNED.clone()")


def stacked(tree: ast.Module, exercise: str) -> ast.Module | None:
    """The tensor is taken apart and put together again."""
    return None if exercise in WHOLE else _with_returned(tree, exercise, "torch.stack(list(RETURNED))")


def strided(tree: ast.Module, exercise: str) -> ast.Module | None:
    """The same values as every second element of a larger tensor."""
    return _with_returned(tree, exercise, "torch.stack([RETURNED] * 2, -1)[..., 1]")


def in_double(tree: ast.Module, exercise: str) -> ast.Module | None:
    """To double precision and back, which changes no value. (Whole numbers stay whole.)"""
    return (
        None if exercise == "encode" else _with_returned(tree, exercise, "(lambda t: t.double().to(t.dtype))(RETURNED)")
    )


REWRITINGS: dict[str, Rewriting] = {
    "renamed": renamed,
    "reordered": reordered,
    "wrapped": wrapped,
    "typed": typed,
    "bare": bare,
    "behind a name": behind_a_name,
    "inherited": inherited,
    "cloned": cloned,
    "stacked": stacked,
    "strided": strided,
    "in double": in_double,
}
COPIES = ("cloned", "stacked", "strided", "in double")  # what is returned lies in memory of its own
