"""Whoever handed something in, as far as a layout says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Who:
    """A person of a class. `key` tells the people of one archive apart; `number` and `login` are the system's own for them.

    `exact`: two files with this key are certainly one person's; not so where all that is known is a name."""

    key: str
    name: str = ""
    email: str = ""
    number: str = ""
    login: str = ""
    exact: bool = True
