# %% [markdown]
# # The dot product: a first model of taste
#
# A user and a movie go in, a number of stars comes out. In this lesson you build the smallest model that does this: a
# few numbers for each user, a few for each movie, and one way to compare them. Nobody tells the model what the numbers
# mean. It finds them, from 80,000 ratings, in a few seconds.
#
# **Afterwards you can**
# - predict ratings for a batch of pairs with a dot product, and keep the shapes right;
# - squash scores into the range of the ratings, and say why that range ends beyond five;
# - train a model with two embedding tables, and see from its curves that it overfits;
# - explain how a loss can train for hours, without an error, on a comparison that makes no sense.
#
# **Time:** about 40 minutes; the parts marked *Break it* and the questions take another 15, and can wait for a second
# reading. **You need** tensors, `nn.Module`, `backward`, and rows of a table looked up by index.
#
# Wherever it says *Predict*, write your answer down before you run the next cell. After each exercise, `check` looks at
# your answer; stuck, call `hint("sigmoid_range")`, with the exercise's name: the first hint is a nudge, the third is
# nearly the line.

# %%
import warnings

import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo: loads the ratings and puts one in five aside for validation; the grader skips this cell.
from collab.plots import figure, loss_curves

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")
print(f"{len(data.train_y):,} ratings to train on, {len(data.valid_y):,} to validate with")
mean = data.train_y.mean()
print(f"MSE of predicting the mean, {mean:.2f} stars, for everyone: {((data.valid_y - mean) ** 2).mean():.3f}")

# %% [markdown]
# The last line is the number to beat: whoever knows nothing of users and movies, and always says 3.5 stars, has an MSE
# (mean squared error, in squared stars) of about 1.25. Numbers in this text were measured on MovieLens 100K. If the
# cell above announced MiniLens, whose ratings are generated, yours are others; where a comparison turns out
# differently, the text says so.
#
# ## 1. Taste in two numbers
#
# Suppose you knew two things about each movie, on a scale from -2 to 2: how much action it has, and how much romance.
# And about each user, on the same scale, how much they like the one and the other. These numbers are called
# **factors**; here they are made up.


# %%
users = {"Ana": [1.5, -1.0], "Ben": [-0.5, 1.5], "Cleo": [0.2, 0.1]}
movies = {"Die Hard": [2.0, -0.5], "Titanic": [0.5, 2.0], "Mr. Bean": [-0.5, -0.5]}
user_table = torch.tensor(list(users.values()))  # (3, 2)
movie_table = torch.tensor(list(movies.values()))  # (3, 2)
print("Ana and Die Hard, factor by factor:", user_table[0] * movie_table[0])
print("the sum, their dot product:", (user_table[0] * movie_table[0]).sum())

# %% [markdown]
# Ana likes action (1.5) and *Die Hard* has plenty (2.0): that adds 3. She dislikes romance (-1.0), and the film lacks
# it (-0.5): minus times minus adds another 0.5. **The dot product is large where liking and having point the same
# way.**
#
# *Predict:* which movie suits Ben best? And why are all of Cleo's scores close to 0?

# %% tags=["demo"]
# demo: draws the made-up factors, and the dot product of every pair; the grader skips this cell.
toy, axes = figure(9, 3.6, columns=2)
plane, grid = axes[0]
for name, point in users.items():
    plane.annotate("", point, (0, 0), arrowprops={"arrowstyle": "->", "color": "#0072B2", "lw": 2})
    plane.annotate(name, point, xytext=(4, 4), textcoords="offset points", color="#0072B2")
for name, point in movies.items():
    plane.plot(*point, "o", color="#D55E00")
    plane.annotate(name, point, xytext=(6, -11), textcoords="offset points", color="#D55E00")
plane.set(xlim=(-2.6, 3.4), ylim=(-1.6, 2.6), xlabel="action", ylabel="romance")
plane.set_title("users (arrows) and movies (points)", fontsize=10)
scores = user_table @ movie_table.T  # (3, 3): every user with every movie
grid.imshow(scores, cmap="PuOr_r", vmin=-6, vmax=6)
for i, j in torch.cartesian_prod(torch.arange(3), torch.arange(3)).tolist():
    grid.text(j, i, f"{scores[i, j]:.2f}", ha="center", va="center")
grid.set_xticks(range(3), list(movies))
grid.set_yticks(range(3), list(users))
grid.set_title("their dot products", fontsize=10)
grid.grid(False)
toy

