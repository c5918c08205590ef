"""The figures: what they show, and that they leave matplotlib as it was."""

from __future__ import annotations

import base64
import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from collab.plots import (
    PLAIN,
    factor_map,
    figure,
    in_words,
    loss_curves,
    schedule,
    short_title,
    spread,
    style,
    within,
)
from collab.training import EpochRecord, History, one_cycle


def history(train: list[float], valid: list[float], steps: int = 8) -> History:
    losses = enumerate(zip(train, valid, strict=True))
    records = [EpochRecord(epoch=i, train_mse=t, valid_mse=v, seconds=1.0) for i, (t, v) in losses]
    cycle = [one_cycle(i / steps, 0.005) for i in range(steps)]
    return History("cpu", records, [lr for lr, _ in cycle], [momentum for _, momentum in cycle])


GOOD, BAD = history([1.2, 0.8, 0.5], [0.95, 0.86, 0.82]), history([1.3, 0.9, 0.6], [0.97, 0.9, 0.83])


def texts(drawn: Figure) -> list[str]:
    return [text.get_text() for axes in drawn.axes for text in axes.texts]


def test_one_history() -> None:
    drawn = GOOD.plot()
    (axes,) = drawn.axes
    training, validation = axes.lines
    assert training.get_linestyle() == "--"
    assert validation.get_linestyle() == "-"
    np.testing.assert_array_equal(training.get_ydata(), GOOD.train_mse)
    np.testing.assert_array_equal(validation.get_ydata(), GOOD.valid_mse)
    np.testing.assert_array_equal(validation.get_xdata(), [0, 1, 2])
    assert texts(drawn) == ["0.500 training", "0.820 validation"]
    assert all(tick == round(tick) for tick in axes.get_xticks())


def test_several_histories_have_their_own_colours_and_names() -> None:
    drawn = loss_curves({"permutation": GOOD, "with replacement": BAD})
    lines = drawn.axes[0].lines
    assert [line.get_color() for line in lines] == [PLAIN[0], PLAIN[0], PLAIN[1], PLAIN[1]]
    assert sorted(texts(drawn)) == ["0.500 training", "0.600 training", "0.820 permutation", "0.830 with replacement"]


def test_labels_do_not_overlap_and_stay_in_the_picture() -> None:
    drawn = loss_curves({f"model {i}": history([0.9, 0.5 + i / 500], [0.9, 0.8 + i / 500]) for i in range(4)})
    drawn.draw_without_rendering()
    boxes = sorted((text.get_window_extent() for text in drawn.axes[0].texts), key=lambda box: box.y0)
    assert len(boxes) == 8
    for below, above in zip(boxes, boxes[1:]):  # noqa: B905, RUF007
        assert above.y0 >= below.y1 - 1  # a pixel
    assert all(drawn.bbox.x0 <= box.x0 and box.x1 <= drawn.bbox.x1 for box in boxes)


def test_given_axes_are_drawn_into() -> None:
    mine, axes = figure(9, 3, columns=2)
    assert axes.shape == (1, 2)
    assert loss_curves(GOOD, axes[0, 1]) is mine
    assert not axes[0, 0].lines
    assert len(axes[0, 1].lines) == 2


def test_the_schedule() -> None:
    upper, lower = schedule(GOOD).axes
    np.testing.assert_array_equal(upper.lines[0].get_ydata(), GOOD.lrs)
    np.testing.assert_array_equal(lower.lines[0].get_ydata(), GOOD.momenta)


def test_nothing_to_draw() -> None:
    for nothing in (History("cpu"), {}, {"a": GOOD, "b": History("cpu")}):
        with pytest.raises(ValueError, match="no loss to draw"):
            loss_curves(nothing)
    with pytest.raises(ValueError, match="no schedule"):
        schedule(History("cpu"))


