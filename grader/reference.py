"""The right answers in plain NumPy, independent of torch and of anything a student hands in.

Shapes: B rows in a batch, d factors. Indices are (B, 2): user in column 0, movie in column 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable

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


# --- lesson 02: the dot product model and its loss ---


def dot_product(p: Arrays, x: np.ndarray, low: float = 0.0, high: float = 5.5) -> np.ndarray:
    """Predictions (B,) from two tables `user_factors.weight` and `movie_factors.weight`."""
    rows = zip(p["user_factors.weight"][x[:, 0]], p["movie_factors.weight"][x[:, 1]], strict=True)
    scores = np.array([np.dot(user, movie) for user, movie in rows])
    return sigmoid_range(scores, low, high)


def dot_product_gradients(p: Arrays, x: np.ndarray, weights: np.ndarray, low: float = 0.0, high: float = 5.5) -> Arrays:
    """Gradients of (prediction * weights).sum() for both tables, row by row; weights is (B,)."""
    grads = {name: np.zeros_like(value) for name, value in p.items()}
    for (user, movie), weight in zip(x, weights, strict=True):
        u, m = p["user_factors.weight"][user], p["movie_factors.weight"][movie]
        s = sigmoid(np.dot(u, m))
        slope = weight * (high - low) * s * (1 - s)
        grads["user_factors.weight"][user] += slope * m
        grads["movie_factors.weight"][movie] += slope * u
    return grads


def mean_squared_error(predictions: np.ndarray, targets: np.ndarray) -> float:
    return float(np.sum((predictions - targets) ** 2) / predictions.size)


# --- lesson 03: is a sample drawn from a normal distribution? ---


def normal_distance(values: np.ndarray, std: float) -> float:
    """Kolmogorov and Smirnov's distance: how far the values' distribution function is from N(0, std²)'s, at most."""
    ordered = np.sort(values.ravel().astype(np.float64))
    n = len(ordered)
    wanted = np.array([0.5 * math.erfc(-v / (std * math.sqrt(2))) for v in ordered])
    steps = np.arange(n + 1) / n
    return float(max((steps[1:] - wanted).max(), (wanted - steps[:-1]).max()))


def distance_bound(n: int, probability: float) -> float:
    """What that distance exceeds with at most this probability if the n values are drawn independently from it.

    No approximation: Massart's constant in the Dvoretzky-Kiefer-Wolfowitz inequality (Ann. Probab. 18, 1990)."""
    return math.sqrt(math.log(2 / probability) / (2 * n))


# --- lesson 06: networks on two embeddings side by side ---
#
# Their parameters go by role: "user" and "item" are the tables, then come lists of layers. Linear weights are (out, in).


def embedding_size(n: int) -> int:
    """fastai's rule of thumb (tabular/model.py, emb_sz_rule)."""
    return int(min(600, np.rint(1.6 * np.float64(n) ** 0.56)))


def relu(x: np.ndarray) -> np.ndarray:
    return np.where(x > 0, x, 0.0)


def side_by_side(p: Arrays, x: np.ndarray) -> np.ndarray:
    """The rows' user and item vectors, concatenated: (B, user width + item width)."""
    return np.array([np.append(p["user"][user], p["item"][item]) for user, item in x])


def collab_nn(p: Arrays, x: np.ndarray, low: float = 0.0, high: float = 5.5) -> np.ndarray:
    """Predictions (B,) of the one-hidden-layer network; its layers are w1 (n_act, widths), b1, w2 (1, n_act), b2."""
    hidden = relu(side_by_side(p, x) @ p["w1"].T + p["b1"])
    return sigmoid_range((hidden @ p["w2"].T + p["b2"])[:, 0], low, high)


