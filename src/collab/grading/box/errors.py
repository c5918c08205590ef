"""An exception of the student's code, as it is told to them: in a box and in their own kernel alike."""

from __future__ import annotations

import linecache
import re
import traceback

from .messages import Raised

LONGEST_SOURCE = 20_000  # characters of a cell that an error brings along


def raised(error: BaseException) -> Raised:
    """An exception for the student: its type and text, and the innermost line of the student's own code."""
    line, text, cell, function, source = 0, "", -1, "", ""
    # In a notebook the cells' file names are IPython's; in the box they are "<cell N>".
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(("<cell ", "<ipython-input")) or "ipykernel_" in frame.filename:
            line, text, function = frame.lineno or 0, (frame.line or "").strip(), frame.name
            found = re.match(r"<cell (\d+)>", frame.filename)
            cell = int(found.group(1)) if found else -1
            source = "".join(linecache.getlines(frame.filename))[:LONGEST_SOURCE]
            break
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<cell "):
        line = error.lineno or 0  # a compiler that works on a tree, as IPython's, has no text to show
        text = (error.text or linecache.getline(error.filename or "", line)).strip()
    message = error.msg if isinstance(error, SyntaxError) else safe_str(error)
    return Raised(
        type=type(error).__name__,
        message=str(message)[:1000],
        line=line,
        text=text[:200],
        cell=cell,
        function=function,
        bases=[kind.__name__ for kind in type(error).__mro__][:20],
        source=source,
        name=str(getattr(error, "name", "") or "")[:200],
    )


def safe_str(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:
        return ""
