"""One entry more, for '#na#'.

Why: '#na#' counted a second time.
Fails: returns a float32 vector of length n
Says: One entry too many
"""


def one_hot(index, n):
    vector = torch.zeros(n + 1)
    vector[index] = 1
    return vector
