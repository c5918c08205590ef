"""Repetitions dropped by a dictionary's keys.

Why: dict.fromkeys is how many people drop repetitions.
"""


def build_vocab(values):
    return list(dict.fromkeys(["#na#"] + sorted(values)))
