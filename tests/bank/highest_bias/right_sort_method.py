"""torch.sort's second result.

Why: sort gives values and positions.
"""


def highest_bias(bias, titles, k=5):
    values, positions = torch.sort(bias.detach().cpu(), dim=0, descending=True)
    return [titles[int(p)] for p in positions[:k]]
