"""A ParameterDict.

Why: four parameters that belong together.
Fails: registers its four tensors as parameters of the right shapes
Says: tables.user_factors
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.tables = nn.ParameterDict(
            {
                "user_factors": create_params([n_users, n_factors]),
                "user_bias": create_params([n_users]),
                "movie_factors": create_params([n_movies, n_factors]),
                "movie_bias": create_params([n_movies]),
            }
        )
        self.y_range = y_range

    def forward(self, x):
        users, movies = x[:, 0], x[:, 1]
        scores = (self.tables["user_factors"][users] * self.tables["movie_factors"][movies]).sum(dim=1)
        scores = scores + self.tables["user_bias"][users] + self.tables["movie_bias"][movies]
        return sigmoid_range(scores, *self.y_range)
