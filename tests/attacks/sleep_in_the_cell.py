"""Sleeps before anything is defined; the right answer below it counts all the same.

Cell: decay_weights
Status: passed
"""

import time

time.sleep(3600)


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
