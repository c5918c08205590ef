"""Cuts predictions off at 3 stars.

Why: a clamp with a wrong number.
Fails: beats the mean on freshly planted ratings
Says: cut off
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), progress=False)

    def predict(self, x):
        return self.model(x).detach().clamp(0, 2.5)
