"""Freezes the model, and gives it back.

Why: What is frozen needs no detach.
"""


def fold_in(model, movies, stars):
    were = [p.requires_grad for p in model.parameters()]
    model.requires_grad_(False)
    try:
        u0, b0 = model.user_factors[1:].mean(0), model.user_bias[1:].mean()
        u, b = u0.clone().requires_grad_(), b0.clone().requires_grad_()
        opt = torch.optim.Adam([u, b], lr=0.05)
        for _ in range(150):
            out = sigmoid_range(model.movie_factors[movies] @ u + b + model.movie_bias[movies], *model.y_range)
            loss = ((out - stars) ** 2).sum() + 20 * (((u - u0) ** 2).sum() + (b - b0) ** 2)
            opt.zero_grad()
            loss.backward()
            opt.step()
    finally:
        for p, was in zip(model.parameters(), were):
            p.requires_grad_(was)
    return u.detach(), b.detach()
