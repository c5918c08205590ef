"""`p = p * ...`

Why: the formula as it stands in the text.
Fails: shrinks every weight by the same factor
Says: `p = \.\.\.` and operations without an underscore
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p = p * (1 - lr * wd)
