"""Trains row 0 of the model itself.

Why: Row 0 is free.
Fails: leaves the model as it was: weights, gradients, mode
Says: row 0 holds other numbers
"""


def fold_in(model, movies, stars):
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)
    start = average_row(model.user_factors)
    with torch.no_grad():
        model.user_factors[0], model.user_bias[0] = start, model.user_bias[1:].mean()
    optimizer = torch.optim.Adam([model.user_factors, model.user_bias], lr=0.05)
    for _ in range(150):
        loss = ((model(x) - stars) ** 2).sum() + 20 * ((model.user_factors[0] - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model.user_factors[0].detach().clone(), model.user_bias[0].detach().clone()
