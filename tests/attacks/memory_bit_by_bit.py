"""Asks for 64 MB again and again.

Cell: decay_weights
Status: memory
"""

def decay_weights(parameters, lr, wd):
    hold = []
    while True:
        hold.append(bytearray(64 << 20))
