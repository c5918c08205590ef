"""The mean, for every pair.

Why: a start that was not gone on from.
Fails: beats the mean on freshly planted ratings
Says: for every pair
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def predict(self, x):
        return self.mean.repeat(len(x))
