"""Subtracts the mean from the caller's y.

Why: a line saved.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: belongs to the caller
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()
        y -= self.mean
        self.users = torch.zeros(n_users).index_add(0, x[:, 0], y) / 10

    def predict(self, x):
        return self.mean + self.users[x[:, 0]]
