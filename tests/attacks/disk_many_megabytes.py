"""Twenty files of 20 MB.

Cell: decay_weights
Status: error
Needs: sandbox
"""


def decay_weights(parameters, lr, wd):
    for i in range(20):
        with open(f"/tmp/{i}", "wb") as f:
            f.write(bytes(20 << 20))
