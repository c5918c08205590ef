"""A sign of life while a check takes longer than a second."""

from __future__ import annotations

import contextlib
import html
import secrets
import sys
import threading
import time
from collections.abc import Iterator

from collab.grading.card import notice


@contextlib.contextmanager
def waiting(name: str, after: float = 1.0) -> Iterator[None]:
    """Show "checking NAME … 3 s" below the cell from `after` seconds on, and take it away at the end."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None or not hasattr(shell, "kernel"):  # a terminal shows no pages, and could take none away
        yield
        return
    # Straight to the publisher of now: while an answer runs, another one takes what it displays.
    publish, number = shell.display_pub.publish, secrets.token_hex(16)
    done, started, shown = threading.Event(), time.monotonic(), [False]

    def put(page: str) -> None:
        publish({"text/html": page, "text/plain": ""}, transient={"display_id": number}, update=shown[0])
        shown[0] = True

    def show() -> None:
        wait = after
        while not done.wait(wait):
            said = f"checking <b>{html.escape(name)}</b> … {time.monotonic() - started:.0f} s; Stop (■) ends it"
            with contextlib.suppress(Exception):  # a sign of life is never worth a check
                put(notice(said))
            wait = 1.0

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(1.0)
        if shown[0]:
            put("")
