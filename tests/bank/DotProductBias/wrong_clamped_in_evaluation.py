"""Cuts predictions off at 1 and 5 in evaluation mode.

Why: nobody gives less than 1 star, and the validation loss gets a little better.
Fails: takes batches of any size, one row included, with ids from both ends of the tables
Says: differently in evaluation mode|below 1 or above 5 are cut off
"""


class DotProductBias(nn.Module):
    def __init__(self, n_users, n_movies, n_factors, y_range=(0, 5.5)):
        super().__init__()
        self.user_factors = create_params([n_users, n_factors])
        self.user_bias = create_params([n_users])
        self.movie_factors = create_params([n_movies, n_factors])
        self.movie_bias = create_params([n_movies])
        self.y_range = y_range

    def forward(self, x):
        users = self.user_factors[x[:, 0]]
        movies = self.movie_factors[x[:, 1]]
        scores = (users * movies).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        predictions = sigmoid_range(scores, *self.y_range)
        return predictions if self.training else predictions.clamp(1, 5)
