# %% [markdown]
# # A network on two embeddings
#
# A dot product is one particular way in which a user's and a movie's vector can meet. In this lesson you let a small
# neural network find the way by itself. You build the network, take it apart to see what it needs, build a deeper one
# with BatchNorm, and in the end compare everything that this course has trained.
#
# **Afterwards you can**
# - choose the width of an embedding by a rule of thumb, and say how much the rule is worth;
# - build a network on two embeddings, and show what its ReLU is for;
# - say what BatchNorm does in training and what in evaluation, and what happens if the two are mixed up;
# - judge from numbers whether the larger model is the better one.
#
# **Time:** about 40 minutes; the parts marked *Break it* and the questions take another 20, and can wait for a second
# reading. **You need** `nn.Embedding`, `nn.Linear`, `sigmoid_range`, and the factor model with
# biases.
#
# Wherever it says *Predict*, write your answer down before you run the next cell. After each exercise, `check` looks
# at your answer; stuck, call `hint("CollabNN")`, with the exercise's name.

# %%
import copy

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo: loads the ratings and puts one in five aside for validation; the grader skips this cell.
from collab.plots import figure, loss_curves
from collab.training import evaluate_mse

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")
print(f"{len(data.train_y):,} ratings to train on, {len(data.valid_y):,} to validate with")

# %% [markdown]
# Numbers in this text were measured on MovieLens 100K. Yours may differ in the third decimal; if the cell above
# announced MiniLens, they are others, and two comparisons come out differently. The text says which.
#
# Shapes: a batch is a pair `x, y`. `x` is `(B, 2)`, user index and movie index; `y` is `(B,)`, stars; B = 64. Losses
# are mean squared errors (MSE), in squared stars.
#
# ## 1. How wide is a vector?
#
# A dot product multiplies a user's first factor with a movie's first factor, the second with the second, and so on.
# So both vectors must have the same width, and we took 50. A network will not need that: each table may have its own
# width. Which?
#
# Nobody knows a formula. There is a rule of thumb, found by trying, in the library fastai. For n categories (here,
# users or movies, with '#na#' counted):
#
#     1.6 * n ** 0.56, rounded to the nearest whole number, but never more than 600
#
# *Predict:* n = 100 gives 21. What does n = 10,000 give: a hundred times as much, ten times, or in between?


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
# demo: your rule for our two tables, and for tables of all sizes; the grader skips this cell.
user_sz = (data.n_users, embedding_size(data.n_users))  # (rows, width)
movie_sz = (data.n_movies, embedding_size(data.n_movies))
print("users", user_sz, " movies", movie_sz, " n = 10,000:", embedding_size(10_000))
widths, axes = figure(7, 3.5)
sizes = [round(10 ** (i / 20)) for i in range(10, 121)]
axes[0, 0].loglog(sizes, [embedding_size(n) for n in sizes])
for name, (n, width), place in [("users", user_sz, (8, -14)), ("movies", movie_sz, (-110, 6))]:
    axes[0, 0].plot(n, width, "o", color="black")
    axes[0, 0].annotate(f"{n:,} {name}: {width}", (n, width), place, textcoords="offset points")
axes[0, 0].set_xlabel("categories (rows of the table)")
axes[0, 0].set_title("width of the embedding, by the rule", fontsize=10, loc="left")
widths

