# %% [markdown]
# # The dot product: a first model of taste
#
# A user and a movie go in, a number of stars comes out. In this lesson you build the smallest model that knows people
# apart: a few numbers for each user, a few for each movie, and one way to compare them.
#
# **Afterwards you can**
# - say what a model must beat before it is worth anything;
# - predict ratings for a batch of pairs with a dot product, and keep the shapes right;
# - squash scores into the range of the ratings, and say why that range ends beyond five;
# - write a test that tells right functions from wrong ones;
# - see from two curves that a model learns by heart;
# - explain how a loss can fall, without an error, on a comparison that makes no sense.
#
# **Time:** about 45 minutes. **You need** lesson 1: tensors, batches, embeddings and gradients. (Forgotten a word? Here is the
# [glossary](../GLOSSARY.ipynb).)
#
# **Do you remember?** Answer before you unfold.
#
# <details><summary>Which position does a title get that is not in the vocabulary?</summary>0, that of '#na#'.</details>
# <details><summary>A batch x is (64, 2). What stands in its two columns?</summary>The position of the user, and that of the
# movie.</details>
# <details><summary>Row 7 was not fetched in this batch. What is its gradient?</summary>0.</details>

# %%
import warnings

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import architecture, grids, histograms, ladder, lines
from collab.plots import loss_curves
from collab.viewer import viewer

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
you = viewer(ratings)  # you, with what you rated in lesson 1; or Sam
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")
print(f"{len(data.train_y):,} ratings to train on, {len(data.valid_y):,} to validate with")

# %% [markdown]
# One rating in five, drawn at random, is put aside for **validation**. No model learns from these, so they show what it really
# knows. Numbers in this text are those of MovieLens 100K. With MiniLens yours are different; where a comparison turns out
# differently, the text says so.
#
# ## 1. What must be beaten
#
# Before you build anything: how well can you guess a rating with no model at all? We measure by the **MSE**, the mean squared
# error, in squared stars. One way is to say the mean of all ratings, always. Saying the mean of this *user's* ratings is
# another, or the mean of this *movie's*.
#
# **Predict.** Which has the lowest MSE? a) one mean for all, b) the user's mean, c) the movie's mean.

# %% tags=["demo"]
# demo
predict("which_mean", "")


# %% tags=["demo"]
# demo
def means(column, size):
    """The mean training rating of each user (column 0) or movie (column 1), (size,); the overall mean where there is none."""
    ids = data.train_x[:, column]
    total = torch.bincount(ids, weights=data.train_y, minlength=size)
    count = torch.bincount(ids, minlength=size)
    return torch.where(count > 0, total / count.clamp(min=1), mean).float()


mean = data.train_y.mean()
users, movies = data.valid_x[:, 0], data.valid_x[:, 1]  # (N,), (N,)
by_user, by_movie = means(0, data.n_users)[users], means(1, data.n_movies)[movies]  # (N,), (N,)
guesses = {"mean": mean, "user means": by_user, "movie means": by_movie, "both means": by_user + by_movie - mean}
steps = {name: ((guess - data.valid_y) ** 2).mean().item() for name, guess in guesses.items()}
ladder(steps)

# %% [markdown]
# These are baselines. *Both means* adds to a movie's mean how far this user is above or below the average: 0.926, with
# nothing learnt. A model that ends above that line is not worth its electricity. But none of these can say that you, of all
# people, will like a movie that others don't.
#
# ## 2. Taste in two numbers
#
# Suppose you knew two things of each movie, on a scale from -2 to 2: how much action it has, and how much romance. And of
# each user how much they like the one and the other. Such numbers are called **factors**. Here they are made up.


# %%
people = {"Ana": [1.5, -1.0], "Ben": [-0.5, 1.5], "Cleo": [0.2, 0.1]}
on_show = {"Die Hard": [2.0, -0.5], "Titanic": [0.5, 2.0], "Mr. Bean": [-0.5, -0.5]}
user_table = torch.tensor(list(people.values()))  # (3, 2)
movie_table = torch.tensor(list(on_show.values()))  # (3, 2)
print("Ana and Die Hard, factor by factor:", user_table[0] * movie_table[0])
print("the sum, their dot product:", (user_table[0] * movie_table[0]).sum())

