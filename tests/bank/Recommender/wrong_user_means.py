"""The mean of the user's ratings.

Why: the movie was left out.
Fails: beats the biases
Says: what is known of the movie
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()
        counts = torch.bincount(x[:, 0], minlength=n_users) + 2
        self.users = torch.zeros(n_users).index_add(0, x[:, 0], y - self.mean) / counts

    def predict(self, x):
        return self.mean + self.users[x[:, 0]]
