"""pca_lowrank with all directions.

Why: it centres by itself; with q = d nothing is left to chance.
"""


def principal_components(factors, k=2):
    U, S, V = torch.pca_lowrank(factors, q=factors.shape[1], center=True)
    return (factors - factors.mean(0)) @ V[:, :k]
