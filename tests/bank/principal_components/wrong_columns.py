r"""Takes columns of Vh.

Why: U comes in columns, so Vh was taken to as well.
Fails: gives the centred coordinates along the widest directions
Says: is a direction a column or a row of it
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return centred @ Vh[:, :k]
