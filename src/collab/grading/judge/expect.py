"""What a check may expect, and how it says so: what was called, what came back, what was expected, what that usually means.

Each function raises `Wrong` with the whole message. The order is the order of questions: is it the right kind, shape,
dtype, then values; `mistakes` are the values that typical mistakes give, each with the question to ask.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import numpy as np

from collab.grading.box import probes
from collab.grading.box.contract import BoxError, StudentError
from collab.grading.box.messages import UNFILLED, Array

from .student import Column, Given, Handle, Missing, Student, Tensor, number, show_values

Mistakes = Iterable[tuple[Any, str]]  # (value that the mistake gives, question about it)
Drawn = TypeVar("Drawn")
TRIES = 30  # to draw inputs that tell mistakes apart

# What an exception usually means while a model is made.
IN_INIT = {
    r"before Module.__init__": "`nn.Module` sets itself up before anything can be assigned to `self`: is `super().__init__()`, with both pairs of parentheses, the first line of `__init__`?",
    r"'__init__' of 'super' object": "This takes `__init__` from the class `super` itself, and `super` has to be called too, to find the class above yours: how many pairs of parentheses does that make?",
}


# What an exception means wherever it comes up.
ANYWHERE = {
    r"CUDA|NVIDIA|[Cc]uda": "Where this is graded there is no GPU, and the exercise asks for none: which line asks for `cuda`, here or, as `torch.set_default_device`, earlier in the notebook?",
    r"[Ii]nference ?(tensor|mode)": "What is made under `torch.inference_mode()` can never be trained or changed outside of it: which line of `__init__`, or around it, switches that on?",
    r"Boolean value of Tensor": "Where one yes or no is needed there are many numbers. `nn.MSELoss(a, b)` does that too: such a loss is made first, `nn.MSELoss()`, and then called. Which line takes a tensor for a setting or a condition?",
    r"'MSELoss' object": "`nn.MSELoss(a, b)` makes a loss and compares nothing: it is made first, `nn.MSELoss()`, and then called. What does your line hand to which of the two?",
}


# What it means where a suite has no question of its own.
ELSE = {
    r"only one element tensors|only length-1 arrays|only 0-dimensional": "One number is asked for where a tensor holds many: `float(...)` and the functions of `math` take a single number. Which function of torch does the same for every entry?",
    r"'Embedding' object is not subscriptable": "An `nn.Embedding` is a module, not a tensor: is it indexed, with `[...]`, where it should be called?",
    r"sigmoid_range\(\) missing": "`sigmoid_range(x, low, high)` takes three arguments, and `y_range` is one tuple that holds two of them: what hands over a tuple's entries one by one?",
}


class Wrong(AssertionError):
    """The answer is wrong; the text is the student's message."""


def fail(message: str, usually: str = "") -> NoReturn:
    raise Wrong(f"{message}\n{usually}" if usually else message)


def meaning(error: StudentError, hints: dict[str, str]) -> str:
    """What an exception of the student's usually means, or ""."""
    known = (ANYWHERE | hints | ELSE).items()
    return next((question for pattern, question in known if re.search(pattern, str(error))), "")


@contextmanager
def explained(hints: dict[str, str], call: str = "", expected: str = "") -> Iterator[None]:
    """Add to an exception of the student's what it usually means: the question of the first pattern that it matches.

    `call` is for where the exception does not know its own, `expected` what should have come back instead."""
    try:
        yield
    except StudentError as e:
        e.call = e.call or call
        usually = meaning(e, hints)
        if e.is_blank or e.is_memory or e.cause or not usually:
            raise
        where = f" at {e.where()}" if e.where() else ""
        wanted = f", expected {expected}" if expected else ""
        raise Missing(f"`{e.call}` raised {e}{where}{wanted}.\n{usually}", "error") from None


@contextmanager
def calling(call: str, hints: dict[str, str] | None = None) -> Iterator[None]:
    """An exception of the student's names this call, and not all its arguments; a usual one is explained."""
    with explained(hints or {}):
        try:
            yield
        except (StudentError, BoxError) as e:
            e.call = call
            raise


def first(*rows: tuple[Any, str]) -> str:
    """The question of the first row whose condition holds, or "". All conditions are worked out before any is looked at."""
    return next((question for holds, question in rows if holds), "")


Rule = tuple[Any, str, str]  # (whether it is broken, what came back and what was expected, the question)


