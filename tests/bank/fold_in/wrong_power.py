"""A power in place of a product.

Why: One `*` too many; near the average user it pulls hardly at all.
Fails: moves factors and bias towards one rating, and not all the way
Says: believed
"""


def fold_in(model, movies, stars):
    start = torch.cat([average_row(model.user_factors), average_row(model.user_bias[:, None])])
    row = start.clone().requires_grad_()
    items, known = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam([row], lr=0.05)
    for _ in range(150):
        out = sigmoid_range(items @ row[:-1] + row[-1] + known, *model.y_range)
        loss = ((out - stars) ** 2).sum() + 20 ** ((row - start) ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return row[:-1].detach(), row[-1].detach()
