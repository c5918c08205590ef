"""Figures in one quiet style.

Every function returns a `Figure` made with matplotlib's object interface: nothing is left in pyplot's global state, no
window opens, and a notebook shows the figure when it is the last line of a cell.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

__all__ = [
    "COLOURS",
    "MODELS",
    "PLAIN",
    "colour_of",
    "factor_map",
    "figure",
    "label_ends",
    "label_points",
    "loss_curves",
    "number_grid",
    "schedule",
    "short_title",
    "style",
    "tidy",
]


class Losses(Protocol):
    """What of a training run is drawn: `collab.training.History` is one."""

    @property
    def epochs(self) -> list[int]:
        """The numbers of the epochs that were run, from 1."""
        ...

    @property
    def train_mse(self) -> list[float]:
        """Mean training loss of each epoch, in squared stars."""
        ...

    @property
    def valid_mse(self) -> list[float]:
        """Validation loss after each epoch, in squared stars."""
        ...

    lrs: list[float]
    momenta: list[float]


# Okabe and Ito's colours, which people with any kind of colour vision can tell apart; the darkest first.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
# One colour a model through the whole course, in every figure that compares models by these names.
MODELS = {
    "mean": "#666666",
    "user means": "#E69F00",
    "movie means": "#CC79A7",
    "both means": "#B8860B",
    "biases": "#009E73",
    "dot product": "#56B4E9",
    "factors and biases": "#0072B2",
    "network": "#D55E00",
    "deep network": "#882255",
    "most rated": "#7A7A00",
    "BPR": "#332288",
    "EASE": "#A94F00",
}
PLAIN = ("#5B4B8A", "#7D7400", "#222222", "#8C8C8C", "#8C5A7A", "#3F7070")  # where no model is shown: none of theirs
VARIANTS = ("#222222", "#999999", "#7B4F9D", "#5B7F00")  # of what is no model by name, beside one that is
DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (8, 2)))
MARKERS = ("o", "s", "^", "D", "v", "P")
INK, GREY, FAINT = "#222222", "#666666", "#E4E4E4"

STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelcolor": GREY,
    "axes.prop_cycle": cycler(color=COLOURS) + cycler(linestyle=DASHES),  # told apart without colour too
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.titlesize": 12,
    "figure.dpi": 110,
    "figure.facecolor": "white",
    "font.size": 10,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "savefig.dpi": 150,
    "text.color": INK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "ytick.left": False,
}


def style() -> AbstractContextManager[None]:
    """The style as a context: `with style(): ...` draws in it and leaves matplotlib's settings as they were."""
    return mpl.rc_context(STYLE)


class ShownFigure(Figure):
    """A figure that Jupyter shows by itself, without pyplot: with twice the pixels, for screens that have them, and with a
    text in its place for whoever cannot see it. `alt` is that text; without one it is put together from what is drawn."""

    alt: str = ""

    def _repr_html_(self) -> str:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=2 * self.dpi)
        picture = base64.b64encode(buffer.getvalue()).decode()
        width = round(self.get_figwidth() * self.dpi)
        style = "max-width:100%;height:auto;background:white"
        text = html.escape(self.alt or in_words(self), quote=True)
        return f'<img src="data:image/png;base64,{picture}" width="{width}" style="{style}" alt="{text}">'


def in_words(figure: Figure, longest: int = 600) -> str:
    """What a figure shows: of each of its axes the titles, and of each line its name and its two ends."""
    said = []
    for ax in figure.axes:
        titles = [ax.get_title(loc=loc) for loc in ("left", "center", "right")]
        head = next((t for t in titles if t), "a picture")
        labels = [f"{name}: {text}" for name, text in (("across", ax.get_xlabel()), ("up", ax.get_ylabel())) if text]
        named = [line for line in ax.get_lines() if not str(line.get_label()).startswith("_")]
        for line in named:
            y = np.asarray(line.get_ydata(), dtype=float)
            if y.size:
                labels.append(f"{line.get_label()} from {y[0]:.3g} to {y[-1]:.3g}")
        clouds = [c for c in ax.collections if isinstance(c, PathCollection)]
        for cloud in clouds:
            places = np.asarray(cloud.get_offsets())
            name = "" if str(cloud.get_label()).startswith("_") else f"{cloud.get_label()}, "
            labels += [f"{name}{len(places):,} points"] * bool(len(places))
        for image in ax.get_images():
            labels.append(_matrix_in_words(np.ma.filled(np.ma.asarray(image.get_array(), dtype=float), np.nan)))
        if ax.patches and len(ax.texts) == len(ax.patches):
            labels.append(_bars_in_words(ax))
        elif any(patch.get_height() > 0 for patch in ax.patches if isinstance(patch, Rectangle)):
            labels.append(_histogram_in_words([patch for patch in ax.patches if isinstance(patch, Rectangle)]))
        said.append("; ".join([head, *labels]))
    text = ". ".join(said).replace("\n", " ")
    return text if len(text) <= longest else f"{text[:longest]}…"