def rules(*rows: Rule) -> None:
    """Fail by the first rule that is broken. All rows are worked out before any is looked at: what a later one needs must
    be there even where an earlier one is broken."""
    for broken, message, usually in rows:
        if broken:
            fail(message, usually)


def article(kind: str) -> str:
    """The name of a type with "a" or "an"."""
    kind = "NumPy array" if kind == "ndarray" else kind
    return f"{'an' if kind[:1] and kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def tensor(value: Any, call: str = "", usually: str = "") -> Tensor:
    """A tensor came back, not None, a number, a list or a module."""
    if isinstance(value, Tensor):
        return value
    if value is None:
        fail(f"`{call}` returned None, expected a tensor.", usually or "Is there a `return` on every path?")
    kind = value.type if isinstance(value, Handle) else type(value).__name__
    if kind in ("list", "tuple"):
        usually = (
            usually or "It may hold the right numbers, but a list cannot be multiplied: what makes one tensor of it?"
        )
    elif not isinstance(value, Handle) or kind == "ndarray":
        usually = usually or "Where do you leave PyTorch, and what leads back?"
    fail(f"`{call}` returned {article(kind)}, expected a tensor.", usually)


def array_of(value: Any, call: str) -> Array:
    """What a probe brought back of this call, an array if it was a tensor; whatever else it was fails."""
    return value if isinstance(value, np.ndarray) else tensor(value, call).array


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
        fail(
            f"`{value.call}` returned dtype {value.dtype}, expected floating point.",
            "Which step turns the numbers into another dtype?",
        )


def untouched(after: Array, before: Array, call: str, name: str) -> None:
    """The argument still holds what the caller put there."""
    if np.array_equal(after, before):
        return
    if after.shape != before.shape:
        how = f"its shape was `{before.shape}`, now `{after.shape}`"
    else:
        first = tuple(int(i) for i in np.argwhere(after != before)[0])
        how = f"at {place(first)} stood {number(before[first])}, now {number(after[first])}"
    fail(
        f"`{call}` changed `{name}` itself: {how}.",
        "Which line writes into it? `detach()` and `.data` give the same memory under another name; `*=`, `[...] =` and operations with an underscore at the end, such as `add_`, write there.",
    )


def left_alone(student: Student, function: str, call: str, hints: dict[str, str] | None = None, /, **args: Any) -> Any:
    """Call the student's function on these arguments: what came back. It must not have changed what it was given."""
    with calling(call, hints):
        result = student.probe(probes.CallAndLook(function, list(args.values())))
    for k, (name, before) in enumerate(args.items()):
        after: Any = result.args[k] if k < len(result.args) else None
        array = before.array if isinstance(before, Given) else before
        if isinstance(array, np.ndarray):
            untouched(np.asarray(after), array, call, name)
        if k in result.switched:
            fail(
                f"`{call}` left `{name}` with another `requires_grad` than before.",
                "It may be a model's parameter, which would never learn again. Numbers without a gradient can be had without a change to the tensor itself: what gives a new view of it, or switches gradients off for a few lines?",
            )
        if isinstance(before, Column) and before.kind == "set":
            now = after if isinstance(after, list) else []
            if sorted(map(repr, now)) != sorted(map(repr, before.values)):
                fail(
                    f"`{call}` changed the set `{name}` itself: now it has {len(now)} entries, not {len(before.values)}.",
                    "The set belongs to the caller, who still needs it: which line changes it? `remove`, `discard`, `&=` and `intersection_update` do so in place.",
                )
        if isinstance(before, list) and repr(after) != repr(before):  # what is there now may be anything
            n = len(after) if isinstance(after, list) else 0
            how = "in another order" if n == len(before) else f"now it has {n} entries, not {len(before)}"
            fail(
                f"`{call}` changed the list `{name}` itself: {how}.",
                "The list belongs to the caller, who still needs it: which line changes it? `sort`, `remove` and `pop` do so in place.",
            )
    if not result.grad_enabled:
        fail(
            f"After `{call}` gradients are switched off for everything that follows, expected them on, as before.",
            "Whoever trains a model next finds no graph: what switches them off for a few lines only?",
        )
    return result.returned


def nothing_kept(student: Student, function: Any, call: str, args: list[Any], then: list[Any], wanted: Array) -> None:
    """Called again on the same tensors, which hold `then` by now, it returns what belongs to these numbers."""
    with calling(call):
        results = student.probe(probes.CallAgain(function, args, then)).results
    usually = "The first call's numbers were right. Training changes numbers where they are, so the same tensor is soon another one: what keeps results by the tensor that they came from, as `lru_cache` does?"
    what = "returned, called again on the same tensors with other numbers in them,"
    close(array_of(results[-1], call), wanted, call, usually=usually, rtol=1e-3, atol=1e-4, what=what)


