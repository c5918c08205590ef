"""The student's own kernel as a box, for `check()`: no isolation, no limits, no start-up time. Its verdict is advice, never a
grade."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from collab.grading.reading.submission import Cell
from collab.grading.verdict import Tier

from .contract import BoxError, student_error
from .limits import Limits
from .messages import Raised
from .wire import WireError, dump, load


class NotebookBox:
    """Answers in this process, about the notebook's own names. The student's random numbers, threads and output stay theirs."""

    isolation: Tier = "in-process"
    killed, trouble = False, ""

    def __init__(self, namespace: dict[str, Any]) -> None:
        from .agent import Agent

        self.agent = Agent(namespace)
        self.limits = Limits()
        self.cells: list[Cell] = []
        self.idle: list[Cell] = []
        self.cell_errors: dict[int, Raised] = {}
        self.skip: dict[int, BoxError] = {}

    def reach(self, position: int) -> None:
        """The kernel is in whatever state the student has brought it to."""

    def request(self, op: str, limit: float, seed: int = 0, **fields: Any) -> Any:
        """One request; `limit` is not kept here: the student can stop the kernel."""
        import torch

        request = load(dump({"op": op, **fields}))
        threads = torch.get_num_threads()
        torch.set_num_threads(1)  # tensors this small are slower on two threads, far slower on a busy machine
        try:
            with torch.random.fork_rng(devices=[]), open(os.devnull, "w") as null:
                torch.manual_seed(seed)
                with contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
                    reply = self.agent.handle(request)
        finally:
            torch.set_num_threads(threads)
        try:
            reply = load(dump(reply))
        except WireError as e:
            raise BoxError("crashed", f"What came back could not be read: {e}.") from None
        if "error" in reply:
            raise student_error(reply["error"], self)
        return reply["ok"]

    def close(self) -> None:
        self.agent.objects.clear()
