"""Puts another id in the place of '#na#', in the caller's tensor.

Why: row 1 is somebody at least.
Fails: has something sensible to say of ids that it never saw
Says: in which strangers are
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = DotProductBias(n_users, n_movies, 50)
        fit(self.model, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=5, lr=5e-3, wd=0.1, progress=False)

    def predict(self, x):
        x[x[:, 0] < 1] = 1
        with torch.no_grad():
            return self.model(x)
