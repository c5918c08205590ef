"""The range ends at 1: a sigmoid without its scale, and 1 added.

Why: the range was forgotten.
Fails: beats the mean on freshly planted ratings
Says: their level is not
"""

class Factors(nn.Module):
    def __init__(self, n_users, n_movies, d=20):
        super().__init__()
        self.users, self.movies = nn.Embedding(n_users, d), nn.Embedding(n_movies, d)
        self.bu, self.bm = nn.Embedding(n_users, 1), nn.Embedding(n_movies, 1)
        for table in (self.users, self.movies, self.bu, self.bm):
            nn.init.normal_(table.weight, std=0.01)

    def forward(self, x):
        u, m = x[:, 0], x[:, 1]
        return (self.users(u) * self.movies(m)).sum(1) + self.bu(u)[:, 0] + self.bm(m)[:, 0]

def train(model, x, y, epochs=5, lr=5e-3, wd=0.1):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for rows in torch.randperm(len(y)).split(64):
            loss = nn.functional.mse_loss(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            with torch.no_grad():
                for p in model.parameters():
                    p.mul_(1 - lr * wd)
            optimizer.step()


class Recommender:
    def fit(self, x, y, n_users, n_movies):
        self.model = Factors(n_users, n_movies)
        train(self.model, x, y - y.mean(), epochs=10, lr=1e-2)

    def predict(self, x):
        return 1 + torch.sigmoid(self.model(x)).detach()
