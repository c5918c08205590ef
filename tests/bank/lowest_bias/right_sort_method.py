"""torch.sort's second result.

Why: sort gives values and positions.
"""


def lowest_bias(bias, titles, k=5):
    values, positions = torch.sort(bias.detach().cpu(), dim=0, descending=False)
    return [titles[int(p)] for p in positions[:k]]
