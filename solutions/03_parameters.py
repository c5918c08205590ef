# %% [markdown]
# # What a module learns
#
# `loss.backward()` finds out how every number should change, and the optimizer changes it. But which numbers? Nobody
# ever handed you a list of them. In this lesson you find out where that list comes from, what gets onto it and what
# silently does not, and then you write `nn.Embedding` yourself: two lines, if you know what a parameter is.
#
# **Afterwards you can**
# - say what makes a tensor a parameter, and why a module that "does not learn" often has none;
# - create parameters of any size, with a start from which they can learn;
# - look into any model and tell which parameters it has, of which shapes;
# - replace `nn.Embedding` by a class of your own, and show that it is the same.
#
# **Time:** about 35 minutes; the parts marked *Break it* and the questions take another 15, and can wait for a second
# reading. **You need** `nn.Module`, `backward`, rows of a table looked up by index, and the dot
# product model of users and movies.
#
# Wherever it says *Predict*, write your answer down before you run the next cell. After each exercise, `check` looks at
# your answer; stuck, call `hint("create_params")`, with the exercise's name: the first hint is a nudge, the third is
# nearly the line.

# %%
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

# %% [markdown]
# Numbers in this text were measured on MovieLens 100K. If the cell above announced MiniLens, whose ratings are
# generated, yours are others, but every comparison comes out the same way.
#
# ## 1. The list
#
# `nn.Linear(3, 2)` takes 3 numbers and gives 2: each result is a weighted sum of the three, plus a constant. *Predict:*
# how many numbers does it have to learn? In how many tensors, and of which shapes?

# %%
layer = nn.Linear(3, 2)
for p in layer.parameters():
    print(type(p).__name__, tuple(p.shape))

# %% [markdown]
# Eight numbers in two tensors: the weights `(2, 3)`, one row for each result, and the constants `(2,)`. `parameters()`
# is the list that an optimizer is given: `torch.optim.SGD(layer.parameters(), lr=0.1)`. What is not on it stays as it
# is.
#
# Where does it come from? Here is a module of our own, with one tensor. *Predict:* what is on its list?


# %%
class T(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.ones(3)  # (3,)


list(T().parameters())

# %% [markdown]
# Nothing. A module does not collect every tensor that hangs on it: it cannot know whether `a` is meant to be learnt or
# is part of the data. The sign that it looks for is the type `nn.Parameter`:


# %%
class T(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(3))  # (3,)


list(T().parameters())

# %% [markdown]
# `nn.Parameter` is a tensor, computes like a tensor, and requires a gradient from the start. When one is assigned to an
# attribute, `nn.Module` notices and *registers* it. (That is also why `super().__init__()` comes first: it creates the
# empty list.)
#
# **Break it.** Below, a straight line, `slope * x + offset`, is to be fitted to 20 points. The slope is an
# `nn.Parameter`. The offset is a plain tensor with `requires_grad=True`, so `backward` does compute its gradient.
# *Predict:* where will the fitted line lie?


# %%
class Line(nn.Module):
    def __init__(self, offset):
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(1))  # (1,)
        self.offset = offset  # (1,)

    def forward(self, x):  # x: (N,)
        return self.slope * x + self.offset  # (N,)


# %% tags=["demo"]
# demo: fits two lines, with and without a registered offset; the grader skips this cell.
torch.manual_seed(1)
x = torch.linspace(0, 4, 20)  # (20,)
y = 0.5 * x + 2 + 0.2 * torch.randn(20)  # (20,)
lines, axes = figure(6.4, 3.4)
axes[0, 0].plot(x, y, "o", color="#666666", ms=4)
for label, offset in {
    "offset: nn.Parameter": nn.Parameter(torch.zeros(1)),
    "offset: plain tensor": torch.zeros(1, requires_grad=True),
}.items():
    line = Line(offset)
    optimizer = torch.optim.SGD(line.parameters(), lr=0.05)
    for _ in range(500):
        optimizer.zero_grad()
        ((line(x) - y) ** 2).mean().backward()
        optimizer.step()
    axes[0, 0].plot(x, line(x).detach(), label=label)
    found = {"slope": line.slope, "offset": line.offset, "gradient of the offset": line.offset.grad}
    print(f"{label:<21}", ", ".join(f"{name} {value.item():.2f}" for name, value in found.items()))
axes[0, 0].legend(frameon=False)
axes[0, 0].set_ylim(-0.2, 5.8)
lines

