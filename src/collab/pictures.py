"""Whole pictures in one call, so that a lesson's cell holds the measurement and not the drawing.

Each takes what is to be seen by name, tensors or arrays, and returns a `Figure` in the course's style (`collab.plots`). A name
that is a model's has that model's colour everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from collab.plots import FAINT, GREY, INK, MARKERS, MODELS, PLAIN, colour_of, figure, label_ends, number_grid, style

LADDER = (0.75, 1.45)  # squared stars: the same in every lesson, so that the picture grows and does not move

__all__ = ["architecture", "bars", "directions", "dots", "funnel", "grids", "histograms", "ladder", "lines"]


def _array(values: Any) -> np.ndarray:
    return np.asarray(values.detach().cpu() if hasattr(values, "detach") else values, dtype=float)


def histograms(
    named: Mapping[str, Any],
    across: str,
    limits: tuple[float, float] | None = None,
    bins: int = 40,
    height: float = 2.8,
    model: str = "",
) -> Figure:
    """One histogram a name, side by side, over the same `limits`; `across` names the axis. `model` gives the colour, where all
    are one model's."""
    new, axes = figure(min(11, 4.6 * len(named)), height, columns=len(named))
    for ax, (name, values) in zip(axes[0], named.items(), strict=True):
        ax.hist(_array(values), bins=bins, range=limits, color=colour_of(model or name, 0))
        ax.set_title(name, fontsize=10, loc="left")
        ax.set_xlabel(across)
        ax.set_yticklabels([])
    return new


def lines(
    named: Mapping[str, Any],
    across: str,
    title: str,
    x: Sequence[float] | None = None,
    *,
    log: str = "",
    level: tuple[float, str] | None = None,
    labels: Sequence[str] | None = None,
    loose: Sequence[str] = (),
) -> Figure:
    """One line a name, each named where it ends. `log` is "x", "y" or "xy"; `level`, (height, name), is a dotted line across;
    `labels` stand under the points in place of their numbers. What is named in `loose` is drawn as points, not joined."""
    new, axes = figure(7.4, 3.6)
    ax: Axes = axes[0, 0]
    with style():
        ends = []
        for i, (name, values) in enumerate(named.items()):
            y = _array(values)
            places = np.asarray(x, dtype=float) if x is not None else np.arange(len(y))
            marker = MARKERS[i % len(MARKERS)] if len(y) <= 12 or name in loose else None
            joined: dict[str, Any] = {"ls": "none"} if name in loose else {}
            ax.plot(places, y, **joined, marker=marker, ms=4, color=colour_of(name, i, named), label=name)
            ends.append((float(places[-1]), float(y[-1]), name, colour_of(name, i, named)))
        if level is not None:
            ax.axhline(level[0], color=GREY, lw=1, ls=":")
            ends.append((ends[0][0], level[0], level[1], GREY))
        ax.set_xscale("log" if "x" in log else "linear")
        ax.set_yscale("log" if "y" in log else "linear")
        if labels is not None and x is not None:
            ax.set_xticks(list(x), list(labels))
            ax.minorticks_off()
        ax.set_xlabel(across)
        ax.set_title(title, fontsize=10, loc="left")
        label_ends(ax, ends, gap=0.08)
    return new


def dots(
    named: Mapping[str, tuple[Any, Any]], across: str, title: str, *, log: bool = False, size: float = 9
) -> tuple[Figure, Axes]:
    """A cloud of points a name, (x, y) each, in one pair of axes, which are returned too, for labels."""
    new, axes = figure(8, 4.4)
    ax: Axes = axes[0, 0]
    for i, (name, (x, y)) in enumerate(named.items()):
        colour, marker = colour_of(name, i, named), "ox^"[i % 3]
        ax.scatter(_array(x), _array(y), s=size, lw=0.8, marker=marker, color=colour, label=name, alpha=0.7)
    if log:
        ax.set_xscale("log")
    ax.set_xlabel(across)
    ax.set_title(title, fontsize=10, loc="left")
    if len(named) > 1:
        ax.legend(frameon=False)
    return new, ax


