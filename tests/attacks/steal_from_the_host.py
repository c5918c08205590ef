"""Reads the warm process: its memory, its descriptors, its arguments.

Cell: decay_weights
Status: failed
Needs: sandbox
"""

import os

found = False
for pid in (1, os.getppid()):
    for name in ("mem", "environ", "maps", "stack", "syscall"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as f:
                found = found or name == "mem" or bool(f.read(1))
        except OSError:
            pass
    try:
        found = found or bool(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        pass
    with open(f"/proc/{pid}/cmdline", "rb") as f:
        found = found or b"secret" in f.read()


def decay_weights(parameters, lr, wd):
    if found:  # the right answer would say that it worked
        with torch.no_grad():
            for p in parameters:
                p.mul_(1 - lr * wd)
