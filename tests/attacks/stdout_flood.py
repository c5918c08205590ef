"""Prints 200 MB, then answers rightly.

Cell: decay_weights
Status: passed
"""

for _ in range(200):
    print("x" * 10**6)


def decay_weights(parameters, lr, wd):
    with torch.no_grad():
        for p in parameters:
            p.mul_(1 - lr * wd)
