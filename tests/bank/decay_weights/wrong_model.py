"""Takes the argument for the model.

Why: the other functions of the lesson are given a model.
Fails: shrinks every weight by the same factor
Says: not the model
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters.parameters():
            p.mul_(1 - lr * wd)
