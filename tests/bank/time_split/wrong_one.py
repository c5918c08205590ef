"""Only the validation part.

Why: The rest is clear.
Fails: returns two tensors of positions, each row in one of them
Says: two tensors|Which two things
"""


def time_split(timestamps, valid=0.2):
    order = timestamps.argsort(stable=True)
    return order[len(order) - round(len(order) * valid) :]