# %% [markdown]
# *Titanic* lies in the direction of Ben's arrow. Cleo's arrow is short: she has no strong preferences, so no movie
# moves her far.
#
# A batch does not ask for every user with every movie. It holds **pairs**: row 0 asks for one user and one movie, row 1
# for others. *Predict:* below, `u` and `m` are `(4, 2)`, four pairs with two factors each. Which of the three lines
# gives the four scores that we want? What shapes do the others give?

# %%
pairs = torch.tensor([[0, 0], [1, 1], [2, 0], [1, 0]])  # (4, 2): user index, movie index
u = user_table[pairs[:, 0]]  # (4, 2)
m = movie_table[pairs[:, 1]]  # (4, 2)
print("(u * m).sum(dim=1)", tuple((u * m).sum(dim=1).shape), (u * m).sum(dim=1))
print("(u * m).sum(dim=0)", tuple((u * m).sum(dim=0).shape), (u * m).sum(dim=0))
print("u @ m.T           ", tuple((u @ m.T).shape), "with our four scores on its diagonal:", (u @ m.T).diagonal())

# %% [markdown]
# Dimension 0 is the batch, dimension 1 the factors. A dot product sums over the factors, so `dim=1` goes and `(4,)` is
# left. `dim=0` sums over four people who have nothing to do with each other. And `u @ m.T` computes 16 products where 4
# were asked for; with a batch of 64, 4,096.
#
# ## 2. From any number to stars
#
# A dot product can be any number; ratings lie between 1 and 5. The model could learn that, rating by rating. But why
# should it, if we know it beforehand?
#
# `torch.sigmoid(x)` squashes any number into (0, 1); 0 becomes 0.5. *Predict:* which two operations turn (0, 1) into
# (low, high)? And if low = 0 and high = 5, for which x is the result exactly 5?


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
# For no x is it exactly 5: a sigmoid comes near to 1 and never gets there. *Predict:* with high = 5.5 in place of 5,
# which x gives five stars: about 2, about 5 or about 10? (5 / 5.5 is 0.91; sigmoid(2) is 0.88, sigmoid(5) is 0.993.)

# %% tags=["demo"]
# demo: draws your sigmoid_range for two ranges, and how steep each is; the grader skips this cell.
ends, axes = figure(9, 3.4, columns=2)
x = torch.linspace(-6, 8, 1000, requires_grad=True)  # (1000,)
for high, colour, dashes in ((5, "#0072B2", "-"), (5.5, "#D55E00", "--")):
    stars = sigmoid_range(x, 0, high)  # (1000,)
    slope = torch.autograd.grad(stars.sum(), x)[0]  # (1000,): d stars / d x
    axes[0, 0].plot(x.detach(), stars.detach(), ls=dashes, color=colour, label=f"range (0, {high})")
    axes[0, 1].plot(stars.detach(), slope, ls=dashes, color=colour)
    if (stars >= 5).any():
        first = int((stars >= 5).nonzero()[0])
        axes[0, 0].plot(x[first].item(), 5, "o", color=colour)
        axes[0, 0].text(2.6, 4.3, f"x = {x[first].item():.1f}", color=colour)
        print(f"range (0, {high}): five stars at x = {x[first].item():.2f}, with a slope of {slope[first]:.2f}")
axes[0, 0].axhline(5, color="#666666", lw=1, ls=":")
axes[0, 0].set_xlabel("x")
axes[0, 0].set_title("stars", fontsize=10)
axes[0, 0].legend(loc="lower right", frameon=False)
axes[0, 1].axvline(5, color="#666666", lw=1, ls=":")
axes[0, 1].set_xlabel("stars")
axes[0, 1].set_title("slope: stars gained for each unit of x", fontsize=10)
ends

# %% [markdown]
# Left: the curve for (0, 5) only approaches the dotted line. To a user who gives five stars it can say 4.9, at x = 3.9,
# or 4.99, at x = 6.2: ever larger factors for ever smaller gains. The curve for (0, 5.5) crosses the line at x = 2.3.
#
# Right: the same from the gradient's point of view. Near five stars the slope of (0, 5) goes to 0, so the closer a
# prediction comes to a five, the less it learns. With (0, 5.5) the slope at five stars is still 0.45. That is what the
# half star is for, and why the range of this course is (0, 5.5). (Downwards there is room enough: 0 is a whole star
# below the lowest rating.)
#
# **Break it.** `x.clamp(low, high)` also keeps numbers in a range. Take a single score that starts too high, at x = 6,
# for a rating of 4, and let gradient descent correct it. *Predict:* where does each of the two end?

