# %% [markdown]
# # A network on two embeddings
#
# A dot product is one way to combine a user's and a movie's vector. In this lesson you let a small neural network find a way by
# itself. You build it, take it apart to see what it needs, build a deeper one, and compare everything that this course has
# trained: by its loss, and by what it recommends to you.
#
# **Afterwards you can**
# - choose the width of an embedding by a rule of thumb, and say how much the rule is worth;
# - build a network on two embeddings, and show what its ReLU is for;
# - say what BatchNorm does in training and what in evaluation, and what happens if the two are mixed up;
# - judge from numbers whether the larger model is the better one.
#
# **Time:** about 45 minutes. **You need** `nn.Embedding`, `nn.Linear`, and the factor model with biases.
# ([Glossary](../GLOSSARY.ipynb))
#
# **Do you remember?** Answer before you unfold.
#
# <details><summary>"Factor 7 is science fiction." What is wrong with that?</summary>Turn all vectors in the same way: no prediction
# changes, and every factor does.</details>
# <details><summary>Weight decay: which of the two losses goes up, which down?</summary>Training up, validation down.</details>
# <details><summary>Two nn.Linear in a Python list: how many parameters does the module list?</summary>None.</details>

# %%
import copy
from dataclasses import replace

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import architecture, dots, histograms, ladder, lines
from collab.plots import loss_curves
from collab.training import evaluate_mse
from collab.viewer import viewer

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
you = viewer(ratings)
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers in this text are those of MovieLens 100K; yours may differ in the third decimal. With MiniLens they are different, and
# some comparisons come out differently; the text says which. A batch is `x`, `(B, 2)`, user index and movie index, and `y`,
# `(B,)`, stars; B = 64.
#
# ## 1. How wide is a vector?
#
# In a dot product both vectors have the same width. A network does not need that. How wide should each table be? The library
# fastai has a rule of thumb, found by trying. For n categories (users, or movies, with '#na#' counted):
#
#     1.6 * n ** 0.56, rounded to the nearest whole number, but never more than 600
#
# **Predict.** n = 100 gives 21. A hundred times as many, n = 10,000, gives a) about 40, b) about 280, c) about 2,100.

# %% tags=["demo"]
# demo
predict("rule", "")


# %% exercise="embedding_size"
def embedding_size(n_categories):
    """The width of an embedding, by fastai's rule of thumb.

    n_categories: an int, the number of rows of the table, '#na#' included
    Returns an int: 1.6 * n_categories ** 0.56, rounded to the nearest whole number, at most 600.
    """
    ### BEGIN SOLUTION
    return min(600, round(1.6 * n_categories**0.56))
    ### END SOLUTION


# %% tags=["demo"]
# demo
user_sz = (data.n_users, embedding_size(data.n_users))  # (rows, width)
movie_sz = (data.n_movies, embedding_size(data.n_movies))
print("users", user_sz, " movies", movie_sz, " n = 10,000:", embedding_size(10_000))

# %% [markdown]
# More categories get wider vectors, but not in proportion: users who like the same movies share most of what there is to know
# about them.
#
# ## 2. Side by side
#
# A **network** is a chain of layers. Ours has two Linear layers, and between them a ReLU, max(x, 0), which turns negative numbers
# into 0. What comes out in the middle is called the **hidden layer**.

# %% tags=["demo"]
# demo
architecture(
    [
        ["user index (B,)", "movie index (B,)"],
        [f"row of user_factors (B, {user_sz[1]})", f"row of item_factors (B, {movie_sz[1]})"],
        [f"side by side (B, {user_sz[1] + movie_sz[1]})"],
        ["Linear, ReLU (B, 100): the hidden layer"],
        ["Linear (B, 1): the score"],
        ["sigmoid_range: stars (B,)"],
    ],
    "CollabNN",
    "network",
)

