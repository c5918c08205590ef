"""pandas from beginning to end.

Why: a Series has methods for each step.
"""


def build_vocab(values):
    distinct = pd.Series(values).drop_duplicates().sort_values()
    return ["#na#"] + distinct.tolist()
