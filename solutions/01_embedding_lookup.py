# %% [markdown]
# # From a name to a row of numbers
#
# A film is a title, a user is an id. A model can do nothing with either: it multiplies and adds numbers, and learns by
# changing them a little at a time. So every film and every user gets a row of such numbers in a table, and the first
# thing a recommender does is to find the right row. In this lesson you write that step twice: as a product, to see what it
# is, and as an index, the way it is done.
#
# **Afterwards you can**
# - turn a column of ids or titles into positions, and give unknown values a position too;
# - say what a batch of ratings consists of, and read one;
# - fetch a row of a table by a product with a one-hot vector and by indexing, and say what each costs;
# - predict which rows of a table get a gradient, and how much.
#
# **Time:** about 40 minutes; the parts marked *Break it* can wait for a second reading. **You need** Python, and of PyTorch
# the tensor: shapes, indexing, `@` and `backward`. The demonstrations use pandas; you need none of it (a column of a frame
# can be looped over like a list).
#
# Wherever it says *Predict*, write your answer down before you run the next cell. Where it says `# YOUR CODE HERE`, write
# your lines in place of `raise NotImplementedError()`.
#
# The cell below each exercise calls `check`, which tries your function on inputs drawn afresh and tells you what was
# called, what came back and what was expected. If you are stuck, call `hint("build_vocab")`, with the exercise's name:
# the first hint is a nudge, the second a direction, the third nearly the line.

# %%
from time import perf_counter

import pandas as pd
import torch

from collab import check, hint, load_ratings, progress

# %% [markdown]
# ## 1. A matrix that is mostly empty
#
# MovieLens 100K was collected in 1997 and 1998 by a film site of the University of Minnesota: who gave which movie how
# many stars, from 1 to 5. `load_ratings` fetches two text files and reads them with `pd.read_csv`. Here is the first, one
# row for each rating. (`timestamp` counts seconds since 1970.)

# %% tags=["demo"]
# demo: loads the ratings; the grader skips this cell.
ratings = load_ratings()
stars = ratings.frame[["user", "movie", "rating", "timestamp"]]
print(f"{ratings.source.label}: {len(stars):,} ratings")
stars.head()

# %% [markdown]
# Numbers in this text are those of MovieLens 100K. If the cell above announced MiniLens, yours are others, but every
# comparison comes out the same way.
#
# The second frame has one row for each movie id:

# %% tags=["demo"]
# demo: shows the movies; the grader skips this cell.
ratings.movies.head()

# %% [markdown]
# To give every rating its title, the two are merged on `movie`: each rating keeps its row and gets the title of its movie.
# *Predict:* how many rows has the result, about 1,700, or
# 100,000? And will there be as many titles as movie ids?

# %% tags=["demo"]
# demo: merges ratings and movies; the grader skips this cell.
frame = stars.merge(ratings.movies, on="movie", how="left")
print(f"{len(frame):,} rows, {frame['user'].nunique()} users")
print(f"{frame['movie'].nunique():,} movie ids, {frame['title'].nunique():,} titles")
frame[["user", "movie", "rating", "title"]].head()

# %% [markdown]
# One row for each rating, as before, now with a title. There are 1,682 ids but only 1,664 titles: 18 films got into the
# list twice, under two ids. From here on, a movie is a title, so that both ids count for the same movie.
#
# *Predict:* if every user had rated every movie, how many ratings would there be? What share of them do we have?

# %% tags=["demo"]
# demo: draws the matrix of users and movies; the grader skips this cell.
from collab.plots import figure, number_grid, short_title

n_users, n_titles = frame["user"].nunique(), frame["title"].nunique()
print(f"{n_users} users by {n_titles:,} movies: {len(frame) / (n_users * n_titles):.1%} of the matrix is filled")
some = frame["user"].drop_duplicates().sample(12, random_state=3).sort_values()
popular = frame["title"].value_counts().index[:12]
corner = frame.pivot_table(index="user", columns="title", values="rating").loc[some, popular]  # NaN: no rating

