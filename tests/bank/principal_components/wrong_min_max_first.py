"""Every factor brought to 0..1 first.

Why: MinMaxScaler came first in another course.
Fails: gives the centred coordinates along the widest directions
Says: centring only subtracts
"""


def principal_components(factors, k=2):
    f = (factors - factors.amin(0)) / (factors.amax(0) - factors.amin(0))
    centred = f - f.mean(0)
    return centred @ torch.linalg.svd(centred, full_matrices=False).Vh[:k].T
