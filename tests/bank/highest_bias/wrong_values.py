"""Returns the highest biases.

Why: topk gives values and positions, and the first of the two was kept.
Fails: returns a list of k titles
Says: list of numbers
"""


def highest_bias(bias, titles, k=5):
    return bias.topk(k)[0].tolist()
