"""The right answers in plain NumPy, independent of torch and of anything a student hands in.

Shapes: B rows in a batch, d factors. Indices are (B, 2): user in column 0, movie in column 1.
"""

from __future__ import annotations

import numpy as np

Arrays = dict[str, np.ndarray]


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * x))  # the same function, without overflow


def sigmoid_range(x: np.ndarray, low: float, high: float) -> np.ndarray:
    return sigmoid(x) * (high - low) + low


# --- lesson 04: the factor model with biases ---


def raw_scores(p: Arrays, x: np.ndarray) -> np.ndarray:
    """Dot product of the two factor vectors plus both biases, before squashing: (B,)."""
    users, movies = x[:, 0], x[:, 1]
    dot = (p["user_factors"][users] * p["movie_factors"][movies]).sum(1)
    return dot + p["user_bias"][users] + p["movie_bias"][movies]


def dot_product_bias(p: Arrays, x: np.ndarray, low: float = 0.0, high: float = 5.5) -> np.ndarray:
    return sigmoid_range(raw_scores(p, x), low, high)


def dot_product_bias_gradients(
    p: Arrays, x: np.ndarray, weights: np.ndarray, low: float = 0.0, high: float = 5.5
) -> Arrays:
    """Gradients of (prediction * weights).sum() for each parameter, by hand; weights is (B,)."""
    s = sigmoid(raw_scores(p, x))
    inner = weights * s * (1 - s) * (high - low)  # (B,): gradient at the raw score
    users, movies = x[:, 0], x[:, 1]
    grads = {name: np.zeros_like(value) for name, value in p.items()}
    np.add.at(grads["user_bias"], users, inner)
    np.add.at(grads["movie_bias"], movies, inner)
    np.add.at(grads["user_factors"], users, inner[:, None] * p["movie_factors"][movies])
    np.add.at(grads["movie_factors"], movies, inner[:, None] * p["user_factors"][users])
    return grads


def train_dot_product_bias(
    sizes: tuple[int, int, int],
    x: np.ndarray,
    y: np.ndarray,
    order: np.ndarray,
    lr: float,
    wd: float,
    batch_size: int,
    seed: int,
) -> Arrays:
    """Train the model with AdamW (beta 0.9, 0.99, eps 1e-5, decoupled decay) on the given order of rows.

    The judge's own yardstick for a loss target: same ratings, same batches, same optimizer, other code.
    order is (epochs, N): each epoch's permutation."""
    rng = np.random.default_rng(seed)
    n_users, n_movies, d = sizes
    shapes = {
        "user_factors": (n_users, d),
        "user_bias": (n_users,),
        "movie_factors": (n_movies, d),
        "movie_bias": (n_movies,),
    }
    # One flat vector behind all four parameters makes the optimizer's step a handful of NumPy calls.
    flat = rng.normal(0, 0.01, sum(int(np.prod(s)) for s in shapes.values()))
    p: Arrays = {}
    grads: Arrays = {}
    gradient = np.zeros_like(flat)
    start = 0
    for name, shape in shapes.items():
        end = start + int(np.prod(shape))
        p[name], grads[name] = flat[start:end].reshape(shape), gradient[start:end].reshape(shape)
        start = end
    m, v, step = np.zeros_like(flat), np.zeros_like(flat), 0
    for rows_of_epoch in order:
        for first in range(0, len(rows_of_epoch), batch_size):
            rows = rows_of_epoch[first : first + batch_size]
            users, movies = x[rows, 0], x[rows, 1]
            u, w = p["user_factors"][users], p["movie_factors"][movies]
            s = sigmoid((u * w).sum(1) + p["user_bias"][users] + p["movie_bias"][movies])
            inner = 2 * (s * 5.5 - y[rows]) / len(rows) * s * (1 - s) * 5.5
            gradient[:] = 0
            grads["user_bias"] += np.bincount(users, inner, n_users)
            grads["movie_bias"] += np.bincount(movies, inner, n_movies)
            np.add.at(grads["user_factors"], users, inner[:, None] * w)
            np.add.at(grads["movie_factors"], movies, inner[:, None] * u)
            step += 1
            flat *= 1 - lr * wd
            m += (1 - 0.9) * (gradient - m)
            v += (1 - 0.99) * (gradient * gradient - v)
            flat -= lr / (1 - 0.9**step) * m / (np.sqrt(v / (1 - 0.99**step)) + 1e-5)
    return p


# --- lesson 04: decay, training, evaluation, on the probe model prediction = scale * (x @ weight) ---


def linear_loss(x: np.ndarray, y: np.ndarray, weight: np.ndarray, scale: float) -> float:
    """Mean squared error over the rows."""
    return float(np.mean((scale * (x @ weight) - y) ** 2))


def linear_epoch(
    batches: list[tuple[np.ndarray, np.ndarray]],
    weight: np.ndarray,
    scale: float,
    lr: float,
    *,
    keep_gradients: bool = False,
) -> tuple[list[float], np.ndarray]:
    """One epoch of SGD on the probe: each batch's mean loss before its step, and the weight afterwards.

    keep_gradients leaves out zero_grad, as a typical mistake does."""
    weight, losses, gradient = weight.copy(), [], np.zeros_like(weight)
    for x, y in batches:
        error = scale * (x @ weight) - y
        losses.append(float(np.mean(error**2)))
        fresh = 2 * scale * (error @ x) / len(y)
        gradient = gradient + fresh if keep_gradients else fresh
        weight = weight - lr * gradient
    return losses, weight


# --- lesson 01: vocabularies and rows of a table ---


def vocabulary(values: list) -> list:
    """'#na#', then the distinct values in ascending order."""
    ascending: list = []
    for value in values:
        place = sum(other < value for other in ascending)
        if value not in ascending:
            ascending.insert(place, value)
    return ["#na#", *ascending]


def positions(values: list, vocab: list) -> np.ndarray:
    """The position of each value in vocab, (n,); 0 for a value that is not in it."""
    return np.array([vocab.index(value) if value in vocab else 0 for value in values], dtype=np.int64)


def one_hot(index: int, n: int) -> np.ndarray:
    """(n,), 1 at index and 0 elsewhere."""
    return (np.arange(n) == index).astype(np.float32)


def rows_gradient(table: np.ndarray, indices: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Gradient of (table[indices] * weights).sum() for the table; weights is (B, d). A repeated row adds up."""
    gradient = np.zeros_like(table)
    np.add.at(gradient, indices, weights)
    return gradient
