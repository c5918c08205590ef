"""Returns the short integers of a Categorical.

Why: codes are int8 as long as there are few categories.
Fails: returns a LongTensor with one entry for each value
Says: shorter one
"""


def encode(values, vocab):
    codes = pd.Categorical(values, categories=vocab).codes
    return torch.from_numpy(codes.copy()).clamp(min=0)
