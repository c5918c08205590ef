"""`map`, gone through by a list.

Why: functional style.
"""


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        list(map(lambda p: p.mul_(1 - lr * wd), parameters))
