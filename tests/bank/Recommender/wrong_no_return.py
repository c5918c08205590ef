"""predict has no return.

Why: it was printed in the notebook.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: returned None
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def predict(self, x):
        predictions = self.mean.expand(len(x))
