"""The reader as a viewer: a dozen ratings of their own, kept from lesson to lesson, and what each model recommends for them.

Row 0 of a model's user table, '#na#', belongs to nobody in the training set. Here it becomes the reader's: everything else
in the model stays as it was trained, and row 0 alone learns from the reader's ratings.
"""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import torch
from torch import Tensor, nn

from collab.guess import Slip
from collab.plots import short_title
from collab.ratings import Ratings
from collab.storage import write_json
from collab.student import progress

FEWEST = 5  # with fewer ratings there is hardly anything to learn from
SAMPLE = "Sam"  # who stands in for a reader that has not rated
SAMPLES: dict[str, dict[str, int]] = {
    "ml-100k": {
        "Star Wars (1977)": 5,
        "Raiders of the Lost Ark (1981)": 5,
        "Jurassic Park (1993)": 4,
        "Terminator, The (1984)": 5,
        "Back to the Future (1985)": 4,
        "Toy Story (1995)": 4,
        "Independence Day (ID4) (1996)": 3,
        "Silence of the Lambs, The (1991)": 4,
        "Pulp Fiction (1994)": 4,
        "Fargo (1996)": 3,
        "Titanic (1997)": 2,
        "English Patient, The (1996)": 1,
    },
    "minilens": {
        "Starhammer (1989)": 5,
        "Orbit of Steel (1997)": 5,
        "Planetfall at Noon (1995)": 5,
        "Ghost Bandwidth (1993)": 4,
        "Battery Titan (1999)": 4,
        "The Jade Submarine (1955)": 4,
        "Precinct Inferno (1991)": 4,
        "Waffles the Bear (1987)": 3,
        "The Crooked Steeple (1981)": 3,
        "Miss Tuesday (1940)": 2,
        "A Room in Winter (1995)": 2,
        "Letters to Isolde (1970)": 1,
    },
}


def rate(ratings: Ratings, stars: Mapping[str, float]) -> Viewer:
    """Keep these ratings of yours for all lessons: a movie's title -> 1 to 5 stars, 0 for one that you have not seen.

    With fewer than five, or where the titles are of other ratings (MiniLens' movies are invented), nothing is kept and the
    sample person, Sam, stands in.

    Raises:
        Slip, a ValueError: a number of stars is none of 0 to 5, or a title is misspelt.
    """
    wrong = [title for title, value in stars.items() if value not in range(6)]
    if wrong:
        raise Slip(
            f"{wrong[0]!r} has {stars[wrong[0]]!r} stars: give a whole number from 1 to 5, or 0 for a movie you have not seen."
        )
    unknown = [title for title in stars if title not in ratings.titles]
    if unknown and len(unknown) < len(stars):
        raise Slip(f"{unknown[0]!r} is not among the titles: copy it from `ratings.titles`, year included.")
    given = {title: int(value) for title, value in stars.items() if value and title in ratings.titles}
    if len(given) >= FEWEST:
        _write({**_read(), "stars": given})
        print(f"Kept: {len(given)} ratings of yours. Every lesson will use them.")
    elif unknown:
        print(f"These titles are none of {ratings.source.label}'s: {SAMPLE}'s ratings stand in for yours.")
    else:
        print(f"You have rated {len(given)} movies. Until there are {FEWEST}, {SAMPLE}'s ratings stand in for yours.")
    return viewer(ratings)


def viewer(ratings: Ratings) -> Viewer:
    """You, with the ratings that `rate` kept; else the sample person, Sam."""
    kept = _read().get("stars")
    if isinstance(kept, dict) and kept and all(title in ratings.titles for title in kept):
        return _viewer("you", kept, ratings)
    return _viewer(SAMPLE, SAMPLES.get(ratings.source.name, {}), ratings)


def _viewer(name: str, stars: Mapping[str, int], ratings: Ratings) -> Viewer:
    movies = torch.tensor([ratings.titles.index(title) for title in stars], dtype=torch.long)
    return Viewer(name, movies, torch.tensor([float(value) for value in stars.values()]), ratings)