# %% tags=["demo"]
# demo: one score and one rating, squashed or cut off; the grader skips this cell.
cut, axes = figure(6.4, 3.2)
for label, to_stars in {
    "your sigmoid_range": lambda x: sigmoid_range(x, 0, 5.5),
    "x.clamp(0, 5.5)": lambda x: x.clamp(0, 5.5),
}.items():
    x, path = torch.tensor(6.0, requires_grad=True), []
    for _ in range(150):
        stars = to_stars(x)  # ()
        path.append(stars.item())
        gradient = torch.autograd.grad((stars - 4) ** 2, x)[0]
        x = (x - 0.3 * gradient).detach().requires_grad_()  # a step of gradient descent, learning rate 0.3
    axes[0, 0].plot(path, label=label)
axes[0, 0].axhline(4, color="#666666", lw=1, ls=":")
axes[0, 0].set_xlabel("step")
axes[0, 0].set_title("predicted stars, where the rating is 4", fontsize=10)
axes[0, 0].legend(loc="center left", frameon=False)
cut

# %% [markdown]
# The clamped score never moves. Above 5.5 `clamp` is flat: whatever x is, the result is 5.5, so the gradient is
# exactly 0 and nothing ever pulls x back. The sigmoid is nearly flat at x = 6 as well, so the start is slow, but nearly
# is not entirely. Remember that slow start: it comes back in section 4.
#
# ## 3. The model
#
# The factors in section 1 were made up. Now there are `n_factors` for each user and each movie, and they are to be
# learnt. They live in two tables. `nn.Embedding(n, d)` is such a table: n rows of d numbers, at first random, each of
# which training can change. Called with indices `(B,)`, it looks up rows, `(B, d)`. The table itself is its `weight`,
# `(n, d)`.
#
# *Predict:* x is a batch of pairs, `(B, 2)`: user index in column 0, movie index in column 1. Write down the shapes of
# `x[:, 0]`, of the users' rows, of the product with the movies' rows, and of the prediction.


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
# **Break it.** *Predict:* what happens if the two columns of x are swapped, with 7 users and 5 movies? Does it raise an
# error, always, never, or sometimes?

# %%
small = DotProduct(n_users=7, n_movies=5, n_factors=3)
for pair in ([2, 4], [6, 4]):  # user, movie
    swapped = torch.tensor([pair[::-1]])  # (1, 2): movie, user
    try:
        print(f"user {pair[0]}, movie {pair[1]}, swapped: prediction {small(swapped).item():.2f}")
    except IndexError as error:
        print(f"user {pair[0]}, movie {pair[1]}, swapped: IndexError, {error}")

# %% [markdown]
# Sometimes. As long as an index exists in both tables, the model answers for another user and another movie, and nobody
# notices. The error comes with the first user index that the shorter table does not have. A model that runs is not yet
# a model that is right.
#
# ## 4. Before it learns anything
#
# `nn.Embedding` fills its table with random numbers of standard deviation 1 (that is, typically between -2 and 2). A
# dot product of 50 factors is a sum of 50 products of two such numbers. Each product has a standard deviation of 1 as
# well, and the sum of 50 of them √50, about 7.
#
# *Predict:* what does a new model predict, then, before any training: mostly numbers around 2.75, the middle of the
# range, or something else?


# %%
def start_small(model):
    """Fill the model's tables anew with random numbers of mean 0 and standard deviation 0.01. Returns the model."""
    nn.init.normal_(model.user_factors.weight, std=0.01)
    nn.init.normal_(model.movie_factors.weight, std=0.01)
    return model


# %% tags=["demo"]
# demo: what new models predict, with large and with small random factors; the grader skips this cell.
torch.manual_seed(42)
starts, axes = figure(9, 3, columns=2)
sizes = (data.n_users, data.n_movies, 50)
for ax, label, model in zip(
    axes[0],
    ("standard deviation 1", "standard deviation 0.01"),
    (DotProduct(*sizes), start_small(DotProduct(*sizes))),
    strict=True,
):
    with torch.no_grad():
        predictions = model(data.valid_x)  # (20000,) on MovieLens
    ax.hist(predictions, bins=45, range=(0, 5.5))
    ax.set_xlabel("predicted stars")
    ax.set_title(f"new model, {label}", fontsize=10)
    edge = ((predictions < 0.1) | (predictions > 5.4)).float().mean()
    mse_now = ((predictions - data.valid_y) ** 2).mean()
    print(f"{label:<23}  {edge:.0%} of the predictions within 0.1 of an end; MSE {mse_now:.2f}")
