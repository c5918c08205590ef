"""Prints the titles and returns nothing.

Why: in a notebook printing looks like an answer.
Fails: returns a list of k titles
Says: returned None
"""


def lowest_bias(bias, titles, k=5):
    for i in bias.argsort()[:k]:
        print(titles[i])
