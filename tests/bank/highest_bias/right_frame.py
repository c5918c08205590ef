"""A table, sorted.

Why: A table shows both columns.
"""

import pandas as pd


def highest_bias(bias, titles, k=5):
    table = pd.DataFrame({"title": titles, "bias": bias.detach().numpy()})
    return table.sort_values("bias", ascending=False).head(k)["title"].tolist()