# %% [markdown]
# (The widths in this text are MovieLens'.) Each of the 100 numbers in the middle is a weighted sum of the 176, passed through the
# ReLU; the score is a weighted sum of the 100. Nothing tells the network to multiply a user's number by a movie's. It may discover
# that, or something better. (The code says *item* for movie: nothing in it is about movies.)
#
# Here are pieces of earlier lessons, and the factor model for comparison.


# %%
def sigmoid_range(x, low, high):
    """Squash x, of any shape, into (low, high)."""
    return torch.sigmoid(x) * (high - low) + low


def create_params(size):
    """A parameter of this size, drawn from a normal distribution with mean 0 and standard deviation 0.01."""
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))


def embedding(n, width):
    """An nn.Embedding with a table (n, width), started as small as create_params does."""
    table = nn.Embedding(n, width)
    nn.init.normal_(table.weight, std=0.01)
    return table


# %%
class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):  # x: (B, 2)
        users = self.user_factors[x[:, 0]]  # (B, n_factors)
        movies = self.movie_factors[x[:, 1]]  # (B, n_factors)
        scores = (users * movies).sum(dim=1)  # (B,)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]  # (B,)
        return sigmoid_range(scores, *self.y_range)  # (B,)


# %% [markdown]
# Three tools. `torch.cat([a, b], dim=d)` joins tensors along dimension d. `nn.Sequential(f, g, h)` applies f, then g, then h.
# `nn.Linear(n_in, n_out)` turns rows of n_in numbers into rows of n_out. Before you write: along which `dim` do `(64, 74)` and
# `(64, 102)` go side by side? The last layer gives `(64, 1)`, the targets are `(64,)`: what has to happen in between?


# %% exercise="CollabNN"
class CollabNN(nn.Module):
    """A network with one hidden layer on a user's and an item's vector, side by side.

    user_sz, item_sz: pairs (rows, width); the two widths may differ. Make the tables with embedding(rows, width).
    user_factors, item_factors: the two tables, nn.Embeddings
    layers: Linear from the two widths together to n_act, ReLU, Linear from n_act to 1

    forward: x (B, 2) long, user index in column 0, item index in column 1
             -> predictions (B,) float, inside y_range
    """

    def __init__(self, user_sz, item_sz, y_range=(0, 5.5), n_act=100):
        super().__init__()
        ### BEGIN SOLUTION
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.layers = nn.Sequential(nn.Linear(user_sz[1] + item_sz[1], n_act), nn.ReLU(), nn.Linear(n_act, 1))
        self.y_range = y_range
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        users = self.user_factors(x[:, 0])  # (B, user width)
        items = self.item_factors(x[:, 1])  # (B, item width)
        scores = self.layers(torch.cat([users, items], dim=1))  # (B, 1)
        return sigmoid_range(scores, *self.y_range).squeeze(1)  # (B,)
        ### END SOLUTION


# %% [markdown]
# The factor model has 133,059 weights, your network 257,487.
#
# **Predict.** Trained with the same settings, which ends with the lower validation loss? a) the network, b) the factor model,
# c) they end level.

# %% tags=["demo"]
# demo
predict("network_or_dot", "")


# %% tags=["demo"]
# demo
def train(make, epochs=5, lr=5e-3, wd=0.1):
    """The model that `make` returns, trained, and the history of its training. The same seed every time."""
    torch.manual_seed(42)
    model = make()
    return model, fit(model, data, epochs=epochs, lr=lr, wd=wd, seed=42, progress=False)


dot_model, dot = train(lambda: DotProductBias(data.n_users, data.n_movies, n_factors=50))
network_model, network = train(lambda: CollabNN(user_sz, movie_sz))
loss_curves({"factors and biases": dot, "network": network})

# %% [markdown]
# The network loses on both, in training too: 0.80 against 0.48. So it is not that it learns more by heart.
#
# Is that fair? The settings, lr = 5e-3 and wd = 0.1 for five epochs, were found for the factor model. Give each its own. These are
# the best of twenty that we tried for the network, and of eleven for the factor model, chosen by this same validation loss.
#
# **Predict.** How much of the gap does the network take back? a) nothing, b) some of it, c) all of it.

