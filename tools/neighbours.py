"""Neighbours of the bank's answers: is the verdict about what an answer does, or about how it happens to be written?

    .venv/bin/python tools/neighbours.py [--exercise NAME] [--sample N] [--draw WORD] [--json FILE]

Each answer is written anew in ways that change nothing of what it does: other names, other order of lines that do not
depend on each other, wrapped in a helper, split into two cells, with type hints and without comments. A right one must stay
right, a wrong one wrong. Of wrong ones, small changes by cosmic-ray's operators are graded too: one that is accepted is a
hole, or a mistake undone; a person tells which. Disagreements are listed. Without --sample this is a night's work.
"""

from __future__ import annotations

import argparse
import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import mutants
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator

from collab import course
from collab.staff import truth
from collab.storage import write_json

Rewriting = Callable[[ast.Module, str], "ast.Module | None"]


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


REWRITINGS: dict[str, Rewriting] = {
    "renamed": renamed,
    "reordered": reordered,
    "wrapped": wrapped,
    "typed": typed,
    "bare": bare,
    "behind a name": behind_a_name,
}


def rewritings(answer: truth.Answer) -> Iterator[truth.Answer]:
    """The answer written anew, in each way that applies to it."""
    for kind, rewrite in REWRITINGS.items():
        tree = rewrite(ast.parse(answer.code), answer.exercise)
        if tree is not None:
            code = ast.unparse(ast.fix_missing_locations(tree))
            yield replace(answer, name=f"{answer.name} ({kind})", code=code)


def near_misses(answer: truth.Answer, draw: random.Random, most: int = 2) -> Iterator[truth.Answer]:
    """A few small changes to a wrong answer, by cosmic-ray's operators."""
    names = mutants.operators()
    draw.shuffle(names)
    for name in names:
        changed = MutationVisitor.mutate_code(answer.code, get_operator(name)(), 0)
        if changed is None:
            continue
        try:
            ast.parse(changed)
        except SyntaxError:
            continue
        what = mutants.difference(answer.code, changed)
        yield replace(answer, name=f"{answer.name} (changed)", what=what, code=changed)
        most -= 1
        if not most:
            return


def neighbours(answers: list[truth.Answer], sample: int = 0, word: str = "first") -> list[truth.Answer]:
    """All neighbours of these answers, or that many of them, drawn by a word."""
    draw = random.Random(word)
    found = [n for answer in answers for n in rewritings(answer)]
    found += [n for answer in answers if not answer.right for n in near_misses(answer, draw)]
    if sample:
        found = draw.sample(found, min(sample, len(found)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--exercise", default="")
    parser.add_argument("--sample", type=int, default=0, help="that many neighbours instead of all")
    parser.add_argument("--draw", default="first", metavar="WORD", help="which sample")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    course.lessons()
    found = neighbours(truth.bank(args.exercise), args.sample, args.draw)
    findings = list(zip(found, truth.examine_all(found), strict=True))
    off = [(a, f) for a, f in findings if a.right != f.accepted]
    kinds = {}
    for answer, finding in findings:
        kind = answer.name.rpartition("(")[2].rstrip(")")
        good, all_of_them = kinds.get(kind, (0, 0))
        kinds[kind] = good + (answer.right == finding.accepted), all_of_them + 1
    for kind, (good, all_of_them) in kinds.items():
        print(f"{kind:16} {good:6} of {all_of_them:6} as the answer that it comes from")
    for answer, finding in off:
        what = "accepted" if finding.accepted else f"rejected: {finding.check}: {finding.message[:200]}"
        print(f"\n{answer.label}: {what} (--seed {finding.seed})\n  {answer.what}")
    if args.json:
        write_json(
            args.json,
            [
                {"answer": a.label, "right": a.right, "accepted": f.accepted, "change": a.what, "code": a.code}
                for a, f in off
            ],
        )
    return bool(off)


if __name__ == "__main__":
    raise SystemExit(main())
