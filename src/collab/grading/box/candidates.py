"""What a test that the student wrote is given: a candidate that lives with the judge, so that there is nothing here to look at.

Each call goes to the judge and waits. While it works the judge may ask this side for things, as at any other time: call
that model, take the next batch. Then it says what the call returns or raises.
"""

from __future__ import annotations

import builtins
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch

from .messages import Answered, Array, Called, decode, encode

if TYPE_CHECKING:
    from .agent import Agent


def opaque(agent: Agent, hand_over: Callable[[Any], Any]) -> Callable[..., Any]:
    """A candidate: a function that does nothing but ask the judge."""
    busy = False

    def candidate(*args: Any, **kwargs: Any) -> Any:
        nonlocal busy
        if busy:
            raise RuntimeError("the candidate is called from within its own call")
        called = Called([hand_over(a) for a in args], {k: hand_over(v) for k, v in kwargs.items()})
        busy = True
        try:
            request = agent.ask_judge({"called": encode(called)})
            while request["op"] != "answer":
                request = agent.ask_judge(agent.handle(request))
        finally:
            busy = False
        answer = decode(Answered, request["answer"])
        if answer.raises == "again" and agent.stopped is not None:
            raise agent.stopped
        if answer.raises:
            raise getattr(builtins, answer.raises, RuntimeError)(answer.text)
        return agent.argument(answer.value)

    return candidate


def run(test: Callable[[Any], Any], candidate: Callable[..., Any]) -> Any:
    """What the test returns. What it leaves switched off is switched on again, for what comes after it."""
    with torch.enable_grad():
        return test(candidate)


class _Curve(torch.autograd.Function):
    """Values and slopes that were worked out elsewhere, with a way back for gradients."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, values: torch.Tensor, slopes: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(slopes)
        ctx.shape = x.shape
        return values

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:
        return (gradients[0] * ctx.saved_tensors[0]).reshape(ctx.shape), None, None


def curve(x: torch.Tensor, values: Array, slopes: Array) -> torch.Tensor:
    """The values as a tensor from which gradients go back to x."""
    given = x, torch.from_numpy(values), torch.from_numpy(slopes).to(x.dtype)
    return _Curve.apply(*given)  # type: ignore[no-any-return, no-untyped-call]


def apart(answer: Callable[[], None]) -> None:
    """Answer in a copy of this process, which then ends: nothing that the student's test keeps outlives it. Where processes
    cannot be copied, answer here.

    A copy that ends without an answer ends this process in the same way, so that the judge sees it."""
    if sys.platform != "linux":
        answer()
        return
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        answer()
        os.write(write, b"x")
        os._exit(0)
    os.close(write)
    status = os.waitpid(child, 0)[1]
    answered = os.read(read, 1)  # b"" where the copy ended before it came to that
    os.close(read)
    if answered:
        return
    if os.WIFSIGNALED(status):
        os.kill(os.getpid(), os.WTERMSIG(status))
        signal.pause()
    os._exit(os.WEXITSTATUS(status))
