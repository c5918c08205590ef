# %% [markdown]
# # What has the model learnt?
#
# A trained model predicts stars. Inside are two tables that nobody filled in by hand: a number and 50 factors for
# each film. The model never saw a title, a year or a genre, only who gave how many stars to what. In this lesson you
# open the tables and find out what is in them, and how far to believe it.
#
# **Afterwards you can**
# - rank films by their bias, and say why that is not the ranking by average stars;
# - load the same weights into the same model, written with `nn.Embedding`;
# - find the films most like a given one, by cosine similarity, and say when not to;
# - draw 50 factors as a map of two principal components, and test what you read from it.
#
# **Time:** about 40 minutes; the parts marked *Break it* and the questions take another 20, and can wait for a second
# reading. **You need** the factor model with biases, and what weight decay does to it.
#
# Wherever it says *Predict*, write your answer down before you run the next cell. After each exercise, `check` looks
# at your answer; stuck, call `hint("lowest_bias")`, with the exercise's name.

# %%
import copy

import pandas as pd
import torch
from torch import nn

from collab import check, fit, hint, load_ratings, progress

# %% tags=["demo"]
# demo: loads the ratings and puts one in five aside for validation; the grader skips this cell.
from collab.plots import factor_map, figure, label_points, short_title

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers in this text were measured on MovieLens 100K. If the cell above announced MiniLens, whose ratings and films
# are generated, your films and numbers are others.
#
# The model, as you know it: four parameters, a dot product, two biases.


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
# demo: trains the model, in a few seconds; the grader skips this cell.
def train(seed):
    """A DotProductBias, trained on `data` from the random start that `seed` gives, and put on the CPU."""
    torch.manual_seed(seed)
    model = DotProductBias(data.n_users, data.n_movies, n_factors=50)
    fit(model, data, epochs=5, lr=5e-3, wd=0.1, seed=seed)
    return model.cpu()


model = train(seed=42)
for name, p in model.named_parameters():
    print(f"{name:<14} {tuple(p.shape)}")

# %% [markdown]
# Row i of `movie_factors` and entry i of `movie_bias` belong to the film `ratings.titles[i]`. Row 0 is `'#na#'`,
# which stands for unknown films and has no ratings.
#
# ## 1. One number for each film
#
# Which film do people like best? The plain answer is an average: add up a film's stars, divide by their number.
#
# *Predict:* a third of the films have fewer than ten ratings, some only one. What does the top of a ranking by
# average look like? And the bottom?

# %% tags=["demo"]
# demo: ranks the films by their average stars in the training set; the grader skips this cell.
counts = torch.bincount(data.train_x[:, 1], minlength=data.n_movies)  # (n_movies,)
stars = torch.bincount(data.train_x[:, 1], weights=data.train_y, minlength=data.n_movies)  # (n_movies,)
films = pd.DataFrame(
    {
        "ratings": counts.numpy(),
        "mean stars": (stars / counts).numpy(),
        "bias": model.movie_bias.detach().numpy(),
    },
    index=ratings.titles,
)
seen = films[films["ratings"] > 0]  # without '#na#' and films that are in the validation set only
for star in (1, 5):
    same = seen[seen["mean stars"] == star]
    print(f"{len(same)} films have a mean of exactly {star}, from at most {same['ratings'].max():.0f} ratings each")
ranked = seen.sort_values("mean stars")
pd.concat([ranked.head(5), ranked.tail(5)]).round(2)

# %% [markdown]
# 14 films have five stars on average, from at most three ratings. That is not the best of cinema, it is luck: in a
# small sample, everybody can happen to agree.
#
# The model has another answer. A film's bias is the one number that is added to the score of *every* user. `argsort`
# finds the ends of such a list: it returns not the sorted values but their positions. *Predict:* what do
# `torch.tensor([0.2, -0.5, 0.1]).argsort()` and `.sort().values` give? Which of the two finds you a title?


