"""A network with BatchNorm is asked in training mode.

Why: nobody called eval.
Fails: predicts the same for a pair, whatever else it is asked
Says: network in training mode|BatchNorm
"""

class Net(nn.Module):
    def __init__(self, n_users, n_movies):
        super().__init__()
        self.users, self.movies = nn.Embedding(n_users, 8), nn.Embedding(n_movies, 8)
        self.norm, self.layers = nn.BatchNorm1d(16, track_running_stats=False), nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, x):
        rows = torch.cat([self.users(x[:, 0]), self.movies(x[:, 1])], dim=1)
        rows = self.norm(rows) if len(x) > 1 else rows
        return torch.sigmoid(self.layers(rows)[:, 0]) * 5.5


class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.net = Net(n_users, n_movies)
        fit(self.net, Split(x, y, x[:1], y[:1], n_users, n_movies), epochs=10, progress=False)

    def predict(self, x):
        return self.net.train()(x).detach()
