"""Returns a list.

Why: the tensor was forgotten.
Fails: returns a float32 vector of length n
Says: returned a list
"""


def one_hot(index, n):
    return [1.0 if i == index else 0.0 for i in range(n)]
