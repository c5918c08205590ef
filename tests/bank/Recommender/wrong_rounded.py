"""Predictions rounded to whole stars, still floats.

Why: ratings are whole.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: whole stars only
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        counts = torch.bincount(x[:, 0], minlength=n_users)
        self.users = torch.zeros(n_users).index_add(0, x[:, 0], y) / counts.clamp(min=1)
        self.users[counts == 0] = y.mean()

    def predict(self, x):
        return self.users[x[:, 0]].round().clamp(1, 5)