# %% [markdown]
# Ana likes action (1.5) and *Die Hard* has plenty (2.0): that adds 3. She dislikes romance (-1.0), and the movie lacks it
# (-0.5): minus times minus adds another 0.5. **The dot product is large where liking and having point the same way.**

# %% tags=["demo"]
# demo
every = user_table @ movie_table.T  # (3, 3): every user with every movie
grids({"dot products": every}, digits=2, cmap="PuOr_r", limits=(-6, 6), rows=list(people), columns=list(on_show))

# %% [markdown]
# Cleo's numbers are small: she has no strong preferences, so no movie moves her far.
#
# A batch does not ask for every user with every movie. It holds *pairs*. Below, `u` and `m` are `(4, 2)`: four pairs, two
# factors each.
#
# **Predict.** Which line gives the four scores, and nothing else? a) `(u * m).sum(dim=1)`, b) `(u * m).sum(dim=0)`,
# c) `u @ m.T`.

# %% tags=["demo"]
# demo
predict("pairs", "")

# %%
pairs = torch.tensor([[0, 0], [1, 1], [2, 0], [1, 0]])  # (4, 2): user index, movie index
u = user_table[pairs[:, 0]]  # (4, 2)
m = movie_table[pairs[:, 1]]  # (4, 2)
print("(u * m).sum(dim=1)", tuple((u * m).sum(dim=1).shape), (u * m).sum(dim=1))
print("(u * m).sum(dim=0)", tuple((u * m).sum(dim=0).shape), (u * m).sum(dim=0))
print("u @ m.T           ", tuple((u @ m.T).shape), "with our four scores on its diagonal:", (u @ m.T).diagonal())

# %% [markdown]
# ## 3. From any number to stars
#
# A dot product can be any number; ratings lie between 1 and 5. `torch.sigmoid(x)` squashes any number into (0, 1), and 0
# becomes 0.5. You need `sigmoid_range(x, low, high)`, which squashes into (low, high), entry by entry, and leaves x as it is.
#
# **First the test.** How would you recognise a wrong one? Say so before you write your own: then you cannot put the same
# misunderstanding into both. In [a course that tried it](https://cs.brown.edu/people/sk/Publications/Papers/Published/wk-examplar/)
# (Wrenn and Krishnamurthi, 2019), examples written first and tried on right and wrong programs had several good effects, and no
# bad one was found.
#
# A test is a function, too. It takes a `candidate`, a function that somebody has written, calls it, and looks at what comes back.
# It says no by raising an error, as `assert` does where its condition is false; returning is a yes. This one has a single
# assertion.


# %%
def one_assertion(candidate):
    got = candidate(torch.tensor([0.0]), 0, 5)  # (1,)
    assert torch.allclose(got, torch.tensor([2.5])), got


one_assertion(lambda x, low, high: x + 2.5)  # no sigmoid in it, and no error

# %% [markdown]
# It would stop some wrong ones, and it lets `x + 2.5` through. Write a better one. `check` tries it on hidden candidates, right
# ones and wrong ones. Each kind of wrong one that you catch counts; whatever error ends your test is a no. But a right one that
# you turn away costs all points: demand nothing that a right function need not have, such as equality in the last digit.


# %% exercise="test_sigmoid_range"
def test_sigmoid_range(candidate):
    """Raises AssertionError where the candidate is wrong, and returns where it is right.

    candidate: called as candidate(x, low, high), which should do what section 3 says of sigmoid_range;
        x: float tensor of any shape, low and high: numbers
    """
    ### BEGIN SOLUTION
    x = torch.tensor([[-100.0, -2.0], [0.5, 100.0]])  # (2, 2)
    before = x.clone()
    for low, high in ((0, 5.5), (1, 5)):
        wanted = low + (high - low) / (1 + torch.exp(-before))  # (2, 2)
        assert torch.allclose(candidate(x, low, high), wanted, atol=1e-5), f"wrong numbers for {low, high}"
    assert torch.equal(x, before), "x is changed"
    ### END SOLUTION


