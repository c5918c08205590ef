"""Subtracts 1 from the ids in predict only.

Why: ids seemed to start at 1 there.
Fails: beats the mean on freshly planted ratings
Says: ids and ratings still belong together
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), progress=False)

    def predict(self, x):
        return self.model((x - 1).clamp(min=0)).detach()
