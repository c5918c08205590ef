"""The six models of the course in their reference form, as plain PyTorch.

All map ids `x`, Long `(B, 2)` with columns user and movie, to predicted ratings `(B,)` in stars. `y_range` reaches half
a star above the highest rating because a sigmoid only approaches its end. Source: chapter 8 of fastai's book
("Collaborative filtering deep dive") and fastai's `collab.py`, `layers.py` and `tabular/model.py`.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn


def sigmoid_range(x: Tensor, low: float, high: float) -> Tensor:
    """Squash `x`, any shape, into (low, high)."""
    return torch.sigmoid(x) * (high - low) + low


def create_params(size: list[int] | tuple[int, ...]) -> nn.Parameter:
    """A parameter of the given size, drawn from a normal distribution with standard deviation 0.01."""
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))


def embedding(n: int, width: int) -> nn.Embedding:
    """An `(n, width)` embedding with fastai's start: normal, standard deviation 0.01, cut at two of them."""
    table = nn.Embedding(n, width)
    nn.init.trunc_normal_(table.weight, std=0.01, a=-0.02, b=0.02)
    return table


def embedding_size(n_categories: int) -> int:
    """fastai's rule of thumb for the width of an embedding: 944 users → 74, 1,665 movies → 102."""
    return min(600, round(1.6 * n_categories**0.56))


class DotProduct(nn.Module):
    """A user's rating of a movie is the dot product of their factors."""

    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)):
        super().__init__()
        self.user_factors = embedding(n_users, n_factors)
        self.movie_factors = embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        users = self.user_factors(x[:, 0])  # (B, n_factors)
        movies = self.movie_factors(x[:, 1])  # (B, n_factors)
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)  # (B,)


class DotProductWithBias(nn.Module):
    """`DotProduct` plus one number a user and one a movie, kept in embeddings of width 1."""

    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)):
        super().__init__()
        self.user_factors = embedding(n_users, n_factors)
        self.user_bias = embedding(n_users, 1)
        self.movie_factors = embedding(n_movies, n_factors)
        self.movie_bias = embedding(n_movies, 1)
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        users, movies = x[:, 0], x[:, 1]  # (B,) each
        products = self.user_factors(users) * self.movie_factors(movies)  # (B, n_factors)
        score = products.sum(dim=1, keepdim=True)  # (B, 1), the shape of the biases
        score = score + self.user_bias(users) + self.movie_bias(movies)  # (B, 1)
        return sigmoid_range(score, *self.y_range).squeeze(1)  # (B,)


class DotProductBias(nn.Module):
    """The same model without `nn.Embedding`: four parameters of our own, and rows selected from them."""

    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        users, movies = x.T.contiguous().unbind()  # (B,) each, in one piece: then a lookup need not copy them first
        products = self.user_factors.index_select(0, users) * self.movie_factors.index_select(
            0, movies
        )  # (B, n_factors)
        score = products.sum(dim=1) + self.user_bias.index_select(0, users) + self.movie_bias.index_select(0, movies)
        return sigmoid_range(score, *self.y_range)  # (B,)


class EmbeddingDotBias(nn.Module):
    """What fastai's `collab_learner` builds: the same model again, under fastai's names."""

    def __init__(self, n_factors: int, n_users: int, n_items: int, y_range: tuple[float, float] = (0, 5.5)):
        super().__init__()
        self.u_weight = embedding(n_users, n_factors)
        self.i_weight = embedding(n_items, n_factors)
        self.u_bias = embedding(n_users, 1)
        self.i_bias = embedding(n_items, 1)
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        users, items = x[:, 0], x[:, 1]  # (B,) each
        products = self.u_weight(users) * self.i_weight(items)  # (B, n_factors)
        score = products.sum(1) + self.u_bias(users).squeeze(1) + self.i_bias(items).squeeze(1)  # (B,)
        return sigmoid_range(score, *self.y_range)  # (B,)


class CollabNN(nn.Module):
    """A small network on both embeddings side by side; `user_sz` and `item_sz` are pairs (rows, width)."""

    def __init__(
        self,
        user_sz: tuple[int, int],
        item_sz: tuple[int, int],
        y_range: tuple[float, float] = (0, 5.5),
        n_act: int = 100,
    ):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        embeddings = self.user_factors(x[:, 0]), self.item_factors(x[:, 1])  # (B, user width), (B, item width)
        score = self.layers(torch.cat(embeddings, dim=1))  # (B, 1)
        return sigmoid_range(score, *self.y_range).squeeze(1)  # (B,)


class EmbeddingNN(nn.Module):
    """fastai's tabular network on the two embeddings: blocks of Linear → ReLU → BatchNorm, then a linear head."""

    def __init__(
        self,
        user_sz: tuple[int, int],
        item_sz: tuple[int, int],
        layers: tuple[int, ...] = (100, 50),
        y_range: tuple[float, float] = (0, 5.5),
    ):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        widths = [user_sz[1] + item_sz[1], *layers]
        blocks: list[nn.Module] = []
        for n_in, n_out in pairwise(widths):
            blocks += [nn.Linear(n_in, n_out, bias=False), nn.ReLU(), nn.BatchNorm1d(n_out)]
        self.layers = nn.Sequential(*blocks, nn.Linear(widths[-1], 1))
        self.y_range = y_range

    def forward(self, x: Tensor) -> Tensor:
        embeddings = self.user_factors(x[:, 0]), self.item_factors(x[:, 1])  # (B, user width), (B, item width)
        score = self.layers(torch.cat(embeddings, dim=1))  # (B, 1)
        return sigmoid_range(score, *self.y_range).squeeze(1)  # (B,)
