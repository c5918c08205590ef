"""One SVD of what is left after the biases, with 0 where there is no rating.

Why: a table needs a number in every cell.
Fails: reaches the reference
Says: too close together|underfits|too little
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
        base = mean + bu[:, None] + bm[None, :]
        left = torch.zeros_like(base)
        left[x[:, 0], x[:, 1]] = y - base[x[:, 0], x[:, 1]]
        u, s, vh = torch.linalg.svd(left, full_matrices=False)
        self.table = base + (u[:, :3] * s[:3]) @ vh[:3]

    def predict(self, x):
        return self.table[x[:, 0], x[:, 1]]
