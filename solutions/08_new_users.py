# %% [markdown]
# # New users, and a model that is used
#
# draft

# %%
import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress


# %%
def sigmoid_range(x, low, high):
    """Squash x, of any shape, into (low, high)."""
    return torch.sigmoid(x) * (high - low) + low


# %% exercise="time_split"
def time_split(timestamps, valid=0.2):
    """The positions of the earlier rows, to train with, and of the latest, to validate with.

    timestamps: Long (n,), seconds, in any order
    valid: the share that validates: round(n * valid) rows. Of rows of the same second the one further down counts as later.
    Returns (train, valid), two Long tensors; each position from 0 to n - 1 is in one of them, in any order.
    """
    ### BEGIN SOLUTION
    order = timestamps.argsort(stable=True)  # (n,)
    cut = len(order) - round(len(order) * valid)
    return order[:cut], order[cut:]
    ### END SOLUTION


# %% exercise="damped_means"
def damped_means(ids, stars, n, damping=5.0):
    """The mean rating of each id, as if each had `damping` ratings more, all equal to the mean of all stars.

    ids: Long (N,), each from 0 to n - 1; stars: float (N,); damping: a number above 0
    Returns (n,): (sum of its stars + damping * overall mean) / (its count + damping). An id without a rating gets the
    overall mean.
    """
    ### BEGIN SOLUTION
    sums = torch.bincount(ids, weights=stars, minlength=n)  # (n,)
    counts = torch.bincount(ids, minlength=n)  # (n,)
    return (sums + damping * stars.mean()) / (counts + damping)
    ### END SOLUTION


# %% exercise="average_row"
def average_row(table):
    """The mean of all rows but row 0, '#na#': (d,), of a table (n, d). Requires no gradient, whatever the table does."""
    ### BEGIN SOLUTION
    return table[1:].mean(dim=0).detach()
    ### END SOLUTION


# %% exercise="fold_in"
def fold_in(model, movies, stars):
    """The row of one new user, fitted to a few ratings. The model is left as it was: weights, gradients, mode.

    model: a DotProductBias; movies: Long (m,), m at least 1; stars: float (m,)
    Starts from the average user and makes this loss small: the sum of the m squared errors, plus 20 times the squared
    distance of factors and bias from the average user's.
    Returns (factors (n_factors,), bias ()), without a graph, on the model's device.
    """
    ### BEGIN SOLUTION
    start = torch.cat([average_row(model.user_factors), average_row(model.user_bias[:, None])])  # (n_factors + 1,)
    row = start.clone().requires_grad_()
    items, item_bias = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam([row], lr=0.05)
    for _ in range(150):
        predictions = sigmoid_range(items @ row[:-1] + row[-1] + item_bias, *model.y_range)  # (m,)
        loss = ((predictions - stars) ** 2).sum() + 20 * ((row - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()
    ### END SOLUTION


# %% [markdown] question="why-time"
# draft
