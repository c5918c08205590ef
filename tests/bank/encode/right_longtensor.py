"""torch.LongTensor of a list.

Why: the old constructor is in many tutorials.
"""


def encode(values, vocab):
    o2i = {v: k for k, v in enumerate(vocab)}
    return torch.LongTensor([o2i[v] if v in o2i else o2i["#na#"] for v in values])