# %% [markdown]
# Did something slip through? The card says what that candidate does. Which call would have told it from a right one?
#
# Now the function. Which two operations turn (0, 1) into (low, high)?


# %% exercise="sigmoid_range"
def sigmoid_range(x, low, high):
    """Squash x into (low, high): large numbers come close to high, large negative ones close to low.

    x: float tensor of any shape, which stays as it is
    low, high: numbers, the ends of the range
    Returns a new tensor of the same shape.
    """
    ### BEGIN SOLUTION
    return torch.sigmoid(x) * (high - low) + low
    ### END SOLUTION


# %% [markdown]
# And your own test? `test_sigmoid_range(sigmoid_range)` should say nothing.
#
# **Predict.** With the range (0, 5), for which x does it give five stars? a) x = 2.3, b) x = 6.2, c) for no x.

# %% tags=["demo"]
# demo
predict("reach_five", "")

# %% tags=["demo"]
# demo
x = torch.linspace(-6, 8, 1000)  # (1000,)
for high in (5, 5.5):
    stars = sigmoid_range(x, 0, high)  # (1000,)
    reached = (
        f"reached at x = {x[(stars >= 5).nonzero()[0]].item():.1f}" if (stars >= 5).any() else "not reached by x = 8"
    )
    print(f"range (0, {high}): five stars are {reached}")
curves = {f"(0, {high})": sigmoid_range(x, 0, high) for high in (5, 5.5)}
lines(curves, "x", "stars", x=x.tolist(), level=(5, "five stars"))

# %% [markdown]
# Where the curve is flat, a prediction hardly moves and the gradient is close to 0. Near five stars the range (0, 5) is
# flat, and (0, 5.5) is still steep. That is what the half star is for.
#
# **Break it.** `x.clamp(low, high)` also keeps numbers in a range. A single score starts too high, at x = 6, for a rating of
# 4. **Gradient descent** corrects it: at each step, x moves against the gradient of the error. How far it moves is the gradient
# times the **learning rate**, here 0.3.
#
# **Predict.** After 150 steps, which of the two is at 4 stars? a) both, b) only the sigmoid, c) only the clamp.

# %% tags=["demo"]
# demo
predict("clamp", "")


# %% tags=["demo"]
# demo
def descend(to_stars):
    """The stars of one score during 150 steps of gradient descent towards a rating of 4."""
    x, path = torch.tensor(6.0, requires_grad=True), []
    for _ in range(150):
        stars = to_stars(x)  # ()
        path.append(stars.item())
        gradient = torch.autograd.grad((stars - 4) ** 2, x)[0]
        x = (x - 0.3 * gradient).detach().requires_grad_()  # learning rate 0.3
    return path


paths = {
    "your sigmoid_range": descend(lambda x: sigmoid_range(x, 0, 5.5)),
    "x.clamp(0, 5.5)": descend(lambda x: x.clamp(0, 5.5)),
}
lines(paths, "step", "predicted stars, where the rating is 4", level=(4, "the rating"))

# %% [markdown]
# Above 5.5 `clamp` is entirely flat: the gradient is exactly 0, and nothing ever pulls x back. The sigmoid is nearly flat at
# x = 6, so its start is slow. Remember that slow start. (A number that is about to go through a sigmoid, such as x here, is
# called a **logit**. We mostly say *score*.)
#
# ## 4. The model
#
# Now nobody makes the factors up. There are `n_factors` for each user and each movie, random at first, and they are learnt
# from the ratings. Since the ratings do not show them, they are called **latent factors**, and the whole method **matrix
# factorization** ([Koren and others, 2009](https://doi.org/10.1109/MC.2009.263)): two small tables whose product fills the
# big matrix.

# %% tags=["demo"]
# demo
architecture(
    [
        ["user index (B,)", "movie index (B,)"],
        ["row of user_factors (B, n_factors)", "row of movie_factors (B, n_factors)"],
        ["dot product (B,)"],
        ["sigmoid_range: stars (B,)"],
    ],
    "DotProduct",
    "dot product",
)

