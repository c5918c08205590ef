"""Singular values cut off, again and again, with the gaps filled by the last guess.

Why: soft-impute (Mazumder and others 2010): an SVD for tables with gaps.
"""

def damped_biases(x, y, n_users, n_movies, damping=3.0):
    """Overall mean, (n_users,) and (n_movies,) biases, by turns."""
    mean = y.mean()
    bu, bm = torch.zeros(n_users), torch.zeros(n_movies)
    nu = torch.bincount(x[:, 0], minlength=n_users) + damping
    nm = torch.bincount(x[:, 1], minlength=n_movies) + damping
    for _ in range(10):
        bm = torch.zeros(n_movies).index_add(0, x[:, 1], y - mean - bu[x[:, 0]]) / nm
        bu = torch.zeros(n_users).index_add(0, x[:, 0], y - mean - bm[x[:, 1]]) / nu
    return mean, bu, bm


class Recommender:
    def fit(self, x, y, n_users, n_movies):
        mean, bu, bm = damped_biases(x, y, n_users, n_movies)
        base = mean + bu[:, None] + bm[None, :]  # (n_users, n_movies)
        taste = torch.zeros_like(base)
        for _ in range(40):
            filled = taste.clone()
            filled[x[:, 0], x[:, 1]] = y - base[x[:, 0], x[:, 1]]
            u, s, vh = torch.linalg.svd(filled, full_matrices=False)
            taste = (u * (s - 2.5).clamp(min=0)) @ vh
        self.table = base + taste

    def predict(self, x):
        return self.table[x[:, 0], x[:, 1]]
