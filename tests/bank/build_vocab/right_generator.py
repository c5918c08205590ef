"""A generator, made into a list.

Why: yield says what comes first.
"""


def build_vocab(values):
    def entries():
        yield "#na#"
        last = object()
        for value in sorted(values):
            if value != last:
                yield value
            last = value

    return list(entries())
