"""The leaderboard as a picture: a dot a row with its spread, the baselines as lines, what others measured apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from collab import plots

if TYPE_CHECKING:
    from .leaderboard import Row

MODEL = {"the mean": "mean", "biases": "biases", "DotProductBias": "factors and biases"}  # the course's colours


def figure(rows: Sequence[Row], label: str, elsewhere: Sequence[tuple[str, float, str]]) -> Figure:
    """The rows, best on top; those without a result by name below. `elsewhere` has a panel of its own, on the same scale."""
    ranked, failed = [r for r in rows if not r.message], [r for r in rows if r.message]
    heights = [0.34 * (len(ranked) + len(failed)) + 0.9, 0.34 * len(elsewhere) + 0.9]
    panels = 2 if elsewhere else 1
    with plots.style():
        fig = Figure(figsize=(9, sum(heights[:panels])), layout="constrained")
        axes = fig.subplots(panels, 1, squeeze=False, sharex=True, height_ratios=heights[:panels])[:, 0]
        _board(axes[0], ranked, failed)
        fig.suptitle(
            f"Error on the locked part of {label}: mean and sd over the splits", x=0.01, ha="left", fontsize=11
        )
        if elsewhere:
            _elsewhere(axes[1], elsewhere)
        axes[-1].set_xlabel("mean squared error, squared stars: lower is better")
    return fig


def _board(axes: Axes, ranked: Sequence[Row], failed: Sequence[Row]) -> None:
    for place, row in enumerate(ranked):
        own = row.kind == "submission"
        colour = plots.INK if own else plots.MODELS[MODEL[row.name]]
        axes.errorbar(
            row.mean, place, xerr=row.spread, fmt="o" if own else "D", color=colour, ms=7 if own else 6, ls="none"
        )
        axes.annotate(f"{row.mean:.3f}", (row.mean + row.spread, place), (8, 0), textcoords="offset points", va="center", fontsize=9, color=colour)  # fmt: skip
        if not own:
            axes.plot([row.mean] * 2, [-0.6, len(ranked) - 0.4], color=colour, lw=1, ls=":", zorder=0)
    for place, row in enumerate(failed, len(ranked)):
        text = row.message if len(row.message) < 90 else f"{row.message[:88]}…"
        axes.text(0.01, place, text, transform=axes.get_yaxis_transform(), va="center", fontsize=8, color=plots.GREY, parse_math=False)  # fmt: skip
    shown = [r.name if r.kind == "submission" else f"{r.name} (baseline)" for r in (*ranked, *failed)]
    _rows(axes, shown)


def _elsewhere(axes: Axes, entries: Sequence[tuple[str, float, str]]) -> None:
    for place, (_, mse, how) in enumerate(entries):
        axes.plot(mse, place, "s", color=plots.GREY, ms=6, mfc="white")
        axes.annotate(f"{mse:.3f}, {how}", (mse, place), (8, 0), textcoords="offset points", va="center", fontsize=9, color=plots.GREY)  # fmt: skip
    _rows(axes, [name for name, _, _ in entries])
    axes.set_title("Measured elsewhere, by other protocols: not to be ranked with these", fontsize=10)


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [name if len(name) < 34 else f"{name[:32]}…" for name in names])
    for text in axes.get_yticklabels():
        text.set_parse_math(False)  # a name may hold a dollar sign
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(visible=True, axis="x", color=plots.FAINT)
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.15)