matrix, axes = figure(10, 5, columns=2)
left, right = axes[0]
left.plot(frame["movie"], frame["user"], ",", alpha=0.6)
left.set(xlabel="movie id", ylabel="user id")
left.invert_yaxis()
left.set_title("all of it: a dot is a rating", fontsize=10)
number_grid(right, corner, limits=(0, 6))
right.set_xticks(range(12), [short_title(title) for title in popular], rotation=90, fontsize=8)
right.set_yticks(range(12), some, fontsize=8)
right.set_title("any twelve users, the most rated movies", fontsize=10)
matrix

# %% [markdown]
# Of a hundred entries, 94 are missing. Even the most rated movies, on the right, have holes, and some users leave hardly anything else.
#
# What would stand in a hole? A recommender answers that before the user has seen the movie. Doing it from nothing but the
# ratings of all users is called *collaborative filtering*.
#
# ## 2. A position for every value
#
# Users 1 to 943 look like row numbers, but a table's rows count from 0, ids have gaps as soon as an account is deleted,
# and titles are not numbers at all. A **vocabulary** settles it: a list of the distinct values. The position of a value
# in the list is the number of its row.
#
# And somebody who signs up tomorrow? Position 0 is kept for every value that is not in the list. The string `'#na#'`, for
# "not available", holds the place, and the known values start at 1.
#
# *Predict:* how long will the vocabulary of the users be, and how long that of the titles?


# %% exercise="build_vocab"
def build_vocab(values):
    """The vocabulary of these values: '#na#', then each distinct value once, in the order of Python's `sorted`.

    values: a list, a pandas Series or a NumPy array of n strings or of n whole numbers
    Returns a list.
    """
    ### BEGIN SOLUTION
    return ["#na#", *sorted(set(values))]
    ### END SOLUTION


# %% tags=["demo"]
# demo: the vocabularies of users and of titles; the grader skips this cell.
users = build_vocab(frame["user"])
titles = build_vocab(frame["title"])
print(len(users), "entries for users: ", users[:4], "...", users[-1])
print(len(titles), "entries for titles:", titles[:4], "...", titles[-1])

# %% [markdown]
# 944 and 1,665, one more than there are users and titles.
#
# **Break it.** Why sorted? Leave that out, and take the values in the order in which they appear. *Predict:* the same
# ratings come in twice, the second time with their rows shuffled. At which position is the most rated film?

# %% tags=["demo"]
# demo: vocabularies in order of appearance; the grader skips this cell.
film = frame["title"].mode()[0]  # the title that occurs most often
for name, rows in {"as read": frame, "shuffled": frame.sample(frac=1, random_state=0)}.items():
    appearance = ["#na#", *rows["title"].unique()]
    print(f"{name:<9} {film!r}: {appearance.index(film)} in order of appearance,", end=" ")
    print(f"{build_vocab(rows['title']).index(film)} in your vocabulary")

# %% [markdown]
# A table learnt yesterday, read today with the positions of another order, gives every film the numbers of a different
# one. Nothing raises an error. Sorted, the positions depend on the values alone.
#
# ## 3. From values to positions
#
# A vocabulary goes from a position to a value: `titles[7]`. Now the way back, for a whole column at once. `titles.index(...)`
# would search the list from the front for each of 100,000 ratings; a dictionary from value to position, built once,
# answers at once, and its `.get` has an answer for strangers too.
#
# *Predict:* what should `encode([film, "A Film of Next Year"], titles)` be?


# %% exercise="encode"
def encode(values, vocab):
    """The position of each value in vocab. A value that is not in it gets 0, the position of '#na#'.

    values: a list, a pandas Series or a NumPy array of n values; n may be 0
    vocab: a list as build_vocab returns it
    Returns a long tensor (n,).
    """
    ### BEGIN SOLUTION
    position = {value: i for i, value in enumerate(vocab)}
    return torch.tensor([position.get(value, 0) for value in values], dtype=torch.long)
    ### END SOLUTION


