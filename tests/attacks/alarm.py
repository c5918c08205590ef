"""An alarm clock that kills.

Cell: decay_weights
Status: crashed
"""

import signal
import time


def decay_weights(parameters, lr, wd):
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    time.sleep(60)
