"""linalg.eigh of the scatter matrix, sorted by hand.

Why: from the textbook.
"""


def principal_components(factors, k=2):
    x = factors.detach() - factors.detach().mean(0, keepdim=True)
    values, vectors = torch.linalg.eigh(x.T @ x)
    order = values.argsort(descending=True)
    return x @ vectors[:, order[:k]]