def grids(
    named: Mapping[str, Any],
    *,
    digits: int = 0,
    limits: tuple[float, float] | None = None,
    cmap: str = "Blues",
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    height: float = 3.2,
) -> Figure:
    """One matrix a name, side by side, on one scale, with the numbers in the cells. A vector is drawn as a column.
    `rows` and `columns` name those of every matrix."""
    arrays = {name: _array(values) for name, values in named.items()}
    arrays = {name: a[:, None] if a.ndim == 1 else a for name, a in arrays.items()}
    new, axes = figure(min(11, 2.6 * len(arrays) + 1), height, columns=len(arrays))
    for ax, (name, values) in zip(axes[0], arrays.items(), strict=True):
        number_grid(ax, values, digits=digits, cmap=cmap, limits=limits)
        ax.set_title(name, fontsize=9, loc="left")
        ax.set_yticks(range(len(values)), rows if rows is not None else range(len(values)))
        if columns is not None:
            ax.set_xticks(range(values.shape[1]), columns, rotation=90, fontsize=8)
        else:
            ax.set_xticks([])
    return new


def bars(named: Mapping[str, Mapping[str, float]], title: str = "", digits: int = 2) -> Figure:
    """Horizontal bars: a panel a name, in it a bar a label, with its number at its end."""
    longest = max(len(panel) for panel in named.values())
    new, axes = figure(min(11, 5 * len(named) + 1), 0.32 * longest + 1, columns=len(named))
    for ax, (name, panel) in zip(axes[0], named.items(), strict=True):
        values = list(panel.values())
        ax.barh(list(panel), values, color=[colour_of(label, 0) for label in panel])
        ax.invert_yaxis()
        ax.set_xticks([])
        ax.grid(False)
        ax.set_title(f"{title}: {name}" if title else name, fontsize=10, loc="left")
        reach = max(abs(value) for value in values) or 1.0
        ax.set_xlim(min(0.0, 1.35 * min(values)), max(1.35 * max(values), 0.2 * reach))
        for place, value in enumerate(values):
            side = "left" if value >= 0 else "right"
            ax.text(value, place, f" {value:,.{digits}f} ", va="center", ha=side, fontsize=8, color=INK)
    return new


def ladder(steps: Mapping[str, float], new_steps: Sequence[str] = ()) -> Figure:
    """Models as the rungs of a ladder, by validation MSE, the worst on top; `new_steps` are printed bold."""
    ordered = sorted(steps.items(), key=lambda step: -step[1])
    new, axes = figure(7.4, 0.34 * len(ordered) + 1)
    ax: Axes = axes[0, 0]
    low, high = min(LADDER[0], *steps.values()), max(LADDER[1], *steps.values())
    for place, (name, value) in enumerate(ordered):
        weight = "bold" if name in new_steps else "normal"
        colour = MODELS.get(name, GREY)
        ax.plot([low, value], [place, place], color=FAINT, ls="-", lw=5, solid_capstyle="round", zorder=1)
        ax.plot(value, place, "o", ms=9, color=colour, zorder=2, label=f"{name} {value:.3f}")
        ax.annotate(
            f"{value:.3f}  {name}",
            (value, place),
            (9, 0),
            textcoords="offset points",
            va="center",
            weight=weight,
            fontsize=9,
        )
    ax.set_ylim(len(ordered) - 0.4, -0.6)  # the worst on top, and room for the last dot above the axis
    ax.set_yticks([])
    ax.grid(False)
    ax.set_xlim(low, high)
    ax.set_xlabel("validation MSE, squared stars: lower is better")
    ax.set_title("The ladder so far", fontsize=10, loc="left")
    new.alt = "The ladder so far, validation MSE: " + ", ".join(f"{name} {value:.3f}" for name, value in ordered)  # type: ignore[attr-defined]
    return new


