"""Plain Python.

Why: sorted is stable, and a list can be sliced.
"""


def time_split(timestamps, valid=0.2):
    times = timestamps.tolist()
    order = sorted(range(len(times)), key=times.__getitem__)
    cut = len(order) - round(len(order) * valid)
    return torch.tensor(order[:cut], dtype=torch.long), torch.tensor(order[cut:], dtype=torch.long)