def place(index: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, index))}]"


def close(
    got: Any,
    wanted: Any,
    call: str,
    mistakes: Mistakes = (),
    usually: str = "",
    rtol: float = 1e-4,
    atol: float = 1e-5,
    what: str = "returned",
    given: Any = None,
    after: str = "",
) -> None:
    """The values agree within `atol + rtol * |wanted|`. A recognised mistake's question takes the place of `usually`.

    Few values are shown whole, of many the first that differs. `given` holds the x that each value belongs to, to be shown
    with it; `after` is the call from which `backward` led to these gradients."""
    shown = np.asarray(got), np.asarray(wanted)  # whole numbers are shown as such
    got, wanted = np.asarray(got, dtype=np.float64), np.asarray(wanted, dtype=np.float64)
    if got.shape == wanted.shape and np.allclose(got, wanted, rtol=rtol, atol=atol):
        return
    question = recognise(got, mistakes, rtol, atol) or usually or (ROUNDED if nearly(got, wanted) else "")
    if np.isin(got, (UNFILLED, float(2**63 - 1))).any():
        question = f"{number(UNFILLED)}, or the largest whole number, stands for memory that nobody has filled: `torch.empty` promises nothing about what is in it. Which line fills every entry?"
    if not np.isfinite(got).all():
        question = question or "Something divides by zero, takes a logarithm of it, or overflows."
    subject = f"After `{after}` and `backward`, `{call}`" if after else f"`{call}`"
    if got.shape != wanted.shape:
        fail(f"{subject} {what} shape `{got.shape}`, expected `{wanted.shape}`.", question)
    few = 8 if all(np.array_equal(v, np.round(v)) for v in (got, wanted)) else 4
    if got.size <= few and given is None:
        fail(f"{subject} {what} {show_values(shown[0])}, expected {show_values(shown[1])}.", question)
    off = [tuple(p) for p in np.argwhere(~np.isclose(got, wanted, rtol=rtol, atol=atol)).tolist()]
    numbers = [(number(shown[0][p]), number(shown[1][p])) for p in off]
    k = next((k for k, (a, b) in enumerate(numbers) if a != b), 0)  # the first difference that can be seen
    came, should = numbers[k]
    if given is None:
        came = f"{what} {came} at {place(off[k])}"
    else:
        came = f"turned x = {number(np.asarray(given)[off[k]])} into {came}"
    count = f" ({len(off)} of {got.size} values differ{'s' if len(off) == 1 else ''})" if got.size > 1 else ""
    fail(f"{subject} {came}, expected {should}{count}.", question)


ROUNDED = "It is right but for the third digit or so of each number: does a step round, or compute in half precision?"


def nearly(got: Array, wanted: Array) -> bool:
    """Whether several numbers, of the same shape, are all right to two digits."""
    if got.shape != wanted.shape or got.size < 3 or not np.isfinite(wanted).all():
        return False
    return bool(np.allclose(got, wanted, rtol=1e-2, atol=5e-3 * float(np.abs(wanted).max())))


def recognise(got: Array, mistakes: Mistakes, rtol: float = 1e-4, atol: float = 1e-5) -> str:
    """The question that belongs to the typical wrong value that `got` is, or ""."""
    for value, question in mistakes:
        value = np.asarray(value, dtype=np.float64)
        if value.shape == got.shape and np.allclose(got, value, rtol=rtol, atol=atol):
            return question
    return ""


def draw_apart(draw: Callable[[], Drawn], known: Callable[[Drawn], tuple[Array, Mistakes]]) -> Drawn:
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


def coincidences(right: Array, mistakes: Mistakes) -> int:
    """How many pairs of values that have different questions are close to each other."""
    same_shape = [(right, ""), *((v, q) for v, q in mistakes if np.shape(v) == np.shape(right))]
    values = np.stack([np.ravel(np.asarray(v, dtype=np.float64)) for v, _ in same_shape])  # (M, N)
    near = (np.abs(values[:, None] - values) <= 1e-3 * (1 + np.abs(values))).all(axis=-1)
    questions = np.array([q for _, q in same_shape])
    return int((near & (questions[:, None] != questions)).sum()) // 2
