"""Divides sums by counts, which are 0 for who is new.

Why: all users had ratings where it was tried.
Fails: has something sensible to say of ids that it never saw
Says: mean taken of no ratings
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.means = []
        for column, n in ((0, n_users), (1, n_movies)):
            sums = torch.zeros(n).index_add(0, x[:, column], y)
            self.means.append(sums / torch.bincount(x[:, column], minlength=n))

    def predict(self, x):
        return (self.means[0][x[:, 0]] + self.means[1][x[:, 1]]) / 2