# %% [markdown]
# In PyTorch, a model is a class made from `nn.Module`, which is why such a thing is called a **module**. `__init__` makes its
# parts, after `super().__init__()`. `forward` takes what goes in and returns what comes out, and `model(x)` calls it.
#
# The tables are modules too, `nn.Embedding(n, d)`: called with indices `(B,)`, one returns their rows, `(B, d)`. The table
# itself, `(n, d)`, is its `weight`.


# %% exercise="DotProduct"
class DotProduct(nn.Module):
    """Predicts stars from the dot product of a user's and a movie's factors.

    user_factors    nn.Embedding with a table (n_users, n_factors)
    movie_factors   nn.Embedding with a table (n_movies, n_factors)

    forward: x (B, 2) long, user index in column 0, movie index in column 1
             -> predictions (B,) float: dot products, squashed into y_range by sigmoid_range
    """

    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        ### BEGIN SOLUTION
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        users = self.user_factors(x[:, 0])  # (B, n_factors)
        movies = self.movie_factors(x[:, 1])  # (B, n_factors)
        scores = (users * movies).sum(dim=1)  # (B,)
        return sigmoid_range(scores, *self.y_range)  # (B,)
        ### END SOLUTION


# %% [markdown]
# **Fix this.** A friend's model has the right shapes and trains without an error. But its prediction for a pair depends on
# what else is in the batch. Find the line, and mend it until both numbers agree.


# %% tags=["demo"]
# demo
class Friend(DotProduct):
    def forward(self, x):
        users, movies = self.user_factors(x[:, 0]), self.movie_factors(x[:, 1])  # (B, n_factors) both
        scores = (users @ movies.T).sum(dim=1)  # (B,)
        return sigmoid_range(scores, *self.y_range)  # (B,)


torch.manual_seed(0)
friend = Friend(n_users=7, n_movies=5, n_factors=3)
alone, together = torch.tensor([[2, 4]]), torch.tensor([[2, 4], [1, 3], [5, 0]])  # (1, 2), (3, 2)
print(f"user 2 and movie 4: {friend(alone)[0]:.2f} alone, {friend(together)[0]:.2f} in a batch of three")

# %% [markdown]
# <details><summary>Answer</summary>
#
# `users @ movies.T` is (B, B), every user of the batch with every movie of it, and the sum adds up a user's scores for
# *all* of them. It must be `(users * movies).sum(dim=1)`.
#
# </details>
#
# ## 5. Where to start
#
# `nn.Embedding` fills its table with random numbers of standard deviation 1. A dot product of 50 such factors is typically 7
# or -7. What does the model predict, then, before any training?


# %%
def start_at(model, std):
    """Fill the model's tables anew with random numbers of mean 0 and this standard deviation. Returns the model."""
    nn.init.normal_(model.user_factors.weight, std=std)
    nn.init.normal_(model.movie_factors.weight, std=std)
    return model


# %% tags=["demo"]
# demo
torch.manual_seed(42)
sizes = (data.n_users, data.n_movies, 50)
predicted = {}
for std in (1, 0.3, 0.01):
    with torch.no_grad():
        predicted[f"standard deviation {std}"] = p = start_at(DotProduct(*sizes), std)(data.valid_x)  # (N,)
    edge = ((p < 0.1) | (p > 5.4)).float().mean()
    print(f"std {std:<4}: {edge:.0%} within 0.1 of an end of the range, MSE {((p - data.valid_y) ** 2).mean():.2f}")
histograms(predicted, "predicted stars, before training", limits=(0, 5.5), model="dot product")

# %% [markdown]
# With 1, more than half of the predictions sit at one end, where the sigmoid is flat: the model is sure about people of whom
# it knows nothing. With 0.3 they are spread. With 0.01 every score is close to 0, and every prediction close to 2.75.
#
# `fit` trains: five **epochs**, which means five times through all training ratings, in random order and in batches of 64.
# (Lesson 4 explains its setting `wd`.) Look at 0.3 in particular, where nothing is flat.
#
# **Predict.** Compared with 0.01, a start of 0.3 ends with a) lower training and lower validation loss, b) lower training
# and higher validation loss, c) both higher.