# %% [markdown]
# In between: 278, 13 times as much as for n = 100, since 100 ** 0.56 is 13. More categories get wider vectors, but
# not in proportion: two users who like the same films share most of what there is to know about them. At about 39,000
# categories the rule meets its limit.
#
# For our data it gives the pairs `(944, 74)` and `(1665, 102)`, rows and width. Is it a good rule? Section 4 will
# tell.
#
# ## 2. Side by side
#
# The network gets the two vectors **side by side**, as one row of 74 + 102 = 176 numbers. Then come three layers:
#
#     Linear   (B, 176) -> (B, 100)    100 weighted sums of the 176 numbers, each plus a bias
#     ReLU     (B, 100) -> (B, 100)    negative numbers become 0
#     Linear   (B, 100) -> (B, 1)      one weighted sum of the 100: the score
#
# The 100 numbers in the middle are called the *hidden layer*. Nothing tells the network to multiply a user's number
# with a movie's. It may discover that, or something better.
#
# (Weights in this network: two tables, 944 · 74 + 1,665 · 102 numbers; 176 · 100 + 100 for the first Linear; 100 + 1
# for the second. 257,487 in all.)
#
# Here is what earlier lessons had you write: the pieces, and the factor model to compare with.


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
# Three tools for your network. `torch.cat([a, b], dim=d)` joins tensors along dimension d. `nn.Sequential(f, g, h)`
# is a module that applies f, then g, then h. And `nn.Linear(n_in, n_out)` turns rows of n_in numbers into rows of
# n_out.
#
# *Predict:* `users` is `(64, 74)` and `items` is `(64, 102)`. Which `dim` joins them, and what happens with the other
# one? The last layer gives `(64, 1)`, and the targets are `(64,)`: what has to happen in between?
#
# (The model says *item* where we say movie: nothing in it is about movies.)


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
# The factor model has 133,059 weights, yours 257,487. *Predict:* which of the two ends with the lower validation
# loss? And which with the lower training loss?


# %% tags=["demo"]
# demo: trains the factor model and your network; the grader skips this cell.
def train(model):
    """Train the model as every model of this lesson. Returns the history of its training."""
    return fit(model, data, epochs=5, lr=5e-3, wd=0.1, seed=42)


torch.manual_seed(42)
dot_model = DotProductBias(data.n_users, data.n_movies, n_factors=50)
dot = train(dot_model)
torch.manual_seed(42)
network_model = CollabNN(user_sz, movie_sz)
network = train(network_model)
loss_curves({"dot product": dot, "network": network})

# %% [markdown]
# The network loses on both: 0.85 against 0.81 in validation, 0.79 against 0.48 in training. So it is not that it
# learns too much by heart. It does not even learn the training ratings as well.
#
# Multiplying is all that a dot product does. A network of weighted sums and ReLUs has to piece every product
# together, and it has nothing but 80,000 noisy ratings to find out how. What you know of a problem and build into a
# model, the model does not have to find.
#
# ## 3. What the ReLU is for
#
# **Break it.** Take the ReLU out of your network; all its weights stay. `nn.Identity()` is a layer that does nothing.
# (If your ReLU stands in `forward` and not in `layers`, take it out there by hand.)
#
# *Predict:* it still has 257,487 weights, in two layers. Write its score without the ReLU as one formula: which part
# depends on the user, which on the movie, which on both? What does that make of its loss?

# %% tags=["demo"]
# demo: trains your network without its ReLU; the grader skips this cell.
torch.manual_seed(42)
linear_model = CollabNN(user_sz, movie_sz)
for name, layer in linear_model.layers.named_children():
    if isinstance(layer, nn.ReLU):
        setattr(linear_model.layers, name, nn.Identity())
linear = train(linear_model)
loss_curves({"network": network, "without ReLU": linear})

# %% [markdown]
# It ends at 0.87. One number for each user and one for each movie, biases alone, reach the same. That is no accident.
#
# A weighted sum of weighted sums is again a weighted sum. So without the ReLU the two layers are one layer, with 74
# weights for the user's numbers, 102 for the movie's, and a bias:
#
#     score = (weighted sum of the user's 74) + (weighted sum of the movie's 102) + bias
#
# The first sum is one number for each user, the second is one number for each movie: 257,487 weights, and all that
# they can say is two biases.
#
# *Predict:* take two users, and let the models rate every movie for both of them. Draw a dot for each movie: one
# user's prediction to the right, the other's upwards. What does the cloud look like for the model without ReLU?

