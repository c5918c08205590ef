"""NumPy, with the gradient by hand.

Why: A small problem needs no graph.
"""


import numpy as np


def fold_in(model, movies, stars):
    p = {k: v.detach().cpu().numpy().astype("float64") for k, v in model.named_parameters()}
    start = np.append(p["user_factors"][1:].mean(0), p["user_bias"][1:].mean())
    x = np.column_stack([p["movie_factors"][movies.cpu().numpy()], np.ones(len(movies))])
    known, y = p["movie_bias"][movies.cpu().numpy()], stars.cpu().numpy()
    low, high = model.y_range
    row, m, v = start.copy(), 0.0, 0.0
    for t in range(1, 201):
        s = 1 / (1 + np.exp(-(x @ row + known)))
        g = 2 * x.T @ ((low + (high - low) * s - y) * (high - low) * s * (1 - s)) + 40 * (row - start)
        m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
        row = row - 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-8)
    row = torch.tensor(row, dtype=stars.dtype, device=stars.device)
    return row[:-1], row[-1]
