"""The lesson's learning rate, 5e-3, in place of lr.

Why: it is 5e-3 everywhere in the lesson.
Fails: shrinks every weight by the same factor
Says: built in
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - 5e-3 * wd)