def _matrix_in_words(values: np.ndarray, most: int = 32) -> str:
    """A matrix: row by row where it is small, else how large it is and between which numbers it lies."""
    if values.size <= most:
        return "rows " + " / ".join(" ".join("none" if np.isnan(v) else f"{v:.3g}" for v in row) for row in values)
    empty = np.isnan(values).mean()
    said = f"{values.shape[0]} rows, {values.shape[1]} columns, from {np.nanmin(values):.3g} to {np.nanmax(values):.3g}"
    return f"{said}, {empty:.0%} of the cells empty" if empty else said


def _histogram_in_words(patches: Sequence[Rectangle]) -> str:
    """Where the bars of a histogram stand, and where the tallest is."""
    bars = [(p.get_x(), p.get_x() + p.get_width(), p.get_height()) for p in patches if p.get_height() > 0]
    tallest = max(bars, key=lambda bar: bar[2])
    return f"bars from {bars[0][0]:.3g} to {bars[-1][1]:.3g}, the tallest at {(tallest[0] + tallest[1]) / 2:.3g}"


def _bars_in_words(ax: Axes) -> str:
    """The label and the number of each horizontal bar."""
    names = [tick.get_text() for tick in ax.get_yticklabels()]
    return ", ".join(f"{name} {text.get_text().strip()}" for name, text in zip(names, ax.texts, strict=False))


def figure(width: float = 6.4, height: float = 4.0, *, rows: int = 1, columns: int = 1) -> tuple[Figure, np.ndarray]:
    """Return a figure of `width` by `height` inches and its axes, an array `(rows, columns)`, in the course's style."""
    with style():
        new = ShownFigure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(new)
        return new, new.subplots(rows, columns, squeeze=False)


def colour_of(name: str, i: int, names: Iterable[str] = ()) -> str:
    """A model's own colour; else the i-th of PLAIN, or of VARIANTS where a model is among the figure's `names`."""
    palette = VARIANTS if any(other in MODELS for other in names) else PLAIN
    return MODELS.get(name, palette[i % len(palette)])


def loss_curves(histories: Losses | Mapping[str, Losses], ax: Axes | None = None, training: bool = True) -> Figure:
    """Draw the loss after each epoch: training dashed, validation solid, each line named where it ends.

    `histories` is what `fit` returned, or several by name: `{"no decay": a, "wd=0.1": b}`. Epochs count from 0, as in
    the table that `fit` prints; the unit is squared stars. `training=False` leaves the training losses out, which gives small differences between
    validation losses the whole height. Returns the figure, of which `ax` is a part if given. Raises `ValueError` when there
    is no epoch to draw.
    """
    named = dict(histories) if isinstance(histories, Mapping) else {"validation": histories}
    if not named or not all(history.epochs for history in named.values()):
        raise ValueError("There is no loss to draw: no history, or one without epochs.")
    axes = ax if ax is not None else figure()[1][0, 0]
    with style():
        ends: list[tuple[float, float, str, str]] = []
        for i, (name, history) in enumerate(named.items()):
            colour = colour_of(name, i, named)
            epochs = history.epochs
            # One point makes no line; the first of several runs is the plain one.
            marker = MARKERS[i % len(MARKERS)] if i or len(epochs) == 1 else None
            curves = [(history.train_mse, "training", "--", 1.4), (history.valid_mse, name, "-", 2.0)]
            for losses, what, dashes, width in curves if training else curves[1:]:
                axes.plot(
                    epochs,
                    losses,
                    dashes,
                    color=colour,
                    lw=width,
                    marker=marker,
                    ms=4,
                    label=f"{name}, {'training' if what == 'training' else 'validation'}",
                )
                ends.append((epochs[-1], losses[-1], f"{losses[-1]:.3f} {what}", colour))
        tidy(axes)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        axes.set_xlabel("epoch")
        axes.set_title("Mean squared error after each epoch", fontsize=10)
        label_ends(axes, ends)
    return _figure_of(axes)


