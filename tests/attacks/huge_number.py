"""Returns an integer of 5,000 digits.

Cell: evaluate
Status: error
"""


def evaluate(model, batches):
    return 10**5000
