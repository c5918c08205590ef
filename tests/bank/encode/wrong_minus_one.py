"""Unknown values get -1.

Why: pandas' get_indexer answers so.
Fails: gives 0 to a value that vocab does not hold
Says: last row
"""


def encode(values, vocab):
    return torch.tensor(pd.Index(vocab, dtype=object).get_indexer(pd.Index(values, dtype=object)), dtype=torch.long)