# %% [markdown]
# With it, all ratings become two tensors: `x`, `(N, 2)`, the position of the user and that of the title, and `y`, `(N,)`,
# the stars. A **batch** is a handful of their rows, here B = 64, drawn at random.

# %% tags=["demo"]
# demo: all ratings as tensors, and one batch; the grader skips this cell.
x = torch.stack([encode(frame["user"], users), encode(frame["title"], titles)], dim=1)  # (N, 2)
y = torch.tensor(frame["rating"].to_numpy(), dtype=torch.float32)  # (N,)
torch.manual_seed(42)
rows = torch.randperm(len(y))[:64]  # (B,)
batch_x, batch_y = x[rows], y[rows]  # (B, 2) and (B,)
print("x", tuple(x.shape), " y", tuple(y.shape), " batch", tuple(batch_x.shape), tuple(batch_y.shape))
print(batch_x[:4])
print(batch_y[:4])

# %% [markdown]
# (User 327 is at position 327, since MovieLens' ids happen to have no gaps and `'#na#'` takes position 0.)
#
# A model never sees more than this. *Predict:* with which expression do you get the title of the batch's first rating
# back? Then look at the same batch as a table, and as dots among all the others.

# %% tags=["demo"]
# demo: reads the batch back; the grader skips this cell.
pd.DataFrame(
    {
        "user": [users[i] for i in batch_x[:6, 0]],
        "title": [titles[i] for i in batch_x[:6, 1]],
        "rating": batch_y[:6].tolist(),
    }
)

# %% tags=["demo"]
# demo: draws the batch in the matrix of positions; the grader skips this cell.
batch, axes = figure(7, 4)
axes[0, 0].plot(x[:, 1], x[:, 0], ",", color="#c8c8c8")
points = axes[0, 0].scatter(batch_x[:, 1], batch_x[:, 0], c=batch_y, cmap="viridis", s=22, zorder=3)
axes[0, 0].set(xlabel="position of the title", ylabel="position of the user")
axes[0, 0].invert_yaxis()
axes[0, 0].set_title("a batch: 64 pairs of positions, and their stars", fontsize=10)
batch.colorbar(points, label="stars", ticks=range(1, 6))
batch

# %% [markdown]
# It is `titles[batch_x[0, 1]]`: column 1 of the batch holds positions in `titles`. The picture is that of section 1 with
# its columns in another order, by title in place of movie id.
#
# **Break it.** pandas has a look-up of its own, `get_indexer`. It answers -1 for "not found". *Predict:* which title
# will we take a film of next year for?

# %% tags=["demo"]
# demo: an unknown title, looked up in two ways; the grader skips this cell.
wanted = [film, "A Film of Next Year"]
for name, positions in {"get_indexer": pd.Index(titles).get_indexer(wanted), "encode": encode(wanted, titles)}.items():
    for value, position in zip(wanted, positions.tolist(), strict=True):
        print(f"{name:<12} {value!r:<24} {position:>5}, where the vocabulary has {titles[position]!r}")

# %% [markdown]
# In Python as in PyTorch, -1 is a valid index: the last row. Whoever asks for the new film would get the numbers of *Á
# köldum klaka (Cold Fever)*, without an error. Row 0 belongs to no film, and is there for exactly this.
#
# ## 4. A vector with a single 1
#
# Is *20,000 Leagues Under the Sea*, at position 7, less than *Star Wars*, at 1,399? A model that multiplies a position by
# something would have to believe so: twice the position would count as twice as much of something. Give it a **table** instead, `(n, d)`: n rows, one for each entry of the vocabulary,
# and d numbers in each, random at first, which training will change.
#
# How can something that only multiplies and adds pick out one row? With a **one-hot vector**: n numbers, all 0, but for a
# 1 at the index. *Predict* this product:
#
#                     1  2
#     (0, 0, 1)   @   3  4   =   ?
#                     5  6


# %% exercise="one_hot"
def one_hot(index, n):
    """A vector of zeros with a single 1, at index.

    index: an int, 0 <= index < n
    Returns a float32 tensor (n,).
    """
    ### BEGIN SOLUTION
    vector = torch.zeros(n)
    vector[index] = 1
    return vector
    ### END SOLUTION


