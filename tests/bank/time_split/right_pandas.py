"""A pandas Series, sorted.

Why: pandas sorts with the index.
"""


import pandas as pd


def time_split(timestamps, valid=0.2):
    times = pd.Series(timestamps.numpy()).sort_values(kind="stable")
    n = round(len(times) * valid)
    order = torch.tensor(times.index.to_numpy(), dtype=torch.long)
    return order[: len(order) - n], order[len(order) - n :]
