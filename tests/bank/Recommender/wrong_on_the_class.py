"""Keeps what it has learnt on the class.

Why: it stood there as a default.
Fails: starts anew with every fit, and shares nothing with another Recommender
Says: kept on the class
"""

class Recommender:
    tables = {}

    def fit(self, x, y, n_users, n_movies):
        mean = y.mean()
        counts = torch.bincount(x[:, 0], minlength=n_users) + 3
        self.tables["users"] = mean + torch.zeros(n_users).index_add(0, x[:, 0], y - mean) / counts

    def predict(self, x):
        return self.tables["users"][x[:, 0]]
