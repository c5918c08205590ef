# %% [markdown]
# # What has the model learnt?
#
# A trained model predicts stars. Inside are two tables that nobody filled in by hand: a number and 50 factors for each
# film. The model never saw a title, a year or a genre, only who gave how many stars to what. In this lesson you
# open the tables and find out what is in them, and how far to believe it.
#
# **Afterwards you can**
# - rank films by their bias, and say why that is not the ranking by average stars;
# - load the same weights into the same model, written with `nn.Embedding`;
# - find the films most like a given one, by cosine similarity, and say when not to;
# - draw 50 factors as a map of two principal components, and test what you read from it.
#
# **Time:** about 40 minutes. **You need** the factor model with biases, and what weight decay does to it.
#
# Wherever it says *Predict*, write your answer down before you run the next cell. After each exercise, `check` looks at
# your answer; stuck, call `hint("lowest_bias")`, with the exercise's name.

# %%
import copy

import pandas as pd
import torch
from torch import nn

from collab import check, fit, hint, load_ratings

# %% tags=["demo"]
# demo: loads the ratings and puts one in five aside for validation; the grader skips this cell.
from collab.plots import factor_map, figure, label_points, short_title

torch.set_num_threads(1)  # tables this small gain nothing from a second core
ratings = load_ratings()
data = ratings.split(valid=0.2, seed=42)
print(f"{ratings.source.label}: {data.n_users} users and {data.n_movies} movies, '#na#' included")

# %% [markdown]
# Numbers in this text were measured on MovieLens 100K. If the cell above announced MiniLens, whose ratings and films are
# generated, your films and numbers are others.
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
# Row i of `movie_factors` and entry i of `movie_bias` belong to the film `ratings.titles[i]`. Row 0 is `'#na#'`, which
# stands for unknown films and has no ratings.
#
# ## 1. One number for each film
#
# Which film do people like best? The plain answer is an average: add up a film's stars, divide by their number.
#
# *Predict:* a third of the films have fewer than ten ratings, some only one. What does the top of a ranking by average
# look like? And the bottom?

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
XXX_MEAN
