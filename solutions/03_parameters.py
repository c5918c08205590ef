# %% [markdown]
# # What a module learns
#
# `loss.backward()` finds out how every number should change, and the optimizer changes it. But which numbers? Nobody ever
# handed you a list of them. In this lesson you find out where that list comes from, what gets onto it and what silently does
# not. Then you write `nn.Embedding` yourself, in two lines.
#
# **Afterwards you can**
# - say what makes a tensor a parameter, and why a module that "does not learn" often has none;
# - create parameters of any size, with a start from which they can learn;
# - look into any model and tell which parameters it has, of which shapes;
# - replace `nn.Embedding` by a class of your own, and show that it is the same.
#
# **Time:** about 40 minutes. **You need** lesson 2: `nn.Module`, the dot product model, and what an optimizer does.
# ([Glossary](../GLOSSARY.ipynb))
#
# **Do you remember?** Answer before you unfold.
#
# <details><summary>Users (B, d) and movies (B, d): how do you get B scores?</summary>`(users * movies).sum(dim=1)`.</details>
# <details><summary>What does a row get that was fetched twice in a batch?</summary>Both gradients, added up.</details>
# <details><summary>Training loss falls, validation loss rises. What is that called?</summary>Overfitting.</details>

# %%
import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import bars, grids, histograms, lines
from collab.plots import loss_curves
from collab.viewer import viewer

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
you = viewer(ratings)
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers in this text are those of MovieLens 100K. With MiniLens yours are different, but every comparison comes out the same
# way.
#
# ## 1. The list
#
# `nn.Linear(3, 2)` is a **layer**: a module that is a part of a model. It takes 3 numbers and gives 2. Each result is a
# weighted sum of the three, with **weights** that are learnt, plus a constant that is learnt, its *bias*.
#
# **Predict.** How many numbers does it have to learn? a) 6, b) 8, c) 9.

# %% tags=["demo"]
# demo
predict("linear_count", "")

# %%
layer = nn.Linear(3, 2)
for p in layer.parameters():
    print(type(p).__name__, tuple(p.shape))

# %% [markdown]
# `parameters()` is the list that an optimizer is given. (For instance `torch.optim.SGD(layer.parameters(), lr=0.1)`; SGD is
# plain gradient descent, `lr` its learning rate.) What is not on the list stays as it is. Where does the list come from? Here is
# a module of our own, with one tensor.
#
# **Predict.** Its list of parameters holds a) nothing, b) `a`, c) three numbers.

# %% tags=["demo"]
# demo
predict("plain_tensor", "")


# %%
class T(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.ones(3)  # (3,)


class WithParameter(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(3))  # (3,)


print("a tensor:      ", list(T().parameters()))
print("a nn.Parameter:", list(WithParameter().parameters()))

# %% [markdown]
# A module cannot know whether a tensor is meant to be learnt or is part of the data. It looks for the type
# [`nn.Parameter`](https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html). A **parameter** is a
# tensor that is to be learnt; it requires a gradient from the start. When one is assigned to an attribute, `nn.Module`
# **registers** it: it puts it on its list. (That is why `super().__init__()` comes first: it creates the empty list.)
#
# **Break it.** A straight line, `slope * x + offset`, is fitted to 20 points that lie about 0.5 x + 2. The slope is a
# parameter. The offset is a plain tensor with `requires_grad=True`, so `backward` does compute its gradient.
#
# **Predict.** The fitted line a) is right, b) is flat, c) goes through the origin.

# %% tags=["demo"]
# demo
predict("line", "")


# %%
class Line(nn.Module):
    def __init__(self, offset):
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(1))  # (1,)
        self.offset = offset  # (1,)

    def forward(self, x):  # x: (N,)
        return self.slope * x + self.offset  # (N,)


