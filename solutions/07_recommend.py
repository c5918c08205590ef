# %% [markdown]
# # From ratings to recommendations
#
# Six lessons have ended with a validation loss. But nobody wants a loss; people want a list. In this lesson you make the lists,
# measure them, and meet a surprise: the model that predicts stars best is not the one that recommends best. Then you train a
# model to recommend, and learn how not to be fooled by a number.
#
# **Afterwards you can**
# - turn scores into a list, and say what the list is worth, by three measures;
# - say why a good model of stars can be a poor recommender;
# - train a model on pairs of movies, and compare by more than one number;
# - ask the right questions about a number in somebody else's table.
#
# **Time:** about 45 minutes. **You need** the factor model with biases, `argsort`, and the loop that trains.
# ([Glossary](../GLOSSARY.ipynb))
#
# **Do you remember?** Answer before you unfold.
#
# <details><summary>Why do a handful of five-star ratings not make a movie the best one?</summary>With few ratings, a high mean is
# luck. Decay keeps their bias small.</details>
# <details><summary>What is in row 0 of the users' table?</summary>'#na#': it belongs to nobody in the training set.</details>
# <details><summary>The dot product had lost to the means. What made it win?</summary>Biases and weight decay.</details>

# %%
import math

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import bars, dots, histograms, lines
from collab.ranking import fit_pairs, marked, most_rated, rank, relevant, score_all, split_by_time, top_k
from collab.viewer import viewer

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
you = viewer(ratings)
data = ratings.split(valid=0.2, seed=42)
sizes = (data.n_users, data.n_movies)
seen = marked(data.train_x, *sizes)  # (n_users, n_movies), true where a user has rated a movie in the training part
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers in this text are those of MovieLens 100K; yours may differ in the third decimal. With MiniLens they are others, and some
# comparisons come out differently; the text says which.
#
# ## 1. A list
#
# Here is the factor model again, and `fit`. Then every user meets every movie: a table of scores, one row a user.


# %%
def create_params(size, std=0.01):
    """A parameter of this size, drawn from a normal distribution with mean 0 and standard deviation std."""
    return nn.Parameter(torch.zeros(*size).normal_(0, std))


class Scores(nn.Module):
    """Dot product of the factors plus both biases, and no more: a score is any number."""

    def __init__(self, n_users, n_movies, n_factors, std=0.01):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors], std)
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors], std)
        self.movie_bias = create_params([n_movies])

    def forward(self, x):  # x: (B, 2)
        users = self.user_factors[x[:, 0]]  # (B, n_factors)
        movies = self.movie_factors[x[:, 1]]  # (B, n_factors)
        return (users * movies).sum(dim=1) + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]  # (B,)


class DotProductBias(Scores):
    """The same, squashed into (0, 5.5): a score is a number of stars."""

    def forward(self, x):  # x: (B, 2)
        return torch.sigmoid(super().forward(x)) * 5.5  # (B,)


# %% tags=["demo"]
# demo
torch.manual_seed(42)
stars_model = DotProductBias(*sizes, n_factors=50)
history = fit(stars_model, data, epochs=5, lr=5e-3, wd=0.1, seed=42, progress=False)
stars = score_all(stars_model, *sizes)  # (n_users, n_movies)
print(f"validation MSE {history.valid_mse[-1]:.3f}; a table of {stars.numel():,} predicted stars")

# %% [markdown]
# A list is the best of a row, without what the user has seen, and without '#na#'. There are two ways to build it: leave out
# and then cut to ten, or cut to ten and then leave out.
#
# **Predict.** Cut first. On average, how many of the ten are left? a) all ten, b) six or seven, c) about three.

# %% tags=["demo"]
# demo
predict("cut_first", "")

# %% tags=["demo"]
# demo
nothing = torch.zeros_like(seen)
ten = top_k(stars, nothing, k=10)[1:]  # (n_users - 1, 10), nothing left out
left = 10 - seen[1:].gather(1, ten).sum(dim=1)  # (n_users - 1,)
print(
    f"of the ten best {left.double().mean():.1f} are left on average, and {int((left == 0).sum())} users have no list at all"
)
histograms({"movies left of ten": left}, "movies on the list, one count a user", limits=(-0.5, 10.5), bins=11)

# %% [markdown]
# An empty list is the reward for having rated most of what is good. So leave out first.
#
# Another trap is to write a 0 into `scores` where a movie was seen. Stars are above 0, but a score can be negative, and then the 0
# is not the lowest.


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