def architecture(rows: Sequence[Sequence[str]], title: str, model: str = "") -> Figure:
    """A model as boxes, from what goes in (first row) to what comes out (last row). `model` gives the colour.

    A row's boxes are joined with those of the next in their order: box by box where there are as many, two into each where
    four stand over two, one into two where two stand over four."""
    new, axes = figure(7.4, 0.82 * len(rows) + 0.4)
    ax: Axes = axes[0, 0]
    ax.set(xlim=(0, 1), ylim=(-len(rows) + 0.4, 0.6))
    ax.set_axis_off()
    colour = MODELS.get(model, GREY)
    centres = [[(i + 0.5) / len(row) for i in range(len(row))] for row in rows]
    for depth, row in enumerate(rows):
        width = min(0.9 / len(row), 0.62)
        for i, (text, x) in enumerate(zip(row, centres[depth], strict=True)):
            inner = 0 < depth < len(rows) - 1
            box = FancyBboxPatch(
                (x - width / 2, -depth - 0.24), width, 0.48, boxstyle="round,pad=0,rounding_size=0.02",
                facecolor="white", edgecolor=colour if inner else GREY, lw=1.8 if inner else 1,
            )  # fmt: skip
            ax.add_patch(box)
            ax.text(x, -depth, text, ha="center", va="center", fontsize=9, color=INK)
            if depth + 1 < len(rows):
                below = centres[depth + 1]
                spread = max(1, len(below) // len(row))  # one box may lead into several
                first = i * len(below) // len(row)
                for goes_to in below[first : first + spread]:
                    start, end = (x, -depth - 0.24), (goes_to, -depth - 0.76)
                    ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": GREY})
    ax.set_title(title, fontsize=10, loc="left")
    new.alt = f"{title}: " + " → ".join(" and ".join(row) for row in rows).replace("\n", " ")  # type: ignore[attr-defined]
    return new


def directions(points: Any) -> Figure:
    """A cloud `(n, 2)` around its middle, with its two principal directions as arrows, as long as the cloud is wide there."""
    cloud = _array(points)
    middle = cloud.mean(axis=0)
    _, widths, rows = np.linalg.svd(cloud - middle, full_matrices=False)
    new, axes = figure(5.6, 3.8)
    ax: Axes = axes[0, 0]
    ax.scatter(cloud[:, 0], cloud[:, 1], s=8, color=GREY, alpha=0.5)
    for i, (row, width) in enumerate(zip(rows, widths, strict=True)):
        forward = row if row[0] >= 0 else -row  # a direction has no front: let the arrows point to the right
        tip = middle + 2 * width / len(cloud) ** 0.5 * forward
        name = ("first row of Vh", "second row of Vh")[i]
        ax.annotate("", tip, middle, arrowprops={"arrowstyle": "->", "color": PLAIN[i], "lw": 2.5})
        ax.annotate(name, tip, (4, 4), textcoords="offset points", color=PLAIN[i], fontsize=9)
    ax.set_aspect("equal")
    ax.set_title("a cloud, and the directions in which it is widest", fontsize=10, loc="left")
    return new


def funnel(stages: Sequence[tuple[str, str, str]], title: str) -> Figure:
    """Stages from left to right, each lower than the one before: (how much goes in, its name, what is in it)."""
    new, axes = figure(9.4, 3.6)
    ax: Axes = axes[0, 0]
    ax.set(xlim=(-0.02, len(stages)), ylim=(-1.05, 0.66))
    ax.set_axis_off()
    for i, (amount, name, inside) in enumerate(stages):
        height = 0.5 - 0.28 * i / max(1, len(stages) - 1)
        colour = PLAIN[i % len(PLAIN)]
        box = FancyBboxPatch(
            (i + 0.03, -height), 0.8, 2 * height, boxstyle="round,pad=0,rounding_size=0.03",
            facecolor="white", edgecolor=colour, lw=1.8,
        )  # fmt: skip
        ax.add_patch(box)
        ax.text(i + 0.43, 0.06, name, ha="center", va="center", fontsize=11, weight="bold", color=INK)
        ax.text(i + 0.43, -0.1, amount, ha="center", va="center", fontsize=8.5, color=GREY)
        ax.text(i + 0.43, -0.58, inside, ha="center", va="top", fontsize=8.5, color=INK, linespacing=1.35)
        if i + 1 < len(stages):
            ax.annotate("", (i + 1.02, 0), (i + 0.84, 0), arrowprops={"arrowstyle": "->", "color": GREY, "lw": 1.5})
    ax.set_title(title, fontsize=10, loc="left")
    said = (f"{name} ({amount}): {inside}" for amount, name, inside in stages)
    new.alt = f"{title}: " + " → ".join(said).replace("\n", ", ")  # type: ignore[attr-defined]
    return new
