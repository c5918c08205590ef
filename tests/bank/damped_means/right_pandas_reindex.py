"""groupby, agg and reindex.

Why: Reindex gives the ids that never occur a sum and a count of 0.
"""

import pandas as pd


def damped_means(ids, stars, n, damping=5.0):
    frame = pd.DataFrame({"id": ids.numpy(), "stars": stars.numpy()})
    agg = frame.groupby("id")["stars"].agg(["sum", "count"]).reindex(range(n), fill_value=0)
    return torch.from_numpy(((agg["sum"] + damping * frame["stars"].mean()) / (agg["count"] + damping)).to_numpy())
