"""The leaderboard: what is locked, that a bad submission is a row with a sentence, and what nobody gets to see."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from collab import cli, course, ratings
from collab.data import catalog
from collab.ratings import Ratings
from collab.staff import board_picture, leaderboard, locked, truth
from collab.staff.leaderboard import Row
from collab.staff.locked import BASELINES, LeaderboardError, lock

BANK = {a.name: a for a in truth.bank("Recommender")}
CRASHES = """
class Recommender:
    def fit(self, x, y, n_users, n_movies):
        secret_idea = 42
        raise KeyError(secret_idea)

    def predict(self, x):
        return x
"""
PEEKS_AT_FEATURES = """
class Recommender:
    def fit(self, x, y, n_users, n_movies, movie_features=None):
        self.level = float(movie_features is not None and movie_features.shape[0] == n_movies)

    def predict(self, x):
        return torch.full((len(x),), self.level)
"""


@pytest.fixture(scope="module")
def minilens(tmp_path_factory: pytest.TempPathFactory) -> Ratings:
    """Half of MiniLens: enough to tell good from bad."""
    whole = ratings.load_ratings("minilens")
    frame = whole.frame.iloc[::2].reset_index(drop=True)
    return replace(whole, frame=frame)


def hand_in(folder: Path, name: str, answer: str | truth.Answer) -> Path:
    """A student's capstone with this answer in it."""
    wrapped = replace(BANK["wrong_mean"], code=answer) if isinstance(answer, str) else answer
    path = folder / "submitted" / name / leaderboard.LESSON / f"{leaderboard.LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(truth.notebook_with(wrapped)), encoding="utf-8")
    return path


# --- what is locked ---


def test_a_split_is_a_function_of_the_key_and_of_its_number(minilens: Ratings) -> None:
    one, again, next_one, other = (
        lock(minilens, *k) for k in (("a key", 0), ("a key", 0), ("a key", 1), ("another", 0))
    )
    assert np.array_equal(one.x, again.x)
    assert np.array_equal(one.stars, again.stars)
    for different in (next_one, other):
        assert not np.array_equal(one.pairs, different.pairs)
    assert len(one.pairs) == int(len(minilens.frame) * locked.PART)


def test_the_locked_part_and_the_rest_are_all_ratings_under_other_numbers(minilens: Ratings) -> None:
    one = lock(minilens, "a key", 0)
    everything = np.concatenate([one.x, one.pairs])
    given = minilens.split(valid=locked.PART, seed=one.seed)
    assert len({tuple(pair) for pair in everything}) == len(everything) == len(minilens.frame)
    for column, n in ((0, one.n_users), (1, one.n_movies)):
        assert everything[:, column].min() > 0
        assert everything[:, column].max() < n
        old = given.train_x[:, column].numpy()
        assert (one.x[:, column] != old).mean() > 0.9, "ids are those that a public copy of the ratings has"
        assert len(set(zip(old, one.x[:, column], strict=True))) == len(set(old)), "one new number for each old one"


def test_features_go_with_their_movies(minilens: Ratings) -> None:
    one = lock(minilens, "a key", 0)
    features, names = ratings.movie_features(minilens)
    old = minilens.split(valid=locked.PART, seed=one.seed).train_x[:, 1].numpy()
    assert np.array_equal(one.features[one.x[:, 1]], features.numpy()[old])
    assert not features[0].any()
    assert names[0] == "year"
    title = minilens.titles.index("Starhammer (1989)")
    said = {name for name, value in zip(names, features[title].tolist(), strict=True) if value}
    assert said == {"year", "Action", "Sci-Fi"}
    assert features[title, 0] == pytest.approx(-0.1)


def test_the_secret_is_made_once_and_belongs_to_its_owner(tmp_path: Path) -> None:
    first = locked.secret(tmp_path)
    assert locked.secret(tmp_path) == first
    assert len(first) == 32
    assert (tmp_path / locked.KEY).stat().st_mode & 0o077 == 0
    assert locked.secret(tmp_path / "another class") != first
    (tmp_path / locked.KEY).write_text("x")
    with pytest.raises(LeaderboardError, match="holds no secret"):
        locked.secret(tmp_path)


