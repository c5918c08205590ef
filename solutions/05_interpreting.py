# %% [markdown]
# # What has the model learnt?
#
# Your model recommends movies to you, and cannot say why. Inside it are tables that nobody filled in by hand. The model never
# saw a title, a year or a genre, only who gave how many stars to what. In this lesson you open the tables, and find out what is
# in them and how far to believe it.
#
# **Afterwards you can**
# - rank movies by their bias, and say what that number leaves out;
# - find the movies most like a given one, by cosine similarity, and say when not to;
# - draw 50 factors as a map of two principal components, and test what you read from it.
#
# **Time:** about 45 minutes. **You need** the factor model with biases, and what weight decay does to it.
# ([Glossary](../GLOSSARY.ipynb))
#
# **Do you remember?** Answer before you unfold.
#
# <details><summary>Why does a movie with one rating keep a short vector?</summary>Decay takes from it at every step, and one
# rating an epoch gives little back.</details>
# <details><summary>Row 0 of a table: what has it learnt in training?</summary>Nothing. No rating fetches it.</details>
# <details><summary>What is wrong with 50 factors a row that start at random with a standard deviation of 0.3?</summary>Such
# numbers are noise, and the model uses them to learn ratings by heart.</details>

# %%
import copy

import pandas as pd
import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo
from collab.guess import predict, predictions
from collab.pictures import bars, directions, dots
from collab.plots import factor_map, label_points, short_title
from collab.viewer import learn_row, viewer

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
you = viewer(ratings)
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers and titles in this text are those of MovieLens 100K. MiniLens has other movies, and other numbers.


# %%
def sigmoid_range(x, low, high):
    """Squash x, of any shape, into (low, high)."""
    return torch.sigmoid(x) * (high - low) + low


def create_params(size):
    """A parameter of this size, drawn from a normal distribution with mean 0 and standard deviation 0.01."""
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))


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


# %% tags=["demo"]
# demo
def train(seed):
    """A DotProductBias, trained on `data` from the random start that `seed` gives, on the CPU; and its validation loss."""
    torch.manual_seed(seed)
    model = DotProductBias(data.n_users, data.n_movies, n_factors=50)
    history = fit(model, data, epochs=5, lr=5e-3, wd=0.1, seed=seed, progress=False)
    return model.cpu(), history.valid_mse[-1]


model, loss = train(seed=42)
print(f"validation {loss:.3f}")

# %% [markdown]
# Row i of `movie_factors` and entry i of `movie_bias` belong to the movie `ratings.titles[i]`.
#
# ## 1. One number for each movie
#
# Which movie do people like best? The plain answer is the one with the highest average stars.
#
# **Predict.** The top of a ranking by average stars holds a) the best-known movies, b) movies with one to three ratings,
# c) old movies with many ratings.

# %% tags=["demo"]
# demo
predict("top_mean", "")

# %% tags=["demo"]
# demo
counts = torch.bincount(data.train_x[:, 1], minlength=data.n_movies)  # (n_movies,)
stars = torch.bincount(data.train_x[:, 1], weights=data.train_y, minlength=data.n_movies)  # (n_movies,)
table = {"ratings": counts, "mean stars": stars / counts, "bias": model.movie_bias.detach()}
movies = pd.DataFrame({name: column.numpy() for name, column in table.items()}, index=ratings.titles)
seen = movies[movies["ratings"] > 0]  # without '#na#' and movies that are in the validation set only
seen.sort_values("mean stars", ascending=False).head(8).round(2)

# %% [markdown]
# In a small group, everybody can happen to agree. The model has another answer: a movie's bias is the one number that is
# added to the score of *every* user. `argsort` finds the ends of such a list. It returns not the sorted values but their
# positions: `torch.tensor([0.2, -0.5, 0.1]).argsort()` is `[1, 2, 0]`.


# %% exercise="lowest_bias"
def lowest_bias(bias, titles, k=5):
    """The titles of the k movies with the lowest bias, the lowest first.

    bias: (n,) float, which may be a model's parameter; it is left as it is
    titles: a list of n different strings; titles[i] belongs to bias[i]
    Returns a list of k strings; k is between 1 and n.
    """
    ### BEGIN SOLUTION
    order = bias.argsort()  # (n,) positions, lowest bias first
    return [titles[i] for i in order[:k]]
    ### END SOLUTION


