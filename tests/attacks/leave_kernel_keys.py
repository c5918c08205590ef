"""Leaves a key in the kernel's keyrings.

Cell: decay_weights
Status: passed
Needs: sandbox
"""

import ctypes
import platform

number = {"x86_64": 248, "aarch64": 217}.get(platform.machine())
for ring in (-4, -5, -3):
    if number is not None:
        ctypes.CDLL(None).syscall(number, b"user", b"left-behind", b"hello", 5, ring)  # add_key


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
