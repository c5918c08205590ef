"""Recommending: everybody's scores, the k best unseen movies of each user, and what such lists are worth.

A table of scores has one row a user and one column a movie, row and column 0 being '#na#'. Everything here works on whole
tables at once; what the measures mean for a single user is what lesson 07 has the reader write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from collab.ratings import Ratings, Split, encode
from collab.training import one_thread

LIKED = 4  # stars: a movie with this many or more is relevant
NOBODY = -1  # stands in a list where no movie is left
PairLoss = Callable[[Tensor, Tensor], Tensor]  # (scores of movies that were liked, of movies that were drawn) -> ()


# --- who has rated what ---


def marked(x: Tensor, n_users: int, n_movies: int) -> Tensor:
    """The pairs x, Long (N, 2), as a table of yes and no, bool (n_users, n_movies)."""
    table = torch.zeros(n_users, n_movies, dtype=torch.bool)
    table[x[:, 0], x[:, 1]] = True
    return table


def relevant(data: Split, stars: float = LIKED) -> Tensor:
    """What each user should be recommended, bool (n_users, n_movies): rated `stars` or more in the validation part.

    A movie that the same user has in the training part too (a few movies have two ids under one title) is left out: it has
    been seen, and no list may hold it."""
    held_out = marked(data.valid_x[data.valid_y >= stars], data.n_users, data.n_movies)
    return held_out & ~marked(data.train_x, data.n_users, data.n_movies)


def split_by_user(ratings: Ratings, valid: float = 0.2, seed: int = 0) -> Split:
    """Put a random `valid` part of every single user's ratings aside, rounded down: most public tables split so.

    `Ratings.split` takes a random part of all ratings together, and so more from one user than from another."""
    data = ratings.split(valid, seed)  # its rows are already in random order
    x, y = torch.cat([data.train_x, data.valid_x]), torch.cat([data.train_y, data.valid_y])
    order = x[:, 0].argsort(stable=True)
    counts = torch.bincount(x[:, 0], minlength=data.n_users)  # (n_users,)
    starts = counts.cumsum(0) - counts
    place = torch.arange(len(x)) - starts[x[order, 0]]  # 0, 1, … within each user
    aside = place < (counts[x[order, 0]] * valid).long()
    return replace(
        data,
        train_x=x[order][~aside],
        train_y=y[order][~aside],
        valid_x=x[order][aside],
        valid_y=y[order][aside],
    )


def split_by_time(ratings: Ratings, valid: float = 0.2) -> Split:
    """Put the latest `valid` part of all ratings aside; of ratings with equal times the later rows."""
    frame = ratings.frame
    x = torch.stack([encode(frame["user"], ratings.users), encode(frame["title"], ratings.titles)], dim=1)  # (N, 2)
    y = torch.tensor(frame["rating"].to_numpy(), dtype=torch.float32)  # (N,)
    order = torch.tensor(frame["timestamp"].to_numpy()).argsort(stable=True)
    rest, aside = order.split([len(y) - round(len(y) * valid), round(len(y) * valid)])
    return Split(x[rest], y[rest], x[aside], y[aside], len(ratings.users), len(ratings.titles))


# --- scores ---


def score_all(model: nn.Module, n_users: int, n_movies: int, chunk: int = 64) -> Tensor:
    """What a model says of every user and every movie, (n_users, n_movies), on the CPU; `chunk` users at a time."""
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    rows = []
    with torch.no_grad():
        for users in torch.arange(n_users, device=device).split(chunk):
            movies = torch.arange(n_movies, device=device).repeat(len(users))
            pairs = torch.stack([users.repeat_interleave(n_movies), movies], dim=1)  # (chunk * n_movies, 2)
            rows.append(model(pairs).view(len(users), n_movies).cpu())
    model.train(was_training)
    return torch.cat(rows)


def most_rated(data: Split) -> Tensor:
    """How often each movie is rated in the training part, as scores that are the same for everybody: (n_users, n_movies)."""
    counts = torch.bincount(data.train_x[:, 1], minlength=data.n_movies).float()
    return counts.expand(data.n_users, data.n_movies)


# --- training on pairs ---


class Unseen:
    """Draws movies that users have not seen, each of a user's equally likely, never movie 0.

    seen: bool (n_users, n_movies)."""

    def __init__(self, seen: Tensor) -> None:
        left = ~seen
        left[:, 0] = False
        self.counts = left.sum(dim=1)  # (n_users,)
        self.starts = self.counts.cumsum(0) - self.counts  # where each user's begin in `movies`
        self.movies = left.nonzero()[:, 1]

    def draw(self, users: Tensor, generator: torch.Generator | None = None) -> Tensor:
        """One movie for each of the users, Long (B,): Long (B,).

        Raises:
            ValueError: one of the users has seen every movie.
        """
        counts = self.counts[users]
        if not counts.all():
            raise ValueError(f"User {int(users[counts == 0][0])} has seen every movie: there is none to draw.")
        places = (torch.rand(users.shape, generator=generator, dtype=torch.float64) * counts).long()
        return self.movies[self.starts[users] + places]


@one_thread()
def fit_pairs(
    model: nn.Module,
    liked: Tensor,
    seen: Tensor,
    loss: PairLoss,
    epochs: int = 30,
    lr: float = 5e-3,
    wd: float = 0.3,
    batch_size: int = 1024,
    seed: int = 0,
) -> list[float]:
    """Train `model` to score each liked movie above one that is drawn anew, every time, from those the user has not seen.

    liked: Long (N, 2), user and movie; seen: bool (n_users, n_movies). `loss` gets two tensors (B,), the model's scores of
    the liked and of the drawn movies. AdamW; on the CPU. Returns each epoch's mean loss. Source: Rendle and others 2009.
    """
    draw, unseen = torch.Generator().manual_seed(seed), Unseen(seen)
    optimizer = torch.optim.AdamW(model.to("cpu").train().parameters(), lr=lr, weight_decay=wd, fused=True)
    means = []
    for _ in range(epochs):
        total = 0.0
        for pairs in liked[torch.randperm(len(liked), generator=draw)].split(batch_size):
            users = pairs[:, 0]
            drawn = torch.stack([users, unseen.draw(users, draw)], dim=1)  # (B, 2)
            value = loss(model(pairs), model(drawn))
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            total += value.item() * len(pairs)
        means.append(total / len(liked))
    model.eval()
    return means


# --- lists, and what they are worth ---


def top_k(scores: Tensor, hidden: Tensor, k: int = 10) -> Tensor:
    """For each row the columns of the k highest scores, best first: Long (n_users, k). `NOBODY` where none is left.

    hidden: bool (n_users, n_movies), what may not be recommended; column 0 never is. Equal scores come in the order of
    their columns."""
    allowed = ~hidden
    allowed[:, 0] = False
    masked = torch.where(allowed, scores, -torch.inf)
    best = masked.argsort(dim=1, descending=True, stable=True)[:, :k]
    return torch.where(allowed.gather(1, best), best, NOBODY)


@dataclass(frozen=True)
class Ranking:
    """Means over users, of lists of length k."""

    precision: float  # relevant movies in the list, over k
    recall: float  # over the number of relevant movies
    ndcg: float  # discounted cumulative gain over the best possible
    coverage: int  # distinct movies on all the lists together
    popularity: float  # how often a recommended movie is rated in the training part, on average
    users: int  # with something relevant: the means are over these
    left_out: int  # of those who have validation ratings: without anything relevant


def rank(scores: Tensor, data: Split, k: int = 10, stars: float = LIKED, candidates: int = 0, seed: int = 0) -> Ranking:
    """What the lists by these scores (n_users, n_movies) are worth on the validation part.

    Full ranking: every movie that the user has not rated in the training part can be on the list. With `candidates`, only the
    relevant ones and that many others, drawn at random for each user from all movies that the user has not rated: a *sampled*
    metric. Users who have nothing relevant (`stars` or more) are left out, and counted.
    """
    wanted = relevant(data, stars)
    hidden = marked(data.train_x, data.n_users, data.n_movies)
    if candidates:
        draw = torch.Generator().manual_seed(seed)
        rated = hidden | marked(data.valid_x, data.n_users, data.n_movies)
        lottery = torch.rand(rated.shape, generator=draw).masked_fill(rated, -1.0)
        lottery[:, 0] = -1.0
        chosen = lottery >= lottery.topk(min(candidates, data.n_movies), dim=1).values[:, -1:]
        hidden = ~(wanted | (chosen & (lottery >= 0)))
    lists = top_k(scores, hidden, k)  # (n_users, k)
    counts = torch.bincount(data.train_x[:, 1], minlength=data.n_movies)
    has_some = wanted.any(dim=1)
    asked = torch.bincount(data.valid_x[:, 0], minlength=data.n_users) > 0
    return worth(lists[has_some], wanted[has_some], counts, int((asked & ~has_some).sum()))


def worth(lists: Tensor, wanted: Tensor, counts: Tensor, left_out: int = 0) -> Ranking:
    """The measures of lists, Long (n, k), against what is relevant, bool (n, n_movies), at least one movie in each row.

    counts: (n_movies,), how often each movie is rated in the training part. NDCG as in Järvelin and Kekäläinen 2002 with gain 1.

    Raises:
        ValueError: there is no list.
    """
    n, k = lists.shape
    if not n:
        raise ValueError("No user has anything relevant in the validation part: there is nothing to measure.")
    there = lists != NOBODY
    hit = wanted.gather(1, lists.clamp(min=0)) & there  # (n, k)
    discounts = 1 / torch.arange(2, k + 2, dtype=torch.float64).log2()  # (k,)
    many = wanted.sum(dim=1)  # (n,)
    best = discounts.cumsum(0)[many.clamp(max=k) - 1]
    shown = lists[there]
    return Ranking(
        precision=(hit.sum(dim=1) / k).double().mean().item(),
        recall=(hit.sum(dim=1) / many).double().mean().item(),
        ndcg=((hit * discounts).sum(dim=1) / best).mean().item(),
        coverage=len(shown.unique()),
        popularity=counts[shown].double().mean().item(),
        users=n,
        left_out=left_out,
    )