# %% tags=["demo"]
# demo
torch.manual_seed(1)
x = torch.linspace(0, 4, 20)  # (20,)
y = 0.5 * x + 2 + 0.2 * torch.randn(20)  # (20,)
fitted = {"the points": y}
for name, offset in {
    "nn.Parameter": nn.Parameter(torch.zeros(1)),
    "plain tensor": torch.zeros(1, requires_grad=True),
}.items():
    line = Line(offset)
    optimizer = torch.optim.SGD(line.parameters(), lr=0.05)
    for _ in range(500):
        optimizer.zero_grad()
        ((line(x) - y) ** 2).mean().backward()
        optimizer.step()
    fitted[name] = line(x)
    print(f"offset as {name}: slope {line.slope.item():.2f}, offset {line.offset.item():.2f}, ", end="")
    print(f"gradient of the offset {line.offset.grad.item():.2f}")
lines(fitted, "x", "two lines through the same points", x=x.tolist(), loose=["the points"])

# %% [markdown]
# There is no error. `backward` did compute a gradient for the offset, but the optimizer was given `line.parameters()`, and
# the offset is not on that list. Nobody cleared its gradient either, since `zero_grad` goes through the same list: 500 of
# them have piled up.
#
# ## 2. A parameter to start from
#
# A table of factors is a parameter of some size, filled with random numbers. `torch.zeros(3, 4)` makes a tensor, and its
# method `normal_(mean, std)` fills it in place. But first: six numbers that start at 0.5, written in two ways.
#
# **Predict.** Which is a parameter, `nn.Parameter(torch.ones(2, 3) * 0.5)`, or `nn.Parameter(torch.ones(2, 3)) * 0.5`? a) both,
# b) only the first, c) only the second.

# %% tags=["demo"]
# demo
predict("times_half", "")

# %%
first = nn.Parameter(torch.ones(2, 3) * 0.5)  # (2, 3)
second = nn.Parameter(torch.ones(2, 3)) * 0.5  # (2, 3)
for name, t in {"first": first, "second": second}.items():
    print(f"{name:<6}  {type(t).__name__:<9}  requires_grad {t.requires_grad}")

# %% [markdown]
# Whatever is computed *from* a parameter, even by a mere times 0.5, is a result: a plain tensor that remembers where it comes from. A
# module does not register it, and an optimizer would refuse it.


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
# demo
torch.manual_seed(42)
drawn = create_params([100, 100]).detach().flatten()  # (10000,)
print(
    f"{(drawn.abs() < 0.01).float().mean():.0%} of 10,000 within one standard deviation; the largest {drawn.abs().max():.3f}"
)
histograms({"10,000 entries": drawn}, "value", bins=80)

# %% [markdown]
# **Break it.** Why random at all? Here is the dot product model with your parameters, and a copy that starts from zeros.
#
# **Predict.** The copy a) learns as well, b) learns more slowly, c) never learns.

# %% tags=["demo"]
# demo
predict("zeros", "")


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
# demo
zeros = DotProduct(data.n_users, data.n_movies, n_factors=50)
for p in zeros.parameters():
    nn.init.zeros_(p)
history = fit(zeros, data, epochs=1, lr=5e-3, wd=0.01, seed=42, progress=False)
print(f"from zeros: validation {history.valid_mse[0]:.2f} after an epoch, ", end="")
print(f"largest factor {zeros.movie_factors.abs().max().item()}")

# %% [markdown]
# ## 3. Names and shapes
#
# Modules contain modules: a model holds layers, a layer holds parameters. So each parameter has a path, and the path is its
# name, with a dot for every step inwards.
#
# **Predict.** What is the name of the bias of the second `nn.Linear` below? (`nn.Sequential` numbers its modules. `nn.ReLU`
# is a **ReLU**, a layer that computes max(x, 0).) a) `1.bias`, b) `bias.2`, c) `2.bias`.

# %% tags=["demo"]
# demo
predict("names", "")

# %%
network = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
print(network)
print([name for name in dir(network) if "parameters" in name])

