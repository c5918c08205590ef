# %% [markdown]
# # From a name to a row of numbers
#
# You are going to build a movie recommender, and it will work for you. So it starts with your ratings.
#
# **Afterwards you can**
# - turn a column of ids or titles into positions, and give unknown values a position too;
# - say what a batch of ratings consists of, and read one;
# - fetch a row of a table by a product with a one-hot vector and by indexing, and say what each costs;
# - predict which rows of a table get a gradient, and how much.
#
# **Time:** about 40 minutes. **You need** Python and NumPy's arrays. Words in bold are explained where they come first,
# and once more in the [glossary](../GLOSSARY.ipynb).
#
# Cells that start with `# demo` are finished: run them with Shift+Enter, and read. (In some you put in a letter or a number;
# the text says so.) In the others you write a few lines in place of `raise NotImplementedError()`, and the cell below checks
# them. If you are stuck, call `hint("build_vocab")`, with the name of the exercise.

# %%
from time import perf_counter

import pandas as pd
import torch

from collab import check, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import grids, lines
from collab.plots import short_title
from collab.viewer import liked_together, rate

ratings = load_ratings()
print(f"{ratings.source.label}: {len(ratings.frame):,} ratings")

# %% [markdown]
# <details><summary>Is PyTorch new to you? Unfold this.</summary>
#
# A **tensor** is PyTorch's array. Most of what you know from NumPy works: `torch.zeros(3, 4)`, `t.shape`, `t[2]`, `t[:, 0]`,
# `a * b` entry by entry, `a @ b` for a product of matrices or vectors. NumPy's `axis=1` is called `dim=1`, as in
# `t.sum(dim=1)`. An index must be of whole numbers: `dtype=torch.long`. `t.item()` makes a tensor with one entry a number,
# `t.tolist()` makes a list.
#
# New is that a tensor can remember how it was computed, so that gradients can be found (section 7 says what they are):
#
#     w = torch.tensor([1.0, 2.0], requires_grad=True)
#     (w * w).sum().backward()
#     w.grad                       # tensor([2., 4.])
#
# </details>
#
# ## You first
#
# Give stars to the movies that you have seen, 1 to 5. Leave 0 for the others. With five or more, every lesson of this
# course will use your ratings. If you rate nothing, or have no MovieLens (then the cell above says MiniLens, whose movies
# are invented), somebody called Sam stands in for you.

# %% tags=["demo"]
# demo
you = rate(
    ratings,
    {
        "Back to the Future (1985)": 0,
        "Braveheart (1995)": 0,
        "E.T. the Extra-Terrestrial (1982)": 0,
        "Fargo (1996)": 0,
        "Forrest Gump (1994)": 0,
        "Godfather, The (1972)": 0,
        "Jurassic Park (1993)": 0,
        "Lion King, The (1994)": 0,
        "Men in Black (1997)": 0,
        "Pretty Woman (1990)": 0,
        "Pulp Fiction (1994)": 0,
        "Silence of the Lambs, The (1991)": 0,
        "Star Wars (1977)": 0,
        "Titanic (1997)": 0,
        "Toy Story (1995)": 0,
    },
)
you.frame()

# %% [markdown]
# Here is a first list for you. It comes from a ready-made model that is part of this course: *people who like what you like also
# like* these. The number in brackets says how often a movie was rated.

# %% tags=["demo"]
# demo
you.lists("01 first list", liked_together(ratings, you))

# %% [markdown]
# Does it fit? How can a program know, from a handful of numbers? In this course you build models that do this, from nothing
# but tensors. At the end of each lesson you will see your list again, made with what you have just built.
#
# ## 1. A matrix that is mostly empty
#
# [MovieLens 100K](https://grouplens.org/datasets/movielens/100k/) was collected in 1997 and 1998 at the University of
# Minnesota: who gave which movie how many stars. (If you have MiniLens, your numbers differ from those in the text.)

# %% tags=["demo"]
# demo
frame = ratings.frame[["user", "movie", "rating", "title"]]
print(f"{len(frame):,} ratings by {frame['user'].nunique()} users")
print(f"{frame['movie'].nunique():,} movie ids, {frame['title'].nunique():,} titles")
frame.head()