def test_baselines_come_in_their_order(minilens: Ratings) -> None:
    one = lock(minilens, "a key", 0)
    mean, biases, factors = (BASELINES[name](one) for name in ("the mean", "biases", "DotProductBias"))
    assert mean == pytest.approx(((one.stars - one.y.mean()) ** 2).mean(), rel=1e-4)
    assert factors < biases < 0.9 * mean


# --- a class ---


@pytest.fixture(scope="module")
def board(minilens: Ratings, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Row], Path, list[str]]:
    folder = tmp_path_factory.mktemp("class")
    hand_in(folder, "ada", BANK["right_als"])
    hand_in(folder, "ben", BANK["wrong_user_means"])
    hand_in(folder, "chloe", CRASHES)
    hand_in(folder, "dev", BANK["wrong_endless"])
    hand_in(folder, "eve", BANK["wrong_popularity_of_the_asked"])
    hand_in(folder, "finn", BANK["wrong_column_vector"])
    hand_in(folder, "gus", PEEKS_AT_FEATURES)
    hand_in(folder, "hana", "class Recommender:\n    def fit(self, x, y, n_users, n_movies):\n        raise NotImplementedError\n")  # fmt: skip
    hand_in(folder, "ida", BANK["right_als"]).write_text("no notebook", encoding="utf-8")
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaderboard, "load_ratings", lambda name: minilens)
        kept: list[int] = []
        rows, _ = leaderboard.run(
            folder / "submitted", "a key", "minilens", 2, 12, said.append, lambda rows, _: kept.append(len(rows))
        )
    assert kept == list(range(len(BASELINES) + 1, len(rows) + 1)), "a run that is stopped keeps what it found"
    return rows, folder, said


def test_every_submission_has_a_row_and_the_good_come_first(board: tuple[list[Row], Path, list[str]]) -> None:
    rows = board[0]
    assert len(rows) == 9 + len(BASELINES)
    ranked = [r.name for r in rows if not r.message]
    assert ranked[0] in ("ada", "DotProductBias")
    assert [n for n in ranked if n not in BASELINES] == ["ada", "ben", "gus"]
    assert all(len(r.mse) == 2 and r.spread > 0 for r in rows if not r.message)
    ada = next(r for r in rows if r.name == "ada")
    assert ada.mean < next(r for r in rows if r.name == "biases").mean
    assert all(took > 0 for took in ada.seconds)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("chloe", r"It raised KeyError in line 5 of its cell\."),
        ("dev", r"no predictions after 12 seconds of CPU"),
        ("eve", r"depend on which other pairs are asked: a leak"),
        ("finn", r"returned shape \(\d+, 1\) for [\d,]+ pairs, expected \(\d+,\)"),
        ("hana", r"not written yet"),
        ("ida", r"not a notebook"),
    ],
)
def test_a_bad_one_is_a_sentence(board: tuple[list[Row], Path, list[str]], name: str, says: str) -> None:
    row = next(r for r in board[0] if r.name == name)
    assert re.search(says, row.message), row.message
    assert row.mean == float("inf")
    assert "secret_idea" not in row.message, "nobody's code is shown"


def test_a_fit_that_asks_for_features_gets_them(board: tuple[list[Row], Path, list[str]], minilens: Ratings) -> None:
    gus = next(r for r in board[0] if r.name == "gus")
    wanted = [float(np.mean((lock(minilens, "a key", k).stars - 1) ** 2)) for k in range(2)]
    assert gus.mse == pytest.approx(wanted), "1 star for every pair, where movie_features came"