starts

# %% [markdown]
# With standard deviation 1, more than half of the predictions sit at one end, 0 or 5.5: the model is sure about people
# of whom it knows nothing, and its MSE is 7.8. With small numbers every dot product is close to 0, and every prediction
# close to 2.75. (If your class fills its tables with small numbers by itself, your left picture looks like the right
# one.)
#
# *Predict:* starting wrong is no harm if the model learns its way out. How fast will the model on the left learn? Think
# of the clamp, and of the slow start of the sigmoid.
#
# ## 5. Training
#
# `fit(model, data, epochs, lr, wd=...)` trains: five times (**epochs**) through all training ratings, in random order,
# in batches of 64, with a learning rate that rises to 5e-3 and falls again. After each epoch it measures the MSE on the
# validation ratings, which the model never learns from. (`wd=0.01` hardly matters here; leave it as it is.)
#
# *Predict:* draw the two validation losses, for the large start and for the small one.


# %% tags=["demo"]
# demo: trains your model twice, from large and from small factors; the grader skips this cell.
def train(small, n_factors=50, y_range=(0, 5.5), shown=False):
    """Your model, trained, and the history of its training. The same random numbers every time."""
    torch.manual_seed(42)
    model = DotProduct(data.n_users, data.n_movies, n_factors, y_range)
    if small:
        start_small(model)
    return model, fit(model, data, 5, 5e-3, wd=0.01, seed=42, progress=shown)


_, large_start = train(small=False, shown=True)
model, small_start = train(small=True, shown=True)
both, axes = figure(10, 3.6, columns=2)
loss_curves({"small start": small_start, "large start": large_start}, ax=axes[0, 0])
loss_curves({"small start": small_start}, ax=axes[0, 1])
both

# %% [markdown]
# Left: after five epochs the large start has come from 7.8 to 6.7, and is still far worse than always saying 3.5 stars.
# At the ends of the range the sigmoid is flat, gradients are close to 0, and the model stays where chance put it.
#
# Right: the small start alone, on its own scale. Dashed is training, solid is validation. In the first epoch training
# looks worse than validation, because it is averaged *during* the epoch, while the model is still poor. Then the model
# beats 1.25 easily. **But the training loss goes on falling, to 0.35, while the validation loss stops at 0.86 and turns
# up, to 0.87.** That is *overfitting*: from there on the model learns what is true of the training ratings only.
#
# How can it? Count: 2,609 rows of 50 factors are 130,450 numbers, to be found from 80,000 ratings. That is room enough
# to store many of the ratings one by one. So the number of factors should matter. *Predict:* with 2, 10, 50 and 200
# factors, which model has the lowest training loss, and which the lowest validation loss?

# %% tags=["demo"]
# demo: trains your model with other numbers of factors; the grader skips this cell.
histories = {n: small_start if n == 50 else train(small=True, n_factors=n)[1] for n in (2, 10, 50, 200)}
capacity, axes = figure(6.4, 3.6)
for label, style, losses in (
    ("training", "--o", [h.train_mse[-1] for h in histories.values()]),
    ("validation", "-o", [h.valid_mse[-1] for h in histories.values()]),
):
    axes[0, 0].plot(range(4), losses, style, label=label)
    print(f"{label:<10}", "  ".join(f"{n} factors: {loss:.3f}" for n, loss in zip(histories, losses, strict=True)))
axes[0, 0].set_xticks(range(4), [str(n) for n in histories])
axes[0, 0].set_xlabel("factors a row")
axes[0, 0].set_title("MSE after five epochs", fontsize=10)
axes[0, 0].legend(frameon=False)
capacity

# %% [markdown]
# The training loss falls and falls: 200 factors store the training ratings almost by heart, at 0.06. The validation
# loss goes down from 2 factors to 10, and is worst with 200. (On MiniLens it is lowest with 50.) Too few factors cannot
# describe people; too many describe people *and* the accidents of one set of ratings.
#
# **Break it.** Now take the half star away: the range (0, 5), in which five stars cannot be reached. *Predict:* what
# becomes of the training loss, and of the validation loss?

