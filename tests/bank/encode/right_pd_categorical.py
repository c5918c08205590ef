"""pd.Categorical's codes.

Why: categories are pandas' own vocabulary.
"""


def encode(values, vocab):
    codes = pd.Categorical(list(values), categories=vocab[1:]).codes.astype("int64")
    return torch.from_numpy(codes + 1).long()