def collab_nn_gradients(p: Arrays, x: np.ndarray, inner: np.ndarray) -> Arrays:
    """Gradients of each parameter, by hand, given the gradient at the raw scores, `inner` (B,)."""
    z = np.concatenate([p["user"][x[:, 0]], p["item"][x[:, 1]]], axis=1)
    raw = z @ p["w1"].T + p["b1"]
    at_raw = inner[:, None] * p["w2"] * (raw > 0)
    at_z = at_raw @ p["w1"]
    width = p["user"].shape[1]
    user, item = np.zeros_like(p["user"], dtype=float), np.zeros_like(p["item"], dtype=float)
    np.add.at(user, x[:, 0], at_z[:, :width])
    np.add.at(item, x[:, 1], at_z[:, width:])
    w2 = (inner @ relu(raw))[None, :]
    return {
        "user": user,
        "item": item,
        "w1": at_raw.T @ z,
        "b1": at_raw.sum(0),
        "w2": w2,
        "b2": inner.sum(keepdims=True),
    }


def train_collab_nn(
    user_sz: tuple[int, int],
    item_sz: tuple[int, int],
    n_act: int,
    x: np.ndarray,
    y: np.ndarray,
    order: np.ndarray,
    lr: float,
    wd: float,
    batch_size: int,
    seed: int,
) -> Arrays:
    """Train the network with AdamW (beta 0.9, 0.99, eps 1e-5, decoupled decay) on the given order of rows.

    The judge's own yardstick, as `train_dot_product_bias` is. Tables start as N(0, 0.01), layers uniform on
    +-1 / sqrt(inputs), as torch starts an nn.Linear."""
    rng = np.random.default_rng(seed)
    width = user_sz[1] + item_sz[1]
    start = {
        "user": rng.normal(0, 0.01, user_sz),
        "item": rng.normal(0, 0.01, item_sz),
        "w1": rng.uniform(-1, 1, (n_act, width)) / np.sqrt(width),
        "b1": rng.uniform(-1, 1, n_act) / np.sqrt(width),
        "w2": rng.uniform(-1, 1, (1, n_act)) / np.sqrt(n_act),
        "b2": rng.uniform(-1, 1, 1) / np.sqrt(n_act),
    }
    flat = np.concatenate([value.ravel() for value in start.values()])
    gradient, m, v = np.zeros_like(flat), np.zeros_like(flat), np.zeros_like(flat)
    p, g = _parts(flat, start), _parts(gradient, start)  # views: what changes them changes the whole
    user_rows, item_rows, step = np.eye(user_sz[0]), np.eye(item_sz[0]), 0
    for rows_of_epoch in order:
        for first in range(0, len(rows_of_epoch), batch_size):
            rows = rows_of_epoch[first : first + batch_size]
            users, items = x[rows].T
            z = np.concatenate([p["user"][users], p["item"][items]], axis=1)
            hidden = relu(z @ p["w1"].T + p["b1"])
            s = sigmoid(hidden @ p["w2"][0] + p["b2"][0])
            inner = 2 * (s * 5.5 - y[rows]) / len(rows) * s * (1 - s) * 5.5
            at_hidden = inner[:, None] * p["w2"] * (hidden > 0)
            at_z = at_hidden @ p["w1"]
            g["user"][:] = user_rows[users].T @ at_z[:, : user_sz[1]]  # adds up rows that occur several times
            g["item"][:] = item_rows[items].T @ at_z[:, user_sz[1] :]
            g["w1"][:], g["b1"][:] = at_hidden.T @ z, at_hidden.sum(0)
            g["w2"][:], g["b2"][:] = inner @ hidden, inner.sum()
            step += 1
            flat *= 1 - lr * wd
            m += (1 - 0.9) * (gradient - m)
            v += (1 - 0.99) * (gradient * gradient - v)
            flat -= lr / (1 - 0.9**step) * m / (np.sqrt(v / (1 - 0.99**step)) + 1e-5)
    return p


