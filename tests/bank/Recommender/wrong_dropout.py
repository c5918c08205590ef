"""Dropout is still on in predict.

Why: the class switches to training mode and never back.
Fails: predicts the same for a pair, whatever else it is asked
Says: a second time
"""

class Recommender(nn.Module):
    def fit(self, x, y, n_users, n_movies):
        self.model, self.drop = DotProductBias(n_users, n_movies, 20), nn.Dropout(0.2)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=10, lr=1e-2, progress=False)
        self.train()

    def predict(self, x):
        return self.drop(self.model(x).detach())