# %% exercise="lowest_bias"
def lowest_bias(bias, titles, k=5):
    """The titles of the k films with the lowest bias, the lowest first.

    bias: (n,) float, which may be a model's parameter; it is left as it is
    titles: a list of n different strings; titles[i] belongs to bias[i]
    Returns a list of k strings; k is between 1 and n.
    """
    ### BEGIN SOLUTION
    order = bias.argsort()  # (n,) positions, lowest bias first
    return [titles[i] for i in order[:k]]
    ### END SOLUTION


# %% exercise="highest_bias"
def highest_bias(bias, titles, k=5):
    """The titles of the k films with the highest bias, the highest first. Arguments as for lowest_bias."""
    ### BEGIN SOLUTION
    order = bias.argsort(descending=True)  # (n,) positions, highest bias first
    return [titles[i] for i in order[:k]]
    ### END SOLUTION


# %% tags=["demo"]
# demo: the ends of your two lists; the grader skips this cell.
lowest = lowest_bias(model.movie_bias, ratings.titles)
highest = highest_bias(model.movie_bias, ratings.titles)
films.loc[lowest + highest[::-1]].round(2)

# %% [markdown]
# (`argsort` gave `[1, 2, 0]`: position 1 holds the lowest. The sorted values would not have told you whose they are.)
#
# From *Lawnmower Man 2* to *Titanic*: films that one can argue about, and none of them with fewer than 14 ratings.
# How do the two rankings go together? *Predict:* in a picture of bias against average stars, one dot a film: where do
# films with one to four ratings lie?

# %% tags=["demo"]
# demo: draws bias against average stars; the grader skips this cell.
picture, axes = figure(8.5, 5)
ax = axes[0, 0]
for name, marker, part in (
    ("5 or more ratings", "o", seen[seen["ratings"] >= 5]),
    ("1 to 4 ratings", "x", seen[seen["ratings"] < 5]),
):
    spread = part["bias"].abs().mean()
    print(f"{name:<17}  average distance of the bias from 0: {spread:.2f}")
    ax.scatter(part["mean stars"], part["bias"], s=10, lw=0.8, marker=marker, label=name)
ax.set_xlabel("average stars")
ax.set_title("movie bias", fontsize=10, loc="left")
ax.legend(loc="upper left", frameon=False)
ends = films.loc[lowest[:3] + highest[:3]]
names = [short_title(title) for title in ends.index]
label_points(ax, ends["mean stars"], ends["bias"], names, obstacles=seen[["mean stars", "bias"]])
picture

# %% [markdown]
# **Few ratings, small bias.** Weight decay takes a share of every weight at every step; a bias stays away from 0 only
# if ratings keep pushing it. One or two ratings an epoch cannot push far. So the orange dots lie close to 0 wherever
# their average is, and a bias far from 0 means: many people said so.
#
# But look at the blue cloud. At an average of about 4.2, well-known films have biases from 0.2 to nearly 0.6. That is
# no lack of ratings. *Predict:* what else could make an average high, other than being liked by everybody?
#
# The cell takes, among films with at least 100 ratings, two with the same average and very different biases. `taste`
# is the dot product of user and movie factors, averaged over the users who rated the film: what the factors add to
# the score, as the bias does, before the squashing.

# %% tags=["demo"]
# demo: two films with the same average and different biases; the grader skips this cell.
users, movies = data.train_x[:, 0], data.train_x[:, 1]  # (N,), (N,)
with torch.no_grad():
    dots = (model.user_factors[users] * model.movie_factors[movies]).sum(dim=1)  # (N,)
films["taste"] = (torch.bincount(movies, weights=dots, minlength=data.n_movies) / counts).numpy()
films["bias + taste"] = films["bias"] + films["taste"]
known = films[films["ratings"] >= 100]
mean, bias = torch.tensor(known["mean stars"].values), torch.tensor(known["bias"].values)
gap = torch.where((mean[:, None] - mean).abs() < 0.03, bias[:, None] - bias, 0)  # (n_known, n_known)
pair = known.iloc[list(divmod(gap.argmax().item(), len(known)))]
often = films[films["ratings"] >= 20]
for column in ("bias", "bias + taste"):
    print(f"correlation of the average with {column}: {often['mean stars'].corr(often[column]):.3f}")
