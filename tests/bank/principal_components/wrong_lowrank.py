"""torch's own function, asked for k directions.

Why: pca_lowrank has a `q` for how many.
Fails: takes any k, 2 where none is given
Says: approximation
"""


def principal_components(factors, k=2):
    _, _, V = torch.pca_lowrank(factors, q=k)
    return (factors - factors.mean(dim=0)) @ V
