"""A generator and islice.

Why: only k titles are ever looked up.
"""

from itertools import islice


def lowest_bias(bias, titles, k=5):
    ordered = (titles[int(i)] for i in torch.sort(bias.detach(), stable=True).indices)
    return list(islice(ordered, k))
