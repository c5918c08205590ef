"""fit returns what it has learnt and keeps nothing.

Why: a function would do so.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: has to leave on `self`
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        mean = y.mean()
        return mean

    def predict(self, x):
        return self.mean.expand(len(x)) * 1.0