@dataclass(frozen=True)
class Viewer:
    """One person: `movies`, Long (m,), positions of the rated titles, and `stars`, float (m,)."""

    name: str
    movies: Tensor
    stars: Tensor
    ratings: Ratings

    def frame(self) -> pd.DataFrame:
        """The ratings as a table, best first."""
        titles = [self.ratings.titles[i] for i in self.movies]
        table = pd.DataFrame({"stars": self.stars.int().numpy()}, index=pd.Index(titles, name=f"rated by {self.name}"))
        return table.sort_values("stars", ascending=False)

    def scores(self, model: nn.Module) -> Tensor:
        """The stars that a trained model predicts for this person, for every movie: (n_movies,), on the CPU.

        The model is left as it is: a copy of it learns row 0, see `learn_row`."""
        learnt = learn_row(model, self.movies, self.stars)
        everything = torch.arange(len(self.ratings.titles))  # (n_movies,)
        with torch.no_grad():
            return learnt(torch.stack([torch.zeros_like(everything), everything], dim=1))  # type: ignore[no-any-return]

    def lists(self, label: str, scores: Tensor, k: int = 8) -> pd.DataFrame:
        """The k movies with the highest of `scores` `(n_movies,)` that this person has not rated, beside the lists of earlier
        lessons. In brackets stands how often a movie was rated. Says how many are new since the list before."""
        hidden = scores.detach().clone().float()
        hidden[0] = hidden[self.movies] = -torch.inf
        best = [self.ratings.titles[i] for i in hidden.argsort(descending=True)[:k]]
        counts = self.ratings.frame["title"].value_counts()
        kept = _read()
        mine = f"{self.name}, {self.ratings.source.name}"  # a list of Sam's is no list of yours
        lists = dict(kept.get("lists", {}).get(mine, {}))
        before = [name for name in sorted(lists) if name < label]
        if before:
            same = len(set(best) & set(lists[before[-1]]))
            print(f"{same} of {k} were on the list before, {before[-1]!r}.")
        lists[label] = best
        _write({**kept, "lists": {**kept.get("lists", {}), mine: lists}})
        shown = {name: lists[name] for name in (*before[-2:], label)}
        table = {
            name: [f"{short_title(title, 34)} ({counts.get(title, 0)})" for title in titles[:k]]
            for name, titles in shown.items()
        }
        frame = pd.DataFrame({name: pd.Series(column) for name, column in table.items()}).fillna("")
        frame.index = pd.RangeIndex(1, len(frame) + 1, name=f"for {self.name}")
        return frame

    def climb(self, steps: Mapping[str, float]) -> dict[str, float]:
        """Keep these models' validation losses, and return them with those of earlier lessons: the rungs for `ladder`."""
        kept = _read()
        name = self.ratings.source.name
        rungs: dict[str, float] = {**kept.get("rungs", {}).get(name, {}), **steps}
        _write({**kept, "rungs": {**kept.get("rungs", {}), name: rungs}})
        return rungs


def learn_row(model: nn.Module, movies: Tensor, stars: Tensor, pull: float = 0.3, steps: int = 150) -> nn.Module:
    """A copy of a trained model in which row 0 of every user table has learnt from these ratings of one person.

    The tables are the parameters whose name starts with "user"; all else, and every other row, stays as it is. Row 0 starts
    as the average user's and is pulled back there: the loss is the mean squared error of the m ratings plus `pull` times
    the squared distance of the row from its start. movies: Long (m,), stars: float (m,). The copy is on the CPU and in eval mode.
    """
    learnt = copy.deepcopy(model).cpu().eval()
    named = [(name, p) for name, p in learnt.named_parameters() if name.startswith("user")]
    for p in learnt.parameters():
        p.requires_grad_(False)
    starts = [p[1:].mean(dim=0) for _, p in named]  # (d,), or () for biases
    rows = [start.clone().requires_grad_() for start in starts]
    optimizer = torch.optim.Adam(rows, lr=0.05)
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)  # (m, 2)
    for _ in range(steps):
        placed = {name: torch.cat([row[None], p[1:]]) for (name, p), row in zip(named, rows, strict=True)}
        error = ((torch.func.functional_call(learnt, placed, (x,)) - stars) ** 2).mean()
        away = torch.stack([((row - start) ** 2).sum() for row, start in zip(rows, starts, strict=True)]).sum()
        optimizer.zero_grad()
        (error + pull * away).backward()
        optimizer.step()
    with torch.no_grad():
        for (_, p), row in zip(named, rows, strict=True):
            p[0] = row
    return learnt


def liked_together(ratings: Ratings, you: Viewer, strength: float = 200.0) -> Tensor:
    """A score for every movie, (n_movies,): how much it is liked by people who like what you like.

    EASE (Steck 2019, arXiv 1905.03375): the weights of movie on movie, with none on itself, that best tell from the movies a
    user gave four stars or more which ones these are; they follow from one matrix inverse. Movies that you gave fewer than
    three stars count against, half as much.
    """
    n = len(ratings.titles)
    likes = torch.zeros(len(ratings.users), n, dtype=torch.float64)
    frame = ratings.frame[ratings.frame["rating"] >= 4]
    users = {value: i for i, value in enumerate(ratings.users)}
    titles = {value: i for i, value in enumerate(ratings.titles)}
    rows, columns = [users[u] for u in frame["user"]], [titles[t] for t in frame["title"]]
    likes[rows, columns] = 1
    inverse = torch.linalg.inv(likes.T @ likes + strength * torch.eye(n, dtype=torch.float64))
    weights = inverse / -inverse.diagonal()  # (n, n)
    weights.fill_diagonal_(0)
    mine = torch.zeros(n, dtype=torch.float64)
    mine[you.movies] = (you.stars >= 4).double() - 0.5 * (you.stars < 3).double()
    scores: Tensor = (mine @ weights).float()
    return scores


def file() -> Path:
    """Where your ratings and lists are kept: beside your progress."""
    beside = progress.file()
    return beside.with_name(f"{'.' if beside.name.startswith('.') else ''}viewer.json")


def _read() -> dict[str, Any]:
    try:
        kept = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(kept: dict[str, Any]) -> None:
    """Losing them is no reason to stop a lesson."""
    with contextlib.suppress(OSError):
        write_json(file(), kept)
