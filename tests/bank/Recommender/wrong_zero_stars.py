"""A plain dot product of factors: 0 stars for who is new.

Why: no biases, no mean, no sigmoid.
Fails: has something sensible to say of ids that it never saw
Says: before you know anything
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        table = torch.zeros(n_users, n_movies)
        table[x[:, 0], x[:, 1]] = y
        u, s, vh = torch.linalg.svd(table, full_matrices=False)
        self.table = (u[:, :4] * s[:4]) @ vh[:4]

    def predict(self, x):
        return self.table[x[:, 0], x[:, 1]]
