"""Predicts a class, a whole number of stars, as an integer.

Why: five stars are five classes.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: cannot say 3.6
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), progress=False)

    def predict(self, x):
        return self.model(x).detach().round().long()
