"""A sign of life while a check takes longer than a second."""

from __future__ import annotations

import contextlib
import html
import sys
import threading
import time
from collections.abc import Iterator

from collab.grading.card import notice


@contextlib.contextmanager
def waiting(name: str, after: float = 1.0) -> Iterator[None]:
    """Show "checking NAME … 3 s" below the cell from `after` seconds on, and take it away at the end."""
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        yield
        return
    from IPython.display import HTML, DisplayHandle

    done, handle = threading.Event(), DisplayHandle()
    started, shown = time.monotonic(), [False]

    def show() -> None:
        wait = after
        while not done.wait(wait):
            page = HTML(
                notice(f"checking <b>{html.escape(name)}</b> … {time.monotonic() - started:.0f} s; Stop (■) ends it")
            )
            with contextlib.suppress(Exception):  # a sign of life is never worth a check
                handle.update(page) if shown[0] else handle.display(page)
            shown[0], wait = True, 1.0

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(1.0)
        if shown[0]:
            handle.update(HTML(""))