# %% [markdown]
# There are fewer titles than ids: 18 movies got into the list twice. (Not in MiniLens.) From here on, a movie is a title.
#
# Write all this as a matrix: a row for each user, a column for each movie, the stars in the cells.
#
# **Predict.** How many of the cells are filled? a) about 60 %, b) about 25 %, c) about 6 %. Put your letter between the
# quotes.

# %% tags=["demo"]
# demo
predict("filled", "")

# %% tags=["demo"]
# demo
n_users, n_titles = frame["user"].nunique(), frame["title"].nunique()
print(f"{n_users} users by {n_titles:,} movies: {len(frame) / (n_users * n_titles):.1%} of the cells are filled")
some = frame["user"].drop_duplicates().sample(12, random_state=3).sort_values()
popular = frame["title"].value_counts().index[:12]
corner = frame.pivot_table(index="user", columns="title", values="rating").loc[some, popular]  # NaN: no rating
names = [short_title(title, 20) for title in popular]
grids({"12 users, the 12 most rated movies": corner}, limits=(0, 6), rows=some, columns=names, height=5)

# %% [markdown]
# Even among the most rated movies there are holes. Which number belongs in a hole? A recommender says so before the user has
# seen the movie. Doing it from nothing but the ratings of all users is called **collaborative filtering**.
#
# ## 2. A position for every value
#
# A model multiplies and adds numbers. It can do nothing with a title. So every user and every movie gets a row of numbers of
# its own, and the first task is to find the right row.
#
# A **vocabulary** is a list of the distinct values; the position of a value in it is the number of its row. Somebody who
# signs up tomorrow is not in it. So position 0 is kept for every unknown value. The string `'#na#'`, "not available", stands
# there.
#
# **Predict.** There are 943 users. How long is their vocabulary? a) 942, b) 943, c) 944.

# %% tags=["demo"]
# demo
predict("vocab_length", "")


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
# demo
users = build_vocab(frame["user"])
titles = build_vocab(frame["title"])
print(len(users), "entries for users: ", users[:4], "...", users[-1])
print(len(titles), "entries for titles:", titles[:4], "...", titles[-1])

# %% [markdown]
# **Break it.** Why sorted? Take the titles in the order in which they appear, once from the ratings as they are, once from
# the same ratings shuffled.
#
# **Predict.** The position of the most rated movie is a) the same both times, b) a different one the second time, c) an
# error the second time.

# %% tags=["demo"]
# demo
predict("unsorted", "")

# %% tags=["demo"]
# demo
known = frame["title"].mode()[0]  # the title that occurs most often
for name, rows in {"as read": frame, "shuffled": frame.sample(frac=1, random_state=0)}.items():
    appearance = ["#na#", *rows["title"].unique()]
    print(f"{name:<9} {known!r}: {appearance.index(known)} in order of appearance,", end=" ")
    print(f"{build_vocab(rows['title']).index(known)} in your vocabulary")

# %% [markdown]
# Say you train today, and tomorrow read the rows with positions in another order. Then every movie has the numbers of a
# different one, and there is no error. In a sorted list, positions depend on the values alone.
#
# ## 3. From values to positions
#
# `titles[7]` goes from a position to a value. Now you write the way back, for a whole column. `titles.index(...)` would
# search the list from the front for each of 100,000 ratings. A dictionary finds a value at once.


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
# Now all N ratings become two tensors: `x`, `(N, 2)`, the position of the user and that of the title, and `y`, `(N,)`, the
# stars. A **batch** is B of these rows, drawn at random; here B = 64. These numbers are all that a model ever sees.

# %% tags=["demo"]
# demo
x = torch.stack([encode(frame["user"], users), encode(frame["title"], titles)], dim=1)  # (N, 2)
y = torch.tensor(frame["rating"].to_numpy(), dtype=torch.float32)  # (N,)
torch.manual_seed(42)
rows = torch.randperm(len(y))[:64]  # (B,)
batch_x, batch_y = x[rows], y[rows]  # (B, 2) and (B,)
print("x", tuple(x.shape), " y", tuple(y.shape), " batch", tuple(batch_x.shape), tuple(batch_y.shape))
print(batch_x[:3], batch_y[:3])
read = {"user": [users[i] for i in batch_x[:3, 0]], "title": [titles[i] for i in batch_x[:3, 1]]}
pd.DataFrame({**read, "rating": batch_y[:3].tolist()})  # the same three rows, read back

