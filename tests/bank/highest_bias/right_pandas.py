"""A Series sorted by its values.

Why: pandas keeps numbers and names together.
"""


def highest_bias(bias, titles, k=5):
    values = bias.detach().double().numpy()
    return list(pd.Series(values, titles).sort_values(ascending=False).index[:k])
