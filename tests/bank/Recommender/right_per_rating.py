"""Stochastic gradient descent rating by rating, in a Python loop, by hand.

Why: so it stands in the blog posts of the Netflix prize; slow, and right.
"""

class Recommender:
    def fit(self, x, y, n_users, n_movies):
        d, rate, pull = 6, 0.02, 0.06
        self.mean = y.mean()
        self.bu, self.bm = torch.zeros(n_users), torch.zeros(n_movies)
        self.u, self.m = 0.1 * torch.randn(n_users, d), 0.1 * torch.randn(n_movies, d)
        for epoch in range(20):
            for i in torch.randperm(len(y)).tolist():
                a, b = x[i].tolist()
                u, m = self.u[a].clone(), self.m[b]
                error = y[i] - self.mean - self.bu[a] - self.bm[b] - u @ m
                self.bu[a] += rate * (error - pull * self.bu[a])
                self.bm[b] += rate * (error - pull * self.bm[b])
                self.u[a] += rate * (error * m - pull * u)
                self.m[b] += rate * (error * u - pull * m)

    def predict(self, x):
        return self.mean + self.bu[x[:, 0]] + self.bm[x[:, 1]] + (self.u[x[:, 0]] * self.m[x[:, 1]]).sum(1)