pair.round(2)

# %% [markdown]
# **A chosen audience.** *Titanic* and *Lawrence of Arabia* have the same average. But the users who rated *Lawrence*
# mostly like that kind of film: their factors bring 0.79, and the bias only has to add 0.30. The factors of
# *Titanic*'s users bring 0.47; that they rate it as highly is left to the bias. Bias and taste together go with the
# average almost perfectly.
#
# So the bias says how much a film is liked *beyond what the taste of its audience explains*. A low bias is stronger
# than a low average too: even people who like such films did not like this one.
#
# ## 2. The same model in other clothes
#
# Much code on the web has this model under another name: the library fastai's `collab_learner` builds an `EmbeddingDotBias`; here it is,
# with fastai's names and with `nn.Embedding`s. An `nn.Embedding(n, d)` keeps its table `(n, d)` in its parameter
# `weight`.


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


# %% [markdown]
# `load_state_dict` copies values into a module's parameters, by their names. *Predict:* copy the weights of your
# model into this one. In which two tables does the shape have to change? How far apart are the predictions of the two
# models afterwards?

# %% tags=["demo"]
# demo: the same weights in both models; the grader skips this cell.
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
    difference = (model(data.valid_x) - twin(data.valid_x)).abs().max()
print(f"largest difference of {len(data.valid_x):,} predictions: {difference:.7f}")

# %% [markdown]
# No difference: equal weights, equal model. Whatever you find in one, you find in the other.
#
# **Break it.** Rank the films by `twin.i_bias.weight`, without a thought for its shape `(n_movies, 1)`. `argsort`
# sorts along the last dimension. *Predict* the five titles.

# %% tags=["demo"]
# demo: argsort along a dimension of size 1; the grader skips this cell.
order = twin.i_bias.weight.argsort()  # (n_movies, 1)
print("positions", order[:5].flatten().tolist(), " titles", [ratings.titles[i] for i in order[:5]])
order = twin.i_bias.weight.squeeze(1).argsort()  # (n_movies,)
print("positions", order[:5].tolist(), " titles", [ratings.titles[i] for i in order[:5]])

# %% [markdown]
# Every row is sorted by itself, and in a row of one number that number is at position 0, always. No error, five times
# `'#na#'`. `squeeze(1)` makes it `(n_movies,)`, and your ranking is back.
#
# ## 3. Which films are alike?
#
# The bias was one number. The other 50, the film's factors, are a vector `(50,)`, and films that the same users like
# need similar vectors. What is "similar"? There are three plain candidates:
#
# - a large **dot product** f · g;
# - a small **distance** |f - g|, where |f| is the length of f, the square root of the sum of its squares;
# - a small **angle** between the two, which is a large **cosine**: f · g / (|f| |g|).
#
# *Predict:* the next cell draws a film f and three others, as they might be with two factors. Which of A, B and C is
# most similar to f, by each of the three?

