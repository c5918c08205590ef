"""The reader's ratings and lists: kept, folded into row 0, and never in anybody else's way."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch
from torch import nn

from collab import viewer
from collab.ratings import Ratings, load_ratings


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    return load_ratings("minilens")


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COLLAB_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path


class Factors(nn.Module):
    def __init__(self, ratings: Ratings) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.user_factors = nn.Embedding(len(ratings.users), 4)
        self.user_bias = nn.Parameter(torch.randn(len(ratings.users)))
        self.movie_factors = nn.Embedding(len(ratings.titles), 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        dots = (self.user_factors(x[:, 0]) * self.movie_factors(x[:, 1])).sum(dim=1)
        return torch.sigmoid(dots + self.user_bias[x[:, 0]]) * 5.5


def test_whoever_rates_nothing_is_sam(ratings: Ratings, capsys: pytest.CaptureFixture[str]) -> None:
    you = viewer.rate(ratings, dict.fromkeys(ratings.titles[1:16], 0))
    assert you.name == "Sam"
    assert len(you.movies) == len(you.stars) == 12
    assert "Until there are 5" in capsys.readouterr().out
    assert not viewer.file().exists()


def test_sam_has_rated_movies_that_exist(ratings: Ratings) -> None:
    assert set(viewer.SAMPLES["minilens"]) <= set(ratings.titles)


def test_ratings_are_kept_for_the_next_lesson(ratings: Ratings) -> None:
    given = {title: 1 + i % 5 for i, title in enumerate(ratings.titles[10:16])} | {ratings.titles[20]: 0}
    viewer.rate(ratings, given)
    you = viewer.viewer(ratings)
    assert you.name == "you"
    assert you.movies.tolist() == list(range(10, 16))
    assert you.stars.tolist() == [1, 2, 3, 4, 5, 1]


def test_titles_of_other_ratings_are_sams_case(ratings: Ratings) -> None:
    assert viewer.rate(ratings, {"Star Wars (1977)": 5, "Toy Story (1995)": 4}).name == "Sam"


@pytest.mark.parametrize(("value", "says"), [(6, "whole number from 1 to 5"), (2.5, "whole number from 1 to 5")])
def test_stars_that_cannot_be_are_a_sentence(ratings: Ratings, value: float, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        viewer.rate(ratings, {ratings.titles[1]: value})


def test_a_misspelt_title_is_a_sentence(ratings: Ratings) -> None:
    with pytest.raises(ValueError, match="'Starhamer' is not among the titles"):
        viewer.rate(ratings, {"Starhamer": 5, ratings.titles[1]: 3})


def test_only_row_0_learns_and_it_fits_the_ratings(ratings: Ratings) -> None:
    model = Factors(ratings)
    before = copy.deepcopy(model.state_dict())
    movies, stars = torch.arange(1, 13), torch.tensor([5.0, 1.0] * 6)
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)
    learnt = viewer.learn_row(model, movies, stars, pull=0.01)
    assert all(torch.equal(model.state_dict()[name], p) for name, p in before.items()), "the model itself stays"
    for name, p in learnt.state_dict().items():
        assert torch.equal(p[1:], before[name][1:]), name
    assert torch.equal(learnt.movie_factors.weight, model.movie_factors.weight)
    with torch.no_grad():
        average = viewer.learn_row(model, movies, stars, steps=0)
        assert ((learnt(x) - stars) ** 2).mean() < 0.7 * ((average(x) - stars) ** 2).mean()
    assert torch.allclose(average.user_factors.weight[0], model.user_factors.weight[1:].mean(dim=0))


def test_a_strong_pull_leaves_the_average_user(ratings: Ratings) -> None:
    model = Factors(ratings)
    movies, stars = torch.arange(1, 13), torch.tensor([5.0, 1.0] * 6)
    far = [viewer.learn_row(model, movies, stars, pull).user_factors.weight[0] for pull in (0.0, 0.3, 1e4)]
    lengths = [(row - model.user_factors.weight[1:].mean(dim=0)).norm() for row in far]
    assert lengths[0] > lengths[1] > lengths[2]
    assert lengths[2] < 0.1


def test_a_list_holds_neither_what_you_rated_nor_the_unknown(
    ratings: Ratings, capsys: pytest.CaptureFixture[str]
) -> None:
    you = viewer.viewer(ratings)
    scores = torch.zeros(len(ratings.titles))
    scores[0] = scores[you.movies] = 9
    scores[[3, 2]] = torch.tensor([2.0, 1.0])
    found = you.lists("01 one", scores, k=2)
    assert [cell.rpartition(" (")[0] for cell in found["01 one"]] == [
        viewer.short_title(ratings.titles[3], 34),
        viewer.short_title(ratings.titles[2], 34),
    ]
    assert "on the list before" not in capsys.readouterr().out
    scores[4] = 3
    again = you.lists("02 two", scores, k=2)
    assert list(again) == ["01 one", "02 two"]
    assert "1 of 2 were on the list before, '01 one'" in capsys.readouterr().out


def test_the_ladder_grows_from_lesson_to_lesson(ratings: Ratings) -> None:
    you = viewer.viewer(ratings)
    assert you.climb({"mean": 1.25}) == {"mean": 1.25}
    viewer.rate(ratings, dict.fromkeys(ratings.titles[1:7], 4))  # rating anew loses nothing of it
    assert viewer.viewer(ratings).climb({"biases": 0.87, "mean": 1.26}) == {"mean": 1.26, "biases": 0.87}


def test_a_broken_file_or_a_folder_that_cannot_be_written_stops_nothing(
    ratings: Ratings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    viewer.file().write_text("{")
    assert viewer.viewer(ratings).name == "Sam"
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COLLAB_PROGRESS", str(tmp_path / "a file" / "progress.json"))
    viewer.viewer(ratings).lists("01", torch.rand(len(ratings.titles)))


def test_liked_together_finds_a_sequel(ratings: Ratings) -> None:
    you = viewer.viewer(ratings)
    scores = viewer.liked_together(ratings, you)
    assert scores.shape == (len(ratings.titles),)
    scores[you.movies] = -torch.inf
    best = [ratings.titles[i] for i in scores.argsort(descending=True)[:5]]
    assert "Starhammer II: The Anvil (1992)" in best


def test_no_movie_speaks_for_itself(ratings: Ratings) -> None:
    you = viewer.Viewer("you", torch.tensor([7]), torch.tensor([5.0]), ratings)
    assert viewer.liked_together(ratings, you)[7] == 0
