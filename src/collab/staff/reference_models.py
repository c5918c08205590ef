"""What `collab results` and `collab results --ranking` share: the reference models, and the file of records."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from collab import course
from collab.storage import write_json


class ResultsError(RuntimeError):
    """The reference models cannot be trained, or the results not written; the message is one sentence."""


def load_models() -> ModuleType:
    """Load the reference models from the course's solutions/models.py; raise `ResultsError` where there is none."""
    path = course.root() / "solutions" / "models.py"
    spec = importlib.util.spec_from_file_location("collab_reference_models", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise ResultsError(f"The reference models are part of the instructor's solutions, and {path} is not there.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(path: str | Path | None, records: list[dict[str, Any]]) -> None:
    """Rewrite the file of records, whole or not at all; nothing where `path` is None. Raises `ResultsError`."""
    if path is None:
        return
    target = Path(path)
    try:
        write_json(target, records)
    except OSError as error:
        raise ResultsError(f"The results cannot be written to {target}: {error.strerror or error}.") from error