# %% tags=["demo"]
# demo: draws every movie as two users see it, with and without ReLU; the grader skips this cell.
busiest = torch.bincount(data.train_x[:, 0]).argsort(descending=True)[:2].tolist()  # two users with many ratings
movies = torch.arange(1, data.n_movies)  # (n_movies - 1,), without '#na#'
clouds, axes = figure(9, 3.4, columns=3)
models = {"dot product": dot_model, "network": network_model, "without ReLU": linear_model}
for ax, (name, model) in zip(axes[0], models.items(), strict=True):
    device = next(model.parameters()).device
    seen = []
    for user in busiest:
        x = torch.stack([torch.full_like(movies, user), movies], dim=1).to(device)  # (n_movies - 1, 2)
        seen.append(model(x).detach().cpu())  # (n_movies - 1,)
    ax.scatter(*seen, s=4)
    ax.set(xlim=(0, 5.5), ylim=(0, 5.5), aspect="equal", xlabel="stars, for one user")
    ax.set_title(name, fontsize=10, loc="left")
axes[0, 0].set_ylabel("stars, for the other")
clouds

# %% [markdown]
# Without the ReLU it is a thin curve. Whatever one user likes better, the other likes better too: all users share one
# ranking of the movies, and differ only in how mild they are. (It would be a straight line, if the sigmoid did not
# bend it.) The dot product has a cloud: these two people disagree. The network stands between: it tells the two
# apart, but far less than the dot product does.
#
# ## 4. Is the rule any good?
#
# The rule says 74 and 102. *Predict:* how much does the network lose if both tables are 8 wide? If they are 2 wide?

# %% tags=["demo"]
# demo: trains your network with narrow tables; the grader skips this cell.
losses = {}
for width in (2, 8):
    torch.manual_seed(42)
    losses[width] = train(CollabNN((data.n_users, width), (data.n_movies, width))).valid_mse[-1]
losses[user_sz[1]] = network.valid_mse[-1]
by_width, axes = figure(7, 3.2)
axes[0, 0].semilogx(list(losses), list(losses.values()), "o-", label="network")
axes[0, 0].axhline(linear.valid_mse[-1], color="#D55E00", ls="--", label="without ReLU, by the rule")
axes[0, 0].axhline(dot.valid_mse[-1], color="#009E73", ls="--", label="dot product, 50 and 50")
axes[0, 0].set_xticks(list(losses), ["2 and 2", "8 and 8", f"{user_sz[1]} and {movie_sz[1]}"])
axes[0, 0].minorticks_off()
axes[0, 0].set_xlabel("widths of the two tables")
axes[0, 0].set_title("validation loss", fontsize=10, loc="left")
axes[0, 0].legend(frameon=False)
by_width

# %% [markdown]
# Between 8 and 8 and 74 and 102 there is no difference that one run can show, 0.851 and 0.850, with 22,673 weights in place of 257,487. Only 2 and 2 are worse,
# and only by 0.01. (On MiniLens it is not so: 2 and 2, 8 and 8 and the network without ReLU all end at 1.03, and the
# rule's 58 and 46 at 1.00.)
#
# So the rule is a place to start from when you know nothing, not a result: here it is generous. When a width matters
# to you, train two or three and compare, as you just did.
#
# ## 5. BatchNorm
#
# A deeper network repeats its middle part. Each repetition is called a **block**, and fastai's blocks have three
# layers:
#
#     Linear -> ReLU -> BatchNorm
#
# *BatchNorm* looks at each column of a batch by itself: at one hidden number, as it is for the B rows. It subtracts
# the column's mean and divides by its standard deviation, then multiplies by a weight and adds a bias:
#
#     (column - mean) / sqrt(variance + 0.00001) * weight + bias
#
# Weight and bias are parameters, one of each for a column; they start as 1 and 0. So whatever comes in, what goes out
# has mean 0 and standard deviation 1, until training decides otherwise. `nn.BatchNorm1d(n)` does it for `(B, n)`.
#
# *Predict:* our tables start with numbers of about 0.01. How much do the 64 rows of a batch then differ in a hidden
# number, before BatchNorm and after it?