# %% [markdown]
# ## 5. A row, as a product
#
# The product is 0 · (1, 2) + 0 · (3, 4) + 1 · (5, 6) = (5, 6): all rows but one are multiplied by 0, and what is left of the
# sum is the row at index 2.
#
# *Predict:* the vector is `(n,)`, the table `(n, d)`. In which order can you multiply them with `@`, and what shape comes
# out?


# %% exercise="one_hot_lookup"
def one_hot_lookup(table, index):
    """The row of the table at index, as a product of a one-hot vector and the table: every row takes part in it.

    table: float32 (n, d)
    index: an int, 0 <= index < n
    Returns (d,).
    """
    ### BEGIN SOLUTION
    return one_hot(index, table.shape[0]) @ table
    ### END SOLUTION


# %% tags=["demo"]
# demo: draws a one-hot vector, a table and their product; the grader skips this cell.
torch.manual_seed(1)
table = torch.randn(6, 4)  # (n, d)
vector = one_hot(2, 6)  # (n,)
parts = {
    "one_hot(2, 6), (n,)": vector[:, None],
    "the table, (n, d)": table,
    "each row times its entry, (n, d)": vector[:, None] * table,
    "one_hot_lookup(table, 2), (d,)": one_hot_lookup(table, 2)[None],
}
product, axes = figure(11, 3.4, columns=4)
for ax, (name, values) in zip(axes[0], parts.items(), strict=True):
    number_grid(ax, values, digits=1, cmap="RdBu", limits=(-3, 3))
    ax.set(xlim=(-0.5, 3.5), ylim=(5.5, -0.5))  # the same scale for all four
    ax.set_title(name, fontsize=10)
    ax.set_axis_off()
product

# %% [markdown]
# **Break it.** Put the table on the left. *Predict* what happens with a table `(6, 4)`, and what with a table `(4, 4)`.

# %% tags=["demo"]
# demo: the product in the wrong order; the grader skips this cell.
for n in (6, 4):
    table = torch.arange(n * 4.0).reshape(n, 4)  # (n, 4)
    print(table)
    try:
        print(f"table @ one_hot(1, {n}) =", table @ one_hot(1, n))
    except RuntimeError as error:
        print(f"table @ one_hot(1, {n}) is refused:", error)

# %% [markdown]
# `(6, 4) @ (6,)` is refused, since 4 and 6 meet. With a square table the sizes agree, and out comes a **column**, of the
# right shape and with the wrong numbers. Shapes that happen to be equal hide mistakes: when you try something out, make all
# sizes different.
#
# ## 6. The same row, without the zeros
#
# With 1,665 titles and d = 50, that product makes 83,250 multiplications, and all but 50 of them are by 0. Nobody needs to
# compute what is known beforehand: `table[index]` reads the row where it stands. And where a number gives one row, a
# tensor of indices gives one for each of them.
#
# *Predict:* `table` is `(1665, 50)` and `indices` is `(64,)`. What is the shape of the result? What if the same index
# occurs twice?


# %% exercise="embedding_lookup"
def embedding_lookup(table, indices):
    """The rows of the table at these indices, in one indexing operation: no product, no loop.

    table: float (n, d)
    indices: long (B,); an index may occur several times, and B may be 0
    Returns (B, d). Gradients of the result reach the table.
    """
    ### BEGIN SOLUTION
    return table[indices]
    ### END SOLUTION


# %% tags=["demo"]
# demo: the titles of the batch, looked up in both ways; the grader skips this cell.
table = torch.randn(len(titles), 50)  # (n, d)
indices = batch_x[:, 1]  # (B,)
products = torch.stack([one_hot_lookup(table, i) for i in indices.tolist()])  # (B, d)
print("the same", tuple(products.shape), "numbers:", torch.equal(products, embedding_lookup(table, indices)))

# %% [markdown]
# *Predict:* now let the number of rows grow from 100 to a million. One row of 50 numbers is fetched each time. What happens
# to the time that each of your two functions takes? And to the memory that says *which* row is meant, the one-hot
# vector or the index?


