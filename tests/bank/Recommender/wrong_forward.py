"""A module with forward in place of predict.

Why: all models before had one.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: needs a method `predict
"""

class Recommender(nn.Module):
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def forward(self, x):
        return self.mean.expand(len(x))