# %% [markdown]
# The plain tensor stays at 0, the line has to go through the origin, and the slope does what it can. Nothing raises an
# error. `backward` did compute a gradient for the offset, but the optimizer was given `line.parameters()`, and the
# offset is not on that list. Nobody cleared its gradient either, since `zero_grad` goes through the same list: 500 of
# them have piled up.
#
# ## 2. A parameter to start from
#
# For a table of factors we need a parameter of some size, filled with random numbers. Random, because equal factors
# would get equal gradients, and all 50 would stay copies of one. Small, because a dot product of 50 large factors is so large that the
# sigmoid behind it is flat. A normal distribution with standard deviation 0.01 will do. (`torch.randn(3, 4)` draws with
# standard deviation 1; a tensor's method `normal_(mean, std)` fills it in place.)
#
# But first: six numbers that start at 0.5, written in two ways. *Predict:* which of the two is a parameter?

# %%
first = nn.Parameter(torch.ones(2, 3) * 0.5)  # (2, 3)
second = nn.Parameter(torch.ones(2, 3)) * 0.5  # (2, 3)
for name, t in {"first": first, "second": second}.items():
    print(f"{name:<6}  {type(t).__name__:<9}  requires_grad {t.requires_grad}  is_leaf {t.is_leaf}")

# %% [markdown]
# The second was a parameter, for a moment. What is computed *from* a parameter, even only times 0.5, is a result: a
# plain tensor with a graph behind it (no *leaf*). A module does not register it, and an optimizer would refuse it.
#
# *Predict:* how far from 0 is the largest of 10,000 numbers drawn with standard deviation 0.01: about 0.01, 0.04 or 1?


# %% exercise="create_params"
def create_params(size):
    """A new nn.Parameter of this size, to be trained.

    size: a list or a tuple of one or more whole numbers, such as [n, d] or [n]
    Its entries are drawn anew at every call, each by itself, from a normal distribution with mean 0 and standard
    deviation 0.01: an ordinary one, not truncated.
    """
    ### BEGIN SOLUTION
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))
    ### END SOLUTION


# %% tags=["demo"]
# demo: draws what create_params draws; the grader skips this cell.
torch.manual_seed(42)
drawn = create_params([100, 100]).detach().flatten()  # (10000,)
bell, axes = figure(6.4, 3)
axes[0, 0].hist(drawn, bins=80)
for place in (-0.01, 0.01):
    axes[0, 0].axvline(place, color="#D55E00", lw=1.5, ls="--")
axes[0, 0].set_title("10,000 entries; dashed: one standard deviation", fontsize=10)
inside = (drawn.abs() < 0.01).float().mean()
print(f"{inside:.0%} within one standard deviation; the largest is {drawn.abs().max():.3f}")
bell

# %% [markdown]
# About two thirds lie within one standard deviation, and the largest of 10,000 is about four of them out, 0.04.
#
# **Break it.** Why random at all? Zeros would be simpler. Here is the dot product model with your parameters, and a
# copy that starts from zeros. *Predict:* the two loss curves.


# %%
def sigmoid_range(x, low, high):
    """Squash x, of any shape, into (low, high)."""
    return torch.sigmoid(x) * (high - low) + low


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.movie_factors = create_params([n_movies, n_factors])
        self.y_range = y_range

    def forward(self, x):  # x: (B, 2)
        users = self.user_factors[x[:, 0]]  # (B, n_factors)
        movies = self.movie_factors[x[:, 1]]  # (B, n_factors)
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)  # (B,)


# %% tags=["demo"]
# demo: trains from small random numbers and from zeros; the grader skips this cell.
sizes = (data.n_users, data.n_movies, 50)
torch.manual_seed(42)
small, zeros = DotProduct(*sizes), DotProduct(*sizes)
for p in zeros.parameters():
    nn.init.zeros_(p)
histories = {
    "std 0.01": fit(small, data, 5, 5e-3, wd=0.01, seed=42, progress=False),
    "zeros": fit(zeros, data, 5, 5e-3, wd=0.01, seed=42, progress=False),
}
print("after training, largest factor of the model that started from zeros:", zeros.movie_factors.abs().max().item())
loss_curves(histories)

# %% [markdown]
# The zeros never move. The derivative of the dot product with respect to a user's factor is the movie's factor, which
# is 0; and the other way round. So all gradients are 0, in the first step and in every other, and the model predicts
# 2.75 stars for everyone, for ever: an MSE of 1.88.
#
# ## 3. Names and shapes
#
# Modules contain modules: a model holds layers, a layer holds parameters. Each parameter then has a path, and the path
# is its name, with a dot for every step inwards. *Predict:* in the network below, what is the name of the bias of the
# second linear layer? And what does the `nn.ReLU`, which computes max(x, 0), add to the list of parameters?

