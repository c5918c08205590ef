"""Derives from a class of a demonstration.

Why: the class is in the notebook already.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: a demonstration
"""


class Recommender(BiasRecommender):
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, n_factors=50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=5, lr=5e-3, wd=0.1, progress=False)
        self.model.cpu()
