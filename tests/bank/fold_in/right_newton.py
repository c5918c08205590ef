"""Gauss-Newton, without autograd.

Why: The gradient of a sigmoid is known.
"""


def fold_in(model, movies, stars):
    with torch.no_grad():
        start = torch.cat([average_row(model.user_factors), model.user_bias[1:].mean()[None]])
        x = torch.cat([model.movie_factors[movies], torch.ones_like(stars)[:, None]], dim=1)
        known, (low, high) = model.movie_bias[movies], model.y_range
        row, eye = start.clone(), torch.eye(len(start), device=start.device)
        for _ in range(40):
            s = torch.sigmoid(x @ row + known)
            j = x * ((high - low) * s * (1 - s))[:, None]
            downhill = j.T @ (stars - low - (high - low) * s) - 20 * (row - start)
            row = row + 0.5 * torch.linalg.solve(j.T @ j + 20 * eye, downhill)
        return row[:-1].clone(), row[-1].clone()
