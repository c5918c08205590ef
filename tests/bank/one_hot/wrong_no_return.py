"""Nothing is returned.

Why: the assignment was the last thought.
Fails: returns a float32 vector of length n
Says: returned None
"""


def one_hot(index, n):
    vector = torch.zeros(n)
    vector[index] = 1
