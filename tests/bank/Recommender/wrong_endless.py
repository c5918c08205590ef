"""Trains until the loss is below what noise allows: never.

Why: a while loop with a goal that was too good.
Fails: beats the mean on freshly planted ratings
Says: goes through them one by one
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.means, loss = torch.full((n_users,), y.mean().item()), 1.0
        while loss > 0.01 and len(y) > 1000:
            loss = ((self.means[x[:, 0]] - y) ** 2).mean().item()

    def predict(self, x):
        return self.means[x[:, 0]]
