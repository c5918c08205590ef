"""A subclass of list that also knows the way back.

Why: vocabulary and look-up in one object, as fastai's CategoryMap has it.
"""


class Vocab(list):
    def __init__(self, entries):
        super().__init__(entries)
        self.o2i = {entry: i for i, entry in enumerate(self)}


def build_vocab(values):
    return Vocab(["#na#"] + sorted(dict.fromkeys(values)))