def schedule(history: Losses) -> Figure:
    """Draw the learning rate and the momentum of every step of one training run, one above the other.

    Raises ValueError where the run had no step."""
    if not history.lrs:
        raise ValueError("There is no schedule to draw: this history has no steps.")
    new, axes = figure(6.4, 4.4, rows=2)
    with style():
        upper, lower = axes[0, 0], axes[1, 0]
        steps = np.arange(len(history.lrs))
        for axis, values, bottom, colour, title in (
            (upper, history.lrs, 0.0, PLAIN[0], "Learning rate: up for a quarter of the steps, then down to nothing"),
            (lower, history.momenta, min(history.momenta), PLAIN[1], "Momentum: low while the steps are large"),
        ):
            axis.plot(steps, values, color=colour)
            axis.set_title(title, fontsize=10)
            tidy(axis)
            axis.margins(x=0.01)
            ticks = [bottom, (bottom + max(values)) / 2, max(values)]
            axis.set_yticks(ticks, [f"{tick:.2g}" for tick in ticks])
        upper.tick_params(labelbottom=False)
        lower.set_xlabel("step")
    return new


def tidy(ax: Axes) -> None:
    """Give axes that were made elsewhere the course's look: no box, a faint grid behind the lines."""
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(GREY)
    ax.grid(True, axis="y", color=FAINT, linewidth=0.8)
    ax.grid(False, axis="x")
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0, colors=GREY)
    ax.tick_params(axis="x", colors=GREY)


