"""Loops over positions.

Why: parameters is taken for a list.
Fails: changes the parameters in place, whatever they come in
Says: no length and no positions
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for i in range(len(parameters)):
            parameters[i].mul_(1 - lr * wd)
