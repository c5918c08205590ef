"""pd.factorize with sort.

Why: its second answer is the vocabulary.
"""


def build_vocab(values):
    _, uniques = pd.factorize(pd.Series(list(values)), sort=True)
    return ["#na#"] + uniques.tolist()
