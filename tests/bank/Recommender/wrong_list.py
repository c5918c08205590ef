"""Predictions as a list of floats.

Why: it was written with a loop.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: a list, expected a tensor
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def predict(self, x):
        return [self.mean.item() for _ in x]