# %% [markdown]
# The first thing to do with a model that you do not know is to ask what its parameters are. Write the function that answers.
# One of the methods in the last line is `parameters()`, with names.


# %% exercise="parameter_shapes"
def parameter_shapes(module):
    """The shapes of all parameters of a module, those of inner modules included.

    module: any nn.Module
    Returns a dictionary: the parameter's name, with a dot for every step inwards -> its shape, a tuple.
    Every registered parameter is in it once, under one of its names (modules can share one), trained or frozen
    (requires_grad=False); nothing else is. A module without parameters gives {}.
    """
    ### BEGIN SOLUTION
    return {name: tuple(p.shape) for name, p in module.named_parameters()}
    ### END SOLUTION


# %%
print(parameter_shapes(network))

# %% [markdown]
# Now ask it about your model, and about one with layers on top of two tables. Where do most of the numbers sit?

# %% tags=["demo"]
# demo
tables = {"user_factors": nn.Embedding(data.n_users, 50), "movie_factors": nn.Embedding(data.n_movies, 50)}
on_tables = nn.ModuleDict({**tables, "layers": nn.Sequential(nn.Linear(100, 100), nn.ReLU(), nn.Linear(100, 1))})
counts = {}
for name, model in {"DotProduct": DotProduct(data.n_users, data.n_movies, 50), "with layers on top": on_tables}.items():
    shapes = parameter_shapes(model)
    counts[name] = {f"{path} {shape}": torch.Size(shape).numel() for path, shape in shapes.items()}
    print(f"{name}: {sum(counts[name].values()):,} numbers")
bars(counts, digits=0)

# %% [markdown]
# In the tables; and the more users and movies there are, the clearer it gets. One name differs: `user_factors` in the first is a
# parameter, and `user_factors.weight` in the second belongs to an `nn.Embedding` called `user_factors`.
#
# **Your experiment.** Choose any module of [torch.nn](https://docs.pytorch.org/docs/stable/nn.html) and sizes for it. Write
# down how many parameters it has, and of which shapes. Then run.

# %%
chosen = nn.Bilinear(3, 4, 2)  # yours to change
print(chosen, parameter_shapes(chosen))

# %% [markdown]
# **Break it.** Two layers in a Python list.
#
# **Predict.** `self.layers = [nn.Linear(4, 8), nn.Linear(8, 1)]` gives a module with a) four parameters, b) two, c) none.

# %% tags=["demo"]
# demo
predict("python_list", "")


