"""A batch of 1 x d times d x 1 products.

Why: bmm is the product "for each row by itself".
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, n_factors)
        self.movie_factors = nn.Embedding(n_movies, n_factors)
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0]).unsqueeze(1)
        movies = self.movie_factors(x[:, 1]).unsqueeze(2)
        scores = torch.bmm(users, movies).squeeze(2).squeeze(1)
        return sigmoid_range(scores, self.y_range[0], self.y_range[1])
