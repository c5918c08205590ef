"""Two hundred children that sleep.

Cell: decay_weights
Status: crashed
"""

import os
import time


def decay_weights(parameters, lr, wd):
    for _ in range(200):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
    time.sleep(60)