# %% tags=["demo"]
# demo
my_stars = you.scores(stars_model)  # (n_movies,)
print("Your list:", ", ".join(ratings.titles[i] for i in recommend(my_stars, you.movies, k=5)))
you.lists("07 by stars", my_stars)

# %% [markdown]
# ## 2. What is a list worth?
#
# Hide some ratings, make lists from the others, and see whose lists hold what was hidden. The validation part is hidden already.
# A movie is **relevant** for a user if it is among the hidden ratings with four stars or more.
#
# **Precision** at k: which part of the k places holds a relevant movie? **Recall** at k: which part of the relevant movies is in
# these places? One divides by what you show, the other by what there was to find.


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


# %% [markdown]
# A relevant movie in one of the k places is a hit. Neither measure sees *where* a hit stands, and people read from the top.
# **NDCG**, normalised discounted cumulative gain, does. A hit at rank r adds 1 / log2(r + 1): 1 at the top, 0.63 at rank 2, 0.5 at
# rank 3. The sum is divided by the largest that any list of k places could have. So 1 means: no list could be better. Say movies
# 5 and 8 are relevant, and k is 3:
#
# - `[5, 8, 2]` has 1, and so has `[8, 5, 2]`;
# - `[5, 2, 8]` has (1 + 0.5) / (1 + 0.63) = 0.92, and `[2, 5, 3]` has 0.63 / 1.63 = 0.39;
# - `[5]`, a list too short, has 1 / 1.63 = 0.61: there was room for movie 8. `[2, 3, 4, 5]` has 0: the 5 stands beyond k.
#
# If only movie 5 is relevant, `[5, 2, 8]` has 1: no list could have two hits. If five are, three hits have 1: no list could have
# four.
#
# **First the test**, as in lessons 2 and 4. Functions of this name differ from library to library, and published numbers with
# them. Yours is called `ndcg_at_k(recommended, relevant, k=10)`, with a list and a set, and raises a `ValueError` where nothing
# is relevant: then no list is better than another. (Your test has to await that error, too: put the call after `try:`, and if it ends
# in `except ValueError:`, all is well. What if it does not?)


# %% exercise="test_ndcg_at_k"
def test_ndcg_at_k(candidate):
    """Raises AssertionError where the candidate is wrong, and returns where it is right.

    candidate: called as candidate(recommended, relevant, k), which should do what is said of ndcg_at_k above
    """
    ### BEGIN SOLUTION
    second, third = 1 / math.log2(3), 1 / 2  # what a hit on these ranks adds
    for recommended, good, k, wanted in (
        ([1, 2, 3, 4], {2, 4, 9}, 3, second / (1 + second + third)),
        ([1, 2, 3], {3}, 3, third),
        ([5, 6], {5, 6, 7, 8, 9}, 2, 1.0),
    ):
        got = candidate(recommended, good, k)
        assert abs(got - wanted) < 1e-6, f"{recommended}, {good}, k = {k}: {got}"
    try:
        candidate([1, 2], set(), 2)
    except ValueError:
        return
    raise AssertionError("no error where nothing is relevant")
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


# %% [markdown]
# ## 3. The best model of stars
#
# Two rivals that know nobody's taste: `most_rated` gives everybody the movies with the most ratings. And the biases alone,
# whose lists are the movies with the highest bias.
#
# **Predict.** Precision at 10 is highest for a) the factor model, MSE 0.81, b) the biases alone, c) the most rated movies.

# %% tags=["demo"]
# demo
predict("best_list", "")

# %% tags=["demo"]
# demo
# relevant(data): (n_users, n_movies), true where a hidden rating has four stars or more
wanted = {user: set(row.nonzero()[:, 0].tolist()) for user, row in enumerate(relevant(data)) if row.any()}


def judge(scores):
    """The means of your three measures over the users who have something relevant."""
    lists = {user: recommend(scores[user], seen[user].nonzero()[:, 0]) for user in wanted}
    measures = (precision_at_k, recall_at_k, ndcg_at_k)
    return [sum(f(lists[user], wanted[user]) for user in wanted) / len(wanted) for f in measures]


