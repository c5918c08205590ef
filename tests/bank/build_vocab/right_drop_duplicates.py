"""drop_duplicates and sort_values.

Why: it is how one works with a table.
"""

import pandas as pd


def build_vocab(values):
    s = pd.Series(list(values)).drop_duplicates().sort_values()
    return ["#na#"] + s.tolist()