# %% tags=["demo"]
# demo: draws eight hidden numbers of a batch before and after BatchNorm; the grader skips this cell.
torch.manual_seed(42)
x, _ = next(data.train_batches(64))
users, items = embedding(*user_sz), embedding(*movie_sz)
rows = torch.cat([users(x[:, 0]), items(x[:, 1])], dim=1)  # (64, 176)
before = nn.ReLU()(nn.Linear(rows.shape[1], 8)(rows)).detach()  # (64, 8)
after = nn.BatchNorm1d(8)(before).detach()  # (64, 8)
pair, axes = figure(9, 3.2, columns=2)
for ax, name, values in zip(axes[0], ["before BatchNorm", "after BatchNorm"], [before, after], strict=True):
    ax.plot(range(1, 9), values.T, "o", ms=3, color="#0072B2", alpha=0.3)
    ax.set_title(f"{name}: a dot for each row of the batch", fontsize=10, loc="left")
    ax.set_xlabel("column")
    print(f"{name:<17} standard deviation of each column:", [round(v, 3) for v in values.std(dim=0).tolist()])
pair

# %% [markdown]
# Before, by about 0.006; after, by about 0.9. The next layer sees from the first step on how users and movies differ.
# (0.9 and not 1, because the 0.00001 under the root is a quarter of a variance as small as this. What it is good for
# you see where the ReLU made all rows of a column 0, here in columns 7 and 8: nothing is divided by 0.)
#
# Now write such a network, with as many blocks as `layers` has numbers. The tables are given; the rest is yours, under
# whatever names you like.
#
# *Predict:* for `layers=(100, 50)`, how many numbers does each Linear take and give, the head's included? How wide is
# each BatchNorm?


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


# %% [markdown]
# *Predict:* one more layer, and BatchNorm twice. Does it beat the small network? The dot product?

# %% tags=["demo"]
# demo: trains your deeper network; the grader skips this cell.
torch.manual_seed(42)
deep_model = EmbeddingNN(user_sz, movie_sz, layers=(100, 50))
deep = train(deep_model)
loss_curves({"dot product": dot, "network": network, "with BatchNorm": deep}, training=False)

# %% [markdown]
# The Linears go from 176 to 100, from 100 to 50, and the head from 50 to 1; the BatchNorms are 100 and 50 wide. It
# ends at 0.846, the small network at 0.850: hardly a difference, and on another split it may be another. The dot
# product stays ahead.
#
# (On MiniLens, depth and BatchNorm do help: 0.83 against 1.00. The dot product is ahead there too, with 0.74.)
#
# ## 6. Training is not evaluation
#
# BatchNorm takes its mean over the batch, so what comes out for one row depends on the 63 others. But later you may
# want to predict a single rating, and then there are no others. So it has two modes:
#
# - After `model.train()` it uses the batch's own mean and variance. Besides, it keeps a **running average** of both
#   and moves it a tenth of the way with each batch: `running = 0.9 * running + 0.1 * batch`.
# - After `model.eval()` it uses the running averages, and leaves them as they are.
#
# *Predict:* one and the same pair of user and movie, put into 300 different batches. What do the 300 predictions look
# like in training mode, with 3 other rows? With 63? And in evaluation mode?

# %% tags=["demo"]
# demo: one pair in many batches; the grader skips this cell.
there = data.to(deep.device)  # the ratings where the model is
one = there.valid_x[:1]  # (1, 2)
strips, axes = figure(7, 3)
torch.manual_seed(42)
for others in (3, 63):
    trial = copy.deepcopy(deep_model).train()  # a copy: in training mode, looking changes the running averages
    draws = [torch.randint(len(there.train_x), (others,)) for _ in range(300)]
    found = [trial(torch.cat([one, there.train_x[rows]]))[0].item() for rows in draws]
    axes[0, 0].hist(
        found,
        bins=45,
        range=(1, 5.5),
        alpha=0.6,
        hatch="//" * (others > 3),
        label=f"training mode, {others} other rows",
    )
    print(f"training mode, {others:>2} other rows: from {min(found):.2f} to {max(found):.2f} stars")
alone = deep_model.eval()(one).item()
axes[0, 0].axvline(alone, color="black", label=f"evaluation mode: {alone:.2f}")
axes[0, 0].set_xlabel("predicted stars, for one user and one movie")
axes[0, 0].set_title("one pair, in 300 batches", fontsize=10, loc="left")
axes[0, 0].legend(frameon=False)
strips