# %% tags=["demo"]
# demo
predict("tuned", "")


# %% tags=["demo"]
# demo
def wider_start():
    """A CollabNN of width 50, whose tables start with standard deviation 0.1."""
    model = CollabNN((data.n_users, 50), (data.n_movies, 50))
    nn.init.normal_(model.user_factors.weight, std=0.1)
    nn.init.normal_(model.item_factors.weight, std=0.1)
    return model


_, tuned_dot = train(lambda: DotProductBias(data.n_users, data.n_movies, 50), epochs=6, lr=3e-3, wd=0.1)
tuned_network_model, tuned_network = train(wider_start, epochs=8, lr=5e-3, wd=0.2)
print(f"the same settings: factors and biases {dot.valid_mse[-1]:.3f}, network {network.valid_mse[-1]:.3f}")
print(f"settings of their own:                {tuned_dot.valid_mse[-1]:.3f}          {tuned_network.valid_mse[-1]:.3f}")

# %% [markdown]
# So part of the network's trouble was our settings. Compare models when each is at its best, or say that you did not. After so few
# trials we can say that the factor model is ahead here. We cannot say that a network could never catch up.
#
# ## 3. What the ReLU is for
#
# **Break it.** Take the ReLU out; all the weights stay. `nn.Identity()` is a layer that does nothing. (If your ReLU stands in
# `forward` and not in `layers`, take it out there by hand.) Three epochs are enough to see what happens.
#
# **Predict.** Without its ReLU the network is as good as a) before, b) biases alone, 0.87, c) saying the mean, 1.25.

# %% tags=["demo"]
# demo
predict("without_relu", "")


# %% tags=["demo"]
# demo
def without_relu():
    model = CollabNN(user_sz, movie_sz)
    for name, layer in model.layers.named_children():
        if isinstance(layer, nn.ReLU):
            setattr(model.layers, name, nn.Identity())
    return model


linear_model, linear = train(without_relu, epochs=3)
print(f"validation: network {network.valid_mse[-1]:.3f}, without ReLU {linear.valid_mse[-1]:.3f}")

# %% [markdown]
# A weighted sum of weighted sums is again a weighted sum. So without the ReLU the two layers are one:
#
#     score = (weighted sum of the user's 74) + (weighted sum of the movie's 102) + constant
#
# The first is one number for each user, the second one for each movie: 257,487 weights, and all that they can say is two biases.
#
# See it: let the models predict every movie for two users. Each dot is a movie, with one user's prediction across and the
# other's up.

# %% tags=["demo"]
# demo
busiest = torch.bincount(data.train_x[:, 0]).argsort(descending=True)[:2].tolist()  # two users with many ratings
movies = torch.arange(1, data.n_movies)  # (n_movies - 1,), without '#na#'
clouds = {}
for name, model in {"factors and biases": dot_model, "network": network_model, "without ReLU": linear_model}.items():
    device = next(model.parameters()).device
    both = [torch.stack([torch.full_like(movies, user), movies], dim=1).to(device) for user in busiest]
    clouds[name] = tuple(model(x).detach().cpu() for x in both)  # twice (n_movies - 1,)
dots(clouds, "stars, for one user", "stars, for the other", size=5)[0]

# %% [markdown]
# Without the ReLU, the dots lie on a thin curve: whatever one user likes better, the other likes better too. The factor model has
# a cloud: these two people disagree. The network lies between, close to the curve.
#
# **Your experiment.** Is the rule of section 1 any good? Choose widths of your own. Write down the validation loss that you
# expect. Then run. (By the rule, with 257,487 weights, it was 0.85.)

