"""Predictions as a NumPy array.

Why: the model is in NumPy, and nobody led back.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: NumPy array, expected a tensor
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def predict(self, x):
        return self.mean.numpy() + 0.0 * x[:, 0].numpy()