def _parts(flat: np.ndarray, shapes: Arrays) -> Arrays:
    """Views of a flat array, named and shaped as `shapes`."""
    ends = np.cumsum([value.size for value in shapes.values()])[:-1]
    return {k: part.reshape(shapes[k].shape) for k, part in zip(shapes, np.split(flat, ends), strict=True)}


ERF = np.vectorize(math.erf, otypes=[float])
Curve = Callable[[np.ndarray], np.ndarray]


def softplus(beta: float) -> Curve:
    return lambda h: np.logaddexp(0, beta * h) / beta


def leaky(slope: float) -> Curve:
    return lambda h: np.where(h > 0, h, slope * h)


def cut_at(end: float) -> Curve:
    return lambda h: np.clip(h, 0, end)


OTHERS: dict[str, Curve] = {
    "relu": relu,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "gelu": lambda h: h * (1 + ERF(h / math.sqrt(2))) / 2,
    "silu": lambda h: h * sigmoid(h),
    "elu": lambda h: np.where(h > 0, h, np.expm1(np.minimum(h, 0))),
    **{f"softplus{beta}": softplus(beta) for beta in (1, 5, 10, 20)},
    **{f"leaky{slope}": leaky(slope) for slope in (0.001, 0.01, 0.1, 0.2)},
    **{f"cut{end}": cut_at(end) for end in (1, 2, 3, 4, 5, 6)},
}


def batch_norm(x: np.ndarray, norm: Arrays, training: bool, eps: float = 1e-5) -> np.ndarray:
    """Each column of (B, n) less its mean, over its standard deviation, then scaled and shifted.

    Mean and variance are the batch's own in training, `running_mean` and `running_var` in evaluation."""
    mean, var = (x.mean(0), x.var(0)) if training else (norm["running_mean"], norm["running_var"])
    return (x - mean) / np.sqrt(var + norm.get("eps", eps)) * norm.get("weight", 1.0) + norm.get("bias", 0.0)


def embedding_nn(
    p: Arrays,
    linears: list[Arrays],
    norms: list[Arrays],
    x: np.ndarray,
    training: bool,
    low: float = 0.0,
    high: float = 5.5,
    block: str = "linear relu norm",
    last: str | None = None,
) -> np.ndarray:
    """Predictions (B,) of blocks and a head. `linears` holds one layer a block and the head, `norms` one a block.

    `block` is what a block does, in order, and `last` what the last one does where that differs: typical mistakes are
    other orders. A linear layer without "bias" has none."""
    h = side_by_side(p, x)
    for i, (linear, norm) in enumerate(zip(linears[:-1], norms, strict=True)):
        for operation in (last if last is not None and i == len(norms) - 1 else block).split():
            if operation == "linear":
                h = h @ linear["weight"].T + linear.get("bias", 0.0)
            elif operation in OTHERS:
                h = OTHERS[operation](h)
            else:
                h = batch_norm(h, norm, training)
    return sigmoid_range((h @ linears[-1]["weight"].T + linears[-1].get("bias", 0.0))[:, 0], low, high)


def numeric_gradient(f: Callable[[], float], value: np.ndarray, step: float = 1e-6) -> np.ndarray:
    """The gradient of f() for the entries of `value`, a float64 array that f reads, by central differences."""
    gradient = np.zeros_like(value)
    for i in np.ndindex(value.shape):
        before = value[i]
        value[i] = before + step
        above = f()
        value[i] = before - step
        gradient[i] = (above - f()) / (2 * step)
        value[i] = before
    return gradient


# --- lesson 05: biases, cosines, principal components ---


def cosines_to(factors: np.ndarray, index: int) -> np.ndarray:
    """Cosine of each row of (n, d) with row `index`: (n,)."""
    units = factors / np.sqrt((factors * factors).sum(axis=1, keepdims=True))
    return units @ units[index]


