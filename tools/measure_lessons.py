"""What a lesson asks of its reader: words, predictions, lines and minutes, as a table in Markdown.

    .venv/bin/python tools/measure_lessons.py [--sources FOLDER]

Words: prose of the main road, which ends before the questions; what is folded and what is code do not count. Lines: those of the
reference answers that are the learner's to write, against those of all other code cells; neither blanks, comments, docstrings nor
checks count. Minutes, by a rule: 150 words, or 25 lines of given code, take one; a line to write takes one, and a prediction one;
ten go to the experiment, the fault to find and the pictures. `--sources` measures another state's solutions/,
by the course.toml of this one.
"""

from __future__ import annotations

import argparse
import io
import re
import textwrap
import tokenize
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from collab import course

READ, GIVEN, WRITE, REST = 150, 25, 1, 10
ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", re.DOTALL)


def lines_of_code(source: str) -> int:
    """Lines on which something stands that is neither a comment nor a text that stands alone."""
    quiet = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    found: set[int] = set()
    statement: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in quiet:
            statement.append(token)
        elif token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
            if not (len(statement) == 1 and statement[0].type == tokenize.STRING):  # a docstring
                found |= {line for t in statement for line in range(t.start[0], t.end[0] + 1)}
            statement = []
    return len(found)


def measured(cells: list[NotebookNode]) -> dict[str, float]:
    """Words, predictions, lines to write, lines given and minutes of a lesson's cells, as its source has them."""
    end = next(i for i, cell in enumerate(cells) if cell.source.startswith("## Questions"))
    texts = "\n\n".join(cell.source for cell in cells[:end] if cell.cell_type == "markdown")
    words = len(re.sub(r"<details>.*?</details>|^    .*?$", "", texts, flags=re.DOTALL | re.MULTILINE).split())
    code = [cell for cell in cells if cell.cell_type == "code"]
    answers = [cell.source for cell in code if "exercise" in cell.metadata]
    written = sum(lines_of_code(part) for one in answers for part in _dedented(one))
    given = sum(lines_of_code(ANSWER.sub("pass", cell.source)) for cell in code)
    given -= sum(len(ANSWER.findall(one)) for one in answers)  # each `pass`
    road = [cell.source for cell in cells[:end] if cell.cell_type == "code" and "exercise" not in cell.metadata]
    predictions = sum('predict("' in source for source in road)
    minutes = words / READ + sum(map(lines_of_code, road)) / GIVEN + WRITE * written + predictions + REST
    return {"words": words, "predictions": predictions, "written": written, "given": given, "minutes": round(minutes)}


def _dedented(source: str) -> list[str]:
    """The parts of an answer that a learner writes, each made a piece of code by itself."""
    return [textwrap.dedent(part) + "\n" for part in ANSWER.findall(source)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=Path, default=course.root() / "solutions")
    folder = parser.parse_args().sources
    print("| lesson | words | predictions | lines to write | lines given | minutes by the rule | minutes it says |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for lesson in course.lessons().values():
        path = folder / f"{lesson.id}.py"
        if path.is_file():
            found = measured(jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent").cells)
            print(f"| {lesson.id} | {' | '.join(f'{value:,}' for value in found.values())} | {lesson.minutes} |")


if __name__ == "__main__":
    main()
