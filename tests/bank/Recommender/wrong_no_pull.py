"""Alternating least squares with many factors, and hardly anything that pulls them to 0.

Why: the error on the training ratings was to be as small as it can be.
Fails: reaches the reference
Says: by heart
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
    d, pull = 12, 0.2

    def solve(self, ids, others, table, left, n):
        new = torch.zeros(n, self.d)
        for i in ids.unique():
            rows = ids == i
            a = table[others[rows]]  # (k, d)
            new[i] = torch.linalg.solve(a.T @ a + self.pull * torch.eye(self.d), a.T @ left[rows])
        return new

    def fit(self, x, y, n_users, n_movies):
        self.mean, self.bu, self.bm = damped_biases(x, y, n_users, n_movies)
        left = y - self.mean - self.bu[x[:, 0]] - self.bm[x[:, 1]]
        self.m = torch.randn(n_movies, self.d) * 0.1
        for _ in range(12):
            self.u = self.solve(x[:, 0], x[:, 1], self.m, left, n_users)
            self.m = self.solve(x[:, 1], x[:, 0], self.u, left, n_movies)
        return self

    def predict(self, x):
        u, m = x.T
        return (self.mean + self.bu[u] + self.bm[m] + (self.u[u] * self.m[m]).sum(1)).clamp(1, 5)
