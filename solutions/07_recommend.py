# %% [markdown]
# # From ratings to recommendations

# %%
import math

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% [markdown]
# ## 1.


# %% exercise="recommend"
def recommend(scores, seen, k=10):
    """The k best movies that one user has not seen.

    scores: float (n_movies,), one user's predictions, without a gradient; position 0 is '#na#'. Stays as it is.
    seen: long, of any length, positions of movies; may be empty, and may hold a position twice
    Returns a list of at most k ints, positions in scores, best first: none of them in seen, none of them 0. Where fewer
    movies are left, the list is shorter.
    """
    ### BEGIN SOLUTION
    hidden = {0, *seen.tolist()}
    best = scores.argsort(descending=True).tolist()
    return [movie for movie in best if movie not in hidden][:k]
    ### END SOLUTION


# %% [markdown]
# ## 2.


# %% exercise="precision_at_k"
def precision_at_k(recommended, relevant, k=10):
    """The part of the first k places of a list that holds relevant movies, a float.

    recommended: a list of ints without repetitions, best first; may be shorter or longer than k
    relevant: a set of ints, possibly empty
    A place that is empty is no hit.
    """
    ### BEGIN SOLUTION
    return len(set(recommended[:k]) & relevant) / k
    ### END SOLUTION


# %% exercise="recall_at_k"
def recall_at_k(recommended, relevant, k=10):
    """The part of the relevant movies that stands in the first k places of a list, a float.

    recommended: a list of ints without repetitions, best first; may be shorter or longer than k
    relevant: a set of ints
    Raises a ValueError where relevant is empty.
    """
    ### BEGIN SOLUTION
    if not relevant:
        raise ValueError("Nothing is relevant, so there is no part of it.")
    return len(set(recommended[:k]) & relevant) / len(relevant)
    ### END SOLUTION


# %% exercise="ndcg_at_k"
def ndcg_at_k(recommended, relevant, k=10):
    """The normalised discounted cumulative gain of the first k places of a list, a float from 0 to 1.

    recommended: a list of ints without repetitions, best first; may be shorter or longer than k
    relevant: a set of ints
    A hit at rank 1, 2, ... adds 1 / log2(rank + 1). The sum is divided by the largest sum that any list of k places could
    have with these relevant movies. Raises a ValueError where relevant is empty.
    """
    ### BEGIN SOLUTION
    if not relevant:
        raise ValueError("Nothing is relevant, so no list is better than another.")
    gain = sum(1 / math.log2(rank + 1) for rank, movie in enumerate(recommended[:k], start=1) if movie in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / best
    ### END SOLUTION


# %% exercise="bpr_loss"
def bpr_loss(positive, negative):
    """The mean of -log sigmoid(positive - negative) over a batch of pairs, a tensor of shape ().

    positive, negative: float (B,), scores; pair i is positive[i] and negative[i]
    Value and gradient stay finite for differences of -1,000 and of 1,000.
    """
    ### BEGIN SOLUTION
    return -nn.functional.logsigmoid(positive - negative).mean()
    ### END SOLUTION

# %% [markdown] question="which-number"
# Answer.