def principal_components(factors: np.ndarray, k: int) -> np.ndarray:
    """Coordinates (n, k) of centred rows along the k leading eigenvectors of their covariance. Signs are arbitrary."""
    centred = factors - factors.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred)  # ascending
    return centred @ vectors[:, np.argsort(-values)[:k]]


# --- lesson 07: lists, measures of them, BPR ---


def recommend(scores: np.ndarray, seen: list[int], k: int) -> list[int]:
    """The k highest positions of (n_movies,) that are neither 0 nor seen, best first; equal scores by position."""
    left = np.setdiff1d(np.arange(1, len(scores)), seen)
    return [int(i) for i in left[np.lexsort((left, -scores[left].astype(np.float64)))][:k]]


def precision_at_k(recommended: list[int], relevant: set[int], k: int) -> float:
    """Hits among the first k, over k."""
    return len(relevant.intersection(recommended[:k])) / k


def recall_at_k(recommended: list[int], relevant: set[int], k: int) -> float:
    """Hits among the first k, over the number of relevant movies."""
    return len(relevant.intersection(recommended[:k])) / len(relevant)


def ndcg_at_k(recommended: list[int], relevant: set[int], k: int) -> float:
    """Gain 1, discount log2(rank + 1), over the best that min(k, number relevant) allows."""
    gains = np.isin(recommended[:k], sorted(relevant)).astype(float)
    discount = np.log2(np.arange(k) + 2)
    return float((gains / discount[: len(gains)]).sum() / (1 / discount[: len(relevant)]).sum())


def bpr_loss(positive: np.ndarray, negative: np.ndarray) -> float:
    """Mean of -log sigmoid(positive - negative), as log(1 + exp(negative - positive))."""
    return float(np.logaddexp(0, negative.astype(np.float64) - positive.astype(np.float64)).mean())


# --- lesson 09: three yardsticks for a recommender that may be built in any way ---
#
# x is (N, 2), user in column 0, movie in column 1; y is (N,). Each returns a function from pairs (B, 2) to stars (B,).

Predictor = Callable[[np.ndarray], np.ndarray]


def rating_mean(y: np.ndarray) -> Predictor:
    """The mean of all ratings, for every pair."""
    mean = float(y.mean())
    return lambda pairs: np.full(len(pairs), mean)


def damped_biases(x: np.ndarray, y: np.ndarray, n_users: int, n_movies: int, damping: float = 3.0) -> Predictor:
    """Overall mean plus a number for the user and one for the movie, by turns fitted to what the other leaves."""
    mean, sizes = float(y.mean()), (n_users, n_movies)
    bias = [np.zeros(n) for n in sizes]
    for side in [1, 0] * 10:
        left = y - mean - bias[1 - side][x[:, 1 - side]]
        counts = np.bincount(x[:, side], minlength=sizes[side])
        bias[side] = np.bincount(x[:, side], left, sizes[side]) / (counts + damping)
    return lambda pairs: mean + bias[0][pairs[:, 0]] + bias[1][pairs[:, 1]]


def alternating_least_squares(
    x: np.ndarray,
    y: np.ndarray,
    n_users: int,
    n_movies: int,
    d: int = 6,
    pull: float = 3.0,
    sweeps: int = 15,
    seed: int = 0,
) -> Predictor:
    """`damped_biases` plus a dot product of d factors, each row of which is a ridge regression on the other side's rows.

    By turns, as in Zhou and others 2008 (Netflix), with the same `pull` to 0 for every row."""
    base = damped_biases(x, y, n_users, n_movies)
    left, seen = np.zeros((n_users, n_movies)), np.zeros((n_users, n_movies))
    left[x[:, 0], x[:, 1]], seen[x[:, 0], x[:, 1]] = y - base(x), 1
    movies = np.random.default_rng(seed).normal(0, 0.1, (n_movies, d))
    users = np.zeros((n_users, d))
    for _ in range(sweeps):
        users = _ridge(left, seen, movies, pull)
        movies = _ridge(left.T, seen.T, users, pull)
    return lambda pairs: base(pairs) + (users[pairs[:, 0]] * movies[pairs[:, 1]]).sum(1)


