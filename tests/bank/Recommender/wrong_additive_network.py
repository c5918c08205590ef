"""A network without a ReLU: a sum of a user's part and a movie's.

Why: two Linears looked like a network.
Fails: beats the biases
Says: taste is neither
"""

class Net(nn.Module):
    def __init__(self, n_users, n_movies):
        super().__init__()
        self.users, self.movies = nn.Embedding(n_users, 8), nn.Embedding(n_movies, 8)
        self.layers = nn.Sequential(nn.Linear(16, 32), nn.Linear(32, 1))

    def forward(self, x):
        return self.layers(torch.cat([self.users(x[:, 0]), self.movies(x[:, 1])], dim=1))[:, 0]


class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.net, self.mean = Net(n_users, n_movies), y.mean()
        fit(self.net, Split(x, y - self.mean, x[:1], y[:1], n_users, n_movies), epochs=10, lr=1e-2, wd=0.3, progress=False)

    def predict(self, x):
        return (self.mean + self.net(x)).detach().clamp(1, 5)
