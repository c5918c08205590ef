"""torch's own function, k directions.

Why: pca_lowrank centres by itself; its V does not centre the movies.
"""


def principal_components(factors, k=2):
    _, _, V = torch.pca_lowrank(factors, q=k)
    return (factors - factors.mean(dim=0)) @ V
