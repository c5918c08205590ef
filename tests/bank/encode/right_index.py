"""vocab.index for each value.

Why: slow, but what a list offers.
"""


def encode(values, vocab):
    return torch.LongTensor([vocab.index(v) if v in vocab else 0 for v in values])
