"""nlargest of a Series.

Why: pandas has it ready.
"""


def highest_bias(bias, titles, k=5):
    return pd.Series(bias.detach().tolist(), index=titles).nlargest(k).index.tolist()
