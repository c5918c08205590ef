"""Biases, and nothing for taste.

Why: they go a long way.
Fails: beats the biases
Says: taste is neither
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
        self.mean, self.bu, self.bm = damped_biases(x, y, n_users, n_movies)

    def predict(self, x):
        return self.mean + self.bu[x[:, 0]] + self.bm[x[:, 1]]