def test_one_epoch_is_a_point() -> None:
    assert {line.get_marker() for line in loss_curves(history([1.0], [0.9])).axes[0].lines} == {"o"}


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([0.1, 0.5, 0.9], [0.1, 0.5, 0.9]),
        ([0.5, 0.5], [0.45, 0.55]),
        ([0.5, 0.5, 0.62], [0.44, 0.54, 0.64]),  # the second group would touch the first, so they become one
        ([], []),
    ],
)
def test_spread(positions: list[float], expected: list[float]) -> None:
    assert spread(positions, 0.1) == pytest.approx(expected)


def test_a_figure_has_a_text_in_its_place() -> None:
    drawn = loss_curves({"no decay": GOOD, "decay": GOOD})
    words = in_words(drawn)
    assert "Mean squared error after each epoch" in words
    assert f"no decay, training from {GOOD.train_mse[0]:.3g} to {GOOD.train_mse[-1]:.3g}" in words
    assert 'alt="Mean squared error' in drawn._repr_html_()  # type: ignore[attr-defined]
    drawn.alt = 'a "text" of my own'  # type: ignore[attr-defined]
    assert 'alt="a &quot;text&quot; of my own"' in drawn._repr_html_()  # type: ignore[attr-defined]


def test_curves_differ_by_more_than_colour() -> None:
    drawn = loss_curves(dict.fromkeys("abc", GOOD))
    looks = {(line.get_linestyle(), line.get_marker()) for line in drawn.axes[0].get_lines()}
    assert len(looks) == 6
    with style():
        _, axes = figure()
        lines = [axes[0, 0].plot([0, 1], [i, i])[0] for i in range(6)]
    assert len({repr(line._unscaled_dash_pattern) + str(line.get_linestyle()) for line in lines}) == 6  # type: ignore[attr-defined]


def test_it_shows_itself_and_leaves_no_trace() -> None:
    before = dict(mpl.rcParams)
    drawn = GOOD.plot()
    page = drawn._repr_html_()  # type: ignore[attr-defined]
    picture = base64.b64decode(page.split("base64,")[1].split('"')[0])
    assert picture.startswith(b"\x89PNG")
    wide = int.from_bytes(picture[16:20], "big")
    assert f'width="{wide // 2}"' in page, "twice the pixels"
    with style():
        assert mpl.rcParams["axes.spines.top"] is False
    assert dict(mpl.rcParams) == before

    import matplotlib.pyplot as plt

    assert plt.get_fignums() == []


def test_no_label_of_a_map_covers_another() -> None:
    points = np.random.default_rng(0).normal(size=(40, 2))
    drawn = factor_map(points, [f"A movie with a name {i} (1999)" for i in range(40)])
    drawn.draw_without_rendering()
    boxes = [label.get_window_extent() for label in drawn.axes[0].texts]
    assert len(boxes) == 40
    covering = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.padded(-1).overlaps(b.padded(-1))]
    assert not covering
    with pytest.raises(ValueError, match="one pair of coordinates"):
        factor_map(points, ["a movie"])


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Empire Strikes Back, The (1980)", "The Empire Strikes Back"),
        ("Monty Python and the Holy Grail (1974)", "Monty Python and the Holy…"),
        ("Independence Day (ID4) (1996)", "Independence Day"),
        ("Supercalifragilisticexpialidocious (1964)", "Supercalifragilisticexpia…"),
    ],
)
def test_short_titles(title: str, short: str) -> None:
    assert short_title(title) == short


def test_labels_stay_between_the_axes_and_apart() -> None:
    moved = within([-0.2, 0.0, 0.1, 0.99, 1.2], 0.1)
    assert moved == sorted(moved)
    assert all(b - a >= 0.1 - 1e-9 for a, b in itertools.pairwise(moved))
    assert moved[0] == pytest.approx(0.03)
    assert moved[-1] == pytest.approx(0.97)


def test_validation_alone_leaves_the_training_losses_out() -> None:
    whole, alone = (loss_curves(history([3, 2], [4, 3]), training=t).axes[0] for t in (True, False))
    assert (len(whole.lines), len(alone.lines)) == (2, 1)