# %% [markdown]
# Now the other end, *without sorting in another way*. The order that you have holds the answer already: which k of its
# positions, and in which direction? (NumPy's `order[::-1]` is an error in PyTorch. `order.flip(0)` turns a tensor round.)


# %% exercise="highest_bias"
def highest_bias(bias, titles, k=5):
    """The titles of the k movies with the highest bias, the highest first. Arguments as for lowest_bias."""
    ### BEGIN SOLUTION
    order = bias.argsort()  # (n,) positions, lowest bias first
    return [titles[i] for i in order[-k:].flip(0)]
    ### END SOLUTION


# %% [markdown]
# Two movies can have the same bias. Here "A" and "C" share the highest. A friend sorts from high to low, with
# `bias.argsort(descending=True)`; you turn the rising order round.
#
# **Predict.** Which movie comes first? a) "A" both ways, b) "C" both ways, c) it depends on the way.

# %% tags=["demo"]
# demo
predict("ties", "")

# %%
tied = torch.tensor([0.3, 0.1, 0.3, 0.2])  # (4,)
print("high to low:   ", ["ABCD"[i] for i in tied.argsort(descending=True)])
print("turned round:  ", ["ABCD"[i] for i in tied.argsort().flip(0)])
print("your function: ", highest_bias(tied, list("ABCD"), k=4))

# %% [markdown]
# All of these are right: a ranking says nothing about movies that are level. So never build on the order of ties.

# %% tags=["demo"]
# demo
lowest = lowest_bias(model.movie_bias, ratings.titles)
highest = highest_bias(model.movie_bias, ratings.titles)
movies.loc[highest + lowest[::-1]].round(2)

# %% [markdown]
# From *Titanic* to *Lawnmower Man 2*: these are movies that people can argue about.
#
# **Predict.** In a picture of bias against average stars, movies with one to four ratings lie a) close to a bias of 0, b) at
# the two ends, c) anywhere.

# %% tags=["demo"]
# demo
predict("few_bias", "")

# %% tags=["demo"]
# demo
few, many = seen[seen["ratings"] < 5], seen[seen["ratings"] >= 5]
named = {"5 or more ratings": many, "1 to 4 ratings": few}
picture, ax = dots({k: (v["mean stars"], v["bias"]) for k, v in named.items()}, "average stars", "movie bias")
ends = movies.loc[lowest[:3] + highest[:3]]
labels = [short_title(title) for title in ends.index]
label_points(ax, ends["mean stars"], ends["bias"], labels, obstacles=seen[["mean stars", "bias"]])
picture

# %% [markdown]
# **Few ratings, small bias.** One or two ratings an epoch cannot push far against decay. So if a bias is far from 0, many people
# said so.
#
# But is the bias *the* popularity of a movie? Look at the factors. If they were about taste alone, users' vectors would point
# in all directions, and their average would be about 0. The next cell takes that average, and asks how much it adds to each
# movie's score: the dot product of the movie's vector with the average user's.

# %% tags=["demo"]
# demo
with torch.no_grad():
    average_user = model.user_factors[1:].mean(dim=0)  # (50,)
    typical = model.user_factors[1:].norm(dim=1).median()
    movies["average user"] = (model.movie_factors @ average_user).numpy()  # (n_movies,)
movies["liked"] = movies["bias"] + movies["average user"]
print(f"length of the average user's vector {average_user.norm():.2f}, of a typical user's {typical:.2f}")
often = movies[movies["ratings"] >= 20]
for column in ("bias", "liked"):
    print(f"correlation of {column} with the average stars: {often['mean stars'].corr(often[column]):.2f}")
movies.sort_values("liked", ascending=False).head(8).round(2)

# %% [markdown]
# The average is far from 0. So popularity sits in both places, in the bias and in the factors. Their sum, *liked*, follows
# the average stars more closely than the bias does. In that ranking *Titanic* is no longer among the first eight. **A model is
# free to put a thing where it likes.** One of its numbers alone seldom has the meaning that its name suggests.
#
# What else can make an average high? A chosen audience. The cell splits what the factors bring on average to the users *who
# rated* a movie: the part of the average user, and the rest, their own taste.

# %% tags=["demo"]
# demo
users, rated = data.train_x[:, 0], data.train_x[:, 1]  # (N,), (N,)
with torch.no_grad():
    brought = (model.user_factors[users] * model.movie_factors[rated]).sum(dim=1)  # (N,)