# %%
network = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
print(network)
print([name for name in dir(network) if "parameters" in name])

# %% [markdown]
# The first thing to do with a model that you do not know is to ask what its parameters are. Write the function that
# answers. One of the methods in the second line is `parameters()`, with names. (`help(network.named_parameters)` tells
# more, and so does `hint("parameter_shapes")`.)


# %% exercise="parameter_shapes"
def parameter_shapes(module):
    """The shapes of all parameters of a module, those of inner modules included.

    module: any nn.Module
    Returns a dictionary: the parameter's name, with a dot for every step inwards -> its shape, a tuple.
    Every registered parameter is in it once, under one of its names (modules can share one), trained or frozen (requires_grad=False); nothing
    else is. A module without parameters gives {}.
    """
    ### BEGIN SOLUTION
    return {name: tuple(p.shape) for name, p in module.named_parameters()}
    ### END SOLUTION


# %% [markdown]
# Did you predict the name?

# %%
print(parameter_shapes(network))

# %% [markdown]
# `nn.Sequential` numbers its modules, so the second linear layer is number 2, and its bias is `2.bias`. The ReLU is
# number 1 and has nothing to learn.
#
# Now ask your function about two models of the same users and movies: yours, and a network with embeddings, two linear
# layers and a `BatchNorm`, of which you need to know only that it has parameters too. `nn.ModuleDict` is a dictionary of
# modules. *Predict:* where do most of the numbers sit, in the layers or in the tables?

# %% tags=["demo"]
# demo: draws how many numbers each parameter holds; the grader skips this cell.
network = nn.ModuleDict(
    {
        "user_factors": nn.Embedding(data.n_users, 50),
        "movie_factors": nn.Embedding(data.n_movies, 50),
        "layers": nn.Sequential(nn.Linear(100, 100), nn.BatchNorm1d(100), nn.ReLU(), nn.Linear(100, 1)),
    }
)
bars, axes = figure(9, 3, columns=2)
for ax, label, model in zip(axes[0], ("DotProduct", "a network"), (small, network), strict=True):
    shapes = parameter_shapes(model)
    counts = [torch.Size(shape).numel() for shape in shapes.values()]
    ax.barh(list(shapes), counts)
    ax.invert_yaxis()
    ax.grid(False)
    ax.set_xticks([])
    ax.set_xlim(0, 1.6 * max(counts))
    ax.set_title(f"{label}: {sum(counts):,} numbers", fontsize=10)
    for place, (shape, count) in enumerate(zip(shapes.values(), counts, strict=True)):
        ax.text(count, place, f"  {shape}: {count:,}", va="center", fontsize=8)
bars

# %% [markdown]
# In the tables: 130,450 numbers, against 10,401 in the layers. The more users and movies, the more so.
#
# One name differs between the two pictures: `user_factors` on the left is a parameter, and `user_factors.weight` on the
# right belongs to an `nn.Embedding` called `user_factors`.
#
# A BatchNorm also keeps a running mean of what went through it. It is *saved* with the model, but not *learnt* by the
# optimizer, so it is no parameter. Such a tensor is called a *buffer*:

# %%
norm = nn.BatchNorm1d(100)
print("parameters:", parameter_shapes(norm))
print("saved:     ", list(norm.state_dict()))

# %% [markdown]
# **Break it.** Two layers in a list. *Predict:* what does `parameter_shapes` say of each of these two models?


# %%
class InList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 8), nn.Linear(8, 1)]


class InModuleList(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 8), nn.Linear(8, 1)])


print("list:         ", parameter_shapes(InList()))
print("nn.ModuleList:", parameter_shapes(InModuleList()))

# %% [markdown]
# `nn.Module` registers parameters and modules that are assigned to its attributes. It does not look into Python's lists
# and dictionaries. `nn.ModuleList` and `nn.ModuleDict` are the ones that it knows. The first model would run, and give
# predictions, and never learn.
#
# ## 4. Your own nn.Embedding
#
# `nn.Embedding(n, d)` is a module with one parameter, called `weight`, and a look-up. You have all that it takes.
#
# *Predict:* indices may have any shape. What is the shape of `weight[indices]` for indices `(B,)`? For `(B, L)`? For a
# single index, of shape `()`?


