"""A Series with the titles as its index.

Why: pandas keeps numbers and names together.
"""


def lowest_bias(bias, titles, k=5):
    return pd.Series(bias.tolist(), index=titles).nsmallest(k).index.tolist()
