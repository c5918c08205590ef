"""Compares the scores with the stars.

Why: The score is the prediction.
Fails: keeps to the average user where the ratings say nothing else
Says: turns a score into stars
"""


def fold_in(model, movies, stars):
    start = torch.cat([average_row(model.user_factors), average_row(model.user_bias[:, None])])
    row = start.clone().requires_grad_()
    items, known = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam([row], lr=0.05)
    for _ in range(400):
        out = items @ row[:-1] + row[-1] + known
        loss = ((out - stars) ** 2).sum() + 20 * ((row - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()
