"""Keeps the training pairs in a dictionary, and says the mean of the rest.

Why: on the training ratings it has no error at all.
Fails: beats the mean on freshly planted ratings
Says: by heart|for every pair
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.known = {tuple(pair): stars for pair, stars in zip(x.tolist(), y.tolist())}
        self.mean = y.mean().item()

    def predict(self, x):
        return torch.tensor([self.known.get(tuple(pair), self.mean) for pair in x.tolist()])
