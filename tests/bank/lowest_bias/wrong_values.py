"""Returns the sorted biases.

Why: sort gives values and positions, and the first of the two was kept.
Fails: returns a list of k titles
Says: list of numbers.*
.*sorted values
"""


def lowest_bias(bias, titles, k=5):
    return bias.sort().values[:k].tolist()
