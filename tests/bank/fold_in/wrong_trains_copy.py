"""Trains a copy of the whole model.

Why: the model itself is to stay as it was.
Fails: moves factors and bias towards one rating, and not all the way
Says: learn along
"""

from copy import deepcopy


def fold_in(model, movies, stars):
    other = deepcopy(model)
    avg_f, avg_b = average_row(model.user_factors), average_row(model.user_bias[:, None])[0]
    with torch.no_grad():
        other.user_factors[0] = avg_f
        other.user_bias[0] = avg_b
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)
    optimizer = torch.optim.Adam(other.parameters(), lr=0.05)
    for _ in range(150):
        loss = ((other(x) - stars) ** 2).sum() + 20 * (((other.user_factors[0] - avg_f) ** 2).sum() + (other.user_bias[0] - avg_b) ** 2)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return other.user_factors[0].detach().clone(), other.user_bias[0].detach().clone()