# %% tags=["demo"]
# demo
predict("large_start", "")


# %% tags=["demo"]
# demo
def train(std=0.01, n_factors=50, y_range=(0, 5.5)):
    """Your model, trained, and the history of its training. The same random numbers every time."""
    torch.manual_seed(42)
    model = start_at(DotProduct(data.n_users, data.n_movies, n_factors, y_range), std)
    return model, fit(model, data, epochs=5, lr=5e-3, wd=0.01, seed=42, progress=False)


model, history = train()
starts = {1: train(std=1)[1], 0.3: train(std=0.3)[1], 0.01: history}
for std, h in starts.items():
    print(f"std {std:<4} training   {'  '.join(f'{loss:.2f}' for loss in h.train_mse)}")
    print(f"         validation {'  '.join(f'{loss:.2f}' for loss in h.valid_mse)}")
loss_curves({"std 0.3": starts[0.3], "dot product": starts[0.01]})

# %% [markdown]
# Two things are wrong with a large start.
#
# - **Flat.** From 1, most gradients are so small that five epochs are not enough: training falls from 7.7 to 4.2, validation
#   only to 6.7, far from anything useful.
# - **Noise, learnt by heart.** From 0.3, nothing is flat, and the training loss is the lowest of all, 0.30. But validation
#   ends at 1.14, worse than *both means*. Fifty large random numbers a row are fifty handles. The model bends them until
#   each training rating fits, and what it bends is noise.
#
# ## 6. By heart
#
# In the picture above, look at the small start, too. Dashed is training, solid is validation. The validation loss falls to
# 0.86, below all the means. Then it turns up to 0.87 (on MiniLens it only stops falling), while the training loss goes on
# falling, to 0.35. That is **overfitting**: from there on the model learns what is true of the training ratings only. It
# has the room: 130,450 numbers, to be found from 80,000 ratings.
#
# **Predict.** With 2, 10, 50 and 200 factors, which has the lowest *training* loss, and which the lowest *validation* loss?
# a) 200 and 200, b) 200 and 10, c) 10 and 10.

# %% tags=["demo"]
# demo
predict("factors", "")

# %% tags=["demo"]
# demo
runs = {n: history if n == 50 else train(n_factors=n)[1] for n in (2, 10, 50, 200)}
by_size = {
    "training": [h.train_mse[-1] for h in runs.values()],
    "validation": [h.valid_mse[-1] for h in runs.values()],
}
for what, losses in by_size.items():
    print(f"{what:<10}", "  ".join(f"{n} factors: {loss:.3f}" for n, loss in zip(runs, losses, strict=True)))
lines(by_size, "factors a row", "MSE after five epochs", x=range(4), labels=[str(n) for n in runs])

# %% [markdown]
# Too few factors cannot describe people. Too many describe people *and* the accidents of one set of ratings. (On MiniLens,
# the best of the four is 50.)
#
# **Your experiment.** Choose a number of factors that nobody has tried. Write down both losses that you expect. Then run.

# %% tags=["demo"]
# demo
mine = 20  # yours to change
expected = "training ..., validation ..."  # yours to fill in, before you run
_, tried = train(n_factors=mine)
print(f"{mine} factors: training {tried.train_mse[-1]:.3f}, validation {tried.valid_mse[-1]:.3f}; you said {expected}")

# %% [markdown]
# ## 7. A loss that looks before it computes
#
# A **loss** is the number that training makes small; here it is the MSE. `fit` brought its own. Now write it yourself, and make
# it look before it computes. Say a model returns predictions of shape `(4, 1)`, one column, and the targets are `(4,)`. Every
# prediction is right.
#
# **Predict.** The mean of the squared difference is a) 0, b) an error, c) more than 0.

# %% tags=["demo"]
# demo
predict("broadcast", "")

# %%
predictions_column = torch.tensor([[1.0], [2.0], [3.0], [5.0]])  # (4, 1)
targets = torch.tensor([1.0, 2.0, 3.0, 5.0])  # (4,)
difference = predictions_column - targets
print("shape of the difference:", tuple(difference.shape))
print(difference)
print("mean of its square:", (difference**2).mean().item())