# %% exercise="EmbeddingTable"
class EmbeddingTable(nn.Module):
    """A table with a row of factors for each of n indices.

    weight   (n, dim), the only parameter, made by create_params

    forward: indices, long, of any shape: (B,), (B, L), (), (0,)
             -> their rows, with one dimension more: (B, dim), (B, L, dim), (dim,), (0, dim)
    """

    def __init__(self, n, dim):
        super().__init__()
        ### BEGIN SOLUTION
        self.weight = create_params([n, dim])
        ### END SOLUTION

    def forward(self, indices):
        ### BEGIN SOLUTION
        return self.weight[indices]
        ### END SOLUTION


# %% [markdown]
# Is it the same as `nn.Embedding`? Both get the same numbers, the same indices, and the same backward pass. *Predict:*
# index 2 comes twice. What does its row of the gradient look like? And a row that was not looked up?

# %%
own, theirs = EmbeddingTable(12, 6), nn.Embedding(12, 6)
with torch.no_grad():
    theirs.weight.copy_(own.weight)
indices = torch.tensor([2, 5, 2, 9])  # (4,)
push = torch.tensor([1.0, 1.0, 1.0, -2.0]).unsqueeze(1)  # (4, 1): the last row is pushed the other way, and harder
for table in (own, theirs):
    (table(indices) * push).sum().backward()
print("same rows:    ", torch.equal(own(indices), theirs(indices)))
print("same gradient:", torch.equal(own.weight.grad, theirs.weight.grad))

# %% tags=["demo"]
# demo: draws the gradients of the two tables; the grader skips this cell.
gradients, axes = figure(8, 3.4, columns=2)
for ax, label, table in zip(axes[0], ("EmbeddingTable", "nn.Embedding"), (own, theirs), strict=True):
    image = ax.imshow(table.weight.grad, cmap="PuOr", vmin=-2, vmax=2, aspect="auto")
    ax.set_title(f"{label}, weight.grad", fontsize=10)
    ax.set_yticks(range(12))
    ax.set(xlabel="factor", ylabel="row")
    ax.grid(False)
gradients.colorbar(image, ax=axes[0, 1])
gradients

# %% [markdown]
# Rows that were not looked up get exactly 0. Row 2 was looked up twice, and its gradients add up: 1 + 1. In training,
# the most rated movie gets a gradient in about every third batch; most movies in far fewer.
#
# Now in earnest: the dot product model with your table and with PyTorch's, from the same weights, on the same batches.
# *Predict:* how far are the losses apart after five epochs?
#
# **Break it**, in the same picture: a third model looks up its movies in `self.weight.data`, the bare numbers without a
# graph. *Predict:* an error, no learning, or something in between?


# %%
class Model(nn.Module):
    """The dot product model, with tables of any kind."""

    def __init__(self, users, movies):
        super().__init__()
        self.users, self.movies = users, movies

    def forward(self, x):  # x: (B, 2)
        scores = (self.users(x[:, 0]) * self.movies(x[:, 1])).sum(dim=1)  # (B,)
        return sigmoid_range(scores, 0, 5.5)  # (B,)


class Cut(EmbeddingTable):
    def forward(self, indices):
        return self.weight.data[indices]


# %% tags=["demo"]
# demo: trains the same model with three kinds of tables; the grader skips this cell.
def model_of(users_class, movies_class):
    """A model with these tables, whose weights are the same whatever the classes are."""
    model = Model(users_class(data.n_users, 50), movies_class(data.n_movies, 50))
    torch.manual_seed(42)
    with torch.no_grad():
        for p in model.parameters():
            p.normal_(0, 0.01)
    return model


histories = {}
for label, classes in {
    "EmbeddingTable": (EmbeddingTable, EmbeddingTable),
    "nn.Embedding": (nn.Embedding, nn.Embedding),
    "movies by .data": (EmbeddingTable, Cut),
}.items():
    histories[label] = fit(model_of(*classes), data, 5, 5e-3, wd=0.01, seed=42, progress=False)
    print(f"{label:<16}", "  ".join(f"{loss:.6f}" for loss in histories[label].valid_mse))
loss_curves(histories)

# %% [markdown]
# With your table and with PyTorch's the losses agree, at most in their last digit not: an `nn.Embedding` is a parameter and a look-up,
# and now you have written it.
#
# `.data` raises no error. The users' table still has its graph, so `backward` finds a way and the optimizer has
# something to do. But the movies stay at their random start: 50 numbers of about 0.01 each, in a random direction. To move
# the score of one film by 1, all 50 factors of a user would have to grow to about 2 in that film's own direction, and
# the user's other films have other directions. The training loss creeps, the validation loss stays where it was.
#
# How do you find such a cut? Run one batch backward and look who got nothing:

