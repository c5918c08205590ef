"""`collab report LESSON --html FILE`: a class's results as one page that needs nothing but itself: no network, no script.

What it holds is computed in analysis.py, how it looks stands in templates/report.html.j2; pictures are SVG in the page, in
the page's own colours, so that they are right in light and in dark.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl
import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure

from collab import course
from collab.grading.card import markup
from collab.grading.verdict import shown
from collab.storage import write_bytes

from . import analysis, classbook, report
from .classbook import Classbook

TEMPLATES = Path(__file__).parent / "templates"
MOST_MESSAGES = 12
MOST_ANSWERS = 3  # shown of one message; the rest is counted
STATES = ("passed", "partial", "failed", "not attempted", "unreadable", "set by hand", "not graded yet")

# What matplotlib draws with, each a colour that nobody would choose -> the page's name for it.
PAINT = {"#010203": "ink", "#040506": "muted", "#070809": "grid"} | {
    f"#0a0b{i:02x}": state.replace(" ", "-") for i, state in enumerate(STATES)
}
COLOUR = {name: code for code, name in PAINT.items()}


class ReportError(RuntimeError):
    """The report cannot be written; the message says why."""


def page(book: Classbook) -> str:
    """The whole page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"points": shown, "markup": _markup, "r": _r}
    return environment.get_template("report.html.j2").render(_context(book))


def _context(book: Classbook) -> dict[str, Any]:
    found = analysis.messages(book)
    unreadable = [s for s in book.graded if s.verdict and s.verdict.get("status") == "invalid"]
    provisional = [s for s in book.graded if s.verdict and s.verdict.get("provisional")]
    waiting = {
        name: [s for s in book.graded if name in s.waiting]
        for name in (*book.lesson.exercises, *book.lesson.questions)
        if any(name in s.waiting for s in book.graded)
    }
    return {
        "book": book,
        "lesson": book.lesson,
        "spread": analysis.spread(book),
        "histogram": _svg(histogram(book)),
        "bars": _svg(bars(book)),
        "columns": [*book.lesson.exercises, *book.lesson.questions],
        "exercises": _exercises(book),
        "checks": analysis.checks(book),
        "messages": found[:MOST_MESSAGES],
        "more_messages": len(found) - MOST_MESSAGES,
        "most_answers": MOST_ANSWERS,
        "limits": analysis.limits_reached(book),
        "waiting": waiting,
        "unreadable": unreadable,
        "provisional": provisional,
        "tiers": analysis.tiers(book).most_common(),
        "by_hand": [(s, m) for s in book.graded for m in s.marks.values() if m.set_by_hand],
        "readable": len(analysis.readable(book)),
        "note": report.note,
        "state": report.state,
    }


def _exercises(book: Classbook) -> list[dict[str, Any]]:
    """A row for each exercise and question: its points over those that were graded."""
    rows = []
    for name in (*book.lesson.exercises, *book.lesson.questions):
        marks = [s.marks[name] for s in book.graded if name in s.marks]
        graded = [m for m in marks if not m.waiting]
        if marks:
            rows.append(
                {
                    "name": name,
                    "written": marks[0].written,
                    "maximum": marks[0].maximum,
                    "mean": float(np.mean([m.points for m in graded])) if graded else None,
                    "full": sum(m.points >= m.maximum for m in graded),
                    "none": sum(m.points == 0 for m in graded),
                    "graded": len(graded),
                    "by_hand": sum(m.set_by_hand for m in marks),
                    "waiting": len(marks) - len(graded),
                }
            )
    return rows


def _markup(text: str) -> Markup:
    return Markup(markup(text))  # it escapes what is a student's


def _r(value: float | None) -> str:
    """A correlation as statisticians write it: .42, -.10."""
    return "" if value is None else re.sub(r"^(-?)0\.", r"\1.", f"{value + 0.0:.2f}").replace("-", "\N{MINUS SIGN}")


# --- pictures ---


def histogram(book: Classbook) -> Figure:
    """How many students have how many final points."""
    points = [s.total for s in book.graded]
    top = max(book.maximum, *points)
    width = next(w for w in (1, 2, 5, 10, 20, 50, 100, max(top, 1)) if top / w <= 24)
    edges = np.arange(0, top + width, width) - width / 2
    edges = np.append(edges, edges[-1] + width)
    fig = Figure(figsize=(7.2, 2.6), layout="constrained")
    axes = fig.subplots()
    counts, _ = np.histogram(points, edges)
    axes.bar((edges[:-1] + edges[1:]) / 2, counts, width=0.86 * width, color=COLOUR["passed"])
    for x, n in zip((edges[:-1] + edges[1:]) / 2, counts, strict=True):
        if n:
            axes.text(x, n, str(n), ha="center", va="bottom", fontsize=9, color=COLOUR["muted"])
    middle = float(np.median(points))
    axes.axvline(middle, color=COLOUR["ink"], linewidth=1.2, linestyle=(0, (4, 3)), zorder=0)
    axes.set(ylim=(0, max(counts) * 1.22), xlabel="final points", yticks=[])
    # At the top, on the side where there is more room.
    side, pad = ("left", 0.2) if middle < top / 2 else ("right", -0.2)
    axes.text(
        middle + pad * width,
        max(counts) * 1.2,
        f"median {shown(middle)}",
        ha=side,
        va="top",
        fontsize=9,
        color=COLOUR["ink"],
    )
    axes.locator_params(axis="x", integer=True)
    _plain(axes)
    return fig


