# %% [markdown]
# # Biases, weight decay and the training loop

# %%
import torch
from torch import nn

from collab import check, fit, hint, load_ratings


# %%
def sigmoid_range(x, low, high):
    return torch.sigmoid(x) * (high - low) + low


def create_params(size):
    return nn.Parameter(torch.zeros(*size).normal_(0, 0.01))


# %% exercise="DotProductBias"
class DotProductBias(nn.Module):
    """A factor model with biases.

    forward: x (B, 2) long, user index in column 0, movie index in column 1 -> predictions (B,)
    """

    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        ### BEGIN SOLUTION
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        users = self.user_factors[x[:, 0]]  # (B, n_factors)
        movies = self.movie_factors[x[:, 1]]  # (B, n_factors)
        scores = (users * movies).sum(dim=1)  # (B,)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        return sigmoid_range(scores, *self.y_range)
        ### END SOLUTION


# %% exercise="decay_weights"
def decay_weights(parameters, lr, wd):
    """Shrink every parameter by the factor 1 - lr * wd, in place."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
    ### END SOLUTION


# %% exercise="train_epoch"
def train_epoch(model, batches, optimizer):
    """Train on every batch once. Returns the mean loss over all examples, a float."""
    ### BEGIN SOLUTION
    model.train()
    total, n = 0.0, 0
    for x, y in batches:
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        n += len(y)
    return total / n
    ### END SOLUTION


# %% exercise="evaluate"
def evaluate(model, batches):
    """The mean loss over all examples, a float; learns nothing and leaves the model's mode as it was."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    total, n = 0.0, 0
    with torch.no_grad():
        for x, y in batches:
            total += nn.functional.mse_loss(model(x), y).item() * len(y)
            n += len(y)
    model.train(was_training)
    return total / n
    ### END SOLUTION


# %% [markdown] question="why-decay"
# It shrinks.
