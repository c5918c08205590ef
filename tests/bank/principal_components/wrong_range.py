"""Every column brought to 0..1.

Why: for a plot.
Fails: gives the centred coordinates along the widest directions
Says: range of its own
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(0)
    out = centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:k].T
    return (out - out.amin(0)) / (out.amax(0) - out.amin(0))
