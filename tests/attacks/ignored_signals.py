"""Ignores every signal that can be ignored, then loops.

Cell: decay_weights
Status: timeout
"""

import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def decay_weights(parameters, lr, wd):
    while True:
        pass
