"""Predictions (B, 1).

Why: the mean kept its dimension.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: dimension of size 1
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.table = torch.full((n_users, n_movies, 1), y.mean().item())

    def predict(self, x):
        return self.table[x[:, 0], x[:, 1]]
