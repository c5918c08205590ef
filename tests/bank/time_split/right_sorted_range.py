"""Python's sorted over positions.

Why: It is stable.
"""


def time_split(timestamps, valid=0.2):
    t = timestamps.tolist()
    order = sorted(range(len(t)), key=t.__getitem__)
    n_valid = round(len(t) * valid)
    split = len(t) - n_valid
    return torch.tensor(order[:split], dtype=torch.long), torch.tensor(order[split:], dtype=torch.long)
