"""Asks for forgiveness.

Why: list.index raises for what it does not find.
"""


def encode(values, vocab) -> torch.Tensor:
    def position(value) -> int:
        try:
            return vocab.index(value)
        except ValueError:
            return 0

    return torch.as_tensor(list(map(position, values)), dtype=torch.int64)
