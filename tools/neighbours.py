"""Neighbours of the bank's answers: is the verdict about what an answer does, or about how it happens to be written?

    .venv/bin/python tools/neighbours.py [--exercise NAME] [--sample N] [--draw WORD] [--json FILE]

Each answer is written anew in ways that change nothing of what it does (rewritings.py): other names, another order of lines
that do not depend on each other, a helper, type hints, another tensor of the same values, another cell. A right one must stay
right, a wrong one wrong. Of wrong ones, small changes by cosmic-ray's operators are graded too: one that is accepted is a
hole, or a mistake undone; a person tells which. Disagreements are listed. Without --sample this is a night's work.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import mutants
from rewritings import COPIES, REWRITINGS, inherited, wrapped

from collab import course
from collab.staff import truth
from collab.storage import write_json

# What is said of an answer whose mistake is that it gives out memory of which somebody else knows: a copy undoes it.
SHARED_MEMORY = re.compile("same tensor|overwritten")


def rewritten(answer: truth.Answer) -> Iterator[truth.Answer]:
    """The answer written anew, in each way that applies to it and keeps its mistake, and in other cells."""
    for kind, rewrite in REWRITINGS.items():
        if kind in COPIES and SHARED_MEMORY.search(answer.says):
            continue
        tree = rewrite(ast.parse(answer.code), answer.exercise)
        if tree is not None:
            code = ast.unparse(ast.fix_missing_locations(tree))
            yield replace(answer, name=f"{answer.name} ({kind})", code=code)
    yield replace(answer, name=f"{answer.name} (another cell)", code=_blank(answer.exercise), below=answer.code)
    apart = _helpers_apart(answer)
    if apart:
        yield replace(answer, name=f"{answer.name} (helpers apart)", above=apart[0], code=apart[1])


def _blank(exercise: str) -> str:
    """The exercise's cell as it is given out."""
    lesson = course.lesson(course.exercise(exercise).lesson)
    cells = json.loads(lesson.notebook.read_text(encoding="utf-8"))["cells"]
    found: str = next(c["source"] for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == exercise)
    return found if isinstance(found, str) else "".join(found)


def _helpers_apart(answer: truth.Answer) -> tuple[str, str] | None:
    """What the answer is made of, and the answer itself: two cells; a helper is made where there is none."""
    tree = ast.parse(answer.code)
    if len(tree.body) == 1:
        made = wrapped(tree, answer.exercise) or inherited(tree, answer.exercise)
        if made is None:
            return None
        tree = ast.parse(ast.unparse(ast.fix_missing_locations(made)))
    own = next((i for i, s in enumerate(tree.body) if getattr(s, "name", "") == answer.exercise), 0)
    first, rest = (ast.unparse(ast.Module(part, [])) for part in (tree.body[:own], tree.body[own:]))
    return (first, rest) if first else None


def near_misses(answer: truth.Answer, draw: random.Random, most: int = 2) -> Iterator[truth.Answer]:
    """A few small changes to a wrong answer, by cosmic-ray's operators."""
    names = list(mutants.occurrences(answer.code))
    draw.shuffle(names)
    for name in names:
        changed = mutants.changed_at(answer.code, name, 0)
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
    found = [n for answer in answers for n in rewritten(answer)]
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
