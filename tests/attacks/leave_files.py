"""Leaves files where the next student's code would find them.

Cell: decay_weights
Status: passed
Needs: sandbox
"""

import os

for folder in ("/tmp", "/dev/shm", "/dev/mqueue", "."):
    try:
        os.makedirs(f"{folder}/left/deep")
        os.symlink("/etc", f"{folder}/left/link")
    except OSError:
        pass
    for name in ("torch.py", "sitecustomize.py", ".hidden"):
        try:
            with open(f"{folder}/{name}", "w") as f:
                f.write("raise SystemExit")
        except OSError:
            pass


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
