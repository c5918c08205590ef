"""Gives ids new numbers, in the order of those that occur, in predict too.

Why: the tables were to be no longer than needed.
Fails: predicts the same for a pair, whatever else it is asked
Says: new numbers for ids
"""

class Recommender:
    def number(self, ids):
        return torch.unique(ids, return_inverse=True)[1]

    def fit(self, x, y, n_users, n_movies):
        users = self.number(x[:, 0])
        counts = torch.bincount(users) + 3
        self.mean = y.mean()
        self.users = torch.zeros(len(counts)).index_add(0, users, y - self.mean) / counts

    def predict(self, x):
        return self.mean + self.users[self.number(x[:, 0])]
