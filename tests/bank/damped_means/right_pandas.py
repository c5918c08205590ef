"""groupby in pandas.

Why: A group by id is what it is.
"""


import pandas as pd


def damped_means(ids, stars, n, damping=5.0):
    stars = pd.Series(stars.numpy())
    groups = stars.groupby(ids.numpy()).agg(["sum", "size"]).reindex(range(n), fill_value=0)
    return torch.tensor(((groups["sum"] + damping * stars.mean()) / (groups["size"] + damping)).to_numpy())