torch.manual_seed(42)
biases_model = DotProductBias(*sizes, n_factors=0)
fit(biases_model, data, epochs=5, lr=5e-3, wd=0.1, seed=42, progress=False)
tables = {"factors and biases": stars, "biases": score_all(biases_model, *sizes), "most rated": most_rated(data)}
print(
    f"{len(wanted)} users have something relevant, {sum(map(len, wanted.values())) / len(wanted):.0f} movies on average"
)
found = {name: judge(scores) for name, scores in tables.items()}
names = ("precision at 10", "recall at 10", "NDCG at 10")
bars({name: {model: values[i] for model, values in found.items()} for i, name in enumerate(names)}, digits=3)

# %% [markdown]
# What everybody watches beats the model that you have improved for six lessons. (On MiniLens by far more.) Why? Look at
# what became of the recommended movies. A hidden rating of *any* number of stars says: this user did watch it.
#
# **Predict.** Where a recommended movie was watched, which list got more stars for it? a) the factor model's, b) that of the most
# rated, c) about as many.

# %% tags=["demo"]
# demo
predict("stars_where_rated", "")


# %% tags=["demo"]
# demo
def became(scores):
    """Of the recommended movies: the part that has a hidden rating, and the mean stars of these."""
    given = torch.zeros(*sizes)
    given[data.valid_x[:, 0], data.valid_x[:, 1]] = data.valid_y
    found = given[1:].gather(1, top_k(scores, seen)[1:])  # (n_users - 1, 10), 0 where there is no rating
    return (found > 0).double().mean().item(), found[found > 0].mean().item()


both = {name: became(scores) for name, scores in tables.items()}
bars(
    {
        "watched, a part of all places": {name: a for name, (a, _) in both.items()},
        "stars, where watched": {name: b for name, (_, b) in both.items()},
    }
)

# %% [markdown]
# So the factor model keeps its promise: 4.4 stars against 3.9. But only 12 in 100 of its places hold a movie that was watched,
# against 18 in 100 of the most rated. A model of stars is asked *how good would it be, if you saw it*. It has never been asked
# *what will you see*.
#
# Nor could it learn that. It trains on ratings that are there, and which are there is no accident: people choose what they watch,
# and most of what they would not like they never rate. The ratings are **missing not at random** ([Marlin and Zemel
# 2009](https://doi.org/10.1145/1639714.1639717)). The MSE looks only at pairs that somebody chose; a list picks from all.
#
# (Be fair to the model: the measure has the same hole. A movie that you would love and have not come across counts as
# wrong. So the measure leans towards what is popular.)
#
# ## 4. Training on pairs
#
# So let the movies that are *not* rated take part. They need not be bad. But of two movies, one that a user liked and one drawn
# from those that the user has not rated, the first is probably the better choice. That is all that **BPR**, Bayesian personalised
# ranking ([Rendle and others 2009](https://arxiv.org/abs/1205.2618)), asks of a score. For each pair:
#
#     -log sigmoid(score of the liked movie - score of the drawn one)
#
# If the liked one is 5 ahead, that is 0.007, nearly nothing; if it is 5 behind, 5.007. `positive` are the scores of the
# liked movies and `negative` those of the drawn ones, both (B,).
#
# **Fix this.** A friend has typed the formula as it stands. Run it, then find the function in `torch.nn.functional` that does two
# of the steps as one.