def label_ends(ax: Axes, ends: Sequence[tuple[float, float, str, str]], gap: float = 0.055) -> None:
    """Name lines at their right ends: `(x, y, text, colour)` each, moved apart where they would overlap.

    `gap` is the least distance between two labels, as a fraction of the axes' height.
    """
    ax.autoscale_view()  # else the limits are those of empty axes until the figure is drawn
    onto, back = ax.transData + ax.transAxes.inverted(), (ax.transData + ax.transAxes.inverted()).inverted()
    order = sorted(range(len(ends)), key=lambda i: ends[i][1])
    heights = within(spread([float(onto.transform(ends[i][:2])[1]) for i in order], gap), gap)
    for i, height in zip(order, heights, strict=True):
        x, y, text, colour = ends[i]
        across = float(onto.transform((x, y))[0])
        ax.annotate(
            text,
            xy=(x, float(back.transform((across, height))[1])),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=9,
            annotation_clip=False,
        )


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Move sorted positions as little as a simple rule can so that neighbours are at least `gap` apart.

    Positions that are too close form a group, which is laid out evenly around its own middle; groups that then touch
    are joined.
    """
    groups: list[list[float]] = []  # of positions
    for position in positions:
        groups.append([position])
        while len(groups) > 1 and _first(groups[-1], gap) - _last(groups[-2], gap) < gap:
            groups[-2:] = [groups[-2] + groups[-1]]
    return [_first(group, gap) + i * gap for group in groups for i in range(len(group))]


def within(positions: Sequence[float], gap: float, low: float = 0.03, high: float = 0.97) -> list[float]:
    """Push sorted positions that stand outside `low` to `high` back in, with those that are then in their way."""
    moved = list(positions)
    for i in range(len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + gap if i else low)
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], moved[i + 1] - gap if i + 1 < len(moved) else high)
    return moved


def _first(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) - gap * (len(group) - 1) / 2


def _last(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) + gap * (len(group) - 1) / 2


def factor_map(points: Any, titles: Sequence[str], size: tuple[float, float] = (9.5, 7.5)) -> Figure:
    """Draw movies as labelled points: `points` `(n, 2)`, a tensor or an array, and as many titles.

    Titles are shortened by `short_title` and moved so that none covers another, see `label_points`. Raises ValueError where
    there are not as many points as titles, or they are no pairs.
    """
    places = np.asarray(points, dtype=float)
    if places.shape != (len(titles), 2):
        raise ValueError(f"A map needs one pair of coordinates a title: shape {places.shape}, {len(titles)} titles.")
    new, axes = figure(*size)
    ax: Axes = axes[0, 0]
    with style():
        ax.axhline(0, color=FAINT, lw=0.8)
        ax.axvline(0, color=FAINT, lw=0.8)
        ax.grid(False)
        ax.scatter(places[:, 0], places[:, 1], s=14, color=PLAIN[0], lw=0)
        ax.margins(0.09)
        ax.set_xlabel("first component")
        ax.set_ylabel("second component")
        label_points(ax, places[:, 0], places[:, 1], [short_title(title) for title in titles])
    order = [short_title(titles[i]) for i in places[:, 0].argsort()]
    if isinstance(new, ShownFigure):
        new.alt = (
            f"A map of {len(titles)} movies. Far left: {', '.join(order[:4])}. Far right: {', '.join(order[-4:])}."
        )
    return new


def short_title(title: str, longest: int = 26) -> str:
    """A title for a crowded picture: no year, the article in front, whole words up to `longest` characters.

    "Empire Strikes Back, The (1980)" becomes "The Empire Strikes Back".
    """
    name = title.split(" (")[0]
    for article in (", The", ", A", ", An"):
        if name.endswith(article):
            name = f"{article[2:]} {name.removesuffix(article)}"
    if len(name) <= longest:
        return name
    words = name[:longest].rpartition(" ")[0] or name[: longest - 1]
    return words.rstrip(" ,:") + "…"


def label_points(ax: Axes, x: Any, y: Any, labels: Sequence[str], size: float = 8, obstacles: Any = None) -> None:
    """Name points so that no label covers a point or another label; a hair line leads to one that had to move away.

    `obstacles`, an array `(m, 2)` in data units, holds further points to keep clear of. Draw everything else first, and
    leave the axes as they are afterwards: labels are placed on the finished picture.
    """
    owner = _figure_of(ax)
    canvas = owner.canvas if isinstance(owner.canvas, FigureCanvasAgg) else FigureCanvasAgg(owner)
    owner.draw_without_rendering()  # settles the layout, and with it where each point lies in pixels
    renderer, pixel = canvas.get_renderer(), 72 / owner.dpi
    frame = ax.get_window_extent(renderer)
    places = np.column_stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)])  # (n, 2)
    points = ax.transData.transform(places)
    dots = points if obstacles is None else np.vstack([points, ax.transData.transform(np.asarray(obstacles))])
    radius = 3 / pixel
    taken = np.hstack([dots - radius, dots + radius])  # left, bottom, right, top of all that may not be covered
    distances = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    for i in np.argsort(np.sort(distances, axis=1)[:, : min(6, len(points))].sum(axis=1)):  # the most crowded first
        text = ax.text(0, 0, labels[i], fontsize=size, color=INK)
        extent = text.get_window_extent(renderer)
        text.remove()
        best: tuple[float, float, float, float] = (np.inf, 0.0, 0.0, 0.0)  # cost, left, bottom, distance in points
        for away in (4.0, 8.0, 13.0, 19.0, 26.0, 34.0, 43.0):
            for turn in np.arange(0, 2 * np.pi, np.pi / 8):
                dx, dy = np.cos(turn) * away / pixel, np.sin(turn) * away / pixel
                left = points[i, 0] + dx - extent.width * (1 - np.cos(turn)) / 2
                bottom = points[i, 1] + dy - extent.height * (1 - np.sin(turn)) / 2
                box = (left, bottom, left + extent.width, bottom + extent.height)
                outside = box[0] < frame.x0 or box[1] < frame.y0 or box[2] > frame.x1 or box[3] > frame.y1
                covered = overlap(box, taken)
                cost = away + 100 * covered + 1e6 * outside
                if cost < best[0]:
                    best = (cost, left, bottom, away)
            if best[0] <= away:
                break
        _, left, bottom, away = best
        taken = np.vstack([taken, [left, bottom, left + extent.width, bottom + extent.height]])
        ax.annotate(
            labels[i],
            xy=(places[i, 0], places[i, 1]),
            xytext=((left - points[i, 0]) * pixel, (bottom - points[i, 1]) * pixel),
            textcoords="offset points",
            fontsize=size,
            color=INK,
            va="bottom",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": GREY, "lw": 0.5, "shrinkA": 0, "shrinkB": 2} if away > 8 else None,
        ).set_in_layout(False)


def overlap(box: tuple[float, float, float, float], boxes: np.ndarray) -> float:
    """The area that `box` (left, bottom, right, top) shares with `boxes` `(n, 4)`, added up."""
    sides = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])  # (n, 2), negative where apart
    return float(np.prod(sides.clip(min=0), axis=1).sum())


def number_grid(
    ax: Axes, values: Any, digits: int = 0, cmap: str = "Blues", limits: tuple[float, float] | None = None
) -> None:
    """Draw a matrix (rows, columns) as coloured cells with their numbers in them; a cell that is NaN stays empty.

    `limits` are the values at the two ends of the colour map; by default the smallest and the largest there is.
    """
    grid = np.asarray(values, dtype=float)
    low, high = limits if limits is not None else (np.nanmin(grid), np.nanmax(grid))
    image = ax.imshow(grid, cmap=cmap, vmin=low, vmax=high)
    for (row, column), value in np.ndenumerate(grid):
        if not np.isnan(value):
            red, green, blue, _ = image.cmap(image.norm(value))
            dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.5
            text = f"{value:.{digits}f}"
            text = text.removeprefix("-") if float(text) == 0 else text  # no "-0.0"
            ax.text(column, row, text, ha="center", va="center", fontsize=9, color="white" if dark else INK)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(length=0)


def _figure_of(ax: Axes) -> Figure:
    owner = ax.get_figure()
    while not isinstance(owner, Figure):  # axes of a subfigure
        assert owner is not None
        owner = owner.figure
    return owner
