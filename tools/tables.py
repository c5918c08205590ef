"""The measured tables and figures as Markdown, each from its file: docs/figures/*.json, tests/loss_targets/*.json. README.md and
docs/ show them between marks, a table in lines of its own (`<!-- truth -->`, `<!-- /truth -->`), a figure within one
(`<!-- =seeds -->300<!-- /= -->`); `tools/fill_tables.py` puts them there, and tests compare.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collab import course
from collab.data.catalog import CATALOG
from collab.staff.ranking import table as ranking
from collab.staff.results import MODELS
from collab.staff.truth import upper_bound

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "docs" / "figures"
MARKS = re.compile(r"(<!-- (?P<name>[a-z-]+) -->\n).*?(<!-- /(?P=name) -->)", re.DOTALL)


def markdown(rows: list[list[str]], numbers_from: int = 1) -> str:
    """A table; the first row is its head, columns from `numbers_from` on stand to the right."""
    line = ["---"] * numbers_from + ["---:"] * (len(rows[0]) - numbers_from)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [rows[0], line, *rows[1:]])


def results(records: list[dict[str, Any]]) -> str:
    """Validation loss of each model: mean and standard deviation over the splits. Seconds are in the file, and not here: they
    say more of what else the machine did."""
    splits = len({r["split_seed"] for r in records})
    head = ["model", "seed notebook", "fast.ai book"]
    head += [f"here, MovieLens 100K ({splits} splits)", "here, MiniLens"]
    rows = [head]
    for name, known in MODELS.items():
        cells = [f"`{name}`", f"{known.seed_mse:.4f}", f"{known.book_mse:.3f}" if known.book_mse else ""]
        for data in CATALOG:
            losses = [r["valid_mse"] for r in records if (r["model"], r["data"]) == (name, data)]
            cells.append(f"{statistics.mean(losses):.3f} ± {statistics.stdev(losses):.3f}")
        rows.append(cells)
    return markdown(rows)


def truth(counts: dict[str, Any]) -> str:
    """How often the graders were wrong, on right and on wrong answers."""
    rows = [["answers", "how many", f"gradings ({_rounds(counts)})", "graded wrongly"]]
    rows[0] += ["so below (95 %)", "told its mistake"]
    for kind, fault in (("right", "false rejects"), ("wrong", "false accepts")):
        n = counts[kind]
        told = f"{n['told']:,} of {n['gradings']:,}" if kind == "wrong" else ""
        rows.append(
            [kind, f"{n['answers']:,}", f"{n['gradings']:,}", f"{n['graded_wrongly']} {fault}", _bound(n), told]
        )
    return markdown(rows)


def truth_by_exercise(counts: dict[str, Any]) -> str:
    """The same for each exercise: gradings, those that were wrong, and the bound."""
    head = ["exercise", "right answers", "gradings", "false rejects", "below (95 %)"]
    rows = [[*head, "wrong answers", "gradings", "false accepts", "below (95 %)", "told its mistake"]]
    for name, kinds in counts["exercises"].items():
        row = [f"`{name}`"]
        for kind in ("right", "wrong"):
            n = kinds[kind]
            row += [f"{n['answers']}", f"{n['gradings']:,}", f"{n['graded_wrongly']}", _bound(n)]
        told, wrong = kinds["wrong"]["told"], kinds["wrong"]["gradings"]
        rows.append([*row, "all" if told == wrong else f"all but {wrong - told}"])
    return markdown(rows)


def _bound(n: dict[str, int]) -> str:
    return f"{100 * upper_bound(n['graded_wrongly'], n['gradings']):.2g} %"


def _rounds(counts: dict[str, Any]) -> str:
    least, most = counts["rounds"]
    return f"{least} to {most} rounds" if least != most else f"{least} round{'s' * (least != 1)}"


def class_times(kept: dict[str, Any]) -> str:
    """Seconds for a class, by each way, of one run on one machine."""
    sizes = sorted({r["size"] for r in kept["rows"]})
    rows = [["", *(f"{size:,} notebooks" for size in sizes)]]
    for way in dict.fromkeys(r["way"] for r in kept["rows"]):
        mine = {r["size"]: r for r in kept["rows"] if r["way"] == way}
        rows.append([way, *(f"{mine[size]['seconds']:.0f} s" if size in mine else "" for size in sizes)])
    return markdown(rows)


def training_times(kept: dict[str, Any]) -> str:
    """Five epochs of `DotProductBias`, fastai's and this course's, in turns."""
    rows = [["round", f"fastai {kept['fastai_version']}", "its loss", "`fit`", "its loss", "ratio"]]
    for number, one in enumerate(kept["rounds"], 1):
        both = [f(one[who]) for who in ("fastai", "course") for f in (_seconds, _loss)]
        rows.append([f"{number}", *both, f"{one['ratio']:.1f}"])
    return markdown(rows)


def _seconds(run: dict[str, float]) -> str:
    return f"{run['seconds']:.1f} s"


def _loss(run: dict[str, float]) -> str:
    return f"{run['valid_mse']:.3f}"


def platforms(kept: dict[str, Any]) -> str:
    """Tried / resolved / not tried: one row a platform, one column a Python."""
    pythons = list(dict.fromkeys(r["python"] for r in kept["rows"]))
    rows = [["", *(f"Python {p}" for p in pythons), "newest torch there"]]
    for platform in dict.fromkeys(r["platform"] for r in kept["rows"]):
        mine = {r["python"]: r for r in kept["rows"] if r["platform"] == platform}
        cells = [f"torch {mine[p]['torch']}" if mine[p]["torch"] else "**not resolved**" for p in pythons]
        newest = " / ".join(dict.fromkeys(mine[p]["newest"] or "none" for p in pythons))
        rows.append([platform, *cells, newest])
    left_out = [["not tried", "why"], *([name, why] for name, why in kept["not_tried"].items())]
    return f"{markdown(rows)}\n\n{markdown(left_out, 2)}"


def lessons(_: Any) -> str:
    """What the course consists of, from grader/course.toml."""
    rows = [["lesson", "you write", "minutes", "points"]]
    for one in course.lessons().values():
        link = f"[{one.id[:2]} {one.title}](lessons/{one.id}/{one.id}.ipynb)"
        rows.append(
            [
                link,
                ", ".join(f"`{name}`" for name in one.exercises),
                f"{one.minutes}",
                f"{one.points + sum(one.questions.values()):g}",
            ]
        )
    return markdown(rows, 2)


TABLES: dict[str, Callable[[Any], str]] = {
    "results": results,
    "ranking": ranking,
    "truth": truth,
    "bounds": truth_by_exercise,
    "class": class_times,
    "fastai": training_times,
    "platforms": platforms,
    "lessons": lessons,
}


def figure(name: str) -> Any:
    """What is kept of that measurement. Raises KeyError for a name without a table."""
    if name not in TABLES:
        raise KeyError(f"there is no table {name!r}; there are: {', '.join(TABLES)}")
    if name == "lessons":  # declared, not measured
        return None
    name = {"bounds": "truth"}.get(name, name)
    return json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))


def settings() -> dict[str, str]:
    """The figures that stand within a sentence."""
    from collab.staff import results as measured

    targets = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests/loss_targets").glob("*.json")]
    (epochs,) = {r["epochs"] for r in figure("results")}
    (seeds,) = {len(scores) for kept in targets for scores in kept["scores"].values()}
    counts = figure("truth")
    return {
        "epochs": f"{epochs}",
        "batch": f"{measured.BATCH_SIZE}",
        "lr": f"{measured.LR:g}",
        "seeds": f"{seeds}",
        "rejected": f"{counts['right']['graded_wrongly']} of {counts['right']['gradings']:,}",
        "accepted": f"{counts['wrong']['graded_wrongly']} of {counts['wrong']['gradings']:,}",
        "fastai": f"{statistics.median(one['ratio'] for one in figure('fastai')['rounds']):.1f}",
        "told": f"{counts['wrong']['told']:,}",
    }


INLINE = re.compile(r"(<!-- =(?P<name>[a-z]+) -->).*?(<!-- /= -->)")


def filled(text: str) -> str:
    """A page with each marked table and figure as it was measured. Raises KeyError for a figure that is not."""
    if INLINE.search(text):
        known = settings()
        text = INLINE.sub(lambda m: f"{m[1]}{known[m['name']]}{m[3]}", text)
    return MARKS.sub(
        lambda m: f"{m[1]}{TABLES[m['name']](figure(m['name']))}\n{m[3]}" if m["name"] in TABLES else m[0], text
    )


def pages() -> list[Path]:
    """Where tables may stand."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
