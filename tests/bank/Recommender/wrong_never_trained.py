"""A factor model that is made and never trained.

Why: the loop was left for later.
Fails: beats the mean on freshly planted ratings
Says: next to nothing to do|for every pair
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        self.mean = y.mean()

    def predict(self, x):
        return self.model(x).detach() - 2.75 + self.mean
