"""A Series without the hidden positions, nlargest.

Why: Pandas keeps the positions as its index.
"""

import pandas as pd


def recommend(scores, seen, k=10):
    left = pd.Series(scores.numpy().copy()).drop(list({0, *seen.tolist()}))
    return left.nlargest(k).index.tolist()