# %%
class InList(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.layers = kind([nn.Linear(4, 8), nn.Linear(8, 1)])


print("list:         ", parameter_shapes(InList(list)))
print("nn.ModuleList:", parameter_shapes(InList(nn.ModuleList)))

# %% [markdown]
# A module does not look into Python's lists and dictionaries. `nn.ModuleList` and `nn.ModuleDict` are the ones that it
# knows.
#
# **Fix this.** A friend's model runs, and does not learn. Mend two lines, so that three parameters are listed.


# %%
class Friend(nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = [nn.Embedding(7, 3), nn.Embedding(5, 3)]
        self.offset = nn.Parameter(torch.ones(1)) * 3.5


print(len(parameter_shapes(Friend())), "of 3 parameters:", parameter_shapes(Friend()))

# %% [markdown]
# <details><summary>Answer</summary>
#
# `nn.ModuleList([...])` around the tables; and `nn.Parameter(torch.ones(1) * 3.5)`, since a parameter times something is a
# result.
#
# </details>
#
# ## 4. Your own nn.Embedding
#
# `nn.Embedding(n, d)` is a module with one parameter, called `weight`, and a look-up. You have all that it takes.


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
# Is it the same as PyTorch's? Both get the same numbers and the same indices, with index 2 twice.

# %% tags=["demo"]
# demo
own, theirs = EmbeddingTable(8, 4), nn.Embedding(8, 4)
with torch.no_grad():
    theirs.weight.copy_(own.weight)
indices = torch.tensor([2, 5, 2, 7])  # (4,)
for table in (own, theirs):
    table(indices).sum().backward()
grids({"EmbeddingTable, weight.grad": own.weight.grad, "nn.Embedding, weight.grad": theirs.weight.grad}, limits=(0, 3))

# %% [markdown]
# Now a real test: the dot product model with your table and with PyTorch's, from the same weights, on the same batches.
#
# **Break it**, in the same cell: a third model looks up its movies in `self.weight.data`, the bare numbers, which remember
# nothing. The users' table is as it was.
#
# **Predict.** The third model a) raises an error, b) learns a little, but not about movies, c) learns as well as the others.

# %% tags=["demo"]
# demo
predict("cut", "")


# %%
class Model(nn.Module):
    """The dot product model, with tables of any kind."""

    def __init__(self, users, movies):
        super().__init__()
        self.user_table, self.movie_table = users, movies

    def forward(self, x):  # x: (B, 2)
        scores = (self.user_table(x[:, 0]) * self.movie_table(x[:, 1])).sum(dim=1)  # (B,)
        return sigmoid_range(scores, 0, 5.5)  # (B,)


class Cut(EmbeddingTable):
    def forward(self, indices):
        return self.weight.data[indices]


# %% tags=["demo"]
# demo
models, histories = {}, {}
for name, (users_class, movies_class) in {
    "EmbeddingTable": (EmbeddingTable, EmbeddingTable),
    "nn.Embedding": (nn.Embedding, nn.Embedding),
    "movies by .data": (EmbeddingTable, Cut),
}.items():
    models[name] = Model(users_class(data.n_users, 50), movies_class(data.n_movies, 50))
    torch.manual_seed(42)
    with torch.no_grad():
        for p in models[name].parameters():
            p.normal_(0, 0.01)  # the same weights in all three
    histories[name] = fit(models[name], data, epochs=5, lr=5e-3, wd=0.01, seed=42, progress=False)
    print(f"{name:<16} validation", "  ".join(f"{loss:.5f}" for loss in histories[name].valid_mse))
loss_curves({"dot product": histories["EmbeddingTable"], "movies by .data": histories["movies by .data"]})

# %% [markdown]
# Your table and PyTorch's agree, except perhaps in the last digit: an `nn.Embedding` is a parameter and a look-up.
#
# `.data` raises no error. The users' table still learns, so the optimizer has something to do. But the movies stay at their
# random start. How do you find such a cut? Call `backward` on one batch, and ask which parameter got no gradient:

# %%
suspect = Model(EmbeddingTable(4, 2), Cut(3, 2))
suspect(torch.tensor([[0, 1], [3, 2]])).sum().backward()  # x: (2, 2)
for name, p in suspect.named_parameters():
    print(name, "gets no gradient" if p.grad is None else "gets a gradient")

# %% [markdown]
# ## Your list again
#
# Two lists: one from the model with the cut, and one from the model with your table.

# %% tags=["demo"]
# demo
for name in ("EmbeddingTable", "movies by .data"):
    scores = you.scores(models[name])
    print(f"{name}: predictions from {scores.min():.2f} to {scores.max():.2f} stars")
you.lists("03a the cut", you.scores(models["movies by .data"]))

# %% tags=["demo"]
# demo
you.lists("03b your table", you.scores(models["EmbeddingTable"]))

# %% [markdown]
# The model with the cut has learnt nothing of any movie: all its predictions lie between 2.71 and 2.78, and their order is
# the order of random numbers. Its list does not say so. It looks like any other list.
#
# The last list comes from a table that you wrote. Model and ratings are lesson 2's, only the random start is different. For Sam,
# five of the eight movies are those of lesson 2. So three are luck.
#
# ## Summary
#
# | | on the list? |
# |---|---|
# | `self.a = nn.Parameter(t)` | yes |
# | `self.a = t`, with or without `requires_grad=True` | no |
# | `self.a = nn.Parameter(t) * 0.01` | no: a result, no parameter |
# | `self.layer = nn.Linear(3, 2)` | yes, as `layer.weight` and `layer.bias` |
# | `self.layers = [nn.Linear(3, 2)]` | no: use `nn.ModuleList` |
# | a frozen parameter (`requires_grad=False`) | yes, but no optimizer changes it |
#
# `parameters()` is the list of what can learn, `named_parameters()` the same with names. An `nn.Embedding` is one parameter,
# `weight`, `(n, dim)`, and a look-up; its gradient is 0 except in the rows that were looked up.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# **1.** An optimizer was made with `model.parameters()`. Afterwards somebody writes `model.offset =
# nn.Parameter(torch.zeros(1))`. Is the offset trained?
#
# <details><summary>Answer</summary>
# No. The model registers it, but the optimizer was given the list before, and keeps that one.
# </details>
#
# **2.** How many numbers are in `nn.Embedding(944, 50)`, and in how many rows of its gradient can a batch of 64 leave
# something other than 0?
#
# <details><summary>Answer</summary>
# 944 · 50 = 47,200 numbers, and at most 64 rows: fewer if a user comes twice in the batch.
# </details>
#
# **Written question (3 points, read by a person).** A friend has last month's movie table, already trained, in `model.movies`, an
# `EmbeddingTable`. In the first epoch only the users' table is to learn, from the second on both. She sets
# `model.movies.weight.requires_grad = False`, makes the optimizer with
# `[p for p in model.parameters() if p.requires_grad]`, trains an epoch, sets `requires_grad = True` and trains on. The movie
# table still does not change, and its `grad` grows from batch to batch. Answer in four to six sentences: (a) why the table does
# not change; (b) why its `grad` grows; (c) two ways to do what she wants. Write into the next cell.

# %% [markdown] question="why-unmoved"
# (a) The optimizer changes what is on its list, and the list was made when the movie table did not require a gradient: the
# table is not on it. What is registered in the model, or requires a gradient, does not change the list later. (b) `backward`
# knows nothing of optimizers: from the second epoch on it computes a gradient for the table and *adds* it to `grad`, and
# `optimizer.zero_grad()`, which goes through the same list, never clears it.
#
# (c) One way: give the optimizer all of `model.parameters()` from the start; as long as the table does not require a
# gradient, its `grad` is None and the optimizer passes it over. Another: make a new optimizer for the second epoch (or
# add the table to the first one, as a group of its own).
#
# *One point each: (a) the optimizer's list was made without the table and stays as it was; (b) `backward` adds to `grad`, and
# `zero_grad` clears only what is on the list; (c) two ways that work, such as all parameters from the start, or a new
# optimizer.*

# %% [markdown]
# ## Deeper
#
# Nothing below is needed for the next lesson, and none of it gives points.
#
# **Saved, not learnt.** Some layers keep tensors that are no parameters. `nn.BatchNorm1d`, a layer that you will not need
# here, keeps a running mean of what went through it. It is saved with the model, but no optimizer changes it. Such a tensor
# is called a *buffer*.

# %%
norm = nn.BatchNorm1d(100)
print("parameters:", parameter_shapes(norm))
print("saved:     ", list(norm.state_dict()))

# %% [markdown]
# **One table, two names.** Two modules share a table: `b.weight = a.weight`, and a model holds both. `named_parameters()`
# lists the table once, under its first name, or an optimizer would change it twice a step. `state_dict()` lists it twice.
#
# **Stretch: frozen on purpose.** Make a `Model` of two `EmbeddingTable`s, fill `model.movie_table.weight` with standard
# deviation 0.3 (under `torch.no_grad()`), call `requires_grad_(False)` on it, and train. Now the training loss falls well.
# What does the validation loss do? Why can a user who learnt from 80 movies, each with a random vector of its own, say
# nothing about the 81st?

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.
