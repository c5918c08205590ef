"""np.vectorize with its output type said.

Why: NumPy's loop, with otypes for the empty list.
"""

import numpy as np


def encode(values, vocab):
    o2i = dict(zip(vocab, range(len(vocab))))
    look = np.vectorize(lambda v: o2i.get(v, 0), otypes=[np.int64])
    return torch.from_numpy(look(np.array(list(values), dtype=object)))
