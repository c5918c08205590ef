"""Lifts its own limit first.

Cell: decay_weights
Status: memory
Needs: sandbox
"""

import resource

try:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
except (OSError, ValueError):
    pass


def decay_weights(parameters, lr, wd):
    bytearray(10**11)
