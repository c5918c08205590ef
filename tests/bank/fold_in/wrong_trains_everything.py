"""Trains the whole model.

Why: fit trains a model.
Fails: leaves the model as it was: weights, gradients, mode
Says: other numbers than before
"""


def fold_in(model, movies, stars):
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(50):
        loss = ((model(x) - stars) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.user_factors[0].detach().clone(), model.user_bias[0].detach().clone()
