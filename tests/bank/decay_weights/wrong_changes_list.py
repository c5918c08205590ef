"""Puts new parameters into the list.

Why: assigning to a list's place changes what is in it, and so it does.
Fails: shrinks every weight by the same factor
Says: new tensor|list
"""


def decay_weights(parameters, lr, wd):
    for i, p in enumerate(list(parameters)):
        parameters[i] = nn.Parameter(p.detach() * (1 - lr * wd))
