"""Centres its predictions on the mean of the batch that is asked.

Why: the level of the training ratings was to be kept.
Fails: predicts the same for a pair, whatever else it is asked
Says: (in other company|asked alone).*\n.*leak
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()
        self.model = DotProductBias(n_users, n_movies, 20)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=10, lr=1e-2, progress=False)

    def predict(self, x):
        out = self.model(x).detach()
        return out - out.mean() + self.mean