# %% tags=["demo"]
# demo: time and memory of both look-ups for growing tables; the grader skips this cell.
def seconds(function, *arguments):
    """The shortest of ten calls."""
    times = []
    for _ in range(10):
        started = perf_counter()
        function(*arguments)
        times.append(perf_counter() - started)
    return min(times)


sizes = [100, 1_000, 10_000, 100_000, 1_000_000]
times, memory = {"product": [], "index": []}, {"product": [], "index": []}  # microseconds, bytes
for n in sizes:
    table, index = torch.ones(n, 50), torch.tensor([n // 2])
    times["product"].append(seconds(one_hot_lookup, table, n // 2) * 1e6)
    times["index"].append(seconds(embedding_lookup, table, index) * 1e6)
    memory["product"].append(one_hot(n // 2, n).nbytes)
    memory["index"].append(index.nbytes)

# %% tags=["demo"]
# demo: draws what was measured; the grader skips this cell.
costs, axes = figure(9, 3.6, columns=2)
for ax, title, measured in zip(
    axes[0], ["microseconds to fetch one row", "bytes to say which row"], [times, memory], strict=True
):
    for name, values in measured.items():
        print(f"{title}, {name}:", "  ".join(f"{value:,.0f}" for value in values))
        ax.loglog(sizes, values, "o-", label=name)
    ax.set_xlabel("rows of the table")
    ax.set_title(title, fontsize=10)
    ax.legend(frameon=False)
costs

# %% [markdown]
# The index takes a few microseconds and 8 bytes, however large the table is. The product goes through the whole table:
# some 20 milliseconds for one row out of a million, and 4 MB for a one-hot vector in which one entry matters. (Your
# machine has other times, but the same picture. For small tables the product's curve is flat, since any call at all costs
# a few microseconds.)
#
# So: in meaning a product with a one-hot vector, in practice an index. A table that is read in this way is called an
# **embedding**. PyTorch's `nn.Embedding(n, d)` holds such a table and reads it just so.
#
# ## 7. Which rows learn?
#
# The numbers in the table are to be learnt, so gradients must find their way through the look-up.
#
# *Predict:* from a table `(6, 4)` you fetch rows 4, 1 and 4 again, and add all numbers up. How much does the sum change
# if an entry of row 1 grows by 1? An entry of row 4? Of row 0?

# %% tags=["demo"]
# demo: the table's gradient through both look-ups; the grader skips this cell.
table = torch.randn(6, 4, requires_grad=True)  # (n, d)
embedding_lookup(table, torch.tensor([4, 1, 4])).sum().backward()
gradients = {"by index": table.grad}  # (n, d)
table.grad = None
sum(one_hot_lookup(table, i).sum() for i in (4, 1, 4)).backward()
gradients["by product"] = table.grad  # (n, d)

learning, axes = figure(6, 3.4, columns=2)
for ax, (name, gradient) in zip(axes[0], gradients.items(), strict=True):
    number_grid(ax, gradient, limits=(0, 3))
    ax.set_title(f"gradient of the table, {name}", fontsize=10)
    ax.set(ylabel="row", xticks=[], yticks=range(6))
learning

# %% [markdown]
# The same gradient both ways. A row that was not fetched gets 0, and a row that was fetched twice gets the gradients of
# both uses, added up. So a batch of 64 ratings teaches something to at most 64 users' rows. All others
# get a gradient of 0.
#
# **Break it.** Two tables, users and movies, and a number made of both. On its way the user's row is taken from
# `user_table.detach()`, a tensor with the same numbers and no memory of where they come from. *Predict* the two gradients.

# %% tags=["demo"]
# demo: one of two tables cut off; the grader skips this cell.
user_table = torch.randn(5, 3, requires_grad=True)
movie_table = torch.randn(7, 3, requires_grad=True)
u = embedding_lookup(user_table.detach(), torch.tensor([2, 4]))  # (B, d)
m = embedding_lookup(movie_table, torch.tensor([6, 0]))  # (B, d)
(u * m).sum().backward()
print("rows of movie_table with a gradient:", movie_table.grad.any(dim=1).nonzero().flatten().tolist())
print("user_table.grad:", user_table.grad)

# %% [markdown]
# The movies would learn, the users get `None` and stay random for ever, and nothing raises an error. That is why `check`
# looked at the gradient that arrives, and not only at the rows that come out.
#
# ## Stretch: several ones
#
# No points here. A film has several genres: `ratings.movies["genres"]` holds strings such as `Animation|Children's|Comedy`.
# Build a vocabulary of the genres and a vector for each film with a 1 at *each* of its genres. What does the product with a
# table of genres, `(n_genres, d)`, give for a film with three? How would you get the same by indexing?

# %%
# your experiments

# %% [markdown]
# ## Summary
#
# - A rating is a user, a movie and a number of stars. In the matrix of users and movies, 94 % of the entries are missing.
# - A vocabulary lists the distinct values, sorted, and their positions are rows of a table. Position 0, `'#na#'`, is for
#   everything that is not in it.
# - A batch is `x`, `(B, 2)`, two positions for each rating, and `y`, `(B,)`.
# - A one-hot vector `(n,)` times a table `(n, d)` is a row, `(d,)`. Indexing gives the same row and the same gradient, at a
#   cost that does not grow with n. A table read so is an embedding.
# - Only rows that were fetched get a gradient; a row fetched twice gets the sum of both.
#
# ## Questions
#
# Answer each before you unfold it.
#
# **1.** Somebody encodes movie *ids* with the vocabulary of *titles*. What comes out, and what would a model learn?
#
# <details><summary>Answer</summary>
#
# No id is in a list of titles, so every position is 0. Nothing raises an error. All ratings then belong to one row, and the
# model learns one taste for all movies together.
#
# </details>
#
# **2.** `user_table` is `(944, 50)` and a batch `x` is `(64, 2)`. What are the shapes of `user_table[x[:, 0]]` and of
# `user_table[x]`? Why would you rather not compute the second?
#
# <details><summary>Answer</summary>
#
# `(64, 50)`, and `(64, 2, 50)`: an index of any shape gives a row for each of its entries. The second also looks up the
# positions of titles among the users: an IndexError if one of them is above 943, else the rows of unrelated users.
#
# </details>
#
# **3.** One-hot vectors are made of whole numbers. Why float32 all the same?
#
# <details><summary>Answer</summary>
#
# The table is float32, and PyTorch multiplies two tensors with `@` only if their dtypes are equal.
#
# </details>
#
# **4.** A film was rated 583 times, another once. How often does each row get a gradient while the model sees every rating
# once? What do you expect of the second row?
#
# <details><summary>Answer</summary>
#
# Up to 583 times (a batch may hold two of those ratings), and once. After one step the second row is still close to the
# random numbers it began with: there is hardly anything to learn it from.
#
# </details>
#
# **5.** *In writing, for your teacher.* A colleague says: "All our users are in the vocabulary, so we can do without `'#na#'`,
# and encode with `get_indexer`." Next week a new user signs up. What happens, step by step, and why may it take long
# until somebody notices? And with `'#na#'` at position 0, what has row 0 learnt by then from the ratings that you
# trained on?

# %% [markdown] question="why-unknown"
# `get_indexer` gives -1 for the new user, and -1 as an index is the last row of the table: that of the user who happens to
# be sorted last. The new user gets this stranger's recommendations. Nothing raises an error and the predictions look
# reasonable, since they are those of a real user, so it shows only when somebody complains or measures new users
# separately. (Without get_indexer's -1, a dictionary would raise a KeyError: unpleasant, but noticed at once.)
#
# With '#na#' the new user gets row 0. No training rating has position 0, so row 0 has never been fetched, its gradient was
# always 0, and it still holds the random numbers that it began with. If those are small, the prediction is a neutral one,
# which is honest. To make more of row 0, one would have to train it, for example by replacing some users by '#na#'.
