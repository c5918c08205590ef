"""A Series, without the title, sorted.

Why: pandas' drop takes a label.
"""

import pandas as pd


def most_similar(factors, titles, title, k=1):
    cos = pd.Series(cosine_to(factors, titles.index(title)).detach().numpy(), index=titles)
    return cos.drop(title).sort_values(ascending=False).index[:k].tolist()
