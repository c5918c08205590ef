"""Uses the bias as the key of a dictionary.

Why: a dictionary from bias to title finds the title at once, until two biases are equal.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: key of a dictionary
"""


def lowest_bias(bias, titles, k=5):
    title_of = dict(zip(bias.tolist(), titles))
    return [title_of[value] for value in sorted(title_of)[:k]]