# %% tags=["demo"]
# demo
mine = (8, 8)  # yours to change: the widths of the users' and of the movies' table
expected = "validation ..."  # yours to fill in, before you run
narrow_model, narrow = train(lambda: CollabNN((data.n_users, mine[0]), (data.n_movies, mine[1])))
weights = sum(p.numel() for p in narrow_model.parameters())
print(f"widths {mine}, {weights:,} weights: validation {narrow.valid_mse[-1]:.3f}; you said {expected}")

# %% [markdown]
# ## 4. BatchNorm
#
# A deeper network repeats its middle part. Each repetition is called a **block**; fastai's have three layers, Linear, ReLU and
# **BatchNorm**. BatchNorm looks at each column of a batch by itself, that is, at the B values of one hidden number.
#
#     (column - mean) / sqrt(variance + 0.00001) * weight + bias
#
# Weight and bias are parameters, one of each for a column; they start as 1 and 0. So whatever comes in, what goes out has mean 0
# and standard deviation 1, until training decides otherwise. `nn.BatchNorm1d(n)` does it for `(B, n)`. What is it good for?

# %% tags=["demo"]
# demo
torch.manual_seed(42)
x, _ = next(data.train_batches(64))
users, items = embedding(*user_sz), embedding(*movie_sz)
rows = torch.cat([users(x[:, 0]), items(x[:, 1])], dim=1)  # (64, 176)
before = nn.ReLU()(nn.Linear(rows.shape[1], 8)(rows)).detach()  # (64, 8)
after = nn.BatchNorm1d(8)(before).detach()  # (64, 8)
for name, values in {"before": before, "after": after}.items():
    print(f"{name:<7} standard deviation of each column:", [round(v, 3) for v in values.std(dim=0).tolist()])

# %% [markdown]
# In a new model the 64 rows differ by about 0.006 before BatchNorm, and by about 0.9 after it. So from the first step on, the next
# layer sees how users and movies differ. (Where the ReLU made a whole column 0, the 0.00001 prevents a division by 0.)
#
# Now write such a network, with as many blocks as `layers` has numbers. For `layers=(100, 50)`: how many numbers does each Linear
# take and give, the last one's included?


