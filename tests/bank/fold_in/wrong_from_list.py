"""Starts from a list of numbers.

Why: a new tensor leads back to no table.
Fails: returns factors (d,) and a bias (), cut off from any graph
Says: where does it start its life|expected all where the model is
"""


def fold_in(model, movies, stars):
    start = torch.cat([average_row(model.user_factors), average_row(model.user_bias[:, None])])
    start = torch.tensor(start.tolist())
    row = start.clone().requires_grad_()
    items, item_bias = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam([row], lr=0.05)
    for _ in range(150):
        predictions = sigmoid_range(items @ row[:-1] + row[-1] + item_bias, *model.y_range)
        loss = ((predictions - stars) ** 2).sum() + 20 * ((row - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()