movies["audience"] = torch.bincount(rated, weights=brought, minlength=data.n_movies).numpy() / movies["ratings"]
movies["audience"] -= movies["average user"]
known = movies[movies["ratings"] >= 100]  # of these, the two with the same average and the most different biases:
mean, bias = torch.tensor(known["mean stars"].values), torch.tensor(known["bias"].values)  # (n_known,) both
gap = torch.where((mean[:, None] - mean).abs() < 0.03, bias[:, None] - bias, 0)  # (n_known, n_known)
pair = known.iloc[list(divmod(gap.argmax().item(), len(known)))]
pair.drop(columns="liked").round(2)

# %% [markdown]
# The same average, reached in two ways. The bias of *Lawrence of Arabia* is 0.29 lower. About half of that, 0.16, is made up
# by the average user's taste. The other half is made up by its audience, who like such movies more than others do.
#
# ## 2. Which movies are alike?
#
# A movie's other 50 numbers, its factors, are a vector f, `(50,)`. Movies that the same users like need similar vectors. To
# see how similar two vectors f and g are, we compare their directions, by the **cosine** of the angle between them:
#
#     f · g / (|f| |g|)        where |f| is the length of f
#
# It lies between -1 and 1, and a movie has cosine 1 with itself. Before you write: `factors` is `(n, d)`. What is the shape
# of `factors @ factors[index]`, and what is its entry j?


# %% exercise="cosine_to"
def cosine_to(factors, index):
    """The cosine of the angle between each movie's factors and those of movie `index`.

    factors: (n, d) float32 or float64, which may be a model's parameter; it is left as it is. No row is all zeros.
    index: an int, 0 <= index < n
    Returns a tensor (n,).
    """
    ### BEGIN SOLUTION
    lengths = factors.norm(dim=1)  # (n,)
    return factors @ factors[index] / (lengths * lengths[index])  # (n,)
    ### END SOLUTION


# %% [markdown]
# The most similar movies are one sort away. The movie itself will be in that order. It need not be first: another one may
# point in exactly the same direction.


# %% exercise="most_similar"
def most_similar(factors, titles, title, k=1):
    """The titles of the k movies most similar to `title` by cosine, the most similar first, never `title` itself.

    factors: (n, d) float, which may be a model's parameter; it is left as it is
    titles: a list of n different strings, one of which is `title`; titles[i] belongs to factors[i]
    Returns a list of k strings; k is between 1 and n - 1.
    """
    ### BEGIN SOLUTION
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)  # (n,) positions, most similar first
    return [titles[i] for i in order if i != index][:k]
    ### END SOLUTION


# %% tags=["demo"]
# demo
factors = model.movie_factors.detach()  # (n_movies, 50)
favourite = next(title for title in ("Star Wars (1977)", "Starhammer (1989)") if title in ratings.titles)
movies["cosine"] = cosine_to(factors, ratings.titles.index(favourite)).numpy()
print(f"most similar to {favourite}:")
movies.loc[most_similar(factors, ratings.titles, favourite, k=6), ["ratings", "cosine"]].round(2)

# %% [markdown]
# Both sequels, then two movies about Indiana Jones, from stars alone. And then *Intimate Relations*, about a British landlady
# and her lodger? It has two ratings.
#
# **Predict.** Take the movies with one or two ratings. The highest cosine that such a movie has with any other is typically
# about a) 0.3, b) 0.6, c) 0.9.

# %% tags=["demo"]
# demo
predict("rare_cosine", "")

# %% tags=["demo"]
# demo
units = factors / factors.norm(dim=1, keepdim=True)  # (n_movies, 50), each row of length 1
cosines = (units @ units.T).fill_diagonal_(-1)  # (n_movies, n_movies), without each movie itself
cosines[:, counts == 0] = -1
best = cosines.max(dim=1).values  # (n_movies,)
for low, high in [(1, 2), (3, 9), (10, 99), (100, 1000)]:
    group = (counts >= low) & (counts <= high)  # (n_movies,)
    print(f"{low:>3} to {high:>4} ratings: highest cosine, typically, {best[group].median():.2f}")
rare = data.train_x[counts[data.train_x[:, 1]] <= 2]  # (N_rare, 2), the ratings of movies with one or two
along = nn.functional.cosine_similarity(model.user_factors[rare[:, 0]], factors[rare[:, 1]], dim=1).abs()  # (N_rare,)
print(f"cosine of a movie with one or two ratings and a user who rated it, either sign: {along.median():.2f}")

