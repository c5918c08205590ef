"""Pictures in one call: what is handed in is what is drawn, in the colours of the models."""

from __future__ import annotations

import pytest
import torch
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Annotation

from collab import pictures
from collab.plots import MODELS, PLAIN, VARIANTS, colour_of, in_words


def test_a_model_has_one_colour_and_nothing_beside_it_takes_it() -> None:
    assert colour_of("network", 3) == MODELS["network"]
    beside = {colour_of(name, i, ("network",)) for i, name in enumerate(("a", "b", "c", "d"))}
    assert len(beside) == 4
    assert not beside & set(MODELS.values())


def test_every_models_colour_is_another() -> None:
    assert len(set(MODELS.values())) == len(MODELS)


def test_what_is_no_model_never_has_a_models_colour() -> None:
    assert not {*PLAIN, *VARIANTS} & set(MODELS.values())
    shown = pictures.histograms({"before": [1, 2, 2], "after": [2, 2, 3]}, "stars", model="dot product")
    assert {to_hex(ax.patches[0].get_facecolor()).upper() for ax in shown.axes} == {MODELS["dot product"]}


def test_the_text_in_a_pictures_place_says_what_is_in_it() -> None:
    nan = float("nan")
    assert in_words(pictures.grids({"a": [[1.0, 2.0], [3.0, nan]]})) == "a; rows 1 2 / 3 none"
    large = in_words(pictures.grids({"a": torch.arange(80.0).reshape(8, 10)}))
    assert large == "a; 8 rows, 10 columns, from 0 to 79"
    bars = in_words(pictures.bars({"one": {"x": 1234.0, "y": -2.0}}, digits=0))
    assert bars == "one; x 1,234, y -2"
    histogram = in_words(pictures.histograms({"a": [1.1] * 9 + [4.9]}, "stars", limits=(1, 5), bins=4))
    assert histogram == "a; across: stars; bars from 1 to 5, the tallest at 1.5"
    clouds = in_words(pictures.dots({"few": ([1, 2], [3, 4]), "many": ([5], [6])}, "ratings", "length")[0])
    assert clouds == "length; across: ratings; few, 2 points; many, 1 points"


def test_lines_on_logarithmic_axes_are_named_at_their_ends_too() -> None:
    named = {"product": [8.0, 60.0, 29_000.0], "index": [3.0, 3.0, 3.0]}
    ax = pictures.lines(named, "rows", "time", x=[100, 10_000, 1_000_000], log="xy").axes[0]
    heights = {text.get_text(): text.xy[1] for text in ax.texts}
    assert heights["product"] == pytest.approx(29_000, rel=0.3)
    assert heights["index"] == pytest.approx(3, rel=0.3)


def test_lines_are_drawn_as_given_and_named_at_their_ends() -> None:
    found = pictures.lines(
        {"network": torch.tensor([3.0, 1.0]), "biases": [2.0, 2.5]}, "epoch", "loss", level=(1.25, "mean")
    )
    ax = found.axes[0]
    assert [list(line.get_ydata()) for line in ax.get_lines()[:2]] == [[3.0, 1.0], [2.0, 2.5]]
    assert [to_hex(line.get_color()).upper() for line in ax.get_lines()[:2]] == [MODELS["network"], MODELS["biases"]]
    assert {"network", "biases", "mean"} <= {text.get_text() for text in ax.texts}


def test_lines_far_from_zero_are_named_where_they_end() -> None:
    """Nothing here asks for the limits before the names are placed: no level, no labels, no logarithm."""
    ax = pictures.lines({"held": [3.0, 4.0], "free": [3.0, 9.0]}, "ratings", "error", x=[0, 10]).axes[0]
    assert {text.get_text(): text.xy for text in ax.texts} == {
        "held": (10, pytest.approx(4.0)),
        "free": (10, pytest.approx(9.0)),
    }


def test_the_ladder_has_the_worst_on_top_and_says_each_rung() -> None:
    found = pictures.ladder({"dot product": 0.871, "mean": 1.25}, ["dot product"])
    heights = {text.get_text(): text.xy[1] for text in found.axes[0].texts}
    assert heights == {"1.250  mean": 0, "0.871  dot product": 1}
    assert found.axes[0].get_xlim() == pictures.LADDER
    assert "dot product 0.871" in found.alt


def test_an_architecture_draws_every_box_and_joins_the_rows() -> None:
    rows = [["user", "movie"], ["a", "b", "c", "d"], ["sum"], ["stars"]]
    found = pictures.architecture(rows, "A model", "network")
    ax = found.axes[0]
    assert sum(isinstance(patch, FancyBboxPatch) for patch in ax.patches) == 8
    assert [t.get_text() for t in ax.texts if t.get_text()] == [text for row in rows for text in row]
    arrows = [t for t in ax.texts if isinstance(t, Annotation)]
    assert {(round(a.xy[0], 3), round(a.xyann[0], 3)) for a in arrows} == {
        *((0.125, 0.25), (0.375, 0.25), (0.625, 0.75), (0.875, 0.75)),
        *((0.5, 0.125), (0.5, 0.375), (0.5, 0.625), (0.5, 0.875), (0.5, 0.5)),
    }


def test_grids_draw_a_vector_as_a_column() -> None:
    found = pictures.grids({"a": torch.tensor([1.0, 2.0]), "b": [[3.0, 4.0]]}, columns=None)
    assert [t.get_text() for t in found.axes[0].texts] == ["1", "2"]
    assert [t.get_text() for t in found.axes[1].texts] == ["3", "4"]


def test_bars_say_their_numbers() -> None:
    found = pictures.bars({"one": {"x": 1234.0, "y": -2.0}}, digits=0)
    assert [t.get_text().strip() for t in found.axes[0].texts] == ["1,234", "-2"]


def test_histograms_share_their_limits() -> None:
    found = pictures.histograms({"a": torch.rand(50), "b": torch.rand(50) * 5}, "stars", limits=(0, 5.5))
    spans = [(ax.patches[0].get_x(), ax.patches[-1].get_x() + ax.patches[-1].get_width()) for ax in found.axes]
    assert spans == [pytest.approx((0, 5.5))] * 2


def test_dots_name_each_cloud() -> None:
    found, ax = pictures.dots({"few": ([1, 2], [3, 4]), "many": ([5], [6])}, "ratings", "length", log=True)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["few", "many"]
    assert ax.get_xscale() == "log"
    assert found.axes[0] is ax