# %% [markdown]
# `(4, 1)` and `(4,)` **broadcast** to `(4, 4)`, as they would in NumPy: row i, column j is prediction i minus target *j*.
# Only the diagonal is what we meant. Your loss looks at the shapes first, and refuses.


# %% exercise="mse"
def mse(predictions, targets):
    """The mean squared error, over all entries.

    predictions, targets: float tensors of the same shape, (B,) for instance; both stay as they are
    Returns a tensor of shape (), from which backward() can start.
    Raises ValueError when the two shapes differ in any way, whether or not they could be broadcast.
    """
    ### BEGIN SOLUTION
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions {tuple(predictions.shape)}, targets {tuple(targets.shape)}: not the same shape")
    return ((predictions - targets) ** 2).mean()
    ### END SOLUTION


# %% [markdown]
# **Break it.** Train your model for one epoch, once with your `mse`, and once with one dimension too many and the careless
# formula. (In the loop below, `backward` finds the gradients. The **optimizer** knows the model's numbers, and its `step`
# moves each of them against its gradient.)
#
# **Predict.** The second model's predictions are a) a little worse, b) all about the mean, 3.5, c) all 0.

# %% tags=["demo"]
# demo
predict("careless", "")


# %% tags=["demo"]
# demo
def careless(predictions, targets):
    return ((predictions - targets) ** 2).mean()


def one_epoch(column, loss_function):
    """Train a new model for an epoch, with predictions (B, 1) if `column`; return what it predicts for validation, (N,)."""
    torch.manual_seed(42)
    model = start_at(DotProduct(*sizes), 0.01)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for x, y in data.train_batches(64):
        optimizer.zero_grad()
        loss_function(model(x).unsqueeze(1) if column else model(x), y).backward()
        optimizer.step()
    with torch.no_grad():
        return model(data.valid_x)


learnt = {"(64,) and your mse": one_epoch(False, mse), "(64, 1), careless": one_epoch(True, careless)}
for name, p in learnt.items():
    print(f"{name:<19} predictions {p.mean():.2f} ± {p.std():.2f}, MSE {mse(p, data.valid_y):.3f}")
histograms(learnt, "predicted stars", limits=(0, 5.5), model="dot product")

# %% [markdown]
# The loss goes down, no error is raised, and what comes out is 1.26: no better than saying the mean, which needs no model.
#
# ## Your list again
#
# Where are you in this model? You are not a user of MovieLens, so you have no row. But row 0, '#na#', belongs to nobody: no
# training rating has fetched it. So it becomes yours. `you.scores` leaves everything else in the model as it is and lets
# row 0 alone learn, from your ratings. It starts as the average user's row.

# %% tags=["demo"]
# demo
scores = you.scores(model)  # (n_movies,), predicted stars
print("predicted and given, for what you rated:")
for i, given in zip(you.movies[:4], you.stars[:4], strict=True):
    print(f"    {ratings.titles[i]:<35} {scores[i]:.1f}  {given:.0f}")
you.lists("02 dot product", scores)

# %% [markdown]
# Now the list is about you again. For Sam it has *The Empire Strikes Back* on top, and nobody told the model what science
# fiction is. But look at the numbers in brackets: *Pather Panchali* is there because of eight ratings. This model believes
# eight people nearly as firmly as three hundred.

# %% tags=["demo"]
# demo
ladder(you.climb({**steps, "dot product": history.valid_mse[-1]}), ["dot product"])