# %% [markdown]
# With 3 other rows, anything from 2.4 to 4.6 stars; with 63, from 3.4 to 3.9. The model is the same, the user and the
# movie are the same: only the company differs. In evaluation mode it is 3.66, every time.
#
# In training this noise does no harm, it may even keep the model from learning ratings by heart. In a prediction it
# has no place.
#
# **Break it.** Measure the validation loss, but forget `eval()`. *Predict:* with batches of 1,024 rows, of 64, of 2:
# which is furthest off, and in which direction? And is it any different afterwards, when you do it right?

# %% tags=["demo"]
# demo: the validation loss in the wrong mode; the grader skips this cell.
wrong, after = {}, {}
for size in (2, 4, 16, 64, 256, 1024):
    trial = copy.deepcopy(deep_model).train()
    with torch.no_grad():
        errors = [(trial(x) - y) ** 2 for x, y in there.valid_batches(size) if len(y) > 1]
    wrong[size] = torch.cat(errors).mean().item()
    after[size] = evaluate_mse(trial, there.valid_batches())  # in evaluation mode
    print(f"batches of {size:>4}: {wrong[size]:.3f} in training mode; done right afterwards {after[size]:.3f}")
modes, axes = figure(7, 3.2)
axes[0, 0].semilogx(list(wrong), list(wrong.values()), "o-", label="in training mode")
axes[0, 0].semilogx(list(after), list(after.values()), "o-", label="in evaluation mode, afterwards")
axes[0, 0].axhline(deep.valid_mse[-1], color="black", lw=1, ls="--", label="in evaluation mode, before")
axes[0, 0].set_xticks(list(wrong), list(wrong))
axes[0, 0].minorticks_off()
axes[0, 0].set_xlabel("rows in a batch")
axes[0, 0].set_title("validation loss of one model", fontsize=10, loc="left")
axes[0, 0].legend(frameon=False)
modes

