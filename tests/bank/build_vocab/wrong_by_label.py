"""Goes through the values by their labels.

Why: len and square brackets work on lists and on a freshly read frame.
Fails: takes a Series or an array as well as a list
Says: for the label i
"""


def build_vocab(values):
    found = []
    for i in range(len(values)):
        if values[i] not in found:
            found.append(values[i])
    return ["#na#"] + sorted(found)