# %%
suspect = Model(EmbeddingTable(4, 2), Cut(3, 2))
suspect(torch.tensor([[0, 1], [3, 2]])).sum().backward()  # x: (2, 2)
for name, p in suspect.named_parameters():
    print(name, "gets no gradient" if p.grad is None else "gets a gradient")

# %% [markdown]
# ## Stretch (no points)
#
# Freeze the movies' table on purpose, with larger numbers in it: make a model with `model_of(EmbeddingTable,
# EmbeddingTable)`, fill `model.movies.weight` from a normal distribution with standard deviation 0.3 (under
# `torch.no_grad()`, as above), call `requires_grad_(False)` on it, and train. Now the training loss falls well. What
# does the validation loss do? Why can a user who learnt from 80 movies, each with a random vector of its own, say
# nothing about the 81st?

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.


# %% [markdown]
# ## Summary
#
# | | on the list? |
# |---|---|
# | `self.a = nn.Parameter(t)` | yes |
# | `self.a = t`, with or without `requires_grad=True` | no |
# | `self.a = nn.Parameter(t) * 0.01` | no: a result, no parameter |
# | `self.layer = nn.Linear(3, 2)` | yes, as `layer.weight` and `layer.bias` |
# | `self.layers = [nn.Linear(3, 2)]` | no: use `nn.ModuleList` |
# | a frozen parameter | yes, but no optimizer changes it |
# | a buffer, such as BatchNorm's running mean | no: saved, not learnt |
#
# `parameters()` is the list of what can learn, `named_parameters()` the same with names. An `nn.Embedding` is one
# parameter, `weight`, `(n, dim)`, and a look-up, `(*)` to `(*, dim)`; its gradient is 0 except in the rows that were
# looked up.
#
# ## Questions
#
# **1.** An optimizer was made with `model.parameters()`. Afterwards somebody writes `model.offset =
# nn.Parameter(torch.zeros(1))`. Is the offset trained?
#
# <details><summary>Answer</summary>
# No. The model registers it, but the optimizer was given the list before, and keeps that one. It would have to be made
# anew.
# </details>
#
# **2.** How many numbers are in `nn.Embedding(944, 50)`, and in how many rows of its gradient can a batch of 64 leave
# something else than 0?
#
# <details><summary>Answer</summary>
# 944 · 50 = 47,200 numbers, and at most 64 rows: fewer if a user comes twice in the batch.
# </details>
#
# **3.** Two modules share one table: `b.weight = a.weight`. The model holds both. How often is the table in
# `parameters()`?
#
# <details><summary>Answer</summary>
# Once. `parameters()` and `named_parameters()` leave out what they have met before, or an optimizer would change it
# twice a step. `state_dict()` lists it twice.
# </details>
#
# **4.** Why does `nn.Linear(3, 2)` keep its weights as `(2, 3)` and not as `(3, 2)`?
#
# <details><summary>Answer</summary>
# One row for each result: row i holds the three weights of result i, and the layer computes `x @ weight.T + bias`. The
# shape is a choice, and knowing it matters as soon as you look into a model.
# </details>
#
# **5. To hand in, in your own words:** a friend has last month's movie table, already trained, in `model.movies`, an
# `EmbeddingTable`. In the first epoch only the users' table is to learn, from the second on both. She sets
# `model.movies.weight.requires_grad = False`, makes the optimizer with
# `[p for p in model.parameters() if p.requires_grad]`, trains an epoch, sets `requires_grad = True` and trains on. The
# movie table still does not change, and its `grad` grows from batch to batch. Explain both, and describe two ways to do
# what she wants.

# %% [markdown] question="why-unmoved"
# The optimizer changes what is on its list, and the list was made when the movie table did not require a gradient: the
# table is not on it. What is registered in the model, or requires a gradient, does not change the list later. `backward`
# knows nothing of optimizers: from the second epoch on it computes a gradient for the table and *adds* it to `grad`, and
# `optimizer.zero_grad()`, which goes through the same list, never clears it.
#
# One way: give the optimizer all of `model.parameters()` from the start; as long as the table does not require a
# gradient, its `grad` is None and the optimizer passes it over. Another: make a new optimizer for the second epoch (or
# add the table to the first one, as a group of its own).
