"""Returns inside the loop.

Why: the return is indented too far.
Fails: shrinks every weight by the same factor
Says: Only the first parameter
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
            return
