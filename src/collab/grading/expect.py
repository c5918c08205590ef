"""What a check may expect, and how it says so: what was called, what came back, what was expected, what that usually means.

Each function raises `Wrong` with the whole message. The order is the order of questions: is it the right kind, shape,
dtype, then values; `mistakes` are the values that typical mistakes give, each with the question to ask.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

import numpy as np

from .box import StudentError
from .student import Handle, Tensor, number, show_values

Mistakes = Iterable[tuple[Any, str]]  # (value that the mistake gives, question about it)
Drawn = TypeVar("Drawn")
TRIES = 30  # to draw inputs that tell mistakes apart


class Wrong(AssertionError):
    """The answer is wrong; the text is the student's message."""


def fail(message: str, usually: str = "") -> NoReturn:
    raise Wrong(f"{message}\n{usually}" if usually else message)


def tensor(value: Any, call: str = "", usually: str = "") -> Tensor:
    """A tensor came back, not None, a number, a list or a module."""
    if isinstance(value, Tensor):
        return value
    if value is None:
        fail(f"`{call}` returned None, expected a tensor.", usually or "Is there a `return` on every path?")
    kind = value.type if isinstance(value, Handle) else type(value).__name__
    fail(f"`{call}` returned a {kind}, expected a tensor.", usually)


def shape(
    value: Tensor, wanted: tuple[int, ...], hints: dict[tuple[int, ...], str] | None = None, usually: str = ""
) -> None:
    """The tensor has the wanted shape; `hints` says what other shapes usually mean."""
    if value.shape != wanted:
        fail(
            f"`{value.call}` returned shape `{value.shape}`, expected `{wanted}`.",
            (hints or {}).get(value.shape, usually),
        )


def floating(value: Tensor) -> None:
    if not value.dtype.startswith("float"):
        fail(f"`{value.call}` returned dtype {value.dtype}, expected floating point.")


def close(
    got: Any,
    wanted: Any,
    call: str,
    mistakes: Mistakes = (),
    usually: str = "",
    rtol: float = 1e-4,
    atol: float = 1e-5,
    what: str = "returned",
) -> None:
    """The values agree within `atol + rtol * |wanted|`. A recognised mistake's question takes the place of `usually`."""
    shown = np.asarray(got), np.asarray(wanted)  # whole numbers are shown as such
    got, wanted = np.asarray(got, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    if got.shape == wanted.shape and np.allclose(got, wanted, rtol=rtol, atol=atol):
        return
    question = recognise(got, mistakes, rtol, atol) or usually
    if not np.isfinite(got).all():
        question = question or "Something divides by zero, takes a logarithm of it, or overflows."
    if got.shape != wanted.shape:
        fail(f"`{call}` {what} shape `{got.shape}`, expected `{wanted.shape}`.", question)
    if got.size <= 8:
        fail(f"`{call}` {what} {show_values(shown[0])}, expected {show_values(shown[1])}.", question)
    off = ~np.isclose(got, wanted, rtol=rtol, atol=atol)
    first = tuple(int(i) for i in np.argwhere(off)[0])
    place = f"[{', '.join(map(str, first))}]"
    fail(
        f"`{call}` {what} {number(shown[0][first])} at {place}, expected {number(shown[1][first])} ({off.sum()} of {got.size} values differ).",
        question,
    )


def recognise(got: np.ndarray, mistakes: Mistakes, rtol: float = 1e-4, atol: float = 1e-5) -> str:
    """The question that belongs to the typical wrong value that `got` is, or ""."""
    for value, question in mistakes:
        value = np.asarray(value, dtype=np.float64)
        if value.shape == got.shape and np.allclose(got, value, rtol=rtol, atol=atol):
            return question
    return ""


def draw_apart(draw: Callable[[], Drawn], known: Callable[[Drawn], tuple[np.ndarray, Mistakes]]) -> Drawn:
    """Inputs for which the right value and those of typical mistakes all differ, so that the question asked is the right one.

    `known` gives the right value and the mistakes for what `draw` returned. Where some coincide whatever is drawn, the
    inputs of a few tries with the fewest coincidences."""
    best, least = draw(), math.inf
    drawn = best
    for _ in range(TRIES):
        count = coincidences(*known(drawn))
        if count < least:
            best, least = drawn, count
        if not least:
            break
        drawn = draw()
    return best


def coincidences(right: np.ndarray, mistakes: Mistakes) -> int:
    """How many pairs of values that have different questions are close to each other."""
    same_shape = [(right, ""), *((v, q) for v, q in mistakes if np.shape(v) == np.shape(right))]
    values = np.stack([np.ravel(np.asarray(v, dtype=np.float64)) for v, _ in same_shape])  # (M, N)
    near = (np.abs(values[:, None] - values) <= 1e-3 * (1 + np.abs(values))).all(axis=-1)
    questions = np.array([q for _, q in same_shape])
    return int((near & (questions[:, None] != questions)).sum()) // 2


def raises(function: Any, *args: Any, kind: str, usually: str = "", **kwargs: Any) -> None:
    """The call raises an exception of that type."""
    from .student import show_arguments

    call = f"{function.call}({show_arguments(args, kwargs)})"
    try:
        value = function(*args, **kwargs)
    except StudentError as e:
        if e.is_blank:
            raise
        if kind not in e.bases:
            fail(f"`{call}` raised {e}, expected a {kind}.", usually)
        return
    shown = show_values(value.array) if isinstance(value, Tensor) else repr(value)
    fail(f"`{call}` returned {shown}, expected a {kind}.", usually)
