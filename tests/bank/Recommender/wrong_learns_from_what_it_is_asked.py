"""Counts what it is asked, call after call, and pulls its predictions to it.

Why: a live system learns all the time.
Fails: predicts the same for a pair, whatever else it is asked
Says: a second time.*\n.*learn from the pairs
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean, self.asked = y.mean(), torch.zeros(n_movies)

    def predict(self, x):
        self.asked += torch.bincount(x[:, 1], minlength=len(self.asked))
        return self.mean + 0.05 * torch.log1p(self.asked)[x[:, 1]]
