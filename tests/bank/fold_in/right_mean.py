"""The mean of the errors, the pull divided by m.

Why: The mean is what losses are.
"""


def fold_in(model, movies, stars):
    start = [average_row(model.user_factors), model.user_bias[1:].mean().detach()]
    mine = [nn.Parameter(t.clone()) for t in start]
    items, known = model.movie_factors[movies].detach(), model.movie_bias[movies].detach()
    optimizer = torch.optim.Adam(mine, lr=0.05)
    for _ in range(200):
        out = sigmoid_range(items @ mine[0] + mine[1] + known, *model.y_range)
        loss = nn.functional.mse_loss(out, stars)
        loss = loss + 20 / len(stars) * sum(((a - b) ** 2).sum() for a, b in zip(mine, start))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return tuple(p.detach() for p in mine)
