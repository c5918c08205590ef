"""`p.data = ...`

Why: it needs no torch.no_grad() and changes the parameter; but its memory is new.
Fails: changes the parameters in place, whatever they come in
Says: new memory
"""


def decay_weights(parameters, lr, wd):
    for p in parameters:
        p.data = p.data * (1 - lr * wd)
