"""How much one submission may use: one object, made by whoever starts a grading and passed down to whoever keeps a limit."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from typing import Any

VARIABLE = "COLLAB_LIMITS"


class LimitsError(RuntimeError):
    """COLLAB_LIMITS does not say what it should; the message is one sentence."""


@dataclass(frozen=True)
class Limits:
    """Limits on one submission. The seconds of a cell and of a question are those of a processor: a machine that has other
    work must never turn a right answer into a wrong one. By the clock they may take `patience` times as long."""

    cell: float = 15.0  # seconds of CPU, one code cell of the notebook
    call: float = 20.0  # seconds of CPU, one question
    train: float = 40.0  # seconds of CPU, one loss target (0.3 s on an idle machine)
    patience: float = 4.0  # how many times as long each of these may take by the clock
    total: float = 300.0  # seconds, all waiting for one submission together
    start: float = 90.0  # seconds: Python's start and `import torch` on a machine that is busy
    cpu: int = 180  # seconds of CPU
    memory: int = 4 * 2**30  # bytes of address space of one process, and of resident memory of all
    file: int = 64 * 2**20  # bytes in one file
    tmpfs: int = 64 * 2**20  # bytes of /tmp, and again of /dev/shm
    files: int = 20_000  # at one time
    open_files: int = 256  # of one process at one time
    processes: int = 32  # at one time
    threads: int = 128  # at one time, where the kernel counts them
    restarts: int = 4  # cells or calls that kill the box are left out, and the rest is still graded

    @property
    def inside(self) -> Limits:
        """Those that a box's own process keeps; what only the judge's patience depends on is as always."""
        return replace(
            self, **{name: getattr(Limits, name) for name in ("cell", "call", "train", "patience", "total", "restarts")}
        )


def limits() -> Limits:
    """The limits of this machine: the defaults, changed by COLLAB_LIMITS ("cell=60 train=120" on a slow one).

    Raises LimitsError where that names a limit that there is not, or no number."""
    changed: dict[str, Any] = {}
    kinds = {f.name: float if isinstance(f.default, float) else int for f in fields(Limits)}
    for part in os.environ.get(VARIABLE, "").replace(",", " ").split():
        name, _, number = part.partition("=")
        try:
            changed[name] = kinds[name](float(number))
        except (KeyError, ValueError):
            raise LimitsError(
                f"{VARIABLE} holds {part!r}; it is a list of NAME=NUMBER with the names {', '.join(kinds)}."
            ) from None
        if changed[name] <= 0:
            raise LimitsError(f"{VARIABLE} sets {name} to {number}: a limit is more than 0.")
    return replace(Limits(), **changed)