def bars(book: Classbook) -> Figure:
    """Each exercise and question: the shares of students by state."""
    names = [*book.lesson.exercises, *book.lesson.questions][::-1]
    fig = Figure(figsize=(7.2, 0.36 * len(names) + 0.9), layout="constrained")
    axes = fig.subplots()
    counts = {n: Counter(report.state(s, s.marks[n]) for s in book.graded if n in s.marks) for n in names}
    left = np.zeros(len(names))
    for kind in STATES:
        many = np.array([counts[n][kind] for n in names], dtype=float)
        if many.any():
            outline = COLOUR["muted"] if kind == "not graded yet" else "none"
            colour = COLOUR[kind.replace(" ", "-")]
            axes.barh(names, many, left=left, color=colour, edgecolor=outline, linewidth=0.6, label=kind, height=0.72)
            for row, n in enumerate(many):
                if n >= max(1, 0.04 * len(book.graded)):
                    axes.text(
                        left[row] + n / 2, row, f"{n:g}", ha="center", va="center", fontsize=8.5, color=COLOUR["ink"]
                    )
        left += many
    axes.set(xlim=(0, max(left.max(), 1)), xticks=[], ylim=(-0.6, len(names) - 0.4))
    fig.legend(
        loc="outside lower left",
        ncols=len(STATES),
        frameon=False,
        fontsize=8,
        columnspacing=1.1,
        handlelength=1.2,
        labelcolor=COLOUR["ink"],
    )
    _plain(axes)
    axes.spines[:].set_visible(False)
    return fig


def _plain(axes: Any) -> None:
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(COLOUR["grid"])
    axes.tick_params(length=0, labelcolor=COLOUR["muted"], labelsize=9)
    axes.xaxis.label.set_color(COLOUR["muted"])
    axes.patch.set_visible(False)


def _svg(figure: Figure) -> Any:
    """The figure as an SVG element whose colours and type are the page's."""
    figure.patch.set_visible(False)
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "collab"}):
        figure.savefig(out, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    text = out.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = re.sub(r"(font: [^;\"]*?[\d.]+px) [^;\"]+", r"\1 system-ui, sans-serif", text)
    text = re.sub(r' width="[\d.]+pt" height="[\d.]+pt"', ' role="img"', text, count=1)
    for code, name in PAINT.items():
        text = text.replace(code, f"var(--{name})")
    return Markup(text)


# --- tables ---


def tables(book: Classbook) -> dict[str, list[list[Any]]]:
    """Everything on the page as tables: "" is a row for each student, "checks" and "messages" what their names say."""
    names = [*book.lesson.exercises, *book.lesson.questions]
    head = ["student", "last_name", "first_name", "email", "state", "handed_in_at", "points", "of"]
    head += [*names, "late_penalty", "set_by_hand", "not_graded_yet", "isolation", "note"]
    rows: list[list[Any]] = [head]
    for s in book.students:
        state = "graded" if s.graded else "not graded" if s.submitted else "missing"
        marks = [s.marks[n].points if n in s.marks and not s.marks[n].waiting else "" for n in names]
        by_hand = " ".join(m.name for m in s.marks.values() if m.set_by_hand)
        total, penalty = (s.total, s.penalty) if s.graded else ("", "")
        tier = s.verdict.get("isolation", "") if s.verdict else ""
        row = [s.id, s.last, s.first, s.email, state, s.handed_in_at or "", total, book.maximum, *marks, penalty]
        rows.append([*row, by_hand, " ".join(s.waiting), tier, report.note(s)])
    checks: list[list[Any]] = [
        ["exercise", "check", "passed", "stopped", "not_reached", "difficulty", "item_rest", "low", "high"]
    ]
    for c in analysis.checks(book):
        numbers = [round(x, 4) if x is not None else "" for x in (c.difficulty, c.item_rest, c.low, c.high)]
        checks.append([c.exercise, c.name, c.passed, c.stopped, c.not_reached, *numbers])
    messages: list[list[Any]] = [["exercise", "check", "students", "message", "answer", "students_with_this_answer"]]
    for m in analysis.messages(book):
        messages += [[m.exercise, m.check, len(m.students), m.text, a.source, len(a.students)] for a in m.answers]
    return {"": rows, "checks": checks, "messages": messages}


def write_tables(book: Classbook, path: Path) -> list[Path]:
    """Write FILE.csv, FILE-checks.csv and FILE-messages.csv. Raises OSError."""
    written = []
    for name, rows in tables(book).items():
        target = path.with_name(f"{path.stem}-{name}{path.suffix}") if name else path
        write_bytes(target, as_csv(rows).encode("utf-8"))
        written.append(target)
    return written


def as_csv(rows: Iterable[Sequence[Any]], escape: bool = True) -> str:
    """Rows as RFC 4180 has them. Numbers have at most four decimals. `escape`: a text that a spreadsheet would run is made a
    text; not so where a machine reads it, and an id must stay what it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_field(value, escape) for value in row])
    return out.getvalue()


def _field(value: Any, escape: bool) -> Any:
    if isinstance(value, float):
        return f"{round(value, 4) + 0.0:g}"
    return f"'{value}" if escape and isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson")
    classbook.add_place(parser)
    parser.add_argument("--html", type=Path, metavar="FILE", help="the page")
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="students; checks and messages go to FILE-checks and FILE-messages"
    )


def command(args: argparse.Namespace) -> int:
    """Write the page, the tables, or both."""
    if not args.html and not args.csv:
        raise ReportError("Nothing to write: give --html FILE, --csv FILE, or both.")
    book = classbook.read(course.lesson(args.lesson), classbook.place(args.home))
    if args.html:
        write_bytes(args.html, page(book).encode("utf-8"))
        print(args.html)
    for path in write_tables(book, args.csv) if args.csv else ():
        print(path)
    return 0
