"""The class of sklearn written out: fit, transform.

Why: known from sklearn.
"""

import numpy as np


class PCA:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit_transform(self, X):
        self.mean_ = X.mean(axis=0)
        U, S, Vt = np.linalg.svd(X - self.mean_, full_matrices=False)
        self.components_ = Vt[: self.n_components]
        return U[:, : self.n_components] * S[: self.n_components]


def principal_components(factors, k=2):
    X = factors.detach().cpu().numpy()
    return torch.as_tensor(PCA(n_components=k).fit_transform(X), dtype=factors.dtype)
