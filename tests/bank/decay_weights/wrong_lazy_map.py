"""`map` that nobody goes through.

Why: functional style, as in other languages, where map runs at once.
Fails: shrinks every weight by the same factor
Says: goes through
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        return map(lambda p: p.mul_(1 - lr * wd), parameters)
