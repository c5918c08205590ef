"""The codes of a Categorical, unknown -1 and shifted by one.

Why: codes are positions among the known values, -1 for unknown.
"""


def encode(values, vocab):
    codes = pd.Categorical(values, categories=vocab[1:]).codes
    return torch.tensor(codes.tolist(), dtype=torch.long) + 1
