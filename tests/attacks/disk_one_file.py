"""One file of 200 MB.

Cell: decay_weights
Status: error
Needs: sandbox
"""


def decay_weights(parameters, lr, wd):
    with open("/tmp/large", "wb") as f:
        for _ in range(200):
            f.write(bytes(1 << 20))
