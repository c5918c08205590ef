"""A squeeze without a dimension: a single pair gives a number without dimensions.

Why: (B, 1) had to become (B,).
Fails: fits, then predicts a float for each pair, and leaves what it was given as it was
Says: batch when it has one row
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.users = torch.full((n_users, 1), y.mean().item() + 0.1)

    def predict(self, x):
        return self.users[x[:, 0]].squeeze()
