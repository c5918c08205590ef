"""torch.sort and its indices.

Why: sort gives the positions beside the values.
"""


def time_split(timestamps, valid=0.2):
    n = len(timestamps)
    _, order = torch.sort(timestamps, stable=True)
    aside = round(n * valid)
    return order[: n - aside], order[n - aside :]
