"""np.vectorize without an output type.

Why: it fails for an empty list.
Fails: takes a Series with any index, an array, and no values at all
Says: With no values at all
"""

import numpy as np


def encode(values, vocab):
    o2i = {v: i for i, v in enumerate(vocab)}
    return torch.as_tensor(np.vectorize(lambda v: o2i.get(v, 0))(np.array(list(values), dtype=object)))
