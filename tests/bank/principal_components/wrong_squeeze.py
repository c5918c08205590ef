"""Squeezes the result.

Why: squeeze() does nothing, until k is 1.
Fails: takes any k, 2 where none is given
Says: squeezed away
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return (centred @ Vh[:k].T).squeeze()
