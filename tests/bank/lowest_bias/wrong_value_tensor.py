"""Returns the smallest biases as a tensor.

Why: topk gives values and positions, and the first of the two was kept.
Fails: returns a list of k titles
Says: tensor of numbers.*
.*sorted values
"""


def lowest_bias(bias, titles, k=5):
    values, _ = torch.topk(bias, k, largest=False)
    return values
