"""Tables made of drawn numbers by from_pretrained, not frozen.

Why: so one can choose how the numbers are drawn.
"""


class DotProduct(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = nn.Embedding.from_pretrained(torch.randn(n_users, n_factors) / n_factors**0.5, freeze=False)
        self.movie_factors = nn.Embedding.from_pretrained(
            torch.randn(n_movies, n_factors) / n_factors**0.5, freeze=False
        )
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors(x[:, 0])
        movies = self.movie_factors(x[:, 1])
        return sigmoid_range((users * movies).sum(dim=1), *self.y_range)
