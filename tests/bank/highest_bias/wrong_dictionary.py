"""Uses the bias as the key of a dictionary.

Why: two movies of the same bias become one.
Fails: takes any k, 5 where none is given, and keeps movies of equal bias
Says: key of a dictionary
"""


def highest_bias(bias, titles, k=5):
    title_of = {}
    for value, title in zip(bias.tolist(), titles):
        title_of[value] = title
    return [title_of[v] for v in sorted(title_of, reverse=True)][:k]
