"""The mean of the movie's ratings.

Why: as a list of the best movies does.
Fails: beats the biases
Says: what is known of the user
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.mean = y.mean()
        counts = torch.bincount(x[:, 1], minlength=n_movies) + 2
        self.movies = torch.zeros(n_movies).index_add(0, x[:, 1], y - self.mean) / counts

    def predict(self, x):
        return self.mean + self.movies[x[:, 1]]