# %% exercise="EmbeddingNN"
class EmbeddingNN(nn.Module):
    """A network of blocks Linear -> ReLU -> BatchNorm1d on a user's and an item's vector, side by side.

    user_sz, item_sz: pairs (rows, width)
    layers: the widths of the blocks, for instance (100, 50): the first block gives 100 numbers, the second 50
    After the last block comes the head, a Linear that gives 1.

    forward: x (B, 2) long, user index in column 0, item index in column 1
             -> predictions (B,) float, inside y_range
    """

    def __init__(self, user_sz, item_sz, layers=(100, 50), y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = embedding(*user_sz)
        self.item_factors = embedding(*item_sz)
        self.y_range = y_range
        ### BEGIN SOLUTION
        blocks, n_in = [], user_sz[1] + item_sz[1]
        for n_out in layers:
            blocks += [nn.Linear(n_in, n_out), nn.ReLU(), nn.BatchNorm1d(n_out)]
            n_in = n_out
        self.layers = nn.Sequential(*blocks, nn.Linear(n_in, 1))
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        users = self.user_factors(x[:, 0])  # (B, user width)
        items = self.item_factors(x[:, 1])  # (B, item width)
        scores = self.layers(torch.cat([users, items], dim=1))  # (B, 1)
        return sigmoid_range(scores, *self.y_range).squeeze(1)  # (B,)
        ### END SOLUTION


# %% tags=["demo"]
# demo
deep_model, deep = train(lambda: EmbeddingNN(user_sz, movie_sz, layers=(100, 50)))
loss_curves({"factors and biases": dot, "network": network, "deep network": deep}, training=False)

# %% [markdown]
# One more hidden layer, and BatchNorm twice: 0.85 again, hardly a difference, and on another split it may be the other way round.
# (On MiniLens, depth and BatchNorm do help: 0.83 against 1.00. The factor model is ahead there too.)
#
# ## 5. Training is not evaluation
#
# BatchNorm takes its mean over the batch. But later you may want to predict a single rating. So it has two modes.
#
# - After `model.train()` it uses the batch's own mean and variance. It also keeps a **running average** of both, which moves a
#   tenth of the way towards each batch's.
# - After `model.eval()` it uses the running averages, and leaves them as they are.
#
# **Predict.** You put one user and one movie into 300 different batches, each with 3 other rows, in training mode. The 300
# predictions are a) all the same, b) within 0.1 of each other, c) more than a star apart.

# %% tags=["demo"]
# demo
predict("one_pair", "")

# %% tags=["demo"]
# demo
there = data.to(deep.device)  # the ratings where the model is
one = there.valid_x[:1]  # (1, 2)
torch.manual_seed(42)
found = {}
for others in (3, 63):
    trial = copy.deepcopy(deep_model).train()  # a copy: in training mode, looking changes the running averages
    draws = [torch.randint(len(there.train_x), (others,)) for _ in range(300)]
    values = torch.tensor([trial(torch.cat([one, there.train_x[rows]]))[0].item() for rows in draws])  # (300,)
    found[f"with {others} other rows"] = values
    print(f"with {others:>2} other rows: from {values.min():.2f} to {values.max():.2f} stars")
print(f"in evaluation mode: {deep_model.eval()(one).item():.2f}, every time")
histograms(found, "predicted stars, for one user and one movie", limits=(1, 5.5), model="deep network")

# %% [markdown]
# The model, the user and the movie are the same; only the other rows differ. They should have no say in a prediction.
#
# **Fix this.** A friend measures the validation loss in batches of 2. The first number is far too high. And when the loss is measured
# properly afterwards, it is still too high: looking has changed the model. One line is missing. Both numbers must become the one
# that `fit` reported.

# %% tags=["demo"]
# demo
friends = copy.deepcopy(deep_model).train()
with torch.no_grad():
    errors = [(friends(x) - y) ** 2 for x, y in there.valid_batches(2)]
print(f"friend: {torch.cat(errors).mean():.3f}, afterwards: {evaluate_mse(friends, there.valid_batches()):.3f}", end="")
print(f", fit said: {deep.valid_mse[-1]:.3f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# `friends.eval()` before the loop. In training mode BatchNorm makes two rows into about 1 and -1 in every column: only which one is
# larger remains. No weight has moved, but the running averages have: they come from the last few batches. With batches of 1,024
# nothing shows: the mistake hides as long as batches are large.
#
# </details>
#
# ## 6. The whole course in a table
#
# Five epochs each, validation loss after the last, mean ± standard deviation over random splits. *Seed notebook* is the notebook that
# this course grew from, run with a recent fastai; *fast.ai book* is what the book reports. `DotProduct` and `DotProductWithBias` have
# wd = 0.01, the others 0.1: the factor model's settings.
#
# <!-- results -->
# | model | seed notebook | fast.ai book | here, MovieLens 100K (5 splits) | here, MiniLens | seconds |
# | --- | ---: | ---: | ---: | ---: | ---: |
# | `DotProduct` | 0.9708 |  | 0.878 ± 0.011 | 0.763 ± 0.013 | 3.4 |
# | `DotProductWithBias` | 0.9563 |  | 0.893 ± 0.009 | 0.757 ± 0.014 | 4.0 |
# | `DotProductBias` | 0.8577 | 0.823 | 0.822 ± 0.010 | 0.742 ± 0.012 | 3.8 |
# | `EmbeddingDotBias` | 0.8675 |  | 0.819 ± 0.009 | 0.743 ± 0.012 | 4.0 |
# | `CollabNN` | 0.8750 |  | 0.867 ± 0.009 | 1.046 ± 0.008 | 7.2 |
# | `EmbeddingNN` | 0.8713 |  | 0.860 ± 0.012 | 0.839 ± 0.012 | 8.0 |
# <!-- /results -->
#
# To make the table yourself, 30 trainings, in a terminal: `collab results --splits 5 --data ml-100k`. What to read from it:
#
# - **Weight decay is worth more than any architecture here.** With biases, the dot product falls by about 0.07 when wd goes from 0.01
#   to 0.1. The two networks differ by far less.
# - **`DotProductBias` and `EmbeddingDotBias` are one model**, written twice. Their difference shows what luck is worth.
# - **The factor model is ahead of both networks.** [Rendle and others (2020)](https://arxiv.org/abs/2005.09683) found the same for
#   *ranking* items, on other data (MovieLens 1M and Pinterest), once the dot product was tuned with care.
#
# With ids alone there is little for a network to do. It can also take in what a dot product has no place for: year and genres, the
# time of day, words of a review.

# %% tags=["demo"]
# demo
final = {"factors and biases": dot, "network": network, "deep network": deep}
ladder(you.climb({name: history.valid_mse[-1] for name, history in final.items()}), ["network", "deep network"])

# %% [markdown]
# ## Your list again, for the last time
#
# Imagine your exact opposite: somebody who gives 1 star where you give 5, and 2 where you give 4.
#
# **Predict.** Take the first network, trained with the factor model's settings. How many of its eight movies for you does it also
# recommend to your opposite? a) none, b) one, c) at least four.

# %% tags=["demo"]
# demo
predict("opposite", "")

# %% tags=["demo"]
# demo
opposite = replace(you, name="your opposite", stars=6 - you.stars)


def best(person, model, k=8):
    scores = person.scores(model)  # (n_movies,)
    scores[0] = scores[person.movies] = -1  # neither '#na#' nor what is rated
    return scores.argsort(descending=True)[:k].tolist()


everybody = {"factors and biases": dot_model, "network": network_model, "deep network": deep_model}
everybody["network, settings of its own"] = tuned_network_model
for name, model in everybody.items():
    shared = len(set(best(you, model)) & set(best(opposite, model)))
    print(f"{name:<29} {shared} of 8 movies are recommended to both")
you.lists("06 network", you.scores(network_model))

# %% tags=["demo"]
# demo
you.lists("06 own settings", you.scores(tuned_network_model))

# %% [markdown]
# With the factor model's settings, the networks recommend five of Sam's eight movies to Sam's opposite as well. They have
# learnt who is mild and what is liked, and very little of who likes what. With settings of its own, the first network
# shares none, as the factor model does, and three of its eight are on the factor model's list (*05 likes you*). Its loss
# moved by less than 0.03, and it is a different recommender. A loss is one number. Look at what a model does for a person,
# too.
#
# ## Summary
#
# - An embedding's width is a choice. The rule of thumb is a place to start from; on MovieLens, 8 did as well.
# - A network on two vectors side by side is more general than a dot product, and yet it was behind: by 0.04 with the same settings,
#   by 0.03 when each has settings of its own.
# - Without a ReLU between them, two Linears are one. On two vectors side by side, that is a model of biases.
# - BatchNorm uses the batch's statistics in training and running averages in evaluation. In the wrong mode predictions depend on
#   the company they are made in, and looking changes the model.
# - Compare models on the same splits, on several, each at its best. Then look at the lists.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# **1.** Why does the head of `EmbeddingNN` have neither ReLU nor BatchNorm?
#
# <details><summary>Answer</summary>
#
# The head gives the score. A ReLU would forbid negative scores, and with them every prediction below 2.75, the middle of the range.
# BatchNorm would force the scores of each batch to the same mean and spread: a batch of good movies would be rated like a batch of
# bad ones.
#
# </details>
#
# **2.** A user who is new has index 0, '#na#'. What does `CollabNN` predict for this user?
#
# <details><summary>Answer</summary>
#
# Row 0 was in no training batch; from its random start of about 0.01, decay has brought it closer to 0. So the left part of the row is
# almost 0, a place close to where all users started, and the prediction depends on the movie. We measured an MSE of 1.04 with every
# validation user set to '#na#', as good as movie means. The factor model fails here, with 1.45: it has no constant, and a row of zeros
# pulls every prediction towards 2.75. So whether row 0 is a neutral answer depends on the model, and must be measured.
#
# </details>
#
# **Written question (3 points, read by a person).** A classmate writes: "Neural networks can approximate every
# function, a dot product is only one function. So for our recommender I'll take `EmbeddingNN` and add two more
# blocks." Answer in four to six sentences: (a) what is right about the first sentence; (b) which measurements of
# yours speak against the plan, with numbers; (c) what you would have to measure, and how, before you agree that the
# deeper network is better. Write into the next cell.

# %% [markdown] question="why-not-deeper"
# (a) A large enough network could imitate the dot product as closely as we like; but that it *can* does not mean that training
# finds it, from 80,000 ratings in a few epochs. (b) On the same split and with the same settings the dot product reached 0.81, the
# small network and the one with two blocks 0.85; the networks were behind in the training loss too. With settings of its own the
# network came to 0.83, the factor model to 0.80. Eleven times as many weights (74 and 102 in place of 8 and 8) gained almost
# nothing. (c) Train both on the same splits, on five or more, each with the best settings for it, in evaluation mode; the
# difference must be larger than its spread over the splits, and the last word belongs to ratings that had no part in choosing.
#
# *One point each: (a) being able to represent is not the same as learning; (b) at least two numbers that show the
# network behind; (c) the same splits, several of them, spread named.*

# %% [markdown]
# ## Deeper
#
# None of this gives points.
#
# **Row 0, measured.** Every validation user becomes '#na#'. Which model has something sensible to say?

# %% tags=["demo"]
# demo
strangers = data.valid_x.clone()
strangers[:, 0] = 0
print(f"saying the mean: {((data.valid_y - data.train_y.mean()) ** 2).mean():.3f}")
for name, model in {"factors and biases": dot_model, "network": network_model}.items():
    with torch.no_grad():
        predicted = model.cpu()(strangers)  # (N,)
    print(f"{name}: MSE {((predicted - data.valid_y) ** 2).mean():.3f}, mean prediction {predicted.mean():.2f}")
average = copy.deepcopy(dot_model)
with torch.no_grad():
    for p in (average.user_factors, average.user_bias):
        p[0] = p[1:].mean(dim=0)
    print(
        f"factors and biases, with the average user in row 0: {((average(strangers) - data.valid_y) ** 2).mean():.3f}"
    )

# %% [markdown]
# **How large is a batch that hides it?** The friend's mistake, for batches of several sizes.

# %% tags=["demo"]
# demo
wrong = {}
some_x, some_y = there.valid_x[:4096], there.valid_y[:4096]  # a fifth of them will do
for size in (2, 4, 16, 64, 256, 1024):
    trial = copy.deepcopy(deep_model).train()
    with torch.no_grad():
        predicted = torch.cat([trial(x) for x in some_x.split(size)])  # (4096,)
    wrong[size] = ((predicted - some_y) ** 2).mean().item()
with torch.no_grad():
    level = (((deep_model.eval()(some_x) - some_y) ** 2).mean().item(), "in evaluation mode")
lines(
    {"in training mode": list(wrong.values())},
    "rows in a batch",
    "validation loss",
    x=list(wrong),
    log="x",
    level=level,
)

# %% [markdown]
# **Stretch.**
# - The network had to find the product by itself: so give it to it. Write `NetworkWithDot(CollabNN)` with a `forward` of its own that
#   adds the dot product of the two vectors to the score (with equal widths, 50 and 50). *Predict* first.
# - Take the ReLUs out of `EmbeddingNN` and leave the BatchNorms in. Is the model then again one of biases, in evaluation mode?
# - In `EmbeddingNN` as written above, each Linear has a bias, and BatchNorm has one too. In a block Linear, BatchNorm, ReLU the
#   Linear's would be useless. Why? And why is it not quite useless here?

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.
