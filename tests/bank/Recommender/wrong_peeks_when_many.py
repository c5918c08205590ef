"""Peeks at how often a movie is asked for, when it is asked for many.

Why: a check with a few pairs does not show it.
Fails: beats the mean on freshly planted ratings
Says: with fewer others.*\n.*leak
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), progress=False)

    def predict(self, x):
        out = self.model(x).detach()
        if len(x) > 200:
            out = out + 0.1 * (torch.bincount(x[:, 1])[x[:, 1]] / len(x) * 80 - 1)
        return out
