"""Means in dictionaries, without an entry for who is new.

Why: a dictionary is how one groups.
Fails: has something sensible to say of ids that it never saw
Says: `fit` has not seen
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.users = {u.item(): y[x[:, 0] == u].mean().item() for u in x[:, 0].unique()}
        self.movies = {m.item(): y[x[:, 1] == m].mean().item() for m in x[:, 1].unique()}
        self.rest = y.mean().item()

    def predict(self, x):
        known = [(self.users[u], self.movies[m]) for u, m in x.tolist()]
        return torch.tensor([u + m - self.rest for u, m in known])
