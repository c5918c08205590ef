"""The sizes are asked for when it is made.

Why: as for a module.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: the sizes come with `fit`
"""

class Recommender:
    def __init__(self, n_users, n_movies):
        self.users = torch.zeros(n_users)

    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()

    def predict(self, x):
        return self.mean + self.users[x[:, 0]]
