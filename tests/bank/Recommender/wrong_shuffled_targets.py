"""Shuffles x and y one without the other.

Why: two calls of randperm.
Fails: beats the mean on freshly planted ratings
Says: ids and ratings still belong together
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        x, y = x[torch.randperm(len(x))], y[torch.randperm(len(y))]
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), progress=False)

    def predict(self, x):
        return self.model(x).detach()
