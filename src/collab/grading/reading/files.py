"""From what was handed in to a list of cells: the file found, decoded, parsed and cleaned. Nothing is run or imported.

Whatever arrives comes out as a dictionary whose cells all have a type, a source and metadata, or as a SubmissionError
whose one sentence tells the student what to do.
"""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

from collab import course

MAX_BYTES = 50 * 2**20
NOTEBOOK = re.compile(r"\.ipynb($|\.)", re.IGNORECASE)  # a notebook's name, also with .txt behind, as browsers save it


class SubmissionError(ValueError):
    """The submission cannot be read; the message is one sentence that says what to do about it."""


# --- finding the file ---


def notebooks_below(folder: Path) -> list[Path]:
    """All notebook files in a folder, however deep; nothing hidden, no links, and not the course's front door."""
    found = [
        p for p in folder.rglob("*") if NOTEBOOK.search(p.name) and p.name not in (course.FRONT_DOOR, course.GLOSSARY)
    ]
    return sorted(p for p in found if not hidden(p.relative_to(folder)) and p.is_file() and not p.is_symlink())


def hidden(path: Path) -> bool:
    """Whether a path is nobody's work: checkpoints, what macOS leaves in archives, dot files."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


# --- reading it ---


def looks_like_json(file: Path) -> bool:
    """Whether a file may be a notebook, whatever its name: a plain file that starts as JSON does, or one that is empty."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return True  # said by whoever reads it
        with file.open("rb") as f:
            start = _decode(f.read(1000))
    except OSError:
        return True
    return not start or start[0] in "{["


def load_notebook(path: str | Path) -> dict[str, Any]:
    """The notebook file as a dictionary with a list of cleaned `cells`. Raises SubmissionError."""
    text = _decode(_bytes(Path(path)))
    try:
        data: Any = json.loads(text, strict=False)
    except (ValueError, RecursionError) as e:
        why = ""
        if re.search(r"^<{7} ", text, re.MULTILINE):
            why = ", it holds the marks of an unfinished git merge"
        elif text.startswith("{") and not text.endswith("}"):
            why = ", it breaks off in the middle"
        raise SubmissionError(
            f"The file is not a notebook: it is not JSON{why}; open yours in Jupyter, save it there and hand in that "
            ".ipynb file itself (no printout, no renamed script, no half download)."
        ) from e
    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(data, dict) and cells is None and isinstance(data.get("worksheets"), list):  # nbformat 3
        sheets = [s["cells"] for s in data["worksheets"] if isinstance(s, dict) and isinstance(s.get("cells"), list)]
        cells = [cell for sheet in sheets for cell in sheet]
    if not isinstance(cells, list):
        raise SubmissionError(
            "The file is JSON but not a notebook: it has no list of cells; hand in the lesson's .ipynb file."
        )
    metadata = data.get("metadata")
    data["metadata"] = metadata if isinstance(metadata, dict) else {}
    data["cells"] = [_clean(c) for c in cells if isinstance(c, dict)]
    return dict(data)


def _bytes(file: Path) -> bytes:
    try:
        about = os.lstat(file)
        if not stat.S_ISREG(about.st_mode):
            raise SubmissionError("What was handed in is a link or a folder: hand in the notebook file itself.")
        if about.st_size > MAX_BYTES:
            raise SubmissionError(
                f"The file is {about.st_size / 2**20:.0f} MB: clear all outputs (Edit, Clear Outputs), save, hand in again."
            )
        raw = file.read_bytes()
    except OSError as e:
        raise SubmissionError(f"The file cannot be read ({e.strerror}): hand it in again.") from e
    if not raw.strip(b"\0 \t\r\n"):
        raise SubmissionError("The file is empty: save the notebook in Jupyter and hand in that file.")
    return raw


def _decode(raw: bytes) -> str:
    """Bytes to text: UTF-8, 16 or 32 with or without a byte order mark, else Windows-1252, which is never wrong about ASCII."""
    try:
        text = raw.decode(json.detect_encoding(raw), "surrogatepass")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return text.strip("\ufeff\0 \t\r\n")


def _clean(cell: dict[str, Any]) -> dict[str, Any]:
    metadata, kind = cell.get("metadata"), cell.get("cell_type")
    clean = {
        "cell_type": "markdown" if kind == "heading" else kind if kind in ("code", "markdown") else "raw",
        "source": _string(cell.get("source", cell.get("input"))),  # nbformat 3 calls a code cell's source "input"
        "metadata": metadata if isinstance(metadata, dict) else {},
    }
    if isinstance(cell.get("id"), str):
        clean["id"] = cell["id"]
    pictures = cell.get("attachments")
    if isinstance(pictures, dict):
        whole = {name: p for name, p in pictures.items() if isinstance(p, dict) and p}
        clean["attachments"] = {name: {kind: _string(d) for kind, d in p.items()} for name, p in whole.items()}
    return clean


def _string(value: Any) -> str:
    """A source, as a string or a list of lines, without what no file should hold: lone surrogates, NULs, other line ends."""
    if isinstance(value, list):
        lines = [s for s in value if isinstance(s, str)]
        value = ("" if any("\n" in s for s in lines) else "\n").join(lines)
    if not isinstance(value, str):
        return ""
    value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub("\r\n?", "\n", value).replace("\0", "")