# %% [markdown]
# **Break it.** pandas has a look-up of its own, `get_indexer`, which answers -1 for "not found".
#
# **Predict.** You look up next year's movie and use that -1 as a position. You get a) an error, b) `'#na#'`, c) some other
# movie.

# %% tags=["demo"]
# demo
predict("minus_one", "")

# %% tags=["demo"]
# demo
wanted = [known, "A Movie of Next Year"]
for name, positions in {"get_indexer": pd.Index(titles).get_indexer(wanted), "encode": encode(wanted, titles)}.items():
    for value, position in zip(wanted, positions.tolist(), strict=True):
        print(f"{name:<12} {value!r:<24} {position:>5}, where the vocabulary has {titles[position]!r}")

# %% [markdown]
# **Fix this.** A friend encodes each batch with a vocabulary of that batch. Everything runs. Change one name, so that the
# last line says True.

# %% tags=["demo"]
# demo
found = []
for part in (frame[frame["title"] == known].head(50), frame.head(5000)):
    vocabulary = build_vocab(part["title"])  # the fault is here
    found.append(encode([known], vocabulary).item())
print("positions of the same movie:", found, " all the same:", len(set(found)) == 1)

# %% [markdown]
# <details><summary>Answer</summary>
#
# `frame["title"]` in place of `part["title"]`: one vocabulary for all batches. With one for each, row 1 means another movie
# every time, and the model learns a mixture.
#
# </details>
#
# ## 4. A vector with a single 1
#
# Is the movie at position 1,399 worth 200 times as much as the one at position 7? A model that multiplies positions would
# believe so. Give it a **table** instead, `(n, d)`: a row for each of n entries, with d numbers in it, random at first.
# Training will change them.
#
# How can something that only multiplies and adds pick out one row? With a **one-hot vector**: n numbers, all 0 except for a
# 1 at the index.
#
#                     1  2
#     (0, 0, 1)   @   3  4   =   ?
#                     5  6
#
# **Predict.** The product is a) (1, 2), b) (5, 6), c) 11.

# %% tags=["demo"]
# demo
predict("one_hot_product", "")


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
# The vector is `(n,)` and the table `(n, d)`. Which must stand on the left of `@`, so that a row `(d,)` comes out?


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
# demo
torch.manual_seed(1)
table = torch.randn(6, 4)  # (n, d)
vector = one_hot(2, 6)  # (n,)
steps = {"one_hot(2, 6)\n(n,)": vector, "the table\n(n, d)": table}
steps["each row times\nits entry (n, d)"] = vector[:, None] * table
steps["the column sums\n(d,), as a row"] = one_hot_lookup(table, 2)[None]
grids(steps, digits=1, cmap="RdBu", limits=(-3, 3), height=3)

# %% [markdown]
# All rows but one are multiplied by 0. What is left of the sum is the row at index 2.
#
# **Break it.** Put the table on the left, with 4 columns: once it has 6 rows, once 4.
#
# **Predict.** With the square table, `table @ one_hot(1, 4)` gives a) an error, b) row 1, c) column 1.

# %% tags=["demo"]
# demo
predict("square", "")

# %% tags=["demo"]
# demo
for n in (6, 4):
    table = torch.arange(n * 4.0).reshape(n, 4)  # (n, 4)
    try:
        print(f"table ({n}, 4): row 1 is {table[1].tolist()}, the product is {(table @ one_hot(1, n)).tolist()}")
    except RuntimeError as error:
        print(f"table ({n}, 4): refused, {error}")

# %% [markdown]
# Sizes that happen to be equal hide mistakes. When you try something out, make all sizes different.
#
# ## 6. The same row, without the zeros
#
# With 1,665 titles and d = 50, that product takes 83,250 multiplications, and all but 50 are by 0. `table[index]` reads the
# row where it stands. And where a number gives one row, a tensor of indices gives one row for each of them.


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
# demo
table = torch.randn(len(titles), 50)  # (n, d)
indices = batch_x[:, 1]  # (B,)
products = torch.stack([one_hot_lookup(table, i) for i in indices.tolist()])  # (B, d)
print("the same", tuple(products.shape), "numbers:", torch.equal(products, embedding_lookup(table, indices)))

# %% [markdown]
# **Predict.** The table grows from 100 rows to a million. Which look-up takes longer and longer? a) both, b) only the
# product, c) neither.