# %% [markdown]
# In batches of 2 the loss is 1.19 in place of 0.85, not far from predicting the mean. Of two rows, BatchNorm makes
# one about 1 and the other about -1 in every column: which one is larger is all that remains. (A batch of 1 raises an
# error.) With 1,024 rows, nothing is to be seen: the mistake hides as long as batches are large.
#
# And the model is another one afterwards: 0.92, although now everything is done right. No weight has moved, but the
# running averages have. They come from the last few batches, and those had two rows each. Looking has changed what we
# looked at, without a word of warning. This is why a function that evaluates switches to `eval()` first.
#
# ## 7. The whole course in a table
#
# Six models, five epochs each, validation loss after the last, mean ± standard deviation over random splits.
# *Predict,* before you look: which line wins, and by more than its ±?
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
# `DotProduct` and `DotProductWithBias` have wd = 0.01, the others 0.1. *Seed notebook* is the notebook that this
# course grew from, run with a recent fastai; *fast.ai book* is what the book reports for the same model. Seconds are
# for five epochs. (The table's `EmbeddingNN` leaves out the biases of its blocks' Linears, as fastai does; yours may have
# them.) To make the table yourself, 30 trainings, in a terminal with the course's environment:
#
#     collab results --splits 5 --data ml-100k
#
# What to read from the MovieLens columns:
#
# - **Weight decay is worth more than any architecture.** The same dot product with biases falls by about 0.07 when wd
#   goes from 0.01 to 0.1. The two networks differ by far less.
# - **The dot product with biases and decay is ahead of both networks**, and trains faster. That is not only so here.
#   Rendle and others came to the same result in 2020, on other data and for ranking films instead of guessing stars
#   (*Neural Collaborative Filtering vs. Matrix Factorization Revisited*). The learning rate and the decay are those that
#   suit the dot product; a network with settings of its own may come nearer.
# - **`DotProductBias` and `EmbeddingDotBias` are one model**, written twice. Their difference shows what luck is
#   worth.
# - **Our numbers are better than the seed notebook's.** We were not cleverer: an epoch here sees every training
#   rating once, and in recent fastai it draws them with replacement and misses about 37 %.
#
# Does that mean that networks are useless for recommending? No. With ids alone there is little for them to do. A
# network can also take in what a dot product has no place for: a film's year and genres, the time of day, words of a
# review.
#
# ## Summary
#
# - An embedding's width is a choice. The rule of thumb is a place to start from; on MovieLens, 8 did as well.
# - A network on concatenated vectors is more general than a dot product, and was worse: what is not built in must be
#   learned.
# - Without a ReLU between them, two Linears are one. On two vectors side by side, that is a model of biases.
# - BatchNorm uses the batch's statistics in training and running averages in evaluation. In the wrong mode
#   predictions depend on the company they are made in, and looking changes the model.
# - Compare models on the same splits, on several, and with their decay set right.
#
# ## Questions
#
# Answer for yourself, then unfold.
#
# **1.** You put a second `nn.Linear(100, 100)` between the two of `CollabNN`, without a ReLU of its own. What does it
# add?
#
# <details><summary>Answer</summary>
#
# Nothing that the model could not say before: together with the Linear next to it, it is again one Linear. It costs
# 10,100 weights.
#
# </details>
#
# **2.** Why does the head of `EmbeddingNN` have neither ReLU nor BatchNorm?
#
# <details><summary>Answer</summary>
#
# The head gives the score. A ReLU would forbid negative scores, and with them every prediction below 2.75, the middle
# of the range. BatchNorm would force the scores of each batch to the same mean and spread: a batch of good films
# would be rated like a batch of bad ones.
#
# </details>
#
# **3.** A user who is new has index 0, '#na#'. What does `CollabNN` predict for this user?
#
# <details><summary>Answer</summary>
#
# Row 0 of the table was in no training batch, so no gradient ever reached it; from its random start of about 0.01,
# decay has brought it closer to 0. The network gets a row whose left part is almost 0. That is a place close to where
# all users started, and the prediction depends on the movie: a sensible guess for somebody unknown.
#
# </details>
#
# **4.** In `EmbeddingNN` as written above, each Linear has a bias, and BatchNorm has one too; fastai leaves the Linear's
# out. In a block Linear → BatchNorm → ReLU the
# Linear's would be useless. Why? And why is it not quite useless here?
#
# <details><summary>Answer</summary>
#
# If BatchNorm follows at once, it subtracts the column's mean, and the Linear's bias with it. Here the ReLU comes in
# between, and the bias decides how much of the column it cuts off. BatchNorm cannot undo that.
#
# </details>
#
# **Written question (3 points, read by a person).** A classmate writes: "Neural networks can approximate every
# function, a dot product is only one function. So for our recommender I'll take `EmbeddingNN` and add two more
# blocks." Answer in four to six sentences: (a) what is right about the first sentence; (b) which measurements of
# yours speak against the plan, with numbers; (c) what you would have to measure, and how, before you agree that the
# deeper network is better. Write into the next cell.

# %% [markdown] question="why-not-deeper"
# (a) A large enough network could imitate the dot product as closely as we like; but that it *can* does not mean that
# training finds it, from 80,000 ratings in five epochs. (b) On the same split the dot product reached 0.81, the small
# network 0.85 and the one with two blocks 0.846; the networks were behind in the training loss too, so they lack not
# freedom but the right structure. Eleven times as many weights (74 and 102 in place of 8 and 8) gained 0.001. (c)
# Train both on the same splits, on five or more, with the same number of epochs and each with the best decay for it,
# in evaluation mode; the difference must be larger than its spread over the splits, and the last word belongs to
# ratings that had no part in choosing.
#
# *One point each: (a) being able to represent is not the same as learning; (b) at least two numbers that show the
# network behind; (c) the same splits, several of them, spread named.*

# %% [markdown]
# ## Stretch (no points)
#
# - The network could not find the product by itself: so give it to it. Write `NetworkWithDot(CollabNN)` with a
#   `forward` of its own that adds the dot product of the two vectors to the score (with equal widths, 50 and 50).
#   *Predict* first. We measured 0.810, and 0.812 for the dot product alone; on two other splits it was behind by
#   0.004 and 0.006.
# - Take the ReLUs out of `EmbeddingNN` and leave the BatchNorms in. Is the model then again one of biases, in
#   evaluation mode? Think first, then draw the cloud of section 3 for it.
# - Let 100 pairs of user and movie pass through `deep_model` in training mode, all for the same user, and compare the
#   predictions with those in evaluation mode. Whose ratings do you get?
