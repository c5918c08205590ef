"""Sorts the pairs to look users up in one go, and forgets to sort back.

Why: sorted look-ups are quicker.
Fails: predicts the same for a pair, whatever else it is asked
Says: opposite order.*\n.*sort
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        counts = torch.bincount(x[:, 0], minlength=n_users) + 3
        self.mean = y.mean()
        self.users = torch.zeros(n_users).index_add(0, x[:, 0], y - self.mean) / counts

    def predict(self, x):
        return self.mean + self.users[x[:, 0].sort().values]
