"""`(1 - lr) * wd`

Why: the brackets are in the wrong place.
Fails: shrinks every weight by the same factor
Says: The brackets
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_((1 - lr) * wd)
