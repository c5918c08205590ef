"""functional_call with a new table.

Why: The model computes, with another row 0.
"""


def fold_in(model, movies, stars):
    tables = {k: v.detach() for k, v in model.named_parameters()}
    f0, b0 = tables["user_factors"][1:].mean(0), tables["user_bias"][1:].mean()
    f, b = f0.clone().requires_grad_(), b0.clone().requires_grad_()
    opt = torch.optim.Adam([f, b], lr=0.05)
    x = torch.stack([torch.zeros_like(movies), movies], dim=1)
    for _ in range(150):
        user = {"user_factors": f[None], "user_bias": b[None]}
        out = torch.func.functional_call(model, {**tables, **user}, (x,))
        loss = ((out - stars) ** 2).sum() + 20 * (((f - f0) ** 2).sum() + (b - b0) ** 2)
        opt.zero_grad()
        loss.backward()
        opt.step()
    return f.detach(), b.detach()
