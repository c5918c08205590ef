"""Two tensors, factors and bias.

Why: They are returned as two, so they are learnt as two.
"""


def fold_in(model, movies, stars):
    start_factors = average_row(model.user_factors)
    start_bias = model.user_bias[1:].mean().detach()
    factors, bias = start_factors.clone().requires_grad_(), start_bias.clone().requires_grad_()
    with torch.no_grad():
        items, offset = model.movie_factors[movies], model.movie_bias[movies]
    low, high = model.y_range
    opt = torch.optim.Adam([factors, bias], lr=0.03)
    for _ in range(300):
        p = torch.sigmoid((items * factors).sum(dim=1) + bias + offset) * (high - low) + low
        away = ((factors - start_factors) ** 2).sum() + (bias - start_bias) ** 2
        loss = ((p - stars) ** 2).sum() + 20 * away
        opt.zero_grad()
        loss.backward()
        opt.step()
    return factors.detach(), bias.detach()
