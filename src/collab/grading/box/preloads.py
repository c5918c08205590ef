"""What torch imports only when it is called for the first time: most of a second, and in each new box anew.

A warm host imports it before it forks a box whose cells name what calls it, and has it for all that follow."""

from __future__ import annotations

import re
from collections.abc import Iterable

LATE = {
    "torch._dynamo": re.compile(r"\boptim\b"),  # by the first optimizer
    "torch.distributed.tensor": re.compile(r"\bassert_close\b"),
}


def needed(sources: Iterable[str]) -> list[str]:
    """The modules that this code will have torch import."""
    text = "\n".join(sources)
    return [module for module, name in LATE.items() if name.search(text)]
