"""Users from column 1 and movies from column 0, in predict only.

Why: the order was remembered wrongly the second time.
Fails: beats the mean on freshly planted ratings
Says: columns swapped
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        n = max(n_users, n_movies)
        self.model = DotProductBias(n, n, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n, n), progress=False)

    def predict(self, x):
        return self.model(x.flip(1)).detach()
