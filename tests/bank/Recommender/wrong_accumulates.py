"""Sums and counts go on from one fit to the next.

Why: they are set up in __init__.
Fails: starts anew with every fit, and shares nothing with another Recommender
Says: begins from nothing
"""

class Recommender:
    def __init__(self):
        self.sum, self.count = 0.0, 0

    def fit(self, x, y, n_users, n_movies):
        self.sum += y.sum()
        self.count += len(y)

    def predict(self, x):
        return (self.sum / self.count).expand(len(x)).clone()
