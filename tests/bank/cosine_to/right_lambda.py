"""A lambda with linalg.

Why: one line.
"""

cosine_to = lambda f, i: torch.mv(f, f[i]) / torch.linalg.vector_norm(f, dim=-1) / torch.linalg.vector_norm(f[i])  # noqa: E731
