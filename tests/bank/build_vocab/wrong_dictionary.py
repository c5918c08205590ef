"""Returns the way back, a dictionary.

Why: the dictionary is what encode will need.
Fails: returns a list that starts with '#na#'
Says: the way back
"""


def build_vocab(values):
    return {value: i for i, value in enumerate(["#na#", *sorted(set(values))])}