# %% [markdown]
# The least known movies have the best matches. The last line says why: each rating pushes a movie's vector along a *user's*
# vector. After one or two ratings, its direction is that of a person. It tells you who came, not what was shown. The vector
# is short, as it should be, but the cosine divides by the length: a whisper counts as much as a shout.
#
# So ask for a minimum, of 50 ratings. How much of what is left is luck? A second model has the same ratings and another
# random start.
#
# **Predict.** For how many of the movies with at least 50 ratings do both models name the same most similar one? a) nine in
# ten, b) about half, c) about one in four.

# %% tags=["demo"]
# demo
predict("same_neighbour", "")

# %% tags=["demo"]
# demo
again, _ = train(seed=7)
kept = (counts >= 50).nonzero()[:, 0]  # (n_kept,) positions
kept_titles = [ratings.titles[i] for i in kept]
neighbours = []
for one in (factors, again.movie_factors.detach()):
    kept_units = one[kept] / one[kept].norm(dim=1, keepdim=True)
    neighbours.append((kept_units @ kept_units.T).fill_diagonal_(-1).argmax(dim=1))  # (n_kept,)
same = (neighbours[0] == neighbours[1]).float().mean()
print(f"{len(kept)} of {data.n_movies} movies; {same:.0%} have the same neighbour in both models")
movies["second model"] = cosine_to(again.movie_factors.detach(), ratings.titles.index(favourite)).numpy()
near = movies.loc[most_similar(factors[kept], kept_titles, favourite, k=8)]
near[["ratings", "cosine", "second model"]].round(2)

# %% [markdown]
# What stands far above the rest, as the sequels do, holds in both. Further down, cosines move by 0.1 and more between the
# starts, and that is more than what separates one place of the list from the next.
#
# **Your experiment.** Choose a movie. Write down which three you expect. Run.

# %% tags=["demo"]
# demo
mine = kept_titles[-1]  # yours to change: any title of kept_titles
expected = ["...", "...", "..."]  # yours to fill in, before you run
print(f"{mine}: you said {expected}, the model says")
print(*most_similar(factors[kept], kept_titles, mine, k=3), sep="\n")

# %% [markdown]
# ## 3. What a factor means
#
# Is factor 7 science fiction? Take all vectors, of users and of movies, and turn them in the same way, as you would turn a
# globe.
#
# **Predict.** Which of these changes? a) the dot products, b) the cosines, c) only the single factors.

# %% tags=["demo"]
# demo
predict("turn", "")

# %% [markdown]
# **Break it.** Another change: multiply one factor by 10 in the movies' table and by 1/10 in the users' table.
#
# **Predict.** a) Predictions and cosines both stay. b) Predictions stay, cosines change. c) Both change.

# %% tags=["demo"]
# demo
predict("scale", "")

