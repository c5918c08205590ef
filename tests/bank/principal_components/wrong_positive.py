"""Takes absolute values.

Why: "the sign is free" was read as "there is no sign".
Fails: gives the centred coordinates along the widest directions
Says: signs are gone
"""


def principal_components(factors, k=2):
    centred = factors - factors.mean(dim=0)
    _, _, Vh = torch.linalg.svd(centred, full_matrices=False)
    return (centred @ Vh[:k].T).abs()
