"""Through a table of pandas.

Why: A table is printed at the same time.
"""

import pandas as pd


def parameter_shapes(module):
    rows = [(n, tuple(p.shape)) for n, p in module.named_parameters()]
    frame = pd.DataFrame(rows, columns=["name", "shape"])
    return dict(zip(frame["name"], frame["shape"]))
