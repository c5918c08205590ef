"""Each call stays just below its own limit.

Cell: decay_weights
Status: passed
"""

import time


def decay_weights(parameters, lr, wd):
    time.sleep(0.3)
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