# %% tags=["demo"]
# demo: trains your model with the range (0, 5); the grader skips this cell.
_, up_to_five = train(small=True, y_range=(0, 5))
loss_curves({"(0, 5.5)": small_start, "(0, 5)": up_to_five})

# %% [markdown]
# The training loss is higher, 0.44 in place of 0.35, as it should be: the fives of the training set are out of reach.
# But the validation loss is *lower*, 0.84 in place of 0.87! This model's trouble is not that it cannot say "five"; its
# trouble is that it learns by heart, and whatever makes that harder helps. So the half star does what we said, and the
# model uses it for the wrong thing. We keep 5.5: the learning by heart can be taken away in a better way than by
# making five stars impossible. (On MiniLens, where this model overfits less, the two end level.)
#
# ## 6. A loss that looks before it computes
#
# `fit` brought its own loss. Now write it yourself, with one thing more than a formula.
#
# *Predict:* a model returns predictions of shape `(4, 1)`, one column, and the targets are `(4,)`. What is the shape of
# `predictions - targets`? And what does `.mean()` of its square average?

# %%
predictions = torch.tensor([[1.0], [2.0], [3.0], [5.0]])  # (4, 1)
targets = torch.tensor([1.0, 2.0, 3.0, 5.0])  # (4,): every prediction is right
difference = predictions - targets
print("shape of the difference:", tuple(difference.shape))
print(difference)
print("mean of its square:", (difference**2).mean().item())

# %% [markdown]
# Four perfect predictions, and a loss of 4.375. `(4, 1)` and `(4,)` *broadcast* to `(4, 4)`: row i, column j is
# prediction i minus target **j**. Only the diagonal, all zeros here, is what we meant.
#
# Below are 12 ratings from the validation set and what your trained model predicts for them: every prediction against
# every target. The squared differences that count are framed. *Predict:* is the mean of all 144 larger than the mean of
# those 12, or smaller?

# %% tags=["demo"]
# demo: draws all squared differences of a batch; the grader skips this cell.
x, y = data.valid_x[:12], data.valid_y[:12]
with torch.no_grad():
    p = model.cpu()(x)  # (12,)
square = (p.unsqueeze(1) - y) ** 2  # (12, 12)
trap, axes = figure(5.2, 4.4)
image = axes[0, 0].imshow(square, cmap="Blues")
axes[0, 0].plot(range(12), range(12), "s", mfc="none", mec="#D55E00", mew=2, ms=20)
axes[0, 0].set(xlabel="target", ylabel="prediction")
axes[0, 0].set_title("squared differences", fontsize=10)
axes[0, 0].grid(False)
trap.colorbar(image, ax=axes[0, 0])
print(f"mean of the 12 that count: {square.diagonal().mean():.2f}; mean of all 144: {square.mean():.2f}")
trap

# %% [markdown]
# Here 1.27 in place of 0.67. The picture has stripes: a dark row is an unusual prediction, a dark column an unusual
# rating. Only on the diagonal do the two belong to each other, and the diagonal is a small part of the mean.
#
# A mistake like this should not pass. So your loss looks at the shapes first, and refuses.


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
# **Break it.** What does a model learn from the careless loss? Here is your model with a dimension too many, and a
# small training loop. It trains twice: with predictions `(64,)` and your `mse`, and with predictions `(64, 1)` and the
# careless formula. *Predict:* no error will stop the second. To what number is each of its predictions drawn, if it is
# compared with all 64 ratings of its batch?


# %%
class Column(DotProduct):
    """Your model, with a dimension too many."""

    def forward(self, x):
        return super().forward(x).unsqueeze(1)  # (B, 1)


def careless(predictions, targets):
    return ((predictions - targets) ** 2).mean()


