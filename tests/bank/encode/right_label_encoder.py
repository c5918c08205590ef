"""A label encoder by hand, as a dataclass.

Why: scikit-learn's LabelEncoder is known from elsewhere.
"""

from dataclasses import dataclass, field


@dataclass
class LabelEncoder:
    classes: list
    table: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.table = {c: i for i, c in enumerate(self.classes)}

    def transform(self, y) -> list[int]:
        return [self.table[v] if v in self.table else 0 for v in y]


def encode(values, vocab):
    return torch.LongTensor(LabelEncoder(vocab).transform(values))