def _ridge(left: np.ndarray, seen: np.ndarray, other: np.ndarray, pull: float) -> np.ndarray:
    """For each row of `left` (n, m) the coefficients (n, d) on the rows of `other` (m, d) that it has `seen`."""
    d = other.shape[1]
    squares = (other[:, :, None] * other[:, None, :]).reshape(len(other), d * d)
    grams = (seen @ squares).reshape(-1, d, d) + pull * np.eye(d)
    return np.linalg.solve(grams, ((seen * left) @ other)[..., None])[..., 0]


# --- lesson 08: means that few ratings move little, a split by time, a row for somebody new ---


def damped_means(ids: np.ndarray, stars: np.ndarray, n: int, damping: float = 5.0) -> np.ndarray:
    """(n,): the ratings of each id, averaged together with `damping` ratings more that all equal the overall mean."""
    overall = stars.astype(np.float64).mean()
    sums, counts = np.bincount(ids, stars, n), np.bincount(ids, minlength=n)
    return overall + (sums - counts * overall) / (counts + damping)


def time_split(timestamps: np.ndarray, valid: float = 0.2) -> tuple[np.ndarray, np.ndarray]:
    """Positions (train, valid), each ascending; of rows of one second the later position is the later row."""
    latest = sorted(range(len(timestamps)), key=lambda i: (int(timestamps[i]), i), reverse=True)
    aside = sorted(latest[: round(len(timestamps) * valid)])
    return np.setdiff1d(np.arange(len(timestamps)), aside), np.array(aside, dtype=np.int64)


def average_row(table: np.ndarray) -> np.ndarray:
    """(d,): the mean of rows 1, 2, … of (n, d)."""
    return table[1:].astype(np.float64).sum(axis=0) / (len(table) - 1)


def average_user(p: Arrays) -> np.ndarray:
    """(d + 1,): the average user's factors and, last, bias."""
    return np.append(average_row(p["user_factors"]), average_row(p["user_bias"]))


def fold_in(
    p: Arrays, movies: np.ndarray, stars: np.ndarray, pull: float, passes: int, low: float = 0.0, high: float = 5.5
) -> np.ndarray:
    """(d + 1,): factors and, last, bias of a new user, where the sum of squared errors plus `pull` times the squared distance
    from the average user is least. Levenberg and Marquardt's method: Gauss-Newton, with steps that shorten until they help."""
    start, known = average_user(p), p["movie_bias"][movies].astype(np.float64)
    items = np.column_stack([p["movie_factors"][movies], np.ones(len(movies))]).astype(np.float64)  # (m, d + 1)

    def loss(row: np.ndarray) -> float:
        errors = sigmoid_range(items @ row + known, low, high) - stars
        return float((errors**2).sum() + pull * ((row - start) ** 2).sum())

    row, caution = start.copy(), 1e-3
    for _ in range(passes):
        s = sigmoid(items @ row + known)
        slopes = items * (s * (1 - s) * (high - low))[:, None]
        downhill = slopes.T @ (stars - low - s * (high - low)) - pull * (row - start)
        curvature = slopes.T @ slopes + pull * np.eye(len(row))
        tried = row + np.linalg.solve(curvature + caution * np.diag(np.diag(curvature)), downhill)
        better = loss(tried) < loss(row)
        row, caution = (tried, caution / 5) if better else (row, caution * 5)
    return row


def folded_predictions(
    p: Arrays, row: np.ndarray, movies: np.ndarray, low: float = 0.0, high: float = 5.5
) -> np.ndarray:
    """What a user with these factors and, last, this bias is predicted to give: as many as there are movies."""
    return sigmoid_range(p["movie_factors"][movies] @ row[:-1] + row[-1] + p["movie_bias"][movies], low, high)
