"""Mutants of the reference answers against the graders: each small change to a right answer must be rejected.

    .venv/bin/python tools/mutants.py [--exercise NAME] [--json FILE]

The changes are cosmic-ray's operators. Each mutant is graded through the real path, as the bank of answers is. Survivors
are listed in tests/mutants.toml with the reason why they are right answers too; anything else that survives is a hole.
"""

from __future__ import annotations

import argparse
import ast
import difflib
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

from collab import course
from collab.course import tomllib
from collab.staff import build, truth
from collab.storage import write_json

ROOT = Path(__file__).parent.parent
KNOWN = ROOT / "tests" / "mutants.toml"


def occurrences(source: str) -> dict[str, int]:
    """The operators that have something to change here, and at how many places. The source is parsed once for all of
    them: most have none, and a parse is what takes the time."""
    nodes = list(ast_nodes(get_ast(source)))
    found = {}
    for name in operator_names():
        if "Variable" not in name:  # these two need arguments
            operator = get_operator(name)()
            found[name] = sum(1 for node in nodes for _ in operator.mutation_positions(node))
    return {name: places for name, places in found.items() if places}


def changed_at(source: str, name: str, occurrence: int) -> str:
    """The source with an operator applied at one of its places."""
    changed: str = MutationVisitor.mutate_code(source, get_operator(name)(), occurrence)
    return changed


def mutants(exercise: str, source: str) -> Iterator[truth.Answer]:
    """Every different mutant of one reference answer that is still Python and not only a changed docstring."""
    seen = {ast.dump(_bare(source))}
    for name, places in occurrences(source).items():
        for occurrence in range(places):
            changed = changed_at(source, name, occurrence)
            try:
                key = ast.dump(_bare(changed))
            except SyntaxError:
                continue
            if key not in seen:
                seen.add(key)
                label = f"{name.split('/')[-1]}_{occurrence + 1}"
                yield truth.Answer(exercise, label, False, difference(source, changed), "a mutant", "", "", changed)


def _bare(source: str) -> ast.Module:
    """The syntax tree without docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0].value.value = ""
    return tree


def difference(before: str, after: str) -> str:
    """The changed lines, as they are listed in tests/mutants.toml."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return " -> ".join(line[2:].split("  #")[0].strip() for line in lines if line[0] in "-+")


def known_survivors() -> dict[str, dict[str, str]]:
    """exercise -> changed line -> why that is a right answer too."""
    return tomllib.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.is_file() else {}


def examine(exercise: str = "", every: int = 1) -> list[tuple[truth.Answer, truth.Finding]]:
    """Grade every mutant of one exercise, or of all; or one in `every`, always the same ones."""
    answers = [
        mutant
        for lesson in course.lessons().values()
        for name, source in build.reference_answers(lesson).items()
        if exercise in ("", name)
        for mutant in mutants(name, source)
    ][::every]
    return list(zip(answers, truth.examine_all(answers), strict=True))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--exercise", default="")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    examined, known = examine(args.exercise), known_survivors()
    print(f"{'exercise':22} {'mutants':>8} {'rejected':>9} {'equivalent':>11} {'holes':>6}")
    holes = []
    for name in dict.fromkeys(a.exercise for a, _ in examined):
        mine = [(a, f) for a, f in examined if a.exercise == name]
        survivors = [a for a, f in mine if f.accepted]
        new = [a for a in survivors if a.what not in known.get(name, {})]
        holes += new
        print(f"{name:22} {len(mine):8} {len(mine) - len(survivors):9} {len(survivors) - len(new):11} {len(new):6}")
    rejected = sum(not f.accepted for _, f in examined)
    print(f"{'all':22} {len(examined):8} {rejected:9}   {100 * rejected / len(examined):.1f} % rejected")
    for answer in holes:
        print(f"  survives in {answer.exercise}: {answer.what}")
    if args.json:
        write_json(
            args.json,
            [
                {"exercise": a.exercise, "change": a.what, "accepted": f.accepted, "message": f.message}
                for a, f in examined
            ],
        )
    return bool(holes)


if __name__ == "__main__":
    raise SystemExit(main())