# %% tags=["demo"]
# demo
behind = torch.tensor([-1000.0], requires_grad=True)
friends = -torch.log(torch.sigmoid(behind - torch.tensor([0.0]))).mean()
friends.backward()
print(f"a pair that is 1,000 in the wrong order: loss {friends.item()}, gradient {behind.grad.item()}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# `nn.functional.logsigmoid`. In floats sigmoid(-1000) is exactly 0, and its logarithm minus infinity. The two steps as one never
# compute the 0.
#
# </details>


# %% exercise="bpr_loss"
def bpr_loss(positive, negative):
    """The mean of -log sigmoid(positive - negative) over a batch of pairs, a tensor of shape ().

    positive, negative: float (B,), scores; pair i is positive[i] and negative[i]
    Value and gradient stay finite for differences of -1,000 and of 1,000.
    """
    ### BEGIN SOLUTION
    return -nn.functional.logsigmoid(positive - negative).mean()
    ### END SOLUTION


# %% [markdown]
# `fit_pairs(model, liked, seen, loss)` goes through the liked pairs in random order, draws for each one a movie that this user
# has not seen, a new one every time, and does what your loop does: loss, backward, step. The model is `Scores`, without
# squashing. A batch is 1,024 pairs here, so 30 epochs have fewer steps than five of `fit`'s, and each may take more decay: `wd` is
# 0.3. The tables start with a standard deviation of 0.1.
#
# **Predict.** `Scores` has a user bias. In this training it a) learns who is mild, b) learns who watches much, c) gets no
# push from any pair.

# %% tags=["demo"]
# demo
predict("user_bias", "")

# %% tags=["demo"]
# demo
x = data.train_x[data.train_y >= 4]  # (N, 2), user and movie
model = Scores(*sizes, n_factors=50, std=0.1)
one, other = x[:64], torch.stack([x[:64, 0], torch.randint(1, data.n_movies, (64,))], dim=1)
bpr_loss(model(one), model(other)).backward()
for name, p in model.named_parameters():
    print(f"{name:<14} largest gradient {p.grad.abs().max():.5f}")

# %% [markdown]
# A pair has one user. What is added to both scores cancels, and in a list of one user it could change nothing.
#
# Row 0 of the table is free, so your own liked movies go into the training as user 0. Nothing else is special about you.

# %% tags=["demo"]
# demo
mine = you.movies[you.stars >= 4]
liked = torch.cat([x, torch.stack([torch.zeros_like(mine), mine], dim=1)])  # (N + yours, 2)
hidden = seen.clone()
hidden[0, you.movies] = True


def train_pairs(liked, hidden):
    """A new model, trained on pairs, with the same seed every time; its scores, and the loss of each epoch."""
    torch.manual_seed(42)
    model = Scores(*sizes, n_factors=50, std=0.1)
    losses = fit_pairs(model, liked, hidden, bpr_loss, epochs=30, lr=5e-3, wd=0.3)
    return score_all(model, *sizes), losses


tables["BPR"], losses = train_pairs(liked, hidden)
found["BPR"] = judge(tables["BPR"])
print("precision {:.3f}, recall {:.3f}, NDCG {:.3f}".format(*found["BPR"]))
lines({"BPR": losses}, "epoch", "mean loss of the pairs; saying nothing is log 2 = 0.69", x=range(1, 31))

# %% [markdown]
# Twice the most rated movies' precision, from as many factors and biases as the model of stars has. The settings are others, too,
# but above all it was asked another question. (On MiniLens
# it doubles the factor model's, and stays just below the most rated: there people choose by fame, hardly by taste. No model can
# know what isn't in the data.)
#
# **Break it.** Draw the second movie from those that the user has rated with *less* than four stars. Surely a better teacher: this
# time we know that it was liked less.

# %% tags=["demo"]
# demo
disliked = marked(data.train_x[data.train_y < 4], *sizes)
both_kinds = x[disliked[x[:, 0]].any(dim=1)]  # of users who have rated some low
broken, _ = train_pairs(both_kinds, ~disliked)  # hidden from the draw: whatever is not disliked
print("precision {:.3f}, recall {:.3f}, NDCG {:.3f}".format(*judge(broken)))

# %% [markdown]
# From 0.25 to 0.075, below the model of stars. Only pairs of rated movies have taken part, and again the model has
# never been asked which movies a user will not choose at all.
#
# ## 5. More than one number
#
# **Coverage** counts the distinct movies on all lists together. If everybody gets the same ten, who needs a model?
#
# **Predict.** The lists of the most rated, without what each user has seen, hold together a) ten movies, b) about fifty,
# c) about five hundred.

# %% tags=["demo"]
# demo
predict("coverage", "")

# %% [markdown]
# `rank(scores, data)` makes the lists of all users who have something relevant, and takes all measures at once: your three,
# coverage, and *popularity*, the mean number of training ratings of a movie on the lists.

# %% tags=["demo"]
# demo
print(f"{'':20} precision  recall   NDCG  distinct movies  ratings of a recommended one")
for name, scores in tables.items():
    r = rank(scores, data)
    print(f"{name:20} {r.precision:9.3f} {r.recall:7.3f} {r.ndcg:6.3f} {r.coverage:16} {r.popularity:28.0f}")
counts = torch.bincount(data.train_x[:, 1], minlength=data.n_movies)  # (n_movies,)
clouds = {}
for name in ("most rated", "factors and biases", "BPR"):
    shown = torch.bincount(top_k(tables[name], seen)[1:].flatten(), minlength=data.n_movies)  # (n_movies,)
    clouds[name] = (counts[shown > 0], shown[shown > 0])
dots(clouds, "ratings of a movie in the training part", "how many of the lists a movie is on", log=True)[0]

# %% [markdown]
# BPR finds more than the most rated movies *and* shows seven times as many different ones. Yet a movie it shows has 244
# ratings on average, against 183 for the model of stars. Which is better is not in the numbers: a shop, a library and a festival
# would choose differently.
#
# ## 6. One model, many numbers
#
# Look for "BPR, MovieLens 100K, NDCG@10" and you find 0.15, 0.28 and 0.44, all from well-kept libraries. Who is right?
# Each number belongs to a **protocol**: what is hidden, what counts as relevant, which movies compete.
#
# **Predict.** Under three protocols your BPR, no weight changed, has an NDCG of 0.33, 0.38 and 0.77. Where only 100 random movies
# compete with the relevant ones, it has a) 0.33, b) 0.38, c) 0.77.

# %% tags=["demo"]
# demo
predict("protocol", "")

# %% tags=["demo"]
# demo
for label, switches in {
    "four stars or more, against all movies": {},
    "any rating is relevant": {"stars": 1},
    "four stars or more, against 100 random movies": {"candidates": 100},
}.items():
    print(f"{label:46} NDCG at 10: {rank(tables['BPR'], data, **switches).ndcg:.2f}")

# %% [markdown]
# So in a table of others, find the protocol before you read the number: [Cornac](https://cornac.preferred.ai/)'s 0.15 and
# [RecBole](https://recbole.io/)'s 0.28 rank against all movies, after different splits; the 0.44 of
# [Recommenders](https://github.com/recommenders-team/recommenders) takes every rating as relevant. None can be set beside yours.
#
# **Your experiment.** How high an NDCG can you report for this model, without touching a weight? `k` is the length of a list,
# `stars` how many make a movie relevant, `candidates` how many random movies compete (leave it out, and all do). Choose, write
# down what you expect, and run.

# %% tags=["demo"]
# demo
switches = {"k": 10, "stars": 1, "candidates": 20}  # yours to change
expected = "NDCG ..."  # yours to fill in, before you run
print(f"{switches}: NDCG {rank(tables['BPR'], data, **switches).ndcg:.3f}; you said {expected}")

# %% [markdown]
# If all models rose alike, no harm would be done. Here is a second good one: **EASE** ([Steck
# 2019](https://arxiv.org/abs/1905.03375)), a weight for each pair of movies, found by one matrix inverse. Against all movies it
# is a little ahead of your BPR: 0.356 and 0.334.
#
# **Predict.** Against 100 random movies, a) EASE stays ahead, b) BPR is ahead, c) they are level.

# %% tags=["demo"]
# demo
predict("turned", "")


# %% tags=["demo"]
# demo
def ease(data, strength=100.0):
    """Scores of the linear model that best tells each liked movie from the other liked ones: (n_users, n_movies).

    A larger strength keeps the weights smaller, as a larger wd does."""
    likes = marked(data.train_x[data.train_y >= 4], *sizes).double()  # (n_users, n_movies)
    inverse = torch.linalg.inv(likes.T @ likes + strength * torch.eye(data.n_movies, dtype=torch.float64))
    weights = inverse / -inverse.diagonal()  # (n_movies, n_movies)
    return (likes @ weights.fill_diagonal_(0)).float()


tables["EASE"] = ease(data)
many = [m for m in (20, 50, 100, 200, 500, 1000) if m < data.n_movies]
curves = {
    name: [rank(tables[name], data, candidates=m).ndcg for m in many] + [rank(tables[name], data).ndcg]
    for name in ("BPR", "EASE")
}
ahead = [f"{m}: {a - b:+.3f}" for m, a, b in zip([*many, "all"], curves["BPR"], curves["EASE"], strict=True)]
print("BPR minus EASE,", ", ".join(ahead))
labels = [*map(str, many), "all"]
lines(curves, "random movies that compete", "NDCG at 10", x=[*many, data.n_movies], log="x", labels=labels)

# %% [markdown]
# The order turns round: with 100, BPR has 0.766 and EASE 0.753. Random movies are easy to beat: most are rare, and the hard ones,
# those at the top of the full list, are seldom drawn. So a **sampled metric** rewards a model for order far down, where nobody
# looks.
# [Krichene and Rendle (2020)](https://doi.org/10.1145/3394486.3403226) showed that this is the rule, and that no number of users
# mends it.
# (On MiniLens, with fewer movies, the order turns already between 20 and 50.)
#
# ## Your list again

# %% tags=["demo"]
# demo
you.lists("07 trained to rank", tables["BPR"][0])

# %% [markdown]
# For Sam half of the list is new. *The Wrong Trousers*, which 118 people have rated, is gone; nothing below 280 is left. Do you
# know most of yours? Then the measure would call the list good. Is it? A list that only holds what you would have found
# anyway has not helped.
#
# ## Summary
#
# - A list is the best of what is left: leave out first, then cut, and never by writing a 0.
# - Precision divides by the places, recall by what there was to find; NDCG counts where a hit stands.
# - Ratings are missing not at random. A model of stars answers *how good*, a list needs *what next*.
# - BPR compares a liked movie with a drawn one. Which movies take part in training matters more than the model.
# - A number belongs to a protocol. Sampled metrics may turn the order of two models round.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# **1.** Users without anything relevant are left out of the means. What would be wrong with counting them as 0? And with leaving
# out all those without a *hit*?
#
# <details><summary>Answer</summary>
#
# As 0 they would pull every model down alike, for no fault of its own. Users without a hit are the model's failures: who leaves
# them out measures only successes, and of two models the one that fails more often may look better.
#
# </details>
#
# **2.** The random split hides ratings of last spring and trains on those of last summer. Why does that flatter a recommender?
#
# <details><summary>Answer</summary>
#
# It has seen the future: what became popular later, and what this user liked afterwards. A split by time asks what a real system is
# asked. Below you see how much it matters.
#
# </details>
#
# **Written question (3 points, read by a person).** A start-up writes: "Our neural recommender reaches NDCG@10 of 0.77 on MovieLens
# 100K. The best published BPR has 0.44. So ours is almost twice as good." Answer in four to six sentences: (a) which two or
# three facts about the protocol you ask for, and why each matters; (b) a measurement of yours, with its numbers, that
# shows what the claim may be worth; (c) what a fair comparison would look like. Write into the next cell.

# %% [markdown] question="which-number"
# (a) Whether they ranked against all movies or against a sample, what counts as relevant, and how the ratings were split (at
# random, by user, by time): each changes the number without any change of the model. (b) One and the same BPR of mine has 0.33
# against all movies with four stars as relevant, 0.38 with any rating, and 0.77 against 100 random movies; and against 100 random
# movies BPR is ahead of EASE (0.77 and 0.75), which is ahead against all (0.36 and 0.33), so not even the order is safe. (c) Both
# models on the same split, better by time, against all unseen movies, with the same meaning of relevant, each with settings
# chosen on a part of the training data, over several seeds, with the spread, and beside the most rated movies.
#
# *One point each: (a) at least two of candidates, relevance, split, k; (b) own numbers for one model under two protocols; (c) same
# protocol for both, and no choice on the test part or a simple rival named.*

# %% [markdown]
# ## Deeper
#
# Nothing below is needed for the next lesson, and none of it gives points.
#
# **The future, taken away.** Hide the latest fifth of all ratings in place of a random one, and train anew.

# %% tags=["demo"]
# demo
later = split_by_time(ratings)
known = torch.bincount(later.train_x[:, 0], minlength=data.n_users) > 0  # (n_users,)
new = (~known[later.valid_x[:, 0]]).double().mean()
print(f"{new:.0%} of the latest ratings come from users who have none before")
torch.manual_seed(42)
model = Scores(*sizes, n_factors=50, std=0.1)
fit_pairs(model, later.train_x[later.train_y >= 4], marked(later.train_x, *sizes), bpr_loss)
for name, scores in {"most rated": most_rated(later), "BPR": score_all(model, *sizes), "EASE": ease(later)}.items():
    r = rank(scores, later)
    print(f"{name:12} precision {r.precision:.3f}, NDCG {r.ndcg:.3f}, {r.coverage} distinct movies, {r.users} users")

# %% [markdown]
# The order is another one. Most ratings are of new users: for them EASE knows nothing at all, BPR has its movie biases, and the
# most rated movies are hard to beat. New users are the next lesson.
#
# **Stretch.**
# - Draw the second movie from the better-known half alone: `hidden` decides which may be drawn, so hide the rarer half. What
#   happens to coverage?
# - Take every rating as liked: `data.train_y >= 1`. Which measures rise, with which meaning of relevant?
# - Mix the two models: rank the hundred best of BPR by predicted stars. Is the mean of stars, where watched, now higher?

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.