# %% tags=["demo"]
# demo
i = ratings.titles.index(favourite)
by_cosine = cosine_to(factors, i)[kept].argsort()  # (n_kept,), the least similar first
other = "Casablanca (1942)" if "Casablanca (1942)" in kept_titles else kept_titles[by_cosine[3 * len(kept) // 4]]
j = ratings.titles.index(other)
shared = (factors[i] * factors[j]).argmax()  # the factor in which the two agree most
turn = torch.linalg.qr(torch.randn(50, 50)).Q  # (50, 50), a random rotation
stretch = torch.ones(50)  # (50,)
stretch[shared] = 10
for name, change, undo in [("turned", turn, turn), ("stretched", stretch.diag(), (1 / stretch).diag())]:
    changed = copy.deepcopy(model)
    with torch.no_grad():
        changed.movie_factors.copy_(model.movie_factors @ change)
        changed.user_factors.copy_(model.user_factors @ undo)
        moved = (model(data.valid_x) - changed(data.valid_x)).abs().max()
    old, new = cosine_to(factors, i)[j], cosine_to(changed.movie_factors.detach(), i)[j]
    print(f"{name:<9}: predictions differ by {moved:.5f} at most; ", end="")
    print(f"cosine of the favourite and {short_title(other)} {old:.2f}, then {new:.2f}")

# %% [markdown]
# No prediction changes, so the ratings cannot tell these models apart. After a turn, the cosines hold and the single
# factors do not: "factor 7" has no meaning of its own. After a stretch, not even the cosines hold. What fixes them is the
# random start, and decay, which makes lopsided tables expensive. The ratings do not fix them. [Steck and others
# (2024)](https://arxiv.org/abs/2403.05440) ask whether cosine similarity is about similarity at all.
#
# ## 4. A map of taste
#
# 50 factors are too many for a picture. Look for the direction in which the cloud of movies is widest: that is the **first
# principal component**. The second is the direction in which it is widest at right angles to the first.

# %% tags=["demo"]
# demo
directions(torch.randn(300, 2, generator=torch.manual_seed(0)) @ torch.tensor([[2.0, 0.9], [0.2, 0.6]]) + 1)

# %% [markdown]
# To find them, move the cloud's middle to the origin: subtract from each factor its average over the movies. Then
# `U, S, Vh = torch.linalg.svd(centred, full_matrices=False)` takes the table `(n, d)` apart. `Vh` is `(d, d)`, and each *row*
# of it is one of the arrows above: a direction of length 1, the widest first. A movie's coordinate along a direction is the
# dot product of its centred vector with it.


# %% exercise="principal_components"
def principal_components(factors, k=2):
    """The movies' coordinates along the k directions in which the centred factors spread most, the widest first.

    factors: (n, d) float32 or float64, d < n, which may be a model's parameter; it is left as it is
    Returns a tensor (n, k); k is between 1 and d. Each column may have either sign: a direction has no front.
    """
    ### BEGIN SOLUTION
    centred = factors - factors.mean(dim=0)  # (n, d) minus (d,)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)  # Vh: (d, d), one direction a row
    return centred @ Vh[:k].T  # (n, d) @ (d, k)
    ### END SOLUTION


# %% tags=["demo"]
# demo
points = principal_components(factors[kept]).detach()  # (n_kept, 2)
most = counts[kept].argsort(descending=True)[:40]  # (40,) positions in kept
points = points * points[most[0]].sign()  # the sign is free: let the most rated movie lie up and to the right
spread = (factors[kept] - factors[kept].mean(dim=0)).var(dim=0).sum()
share = points.var(dim=0) / spread  # (2,)
print(f"of the spread of these movies, {share[0]:.0%} lies along the first component, {share[1]:.0%} along the second")
factor_map(points[most], [kept_titles[i] for i in most])

# %% [markdown]
# Read it yourself first. What do the movies on the right have in common, against those on the left? Top against bottom? *Write
# your two names down.* Then test them with things that the model never saw: the year, the genres.

# %% tags=["demo"]
# demo
place = pd.DataFrame(points.numpy(), index=kept_titles, columns=["first", "second"])
genres = ratings.movies.drop_duplicates("title").set_index("title")["genres"].str.get_dummies("|").loc[kept_titles]
genres = genres.loc[:, genres.sum() >= 10]  # (n_kept, n_genres), 1 where the movie is of that genre
facts = movies.loc[kept_titles, ["mean stars"]].assign(year=[float(title[-5:-1]) for title in kept_titles])
for column in place:
    order = [short_title(title, 20) for title in place[column].sort_values().index]
    print(f"{column}: lowest {', '.join(order[:4])}; highest {', '.join(order[-4:])}")
print(place.join(facts).corr().loc[["mean stars", "year"], ["first", "second"]].round(2))
averages = {column: (genres.T.dot(place[column]) / genres.sum()).sort_values() for column in place}
bars({f"genres along the {column} component": dict(average) for column, average in averages.items()})

# %% [markdown]
# We read the first as "an evening out" against "the classics", and the second as "cold and ironic" against "warm and heroic".
# These are our readings, not the model's. The two components hold 27 % of the spread: neighbours on the map can be far apart
# in the other 48 directions. And is the map itself luck?
#
# **Predict.** Which of these agree between the two models, from different starts? a) the single factors, b) the two
# components, c) neither.

# %% tags=["demo"]
# demo
predict("same_map", "")


# %% tags=["demo"]
# demo
def agreement(a, b):
    """The correlation of each column of a (n, k) with the same column of b (n, k), without its sign: (k,)."""
    return torch.stack([torch.corrcoef(torch.stack(pair))[0, 1].abs() for pair in zip(a.T, b.T, strict=True)])


first, second = factors[kept], again.movie_factors.detach()[kept]  # (n_kept, 50)
print(f"50 factors, on average: {agreement(first, second).mean():.2f}")
both = agreement(principal_components(first), principal_components(second))
print("components 1 and 2:", ", ".join(f"{value:.2f}" for value in both))

# %% [markdown]
# **Fix this.** A friend draws the same map, and nearly all movies lie on one side of 0. Mend one line, so that about half lie
# on each side.

# %% tags=["demo"]
# demo
cloud = factors[kept]  # the fault is here
component = cloud @ torch.linalg.svd(cloud, full_matrices=False).Vh[0]  # (n_kept,)
means = torch.tensor(movies.loc[kept_titles, "mean stars"].values, dtype=torch.float32)
right = (component > 0).float().mean()
link = torch.corrcoef(torch.stack([component, means]))[0, 1].abs()
print(f"{max(right, 1 - right):.0%} on one side; correlation with the average stars {link:.2f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# `cloud = factors[kept] - factors[kept].mean(dim=0)`. Without centring, the first direction points from the origin to the
# middle of the cloud. It says where movies are, not how they differ.
#
# </details>
#
# ## Your list again
#
# Now the model can say why. It is lesson 4's model, so your list is the same. Your row 0, minus the average user's, is what is
# *yours*. For each movie on the list: how much of its score is everybody's liking, and how much is your own taste?

# %% tags=["demo"]
# demo
learnt = learn_row(model, you.movies, you.stars)
with torch.no_grad():
    row = learnt.user_factors[0] - model.user_factors[1:].mean(dim=0)  # (50,)
    movies["yours"] = (model.movie_factors @ row).numpy()  # (n_movies,)
    centre = factors[kept].mean(dim=0)
    axes = torch.linalg.svd(factors[kept] - centre, full_matrices=False).Vh[:2]  # (2, 50)
    axes = axes * ((factors[kept][most[0]] - centre) @ axes.T).sign().unsqueeze(1)  # the signs of the map
    lean = row @ axes.T  # (2,)
print(f"{you.name}'s row, minus the average user's, has length {row.norm():.2f}: ", end="")
print(f"{lean[0]:+.2f} along the first component, {lean[1]:+.2f} along the second")
you.lists("05 likes you", you.scores(model))
reasons = movies.drop(index=[ratings.titles[k] for k in [0, *you.movies.tolist()]])
reasons = reasons.assign(total=reasons["liked"] + reasons["yours"]).sort_values("total", ascending=False)
reasons[["ratings", "liked", "yours", "total"]].head(8).round(2)

# %% tags=["demo"]
# demo
you.lists("05 only yours", torch.tensor(movies["yours"].values))

# %% [markdown]
# Sam's two numbers are small beside that length: most of what is Sam's own does not show on the map. And in nearly every
# total the larger part is *liked*, which is the same for everybody. The second list leaves that out and goes by your own
# taste alone: braver, and stranger. A recommender must choose how much of each it wants.

# %% [markdown]
# ## Summary
#
# | you asked | you computed | believe it when |
# |---|---|---|
# | who is liked by everybody? | bias plus the average user's dot product | it is far from 0: many ratings pushed it there |
# | who is like this movie? | cosine of the factors | both have many ratings, and a second start agrees |
# | what are the tastes? | principal components of the centred factors | a second start draws the same map |
#
# - Popularity sits in the bias *and* in the factors.
# - A single factor means nothing. Cosines depend on what keeps the tables in shape, decay, as well as on the ratings.
# - The length of a factor vector grows with the number of ratings; the cosine hides it. So ask for a minimum.

# %% tags=["demo"]
# demo
_ = predictions()

# %% [markdown]
# ## Questions
#
# **1.** Multiply all movie factors by 2 and all user factors by ½. What happens to the predictions, to the cosines between
# movies, and to the map?
#
# <details><summary>Answer</summary>
#
# Predictions stay. Cosines stay too, since lengths cancel. (With *one* factor they would not.) All coordinates on the map
# double, and the map looks the same.
#
# </details>
#
# **2.** The cosine is symmetric. Can movie B be the most similar to A without A being the most similar to B?
#
# <details><summary>Answer</summary>
#
# Yes, and that is usual. Being the best of all for A does not make A the best of all for B.
#
# </details>
#
# **Written question (3 points, read by a person).** A movie site wants two things from your model: "the five best
# movies" on its front page, and "most similar" under each movie. A colleague proposes the average stars for the first
# and the cosine over all movies for the second. She has also drawn your map and labelled the first component
# "quality". Answer in five to eight sentences: (a) which movies will be "the five best", and what would the bias do
# differently; (b) under which movies "most similar" will be nonsense, why there, and what you propose; (c) what speaks
# for her label, what against it, and how you would test it. Write into the next cell.

# %% [markdown] question="what-to-publish"
# (a) Movies with one or two ratings, which happen to be fives. Weight decay holds their bias near 0, since few ratings push it,
# so well-known, well liked movies lead. (The bias alone is not all of a movie's popularity: the average user's dot product
# belongs to it.) (b) Under movies with few ratings: their vectors point where their one or two users' vectors point, and the
# cosine divides by the length, which would have shown how little is known. Only compare movies with a minimum number of
# ratings, 50 say, and leave the line out under the others. (c) For it: the component correlates with the average stars, and
# acclaimed movies lie at its end. Against it: the order says what this audience likes together, it also follows age and genre,
# its sign is arbitrary, and a movie can be liked by all in the bias instead. Test: compare it with something from outside, such
# as critics' scores, among movies of the same years and genres, and see whether a second random start gives the same.
#
# *One point each: (a) few ratings, and decay (or: few pushes) as the reason; (b) few ratings, direction of single
# users or lost length, and a minimum; (c) one argument each way and a test against something the model has not seen.*

# %% [markdown]
# ## Deeper
#
# Nothing below is needed for the next lesson, and none of it gives points.
#
# **The same model under another name.** fastai's `collab_learner` builds an `EmbeddingDotBias`. Here it is, with fastai's names.
# `load_state_dict` copies weights into it, by name.


# %%
class EmbeddingDotBias(nn.Module):
    """What fastai's collab_learner builds: u is for users, i for items, here movies."""

    def __init__(self, n_factors, n_users, n_items, y_range=(0, 5.5)):
        super().__init__()
        self.u_weight = nn.Embedding(n_users, n_factors)
        self.i_weight = nn.Embedding(n_items, n_factors)
        self.u_bias = nn.Embedding(n_users, 1)
        self.i_bias = nn.Embedding(n_items, 1)
        self.y_range = y_range

    def forward(self, x):  # x: (B, 2)
        users, items = x[:, 0], x[:, 1]  # (B,), (B,)
        dots = (self.u_weight(users) * self.i_weight(items)).sum(dim=1)  # (B,)
        scores = dots + self.u_bias(users).squeeze(1) + self.i_bias(items).squeeze(1)  # (B,)
        return sigmoid_range(scores, *self.y_range)  # (B,)


# %% tags=["demo"]
# demo
twin = EmbeddingDotBias(50, data.n_users, data.n_movies)
twin.load_state_dict(
    {
        "u_weight.weight": model.user_factors,
        "i_weight.weight": model.movie_factors,
        "u_bias.weight": model.user_bias.unsqueeze(1),  # (n_users,) to (n_users, 1)
        "i_bias.weight": model.movie_bias.unsqueeze(1),  # (n_movies,) to (n_movies, 1)
    }
)
with torch.no_grad():
    print(f"largest difference of a prediction: {(model(data.valid_x) - twin(data.valid_x)).abs().max():.7f}")
order = twin.i_bias.weight.argsort()  # (n_movies, 1): sorted along the last dimension
print("argsort of (n_movies, 1):", order[:5].flatten().tolist(), "; of (n_movies,):", end=" ")
print(twin.i_bias.weight.squeeze(1).argsort()[:5].tolist())

# %% [markdown]
# Equal weights, equal model. But `argsort` sorts each row of `(n_movies, 1)` by itself, and in a row of one number that number is
# at position 0, always: five times `'#na#'`, without an error.
#
# **Which way do users lean?** The first component goes with the average stars. Is that taste? Count on which side users' vectors
# lie.

# %% tags=["demo"]
# demo
with torch.no_grad():
    along = model.user_factors[1:] @ axes[0]  # (n_users - 1,)
print(f"{(along > 0).float().mean():.0%} of the users' vectors lean to the right of the map")

# %% [markdown]
# **Stretch.**
# - Repair the plain average: add k imaginary ratings of m = 3.5 stars to each movie, (sum + k·m) / (n + k). For which k does this
#   *damped mean* correlate best with *liked*? What do imaginary ratings and weight decay have in common?
# - Average the cosines of three models from different starts. How often do two such averages agree on the nearest neighbour?
# - Draw the third component against the first. Find your name for it, and something outside the model to test it with.

# %%
# Room for your experiment. Start the cell with the comment "# demo" if it trains, so that the grader skips it.
