"""Lifts lengths below 0.01.

Why: nothing should be divided by a number close to 0.
Fails: does not depend on how long the vectors are
Says: short ones lifted
"""


def cosine_to(factors, index):
    lengths = torch.linalg.vector_norm(factors, dim=1).clamp(min=0.01)
    return factors @ factors[index] / (lengths * lengths[index])
