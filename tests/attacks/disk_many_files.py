"""A million files of no size.

Cell: decay_weights
Status: crashed
Needs: sandbox
"""


def decay_weights(parameters, lr, wd):
    for i in range(10**6):
        open(f"/tmp/{i}", "w").close()