# %% tags=["demo"]
# demo: draws four vectors; the grader skips this cell.
arrows, axes = figure(5, 4)
ax = axes[0, 0]
for name, point, colour in [
    ("f", (2.0, 1.0), "black"),
    ("A", (1.7, 3.3), "#0072B2"),
    ("B", (2.3, 0.3), "#0072B2"),
    ("C", (0.7, 0.5), "#0072B2"),
]:
    ax.annotate(
        "", point, (0, 0), arrowprops={"arrowstyle": "->", "color": colour, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    )
    ax.text(point[0] + 0.06, point[1] + 0.04, name, color=colour, fontsize=12)
ax.set(xlim=(0, 3.5), ylim=(0, 3.7), aspect="equal", xlabel="factor 0", ylabel="factor 1")
arrows

# %% [markdown]
# | | dot product with f | distance from f | cosine with f |
# |---|---|---|---|
# | A | **6.7** | 2.3 | 0.81 |
# | B | 4.9 | **0.8** | 0.94 |
# | C | 1.9 | 1.4 | **0.99** |
#
# A has the largest dot product because it is long. B is nearest. C points almost the same way as f, and is short.
#
# In our tables the length of a vector is mostly a matter of how many ratings pushed it. The direction says *what kind
# of* film it is, the length how strongly the model believes it. So for "what kind" we compare directions, by the
# cosine. It lies between -1 and 1; a film has cosine 1 with itself.
#
# *Predict:* `factors` is `(n, d)` and `factors[index]` is `(d,)`. What is the shape of `factors @ factors[index]`,
# and what is its entry j?


# %% exercise="cosine_to"
def cosine_to(factors, index):
    """The cosine of the angle between each film's factors and those of film `index`.

    factors: (n, d) float32 or float64, which may be a model's parameter; it is left as it is. No row is all zeros.
    index: an int, 0 <= index < n
    Returns a tensor (n,).
    """
    ### BEGIN SOLUTION
    lengths = factors.norm(dim=1)  # (n,)
    return factors @ factors[index] / (lengths * lengths[index])  # (n,)
    ### END SOLUTION


# %% [markdown]
# With it, the most similar films are one sort away. *Predict:* which film comes first in the order of cosines to
# *Star Wars*? And if another film points in exactly the same direction, what does leaving out the first place give?


# %% exercise="most_similar"
def most_similar(factors, titles, title, k=1):
    """The titles of the k films most similar to `title` by cosine, the most similar first, never `title` itself.

    factors: (n, d) float, which may be a model's parameter; it is left as it is
    titles: a list of n different strings, one of which is `title`; titles[i] belongs to factors[i]
    Returns a list of k strings; k is between 1 and n - 1.
    """
    ### BEGIN SOLUTION
    index = titles.index(title)
    order = cosine_to(factors, index).argsort(descending=True)  # (n,) positions, most similar first
    return [titles[i] for i in order if i != index][:k]
    ### END SOLUTION


# %% [markdown]
# The film most similar to *Star Wars* is *Star Wars*. With two films in one direction either may come first, so "all but
# the first" is a bet; its position in `titles` is not.
#
# Now the real tables. *Predict* the three films most similar to *Star Wars*.

# %% tags=["demo"]
# demo: the films most similar to Star Wars and to the most rated films; the grader skips this cell.
factors = model.movie_factors.detach()  # (n_movies, 50)
favourite = next(title for title in ("Star Wars (1977)", "Starhammer (1989)") if title in ratings.titles)
print(f"most similar to {favourite}:")
for title in most_similar(factors, ratings.titles, favourite, k=5):
    print("   ", title)
print()
for title in films.sort_values("ratings", ascending=False).index[1:8]:
    print(f"{title:<35} {most_similar(factors, ratings.titles, title)[0]}")

# %% [markdown]
# Both sequels, then two films about Indiana Jones: and all this from stars alone. Of the pairs below, *Scream* and *A
# Nightmare on Elm Street* convince, *Liar Liar* and *Indiana Jones* do not. And the fifth film like *Star Wars* is
# *Intimate Relations*, about a British landlady and her lodger?
#
# ## 4. A question of numbers
#
# *Predict:* in a picture of the cosine against the number of ratings, where will *Intimate Relations* lie?

# %% tags=["demo"]
# demo: draws each film's cosine to the favourite against its number of ratings; the grader skips this cell.
films["cosine"] = cosine_to(factors, ratings.titles.index(favourite)).numpy()
seen = films[films["ratings"] > 0].drop(favourite)
picture, axes = figure(8.5, 5)
ax = axes[0, 0]
ax.scatter(seen["ratings"], seen["cosine"], s=8)
ax.set_xscale("log")
ax.set_xticks([1, 10, 100], ["1", "10", "100"])
ax.set_xlabel("ratings in the training set")
ax.set_title(f"cosine to {short_title(favourite)}", fontsize=10, loc="left")
near = films.loc[most_similar(factors, ratings.titles, favourite, k=10)]
names = [short_title(title) for title in near.index]
label_points(ax, near["ratings"], near["cosine"], names, obstacles=seen[["ratings", "cosine"]])
picture

# %% [markdown]
# It has two ratings. On the left of the picture, cosines are scattered over everything from -0.7 to 0.7, so a few of
# the many films there come out high. On the right they lie closer together, and the four at the top stand clear of
# the rest.
#
# Why? A score's gradient with respect to a film's factors is the factors of the user. So each rating pushes the
# film's vector along a user's vector. After two ratings, its direction is a mixture of two *people*. It tells you who
# came, not what was shown. The vector is short, as it should be, but the cosine divides by the length: a whisper
# counts as much as a shout.
#
# **Break it.** Take the least known films of all, those with one or two ratings. *Predict:* the highest cosine that
# such a film has with any other is typically about 0.3, 0.6 or 0.9? And for films with 100 ratings or more?

# %% tags=["demo"]
# demo: the highest cosine of every film, by number of ratings; the grader skips this cell.
units = factors / factors.norm(dim=1, keepdim=True)  # (n_movies, 50), each row of length 1
cosines = (units @ units.T).fill_diagonal_(-1)  # (n_movies, n_movies), without each film itself
cosines[:, counts == 0] = -1
highest_cosine = cosines.max(dim=1).values  # (n_movies,)
for low, high in [(1, 2), (3, 9), (10, 99), (100, 1000)]:
    group = (counts >= low) & (counts <= high)  # (n_movies,)
    print(f"{low:>3} to {high:>4} ratings: highest cosine, typically, {highest_cosine[group].median():.2f}")
rare = data.train_x[counts[data.train_x[:, 1]] <= 2]  # (N_rare, 2), the ratings of films with one or two
along = nn.functional.cosine_similarity(model.user_factors[rare[:, 0]], factors[rare[:, 1]], dim=1).abs()  # (N_rare,)
print(f"cosine of a film with one or two ratings and a user who gave one of them, either sign: {along.median():.2f}")

# %% [markdown]
# About 0.9, and 0.7 for the films that hundreds have rated: the less the model knows of a film, the more alike is its
# best match. The last line says why: its vector is close to that of a user who rated it. Two films that the same
# single person liked look alike, whatever they are. (A film that this person disliked points the opposite way:
# "either sign".)
#
# So ask for a minimum. Nothing new is needed: keep the rows of the films with at least 50 ratings, and their titles.
#
# How much of what is left is the luck of the random start? The cell also trains a second model, on the same ratings
# from another start. *Predict:* which films leave the list of ten? And whose cosine will be the same in the second
# model?

# %% tags=["demo"]
# demo: neighbours among films with at least 50 ratings, in both models; the grader skips this cell.
again = train(seed=7)
kept = (counts >= 50).nonzero()[:, 0]  # (n_kept,) positions
kept_titles = [ratings.titles[i] for i in kept]
print(f"{len(kept)} of {data.n_movies} films")
films["second model"] = cosine_to(again.movie_factors.detach(), ratings.titles.index(favourite)).numpy()
near = films.loc[most_similar(factors[kept], kept_titles, favourite, k=10)]
near[["ratings", "cosine", "second model"]].round(2)

# %% [markdown]
# *Intimate Relations* and the other films with few ratings are gone; the order of the rest is what it was. And in the
# second model? The first five agree to within 0.05. Further down, cosines move by up to 0.15, which is far more than
# what separates the places of the list. That *The Empire Strikes Back* comes first held in both; who is sixth and who
# is tenth is luck.
#
# ## 5. A map of taste
#
# 50 factors are too many for a picture. Why not draw factor 0 against factor 1?
#
# *Predict:* take all vectors, of users and of films, and turn them in the same way, as you would turn a globe. What
# happens to the dot products? To the cosines? To factor 0?

# %% tags=["demo"]
# demo: the same model with all its vectors turned; the grader skips this cell.
turn = torch.linalg.qr(torch.randn(50, 50)).Q  # (50, 50), a random rotation: lengths and angles stay as they are
turned = copy.deepcopy(model)
i = ratings.titles.index(favourite)
with torch.no_grad():
    turned.user_factors.copy_(model.user_factors @ turn)
    turned.movie_factors.copy_(model.movie_factors @ turn)
    predictions = (model(data.valid_x) - turned(data.valid_x)).abs().max()
    cosines = (cosine_to(model.movie_factors, i) - cosine_to(turned.movie_factors, i)).abs().max()
print(f"largest difference of a prediction: {predictions:.6f}, of a cosine: {cosines:.6f}")
for when, table in {"before": model.movie_factors, "after": turned.movie_factors}.items():
    print(f"the favourite's first four factors {when:<6}:", [round(value, 2) for value in table[i, :4].tolist()])

# %% [markdown]
# All predictions stay, all cosines stay, and every factor is another number. So a single factor means nothing: which
# of the countless turned versions you get is the luck of the random start. "Factor 7 is science fiction" is no
# sentence about films.
#
# What does *not* depend on the turn is the shape of the cloud of films, for instance the direction in which it is
# widest. That is the **first principal component**. The second is the direction in which it is widest at right angles
# to the first, and so on. A film's coordinates along the first two are our map.
#
# To find them: move the cloud's middle to the origin by subtracting from each factor its average over the films. Then
# `U, S, Vh = torch.linalg.svd(centred, full_matrices=False)` takes the table apart. We need only the third part; `S` says
# how far the cloud reaches along each direction, and `U` we leave. With n films and d factors, `Vh`
# is `(d, d)`: each *row* is a direction, a vector of length 1, the widest first. A film's coordinate along a
# direction is the dot product of the film's centred vector with it.
#
# *Predict:* `centred` is `(n, d)`. Which part of `Vh`, in which shape, gives `(n, k)`?


# %% exercise="principal_components"
def principal_components(factors, k=2):
    """The films' coordinates along the k directions in which the centred factors spread most, the widest first.

    factors: (n, d) float32 or float64, d < n, which may be a model's parameter; it is left as it is
    Returns a tensor (n, k); k is between 1 and d. Each column may have either sign: a direction has no front.
    """
    ### BEGIN SOLUTION
    centred = factors - factors.mean(dim=0)  # (n, d) minus (d,)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)  # Vh: (d, d), one direction a row
    return centred @ Vh[:k].T  # (n, d) @ (d, k)
    ### END SOLUTION


# %% [markdown]
# Now the map: coordinates from all films with at least 50 ratings, drawn for the 50 most rated.
#
# *Predict:* the model knows no genre and no year. Which films will lie at opposite ends?

# %% tags=["demo"]
# demo: draws the map; the grader skips this cell.
points = principal_components(factors[kept]).detach()  # (n_kept, 2)
most = counts[kept].argsort(descending=True)[:50]  # (50,) positions in kept
points = points * points[most[0]].sign()  # the sign is free: let the most rated film lie up and to the right
centred = factors[kept] - factors[kept].mean(dim=0)  # (n_kept, 50)
share = points.var(dim=0) / centred.var(dim=0).sum()  # (2,)
print(f"of the spread of these films, {share[0]:.0%} lies along the first component, {share[1]:.0%} along the second")
factor_map(points[most], [kept_titles[i] for i in most])

# %% [markdown]
# Read it yourself first. What do the films on the right have in common, against those on the left? And those at the
# top, against those at the bottom? *Write your two names down.* Then test them, on all 523 films and with things that
# the model never saw: the year, the genres.

# %% tags=["demo"]
# demo: what the map agrees with; the grader skips this cell.
place = pd.DataFrame(points.numpy(), index=kept_titles, columns=["first", "second"])
for column in place:
    order = [short_title(title) for title in place[column].sort_values().index]
    print(f"{column} component\n    lowest:  {', '.join(order[:6])}\n    highest: {', '.join(order[-6:])}")
facts = films.loc[kept_titles, ["mean stars"]]
facts["year"] = [float(title[-5:-1]) for title in kept_titles]
print(f"\ncorrelations\n{place.join(facts).corr().loc[['mean stars', 'year'], ['first', 'second']].round(2)}")

# %% tags=["demo"]
# demo: draws the average of each genre; the grader skips this cell.
genres = ratings.movies.drop_duplicates("title").set_index("title")["genres"].str.get_dummies("|").loc[kept_titles]
genres = genres.loc[:, genres.sum() >= 10]  # (n_kept, n_genres), 1 where the film is of that genre
bars, axes = figure(9, 4, columns=2)
for ax, column in zip(axes[0], place, strict=True):
    average = (genres.T.dot(place[column]) / genres.sum()).sort_values()
    ax.barh(average.index, average)
    ax.set_title(f"average of each genre, {column} component", fontsize=10, loc="left")
bars

# %% [markdown]
# **The first component.** On one side *Jungle2Jungle*, *Batman & Robin*, action and adventure, mostly of the
# nineties; on the other *Casablanca*, *Chinatown*, *Dr. Strangelove*, film noir and drama, mostly older. We read it
# as "an evening out" against "the canon".
#
# **The second.** At the bottom *Trainspotting*, *Lost Highway*, *Pulp Fiction*, horror and crime; at the top *It's a
# Wonderful Life*, *Forrest Gump*, *Raiders*, westerns, musicals and children's films. We read it as "cold and ironic"
# against "warm and heroic".
#
# These are our readings, not the model's. They fit the ends; the middle is full of exceptions. And three facts should
# keep us modest:
#
# - The two components hold 27 % of the spread. Neighbours on the map can be far apart in the other 48 directions.
# - The first one goes with the average stars, 0.78. Most users' vectors lean to the right (we counted four in five),
#   so most users give such films more. Popularity is not only in the bias.
# - The map shows what *these* users made of the films, in 1997 and 1998.
#
# A single factor was luck. Is the map? *Predict* the correlation between the two models (1: two columns rise
# together on a line; 0: they have nothing to do with each other), for factors with the same
# number and for components with the same number.


# %% tags=["demo"]
# demo: factors and components of two models compared; the grader skips this cell.
def agreement(a, b):
    """The correlation of each column of a (n, k) with the same column of b (n, k), without its sign: (k,)."""
    return torch.stack([torch.corrcoef(torch.stack(pair))[0, 1].abs() for pair in zip(a.T, b.T, strict=True)])


first, second = factors[kept], again.movie_factors.detach()[kept]  # (n_kept, 50)
print(f"50 factors, on average: {agreement(first, second).mean():.2f}")
both = agreement(principal_components(first), principal_components(second))
print("components 1 and 2:", ", ".join(f"{value:.2f}" for value in both))

# %% [markdown]
# The second model was never told which way to turn, and draws the same map: single factors correlate about 0.2, these two
# components 0.97 and more. They belong to the ratings, not to the run.
#
# **Break it.** Leave out the centring. *Predict:* what is the direction in which vectors reach farthest from the
# *origin*, if the middle of the cloud is not there?

# %% tags=["demo"]
# demo: components with and without centring; the grader skips this cell.
raw = factors[kept]  # (n_kept, 50)
uncentred = raw @ torch.linalg.svd(raw, full_matrices=False).Vh[:2].T  # (n_kept, 2)
uncentred = uncentred * uncentred.sum(dim=0).sign()
pictures, axes = figure(9, 3.5, columns=2)
for ax, name, spots in zip(axes[0], ["centred", "not centred"], [points, uncentred], strict=True):
    stars = torch.tensor(films.loc[kept_titles, "mean stars"].values)
    link = torch.corrcoef(torch.stack([spots[:, 0].double(), stars]))[0, 1]
    right = (spots[:, 0] > 0).float().mean()
    print(f"{name:<12} right of 0: {right:.0%} of the films; correlation of component 1 with average stars: {link:.2f}")
    ax.scatter(spots[:, 0], spots[:, 1], s=6)
    ax.axvline(0, color="#666666", lw=0.8)
    ax.set_title(name, fontsize=10, loc="left")
pictures

# %% [markdown]
# Without centring, the first direction points from the origin to the middle of the cloud. It says where films are,
# not how they differ: 87 % lie on one side, and their coordinate mostly repeats the average stars: a correlation of
# 0.94 in place of 0.78.
#
# ## Summary
#
# | you asked | you computed | believe it when |
# |---|---|---|
# | who is liked by everybody? | bias, sorted by `argsort` | it is far from 0: many ratings pushed it there |
# | who is like this film? | cosine of the factors | both films have many ratings, and the cosine stands clear of the rest |
# | what are the tastes? | principal components of the centred factors | a second random start draws the same map |
#
# - A ranking by average stars is led by films with one rating. The bias is held back by weight decay where ratings
#   are few, and leaves to the factors what the taste of the audience explains.
# - `collab_learner`'s `EmbeddingDotBias` is your model: equal weights, equal predictions.
# - The length of a factor vector grows with the number of ratings; the cosine hides it. So ask for a minimum.
# - A single factor depends on the random start. Angles, and the directions of widest spread, do not.
#
# ## Questions
#
# Answer for yourself, then unfold.
#
# **1.** The bias of a film that has no rating in the training set: about what is it, and what does the model predict
# for it?
#
# <details><summary>Answer</summary>
#
# About 0: it started at about 0.01, no rating ever pushed it, and decay took most of that. Its factors are as short,
# so the prediction is `sigmoid_range(user bias, 0, 5.5)`: how mild the user is, and nothing about the film.
#
# </details>
#
# **2.** Multiply all movie factors by 2 and all user factors by ½. What happens to the predictions, to the cosines
# between films, and to the map?
#
# <details><summary>Answer</summary>
#
# The dot products stay, so the predictions stay. Cosines stay, since lengths cancel. All coordinates on the map
# double, and the map looks the same.
#
# </details>
#
# **3.** The cosine is symmetric. Can film B be the most similar to A without A being the most similar to B?
#
# <details><summary>Answer</summary>
#
# Yes, and that is usual. The most similar film to *Return of the Jedi* is *The Empire Strikes Back*; the one most
# similar to *The Empire Strikes Back* is *Star Wars*. Being the best of all for A does not make A the best of all for
# B.
#
# </details>
#
# **4.** On your map *Pulp Fiction* lies at the bottom right, on a friend's map, from the same model, at the top left.
# Who made a mistake?
#
# <details><summary>Answer</summary>
#
# Nobody. A direction has no front: multiply a component by -1 and it is the same component. Only who lies near whom
# counts, and who is opposite.
#
# </details>
#
# **Written question (3 points, read by a person).** A film site wants two things from your model: "the five best
# films" on its front page, and "most similar" under each film. A colleague proposes the average stars for the first
# and the cosine over all films for the second. She has also drawn your map and labelled the first component
# "quality". Answer in five to eight sentences: (a) which films will be "the five best", and what would the bias do
# differently; (b) under which films "most similar" will be nonsense, why there, and what you propose; (c) what speaks
# for her label, what against it, and how you would test it. Write into the next cell.

# %% [markdown] question="what-to-publish"
# (a) Films with one or two ratings, which happen to be fives. Weight decay holds their bias near 0, since few ratings
# push it, so films lead that many users rated higher than their taste explains. (b) Under films with few ratings:
# their vectors point where their one or two users' vectors point, and the cosine divides by the length, which would
# have shown how little is known. Only compare films with a minimum number of ratings, 50 say, and leave the line out
# under the others. (c) For it: the component correlates with the average stars (0.78), and acclaimed films lie at its
# end. Against it: the order says what this audience likes together, it also follows age and genre, its sign is
# arbitrary, and a film can be liked by all in the bias instead. Test: compare it with something from outside, such as
# critics' scores, among films of the same years and genres, and see whether a second random start gives the same.
#
# *One point each: (a) few ratings, and decay (or: few pushes) as the reason; (b) few ratings, direction of single
# users or lost length, and a minimum; (c) one argument each way and a test against something the model has not seen.*

# %% [markdown]
# ## Stretch (no points)
#
# - Repair the plain average: add k imaginary ratings of m = 3.5 stars to each film, (sum + k·m) / (n + k). For which
#   k does this *damped mean* correlate best with the bias? What do the imaginary ratings and weight decay have in
#   common?
# - Average the cosines of three models from different starts. How often do two such averages agree on a film's
#   nearest neighbour, among films with at least 50 ratings? And two single models?
# - Draw the third component against the first. Find your name for it, and something outside the model to test it
#   with.
