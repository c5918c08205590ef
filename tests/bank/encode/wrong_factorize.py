"""pd.factorize numbers the values itself.

Why: it is the first hit for 'pandas encode column as integers'.
Fails: gives every value its position in vocab
Says: number the values as they appear
"""


def encode(values, vocab):
    codes, _ = pd.factorize(pd.Series(values))
    return torch.tensor(codes + 1, dtype=torch.long)
