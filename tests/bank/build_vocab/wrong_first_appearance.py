"""The distinct values in the order of their first appearance.

Why: pd.unique does not sort, unlike np.unique.
Fails: holds every distinct value once, sorted
Says: first appearance
"""


def build_vocab(values):
    return ["#na#"] + list(pd.unique(pd.Series(values)))
