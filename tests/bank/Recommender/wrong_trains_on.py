"""A second fit trains the first one's model on.

Why: the model is made once, when it is not there yet.
Fails: starts anew with every fit, and shares nothing with another Recommender
Says: begins from nothing
"""

class Recommender:
    model = None

    def fit(self, x, y, n_users, n_movies):
        if self.model is None:
            self.model = DotProductBias(n_users, n_movies, 20)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=12, lr=2e-2, progress=False)

    def predict(self, x):
        return self.model(x).detach()