# %% [markdown]
# ## Summary
#
# | what | shape | remember |
# |---|---|---|
# | batch `x` | `(B, 2)` | user index in column 0, movie index in column 1 |
# | rows of a table | `(B, n_factors)` | `nn.Embedding(n, d)(indices)` |
# | `(users * movies).sum(dim=1)` | `(B,)` | one score for each pair; `users @ movies.T` is `(B, B)` |
# | `sigmoid_range(score, 0, 5.5)` | `(B,)` | five stars are reached at 2.3, and with a slope |
# | `mse(predictions, y)` | `()` | same shapes or no loss |
#
# Baselines first. Start small. And watch the validation loss: the training loss only tells how well a model remembers.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# **1.** Could a user's factors be *negative* on every axis, and the model still predict five stars for some movie?
#
# <details><summary>Answer</summary>
# Yes, for a movie whose factors are negative too. Only the product counts: turn the sign of a factor in both tables, for all
# users and all movies, and no prediction changes. So a single factor has no meaning by itself.
# </details>
#
# **2.** Somebody shows you a training loss of 0.06 and says that the model predicts within a quarter of a star. What do you
# ask for?
#
# <details><summary>Answer</summary>
# The validation loss. With 200 factors ours was about 0.06 too, and on ratings that the model had not seen almost 1: a
# typical error of one whole star.
# </details>
#
# **Written question (3 points, read by a person).** Another site lets its users rate movies from 0 to 10, in whole steps; the
# mean of their ratings is 7. You take your model there. Answer in four to six sentences: (a) which `y_range` do you give it,
# and why; (b) what does it predict before it has learnt anything, and what does that cost at the start; (c) after training,
# its validation loss is 3.1, and yours on MovieLens 0.87: can you tell which model is the better one, and if not, what would
# you compare? Write into the next cell.

# %% [markdown] question="why-average"
# (a) A range a little wider than the ratings at both ends, such as (-0.5, 10.5): the sigmoid only approaches its ends, so with
# (0, 10) neither a 0 nor a 10 could be reached, and near them there is almost no gradient.
#
# (b) Small factors give a score near 0, a sigmoid of 0.5 and so the middle of the range, 5. That is 2 below the mean, which adds
# 2² = 4 to the loss, on top of the variance of the ratings, until the model has learnt to predict higher.
#
# (c) The two losses can't be compared: they are in squared steps of two different scales, and the ratings scatter differently.
# What can be: each loss over the loss of predicting the mean everywhere (the variance of that site's validation ratings), so
# how much of the scatter the model explains.
#
# *One point each: (a) wider than 0 to 10 at both ends, since the sigmoid never reaches its ends; (b) the middle of the range,
# 2 below the mean, and so 4 more in the loss; (c) no, the scales differ, and a comparison with each site's own baseline.*

# %% [markdown]
# ## Deeper
#
# Nothing below is needed for the next lesson, and none of it gives points.
#
# **Did nobody warn us?** Three losses meet a column of predictions. PyTorch's own warns, once, and goes on.

# %% tags=["demo"]
# demo
column, y = torch.rand(64, 1), torch.rand(64)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    careless(column, y)
    print("the careless formula:", len(caught), "warnings")
    nn.functional.mse_loss(column, y)
    print("nn.functional.mse_loss:", len(caught), "warning:", str(caught[-1].message)[:90])
try:
    mse(column, y)
except ValueError as error:
    print("your mse: ValueError,", error)

# %% [markdown]
# **Without the half star.** Take it away: the range (0, 5). Will the training loss rise? And the validation loss?

# %% tags=["demo"]
# demo
_, up_to_five = train(y_range=(0, 5))
loss_curves({"dot product": history, "range (0, 5)": up_to_five})

# %% [markdown]
# The training loss is higher: the fives are out of reach. But the validation loss is *lower*, 0.84 in place of 0.87. This
# model's trouble is not that it cannot say "five". It learns by heart, and whatever makes that harder helps. We keep 5.5;
# there is a better cure. (On MiniLens, where this model overfits less, the two end level.)
#
# **Swapped.** What happens if somebody swaps the two columns of x, with 7 users and 5 movies? Try `[2, 4]` and `[6, 4]`. Why is
# an error that comes only sometimes worse than one that always comes?
#
# **The first 80,000 rows.** Why not train on the first 80,000 rows of the file, and validate on the rest? Sort
# `ratings.frame` by user, cut it there, and count the validation users whom the model has never met.
#
# **Stretch.** Give the model only 10 factors and train with both ranges. Is (0, 5) still ahead? Compare the two on the
# five-star ratings alone, `data.valid_y == 5`.

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.
