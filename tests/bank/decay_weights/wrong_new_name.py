"""`p = p * ...`

Why: the formula as it stands in the text.
Fails: shrinks every weight by the same factor
Says: only gives the name `p` to one
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p = p * (1 - lr * wd)
