"""Which file the running notebook is, and a file's stamp: whether it was written since a cell ran.

By the stamp and not by the time: a file server's clock is not the kernel's, and a checkpoint brings an old time back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

Stamp = tuple[int, int]  # nanoseconds since 1970 by the file server's clock, and bytes

NEVER: Stamp = (0, 0)  # no file's own: whatever is there was written since

_found: list[Path] = []  # where the notebook was last; a kernel hears nothing of a new name


def named(namespace: dict[str, Any]) -> Path | None:
    """The notebook's file: where it was found last, else as Jupyter's server (JPY_SESSION_NAME) or VS Code names it, which
    may be its old name."""
    said = [os.environ.get("JPY_SESSION_NAME"), namespace.get("__vsc_ipynb_file__")]
    names = _found + [Path(name) for name in said if isinstance(name, str) and name]
    return next((path for path in names if path.exists()), names[0] if names else None)


def was_found() -> bool:
    """Whether this kernel has seen the notebook's file."""
    return bool(_found)


def found(path: Path) -> None:
    """From now on the notebook is that file."""
    _found[:] = [path]


def stamp(path: Path | None) -> Stamp | None:
    """None where there is no such file."""
    try:
        now = os.stat(path) if path is not None else None
    except OSError:
        return None
    return (now.st_mtime_ns, now.st_size) if now is not None else None