# %% tags=["demo"]
# demo
predict("growing", "")


# %% tags=["demo"]
# demo
def microseconds(function, *arguments):
    """The shortest of ten calls."""
    times = []
    for _ in range(10):
        started = perf_counter()
        function(*arguments)
        times.append((perf_counter() - started) * 1e6)
    return min(times)


sizes = [100, 1_000, 10_000, 100_000, 1_000_000]
times = {"product": [], "index": []}
for n in sizes:
    table = torch.ones(n, 50)
    times["product"].append(microseconds(one_hot_lookup, table, n // 2))
    times["index"].append(microseconds(embedding_lookup, table, torch.tensor([n // 2])))
    print(f"{n:>9,} rows: product {times['product'][-1]:>8,.0f} µs, index {times['index'][-1]:>4,.0f} µs")
lines(times, "rows of the table", "microseconds to fetch one row", x=sizes, log="xy")

# %% [markdown]
# The product goes through the whole table: milliseconds, once there are a million rows. The index takes a few
# microseconds, however large the table is.
#
# So think of a product with a one-hot vector, and compute an index. A table that is read in this way is called an
# **embedding**. PyTorch's [`nn.Embedding`](https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html) holds
# such a table and reads it in the same way.
#
# ## 7. Which rows learn?
#
# The numbers in the table are to be learnt. For that, training needs the **gradient** of a result: for each number, how fast
# the result grows when that number grows. PyTorch's `backward()` finds it, and `table.grad` holds it. From a table `(6, 4)`
# you fetch rows 4, 1 and 4 again, and add up all twelve numbers.
#
# **Predict.** In row 4 of the table, the gradient of that sum is a) 0, b) 1, c) 2.

# %% tags=["demo"]
# demo
predict("gradient_rows", "")

# %% [markdown]
# **Your experiment.** Choose other rows in the first line. Write down the gradient that you expect, row by row. Run, and
# compare.

# %% tags=["demo"]
# demo
fetched = [4, 1, 4]  # yours to change: any rows from 0 to 5
table = torch.randn(6, 4, requires_grad=True)  # (n, d)
embedding_lookup(table, torch.tensor(fetched)).sum().backward()
by_index = table.grad  # (n, d)
table.grad = None
sum(one_hot_lookup(table, i).sum() for i in fetched).backward()
grids({"gradient, by index": by_index, "gradient, by product": table.grad}, limits=(0, 3), height=3)

# %% [markdown]
# The gradient is the same both ways. A row that was not fetched gets 0. A row that was fetched twice gets both gradients,
# added up. So a batch of 64 ratings teaches something to at most 64 rows of users, and nothing to all the others.
#
# ## Your list again
#
# What can you recommend with a look-up alone? Take a table with d = 1: one number for each movie, its average stars. That
# is a first model. It is called a **baseline**: whatever comes later has to be better.

# %% tags=["demo"]
# demo
count = torch.bincount(x[:, 1], minlength=len(titles))  # (n,)
total = torch.bincount(x[:, 1], weights=y, minlength=len(titles))  # (n,)
means = (total / count.clamp(min=1)).float().unsqueeze(1)  # (n, 1)
for title in (known, titles[you.movies[-1]]):
    stars = embedding_lookup(means, encode([title], titles)).item()
    print(f"{title}: {stars:.2f} stars on average")
you.lists("01 movie means", means[:, 0])

# %% [markdown]
# A disaster. On top are movies that one to three people have rated. And this list is the same for everybody: your ratings
# had no part in it. (MiniLens has few such rare movies: there it is only the first two.) The first list knew you. What does
# a model need so that it does?
#
# ## Summary
#
# - A rating is a user, a movie and a number of stars. In the matrix of users and movies, 94 % of the cells are empty.
# - A vocabulary lists the distinct values, sorted, and their positions are rows of a table. Position 0, `'#na#'`, is for
#   everything that is not in it.
# - A batch is `x`, `(B, 2)`, two positions for each rating, and `y`, `(B,)`.
# - A one-hot vector `(n,)` times a table `(n, d)` is a row, `(d,)`. Indexing gives the same row and the same gradient, at a
#   cost that does not grow with n. A table that is read in this way is an embedding.
# - Only rows that were fetched get a gradient; a row fetched twice gets the sum of both.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# Answer each before you unfold it.
#
# **1.** Somebody encodes movie *ids* with the vocabulary of *titles*. What comes out, and what would a model learn?
#
# <details><summary>Answer</summary>
#
# No id is in a list of titles, so every position is 0. There is no error. All ratings then belong to one row, and the model
# learns one taste for all movies together.
#
# </details>
#
# **2.** `user_table` is `(944, 50)` and a batch `x` is `(64, 2)`. What are the shapes of `user_table[x[:, 0]]` and of
# `user_table[x]`? Why would you rather not compute the second?
#
# <details><summary>Answer</summary>
#
# `(64, 50)`, and `(64, 2, 50)`: an index of any shape gives a row for each of its entries. The second also looks up the
# positions of titles among the users: an IndexError if one of them is above 943, otherwise the rows of unrelated users.
#
# </details>
#
# **Written question (3 points, read by a person).** A colleague says: "All our users are in the vocabulary, so we can do
# without `'#na#'`, and encode with `get_indexer`." Next week a new user signs up. Answer in four to six sentences: (a) what
# happens, step by step, from the look-up to the recommendations; (b) why it may take long until somebody notices; (c) with
# `'#na#'` at position 0, what has row 0 learnt by then from the ratings that you trained on, and does that make it a good
# answer? Write into the next cell.

# %% [markdown] question="why-unknown"
# (a) `get_indexer` gives -1 for the new user, and -1 as an index is the last row of the table: that of the user who happens to
# be sorted last. The new user gets this stranger's recommendations. (b) There is no error, and the predictions look
# reasonable, since they are those of a real user. So it shows only when somebody complains or measures new users separately.
# (A dictionary would raise a KeyError: unpleasant, but noticed at once.)
#
# (c) With '#na#' the new user gets row 0. No training rating has position 0, so row 0 was never fetched, its gradient was always
# 0, and it has learnt nothing: it still holds the random numbers that it began with. The answer it gives is nobody's, which
# is better than a stranger's. That does not make it a good one: whether it is near the average depends on the rest of the
# model, and has to be measured. To make more of row 0 one must train it, for example by replacing some users by '#na#', or
# put something sensible into it, such as the average of all rows.
#
# *One point each: (a) -1 as an index is the last row, so another user's; (b) no error, and predictions that look reasonable;
# (c) row 0 was never fetched, has learnt nothing, and so must be measured, trained or filled.*

# %% [markdown]
# ## Deeper
#
# Nothing below is needed for the next lesson, and none of it gives points.
#
# **Cut off.** Two tables, users and movies, and a number made of both. The user's row is taken from `user_table.detach()`, a
# tensor with the same numbers and no memory of where they come from. Which of the two gradients is missing?

# %% tags=["demo"]
# demo
user_table = torch.randn(5, 3, requires_grad=True)
movie_table = torch.randn(7, 3, requires_grad=True)
u = embedding_lookup(user_table.detach(), torch.tensor([2, 4]))  # (B, d)
m = embedding_lookup(movie_table, torch.tensor([6, 0]))  # (B, d)
(u * m).sum().backward()
print("rows of movie_table with a gradient:", movie_table.grad.any(dim=1).nonzero().flatten().tolist())
print("user_table.grad:", user_table.grad)

# %% [markdown]
# The movies would learn. The users get `None` and stay random for ever, without an error. That is why `check` looked at the
# gradient that arrives, and not only at the rows that come out.
#
# **Without a vocabulary.** User ids run from 1 to 943. Why not take them as positions, in a table of 943 rows? Try
# `torch.zeros(943, 50)[943]`. Then a table of 944 rows: which row is left over, and which row does the user get who signs up
# next week?
#
# **Stretch: several ones.** A movie has several genres: `ratings.movies["genres"]` holds strings such as
# `Animation|Children's|Comedy`. Build a vocabulary of the genres and a vector for each movie with a 1 at *each* of its
# genres. What does the product with a table of genres, `(n_genres, d)`, give for a movie with three? How would you get the
# same by indexing?
#
# **Where the first list comes from.** `liked_together` is a model called EASE: one matrix inverse. See
# [Steck 2019](https://arxiv.org/abs/1905.03375). `help(liked_together)` says the rest.

# %%
# your experiments
