"""predict subtracts from the caller's ids, to count from 0.

Why: ids that start at 1 looked wrong.
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: belongs to the caller
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()
        self.users = torch.zeros(n_users)

    def predict(self, x):
        x -= 1
        return self.mean + self.users[x[:, 0]]