# %%
def one_epoch(model, loss_function):
    """Train the model, then return its predictions for the validation ratings, (N,).

    Adam is a gradient descent that chooses the size of its step for every number by itself.
    """
    torch.manual_seed(42)
    start_small(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for x, y in data.train_batches(64):
        optimizer.zero_grad()
        loss_function(model(x), y).backward()
        optimizer.step()
    with torch.no_grad():
        return model(data.valid_x).flatten()


# %% tags=["demo"]
# demo: trains for one epoch with your loss, and with the careless one; the grader skips this cell.
results, axes = figure(9, 3, columns=2)
for ax, label, model_class, loss_function in zip(
    axes[0], ("(64,) and mse", "(64, 1) and the careless loss"), (DotProduct, Column), (mse, careless), strict=True
):
    predictions = one_epoch(model_class(*sizes), loss_function)
    ax.hist(predictions, bins=50, range=(0, 5.5))
    ax.set_xlabel("predicted stars")
    ax.set_title(label, fontsize=10)
    spread = f"{predictions.mean():.2f} ± {predictions.std():.2f}"
    print(f"{label:<30}  predictions {spread}, MSE {mse(predictions, data.valid_y):.3f}")
results

# %% [markdown]
# To their mean, 3.5. Whatever the model says of one user and one movie is compared with 64 ratings, of which 63 are
# other people's. About those it knows nothing, and the number with the least squared error against all of them is their
# mean. So the loss goes down, no error is raised, and what comes out is 1.25: the MSE of always saying 3.5, which
# needed no model. With matching shapes, one epoch of the same loop reaches 0.91.
#
# Did nobody warn us?

# %% tags=["demo"]
# demo: three losses meet a column of predictions; the grader skips this cell.
column, y = torch.rand(64, 1), torch.rand(64)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    careless(column, y)
    print("the careless formula:", len(caught), "warnings")
    nn.functional.mse_loss(column, y)
    print("nn.functional.mse_loss:", len(caught), "warning:", caught[-1].message)
try:
    mse(column, y)
except ValueError as error:
    print("your mse: ValueError,", error)

# %% [markdown]
# The formula says nothing at all. PyTorch's own `mse_loss` warns, once, somewhere above a long training's output, and
# goes on. Yours stops.
#
# ## Stretch (no points)
#
# In section 5 the range (0, 5) did better on the validation ratings, because the model learns by heart. Take away its
# room to do so: train with 10 factors, with both ranges. Is (0, 5) still ahead? Then compare the two models on the
# five-star ratings of the validation set alone, `data.valid_y == 5`.

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.


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
# A dot product asks whether liking and having point the same way. Start it small, or the sigmoid is flat where the
# model stands. And watch the validation loss: the training loss only tells how well the model remembers.
#
# ## Questions
#
# **1.** Could a user's factors be *negative* on every axis, and the model still predict five stars for some movie?
#
# <details><summary>Answer</summary>
# Yes, for a movie whose factors are negative too. Only the product counts: turn the sign of a factor in both tables,
# for all users and all movies, and no prediction changes. So a single factor has no meaning by itself.
# </details>
#
# **2.** Your model has `y_range=(1, 5)`. What does it predict for a user with all factors 0?
#
# <details><summary>Answer</summary>
# 3, for every movie: the dot product is 0, its sigmoid 0.5, and the middle of (1, 5) is 3.
# </details>
#
# **3.** Why not simply start all factors at exactly 0? Every prediction would be 2.75, as with the small start.
#
# <details><summary>Answer</summary>
# The derivative of the dot product with respect to a user's factor is the movie's factor, and the other way round. If
# all of them are 0, so are all gradients, and nothing ever moves.
# </details>
#
# **4.** Somebody shows you a training loss of 0.06 and says that the model predicts within a quarter of a star. What do
# you ask?
#
# <details><summary>Answer</summary>
# For the validation loss. With 200 factors ours was 0.06 too, and on ratings that the model had not seen it was 0.97, a
# typical error of one whole star.
# </details>
#
# **5. To hand in, in your own words:** another site lets its users rate films from 0 to 10, in whole steps; the mean of
# their ratings is 7. You take your model there. Which `y_range` do you give it, and why? What does it predict before it
# has learnt anything, and what does that cost at the start? After training, its validation loss is 3.1, and yours on
# MovieLens 0.87: can you tell which model is the better one? If not, what would you compare?

# %% [markdown] question="why-average"
# A range a little wider than the ratings at both ends, such as (-0.5, 10.5): the sigmoid only approaches its ends, so
# with (0, 10) neither a 0 nor a 10 could be reached, and near them there is almost no gradient.
#
# Small factors give a score near 0, a sigmoid of 0.5 and so the middle of the range, 5. That is 2 below the mean, which
# adds 2² = 4 to the loss, on top of the variance of the ratings, until the model has learnt to predict higher.
#
# The two losses can't be compared: they are in squared steps of two different scales, and the ratings scatter
# differently. What can be: each loss over the loss of predicting the mean everywhere (the variance of that site's
# validation ratings), so how much of the scatter the model explains.
