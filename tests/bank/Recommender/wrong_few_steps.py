"""One epoch at a small learning rate.

Why: that was enough on 80,000 ratings.
Fails: beats the biases
Says: too close together|underfits
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=2, lr=5e-3, wd=0.1, progress=False)

    def predict(self, x):
        return self.model(x).detach()
