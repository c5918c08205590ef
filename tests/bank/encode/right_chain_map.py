"""A mapping class with __missing__.

Why: fastai's o2i is a dictionary with a default.
"""


class ObjectToIndex(dict):
    def __missing__(self, key):
        return 0


def encode(values, vocab):
    o2i = ObjectToIndex((v, i) for i, v in enumerate(vocab))
    return torch.as_tensor(list(map(o2i.__getitem__, values)), dtype=torch.long)
