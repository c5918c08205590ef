"""Lists and what they are worth: `collab.ranking`, and `collab results --ranking`."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import torch

from collab import course, ranking
from collab.ranking import NOBODY, Unseen, marked, rank, relevant, split_by_time, split_by_user, top_k, worth
from collab.ratings import Ratings, Split, build_vocab
from collab.staff import ranking as table_of
from collab.staff import results
from collab.staff.results import ResultsError

# Three users and five movies besides '#na#'. User 3 has nothing relevant; movie 5 is rated by nobody in the training part.
TRAIN = torch.tensor([[1, 1], [1, 2], [2, 1], [3, 1], [3, 4]])
VALID = torch.tensor([[1, 3], [1, 4], [1, 5], [2, 2], [2, 3], [3, 2]])
STARS = torch.tensor([5.0, 4.0, 2.0, 4.0, 1.0, 3.0])
DATA = Split(TRAIN, torch.tensor([5.0, 4.0, 5.0, 2.0, 5.0]), VALID, STARS, n_users=4, n_movies=6)
SCORES = torch.tensor(
    [
        [0.0, 0, 0, 0, 0, 0],
        [9.0, 8, 7, 3, 1, 2],  # seen 1, 2: the list of two is 3, 5
        [9.0, 8, 1, 4, 3, 2],  # seen 1: 3, 4
        [9.0, 8, 7, 6, 5, 4],  # nothing relevant
    ]
)


def test_measures_by_hand() -> None:
    found = rank(SCORES, DATA, k=2)
    # User 1: 3 and 4 are relevant, the list is 3, 5. User 2: 2 is relevant, the list is 3, 4.
    assert found.precision == pytest.approx((1 / 2 + 0) / 2)
    assert found.recall == pytest.approx((1 / 2 + 0) / 2)
    assert found.ndcg == pytest.approx((1 / (1 + 1 / math.log2(3)) + 0) / 2)
    assert found.coverage == 3  # 3, 4, 5
    assert found.popularity == pytest.approx((0 + 0 + 0 + 1) / 4)  # of the four places only movie 4 is rated, once
    assert (found.users, found.left_out) == (2, 1)


def test_any_rating_may_be_relevant() -> None:
    found = rank(SCORES, DATA, k=2, stars=1)
    assert (found.users, found.left_out) == (3, 0)
    assert found.precision == pytest.approx((2 / 2 + 1 / 2 + 1 / 2) / 3)
    assert found.recall == pytest.approx((2 / 3 + 1 / 2 + 1) / 3)


def test_a_movie_that_was_seen_is_not_relevant() -> None:
    again = Split(TRAIN, torch.ones(5), torch.tensor([[1, 1], [2, 3]]), torch.tensor([5.0, 5.0]), 4, 6)
    assert relevant(again).nonzero().tolist() == [[2, 3]]
    assert rank(SCORES, again, k=2).users == 1


def test_nothing_relevant_at_all_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        rank(SCORES, DATA, stars=6)


def test_lists_leave_out_what_is_hidden_and_are_short_where_little_is_left() -> None:
    hidden = marked(torch.tensor([[1, 1], [1, 2], [1, 3], [1, 4], [2, 1], [3, 5]]), 4, 6)
    assert top_k(SCORES - 100, hidden, 3).tolist()[1:] == [[5, NOBODY, NOBODY], [3, 4, 5], [1, 2, 3]]
    assert not hidden[:, 0].any()  # the caller's table is as it was
    empty = worth(torch.full((1, 2), NOBODY), marked(torch.tensor([[0, 3]]), 1, 6), torch.ones(6))
    assert (empty.precision, empty.ndcg, empty.coverage) == (0, 0, 0)


def test_sampled_candidates_are_the_relevant_and_so_many_unrated() -> None:
    """With every unrated movie drawn, what is left out are the rated ones that are not relevant."""
    full, sampled = rank(SCORES, DATA, k=2), rank(SCORES, DATA, k=2, candidates=1, seed=3)
    # User 1 has rated all five: only 3 and 4 compete. User 2 has 4 and 5 unrated, one of which is drawn, beside 2.
    assert sampled.recall == pytest.approx((2 / 2 + 1) / 2)
    assert sampled.recall > full.recall
    everything = rank(SCORES, DATA, k=2, candidates=1_000)  # more than there are: user 2's list is 4, 5
    assert everything.recall == pytest.approx((2 / 2 + 0) / 2)


def test_drawn_movies_are_unseen_and_every_one_comes() -> None:
    seen = marked(torch.tensor([[0, 1], [0, 3], [1, 2]]), 2, 6)
    users = torch.tensor([0, 1]).repeat(500)
    drawn = Unseen(seen).draw(users, torch.Generator().manual_seed(0))
    assert set(drawn[users == 0].tolist()) == {2, 4, 5}
    assert set(drawn[users == 1].tolist()) == {1, 3, 4, 5}
    assert min(torch.bincount(drawn[users == 0])[[2, 4, 5]]) > 100  # of 500: equally likely
    with pytest.raises(ValueError, match="User 1 has seen every movie"):
        Unseen(marked(torch.tensor([[1, i] for i in range(1, 6)]), 2, 6)).draw(users)


def test_pairs_train_a_model_to_put_the_liked_first() -> None:
    torch.manual_seed(0)
    liked = torch.tensor([[user, movie] for user in range(1, 9) for movie in (1 + user % 2, 3 + user % 2)])
    model = table_of.Pairs(9, 9, 4)
    losses = ranking.fit_pairs(model, liked, marked(liked, 9, 9), lambda p, n: -(p - n).sigmoid().log().mean(), lr=0.05)
    assert losses[-1] < 0.5 * losses[0]
    best = top_k(ranking.score_all(model, 9, 9), torch.zeros(9, 9, dtype=torch.bool), 2)[1:]
    assert [set(row) for row in best.tolist()] == [{1 + user % 2, 3 + user % 2} for user in range(1, 9)]


def few(n_users: int = 12, n_movies: int = 20) -> Ratings:
    """Random ratings of every user for two thirds of the movies, with times of which some are equal."""
    draw = torch.Generator().manual_seed(1)
    pairs = [
        (u, m) for u in range(n_users) for m in torch.randperm(n_movies, generator=draw)[: n_movies * 2 // 3].tolist()
    ]
    frame = pd.DataFrame(pairs, columns=["user", "movie"])
    frame["rating"] = torch.randint(1, 6, (len(frame),), generator=draw).numpy()
    frame["timestamp"] = torch.randint(0, 40, (len(frame),), generator=draw).numpy()
    frame["title"] = frame["movie"].map(lambda m: f"Movie {m:02}")
    movies = frame[["movie", "title"]].drop_duplicates()
    return Ratings(
        frame, movies, build_vocab(frame["user"]), build_vocab(frame["title"]), SimpleNamespace(name="minilens")
    )  # type: ignore[arg-type]


def rows(x: torch.Tensor, y: torch.Tensor) -> list[tuple[int, int, float]]:
    return sorted((*pair, stars) for pair, stars in zip(x.tolist(), y.tolist(), strict=True))


@pytest.mark.parametrize("split", [split_by_user, split_by_time])
def test_a_split_has_every_rating_once(split) -> None:  # type: ignore[no-untyped-def]
    data, whole = split(few()), few().split()
    both = rows(torch.cat([data.train_x, data.valid_x]), torch.cat([data.train_y, data.valid_y]))
    assert both == rows(torch.cat([whole.train_x, whole.valid_x]), torch.cat([whole.train_y, whole.valid_y]))


def test_by_user_everybody_has_a_fifth_aside() -> None:
    data = split_by_user(few())
    assert torch.bincount(data.valid_x[:, 0])[1:].tolist() == [13 // 5] * 12
    assert rows(data.valid_x, data.valid_y) != rows(*(lambda d: (d.valid_x, d.valid_y))(split_by_user(few(), seed=1)))


def test_by_time_the_latest_are_aside() -> None:
    ratings = few()
    data = split_by_time(ratings)
    times = ratings.frame.set_index(["user", "title"])["timestamp"]
    when = [[times[ratings.users[u], ratings.titles[m]] for u, m in x.tolist()] for x in (data.train_x, data.valid_x)]
    assert len(when[1]) == round(len(ratings.frame) * 0.2)
    assert max(when[0]) <= min(when[1])


# --- collab results --ranking ---


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_of, "load_ratings", lambda name: few())
    monkeypatch.setattr(table_of, "BATCH_SIZE", 16)
    monkeypatch.setattr(table_of, "EPOCHS", 1)


def test_the_records_and_the_table(quick: None, tmp_path: Path) -> None:
    path, said = tmp_path / "ranking.json", []
    records = table_of.run(2, "minilens", path=path, say=said.append)
    assert json.loads(path.read_text()) == records
    assert [r["model"] for r in records[:6]] == ["popularity", "item-kNN", "biases", "DotProductBias", "BPR", "EASE"]
    assert [(r["seed"], r["split"]) for r in records[::6]] == [
        (0, "random"),
        (0, "by time"),
        (1, "random"),
        (1, "by time"),
    ]
    assert len(said) == len(records) == 24
    for r in records:
        assert 0 <= r["precision"] <= 1
        assert 1 <= r["coverage"] <= 20
        assert r["users"] + r["left_out"] <= 12
        assert r["settings"] in table_of.MODELS[r["model"]].settings
    lines = table_of.table(records).splitlines()
    assert len(lines) == 2 + 12
    one = [r["ndcg"] for r in records if (r["model"], r["split"]) == ("EASE", "random")]
    mean, sd = sum(one) / 2, abs(one[0] - one[1]) / 2**0.5
    assert f"{mean:.3f} ± {sd:.3f}" in next(line for line in lines if "random | EASE" in line)


def test_the_choice_never_sees_the_test_part(quick: None) -> None:
    """With other test ratings the same settings are chosen and the same scores come out."""
    data = few().split(seed=0)
    other = Split(
        data.train_x, data.train_y, data.valid_x.flip(0) * 0 + 1, data.valid_y * 0, data.n_users, data.n_movies
    )
    model = table_of.MODELS["EASE"]
    assert table_of.choose(model, data, 0) == table_of.choose(model, other, 0)
    settings = model.settings[0]
    assert torch.equal(table_of.score(model, data, settings, 0), table_of.score(model, other, settings, 0))
    part = table_of.inner(data)
    assert rows(torch.cat([part.train_x, part.valid_x]), torch.cat([part.train_y, part.valid_y])) == rows(
        data.train_x, data.train_y
    )


def test_who_is_new_gets_the_most_rated() -> None:
    new = Split(TRAIN[:2], torch.tensor([5.0, 5.0]), VALID, STARS, 4, 6)
    scores = table_of.score(table_of.MODELS["EASE"], new, {"strength": 1.0, "at_least": 4}, 0)
    assert scores[2].tolist() == scores[3].tolist() == [0, 1, 1, 0, 0, 0]
    assert scores[1].tolist() != scores[2].tolist()


def test_ease_by_hand() -> None:
    """One user has two movies: G = [[1, 1], [1, 1]] + I, its inverse [[2, -1], [-1, 2]] / 3, so each weight is 1/2."""
    two = Split(TRAIN[:2], torch.tensor([5.0, 5.0]), VALID, STARS, 4, 6)
    scores = table_of.ease(two, {"strength": 1.0, "at_least": 4}, 0)
    assert scores[1].tolist() == pytest.approx([0, 0.5, 0.5, 0, 0, 0])


def test_item_knn_by_hand() -> None:
    """Columns 1 = (u1, u2, u3), 2 = (u1), 4 = (u3): cosines 1/√3 with the first, 0 between the two others."""
    settings = {"neighbours": 5, "at_least": 1, "shrink": 1e-9}
    scores = table_of.item_knn(DATA, settings, 0)
    assert scores[2].tolist() == pytest.approx([0, 0, 3**-0.5, 0, 3**-0.5, 0], abs=1e-6)
    assert scores[1].tolist() == pytest.approx([0, 3**-0.5, 3**-0.5, 0, 3**-0.5, 0], abs=1e-6)


def test_sentences(quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ResultsError, match=r"no recommender 'SVD': choose from popularity,"):
        table_of.run(models=["SVD"])
    with pytest.raises(ResultsError, match="0 splits"):
        table_of.run(0)
    monkeypatch.setattr(course, "root", lambda: tmp_path)
    with pytest.raises(ResultsError, match="solutions"):
        table_of.run()


def test_the_command(quick: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    results.add_arguments(parser)
    path = tmp_path / "out.json"
    args = parser.parse_args(["--ranking", "--json", str(path), "--models", "popularity", "EASE", "--data", "minilens"])
    assert results.command(args) == 0
    out, err = capsys.readouterr()
    assert "| minilens | by time | EASE |" in out
    assert err == ""
    assert len(json.loads(path.read_text())) == 4