def test_the_table_the_data_and_the_picture(
    board: tuple[list[Row], Path, list[str]], minilens: Ratings, tmp_path: Path
) -> None:
    rows = board[0]
    said = leaderboard.table(rows, "minilens")
    assert "   1.  ada " in said
    assert "Surprise" not in said, "figures of MovieLens stand beside MovieLens only"
    assert "5-fold cross-validation" in leaderboard.table(rows, "ml-100k").partition("Measured elsewhere")[2]
    data = leaderboard.as_json(rows, minilens, 2, None, 12)
    assert "a key" not in json.dumps(data)
    by_name = {row["name"]: row for row in data["rows"]}
    assert by_name["ada"]["mean"] == pytest.approx(np.mean(by_name["ada"]["mse"]))
    assert by_name["dev"] | {"mse": [], "mean": None, "status": "not ranked"} == by_name["dev"]
    odd = [*rows, Row("$x_1$ \\frac", "submission", [1.0, 1.1], [1.0, 1.0])]
    path = tmp_path / "board.png"
    board_picture.figure(odd, "MiniLens", leaderboard.ELSEWHERE["ml-100k"]).savefig(path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_the_command(
    minilens: Ratings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path, "ada", BANK["wrong_mean"])
    monkeypatch.setattr(leaderboard, "load_ratings", lambda name: minilens)
    monkeypatch.setattr(leaderboard, "BASELINES", {"the mean": BASELINES["the mean"]})
    command = ["leaderboard", str(tmp_path / "submitted"), "--class", str(tmp_path), "--seeds", "1"]
    out, figure = tmp_path / "board.json", tmp_path / "board.png"
    assert cli.main([*command, "--json", str(out), "--figure", str(figure)]) == 0
    said = capsys.readouterr().out
    assert "Locked: 20% of the ratings" in said
    key = (tmp_path / locked.KEY).read_text().strip()
    assert key not in said + out.read_text(), "the secret is neither printed nor written"
    rows = json.loads(out.read_text())["rows"]
    assert [r["mean"] for r in rows] == pytest.approx([rows[0]["mean"]] * 2, rel=1e-4)
    assert figure.is_file()
    seeded = tmp_path / "seeded.json"
    assert cli.main([*command, "--seed", "7", "--json", str(seeded)]) == 0
    assert json.loads(seeded.read_text())["protocol"]["seed"] == 7
    assert cli.main([*command, "--seeds", "0"]) == 2
    assert "At least one split" in capsys.readouterr().err
    assert cli.main(["leaderboard", str(tmp_path / "nobody")]) == 2


def test_names_are_students_where_these_tell_apart() -> None:
    found = [(Path(), "ada/09_capstone/09_capstone.ipynb"), (Path(), "ben/a.ipynb"), (Path(), "ben/b.ipynb")]
    assert leaderboard.names(found) == ["ada", "ben/a.ipynb", "ben/b.ipynb"]


def test_other_lessons_are_left_out_and_unreadable_files_are_not(tmp_path: Path) -> None:
    hand_in(tmp_path, "ada", BANK["wrong_mean"])
    hand_in(tmp_path, "ben", BANK["wrong_mean"]).write_text("no notebook", encoding="utf-8")
    other = tmp_path / "submitted" / "ada" / "01_embedding_lookup" / "01_embedding_lookup.ipynb"
    other.parent.mkdir()
    other.write_bytes(course.lesson("01_embedding_lookup").notebook.read_bytes())
    found = leaderboard.capstones(tmp_path / "submitted")
    assert leaderboard.names(found) == ["ada", "ben"]
    with pytest.raises(LeaderboardError, match="no notebook of 09_capstone"):
        leaderboard.capstones(other.parent)


def test_movielens_has_years_and_genres() -> None:
    """Where MovieLens is on this machine; its titles are the harder ones, with years that are missing."""
    if not catalog.CATALOG["ml-100k"].intact(catalog.resolve("minilens").path.parent / "ml-100k"):
        pytest.skip("MovieLens 100K is not on this machine: collab data ml-100k fetches it")
    whole = ratings.load_ratings("ml-100k")
    features, names = ratings.movie_features(whole)
    assert features.shape == (len(whole.titles), 20)
    assert features[whole.titles.index("Toy Story (1995)"), 0] == pytest.approx(0.5)
    assert features[whole.titles.index("unknown"), names.index("unknown")] == 1
    assert features[whole.titles.index("unknown"), 0] == 0
