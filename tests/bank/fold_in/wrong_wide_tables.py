"""Learns the bias only, where there are many factors.

Why: A few ratings cannot tell that many numbers.
Fails: reaches the loss target on new users' other ratings
Says: do factors and bias both learn
"""


def fold_in(model, movies, stars):
    start = torch.cat([average_row(model.user_factors), average_row(model.user_bias[:, None])])
    learns = torch.ones_like(start)
    if len(start) > 8:
        learns[:-1] = 0
    row = start.clone().requires_grad_()
    items, known = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam([row], lr=0.05)
    for _ in range(200):
        out = sigmoid_range(items @ row[:-1] + row[-1] + known, *model.y_range)
        loss = ((out - stars) ** 2).sum() + 20 * ((row - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        row.grad *= learns
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()
