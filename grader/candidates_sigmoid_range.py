"""What `test_sigmoid_range` is tried on: right and wrong `sigmoid_range(x, low, high)`, by families.

A candidate here is a function of NumPy arrays, worked out in 64 bits; what the test sees has x's own type, and its gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import reference

from collab.grading.box.messages import Kept
from collab.grading.judge.student import Curve, Handle, Student, Tensor
from collab.grading.judge.trials import Candidate, Candidates, Family

Formula = Callable[[np.ndarray, Any, Any], np.ndarray]  # (x, low, high) -> values
STEP = 1e-4  # for slopes by differences, in 64 bits
FAR = 15.0  # from here on a sigmoid is 0 or 1 but for its last digits
sigmoid, right = reference.sigmoid, reference.sigmoid_range


def candidate(formula: Formula, then: Callable[[np.ndarray], np.ndarray] = lambda v: v, numbers: bool = False) -> Candidate:  # fmt: skip
    """`sigmoid_range` by that formula of each entry; `then` is done to the result's shape. `numbers`: x may be one."""

    def made(x: Any, low: Any, high: Any) -> Curve | np.ndarray:
        if numbers and isinstance(x, int | float):
            x = Tensor(np.array(x, dtype=np.float32), "x")
        if not isinstance(x, Tensor):
            got = x.type if isinstance(x, Handle) else type(x).__name__
            raise TypeError(f"sigmoid(): argument 'input' (position 1) must be Tensor, not {got}")
        ends = [end.array if isinstance(end, Tensor) else end for end in (low, high)]
        kind = {"float64": np.float64, "float16": np.float16}.get(x.dtype, np.float32)
        wide = np.asarray(x.array, dtype=np.float64)
        with np.errstate(all="ignore"):
            values = np.asarray(formula(wide, *ends)).astype(kind)
            slopes = (formula(wide + STEP, *ends) - formula(wide - STEP, *ends)) / (2 * STEP)
        values = then(np.asarray(values))
        if not x.requires_grad or x.number < 0:
            return values
        return Curve(values, then(np.asarray(slopes, dtype=kind)), x.number)

    return made


def nudged(where: Callable[[np.ndarray], np.ndarray]) -> Candidate:
    """Right, but for one unit in the last place towards the middle, where `where` says so."""
    plain = candidate(right)

    def made(x: Any, low: Any, high: Any) -> Any:
        out = plain(x, low, high)
        values = out.values if isinstance(out, Curve) else out
        middle = (np.asarray(as_number(low), dtype=np.float64) + as_number(high)) / 2
        moved = np.nextafter(values, np.asarray(middle, dtype=values.dtype))
        far_apart = x.dtype == "float16"  # its last place is the fourth digit, and rounding has moved that already
        values = np.asarray(np.where(where(x.array) & (not far_apart), moved, values))
        return Curve(values, out.slopes, out.number) if isinstance(out, Curve) else values

    return made


def as_number(end: Any) -> Any:
    return end.array if isinstance(end, Tensor) else end


def in_torch(student: Student) -> Candidate:
    """The formula as most people write it, worked out by PyTorch itself where the test runs."""

    def made(x: Any, low: Any, high: Any) -> Any:
        out = Handle(student, Kept(x.number), "x").method("sigmoid")
        for name, number in (("mul", as_number(high) - as_number(low)), ("add", as_number(low))):
            out = Handle(student, Kept(out.number), "x").method(name, number)
        return out

    return made


def wide(x: Any, low: Any, high: Any) -> np.ndarray:
    """In 64 bits, whatever x is."""
    return np.asarray(right(np.asarray(x.array, dtype=np.float64), as_number(low), as_number(high)))


def inside(x: Any, low: Any, high: Any) -> np.ndarray:
    """Strictly between low and high, however far out x is."""
    values = np.asarray(right(x.array, low, high), dtype=np.float32)
    return np.asarray(np.clip(values, np.nextafter(np.float32(low), np.float32(high)), np.nextafter(np.float32(high), np.float32(low))))  # fmt: skip


# --- wrong ones ---


def of_first_call() -> Candidate:
    """Keeps the range of its first call."""
    kept: list[Any] = []
    plain = candidate(right)

    def made(x: Any, low: Any, high: Any) -> Any:
        kept.extend([low, high] if not kept else [])
        return plain(x, *kept)

    return made


def overwriting(student: Student, values: Formula) -> Candidate:
    """Right, and leaves other values in x."""
    plain = candidate(right)

    def made(x: Any, low: Any, high: Any) -> Any:
        out = plain(x, low, high)
        Handle(student, Kept(x.number), "x").method("copy_", np.asarray(values(x.array, as_number(low), as_number(high)), dtype=np.float32))  # fmt: skip
        return out

    return made


def always(*ends: float) -> Candidate:
    return candidate(lambda x, low, high: right(x, *ends))


def formulas(*found: Formula) -> list[Candidate]:
    return [candidate(formula) for formula in found]


def overflowing(x: np.ndarray, low: Any, high: Any) -> np.ndarray:
    e = np.exp(np.asarray(x, dtype=np.float32) + np.float32(0))  # infinite from x = 89 on
    return np.asarray(np.where(np.isinf(e), np.nan, right(x, low, high)))


def draw_range_of_its_own(rng: np.random.Generator, _: Student) -> list[Candidate]:
    low = float(np.round(rng.uniform(-2, 2), 1))
    return [of_first_call(), always(0, 5.5), always(1, 5), always(0, 1), always(low, low + float(rng.integers(2, 9)))]


def draw_far(rng: np.random.Generator, _: Student) -> list[Candidate]:
    bound = float(rng.uniform(3.5, 4.5))
    return formulas(overflowing, lambda x, low, high: right(np.clip(x, -bound, bound), low, high))


def draw_curves(rng: np.random.Generator, _: Student) -> list[Candidate]:
    scale = float(rng.choice([rng.uniform(0.5, 0.8), rng.uniform(1.3, 1.8)]))
    return formulas(
        lambda x, low, high: right(2 * x, low, high),
        lambda x, low, high: right(scale * x, low, high),
        # Nearly right: a tolerance of a fifth of a star lets it through.
        lambda x, low, high: right(1.1 * x, low, high),
        lambda x, low, high: np.clip(x / 6 + 0.5, 0, 1) * (high - low) + low,
        lambda x, low, high: np.clip(x + 0.5, 0, 1) * (high - low) + low,
    )


LOW_ZERO = Family(
    "is right for low = 0 only",
    "With which other low does your test ask, and does it compare with the right number?",
    lambda rng, student: formulas(
        lambda x, low, high: sigmoid(x) * high + low,
        lambda x, low, high: sigmoid(x) * high,
        lambda x, low, high: sigmoid(x) * (high - low),
        lambda x, low, high: sigmoid(x) * (high + low) + low,
        lambda x, low, high: sigmoid(x) * (high - low) - low,
    ),
)
ONE_RANGE = Family(
    "uses one and the same range in every call",
    "How many different ranges does your test ask for, with the same candidate?",
    draw_range_of_its_own,
)
OTHER_CURVE = Family(
    "is right at x = 0 and far from it, and wrong in between",
    "Which x between those does your test ask for, and does it know what should come out?",
    draw_curves,
)
NEGATIVE = Family(
    "is right for x ≥ 0 only",
    "What does your test ask about a negative x?",
    lambda rng, student: formulas(
        lambda x, low, high: right(np.abs(x), low, high),
        lambda x, low, high: right(np.maximum(x, 0), low, high),
    ),
)
FAR_OUT = Family(
    "is right for small numbers only: with x = 100 it gives NaN, or stops short of the end",
    "What should come out for x = 100 and for x = -100, nearly?",
    draw_far,
)
ONE_DIMENSION = Family(
    "is right for x of one dimension only",
    "The shape of x stays as it is: what does your test ask about an x of shape (2, 3)?",
    lambda rng, student: [candidate(right, np.ravel), candidate(right, np.transpose)],
)
OVERWRITES = Family(
    "returns the right numbers and leaves other ones in x",
    "What does your test look at after the call, besides the result?",
    lambda rng, student: [
        overwriting(student, right),
        overwriting(student, lambda x, low, high: sigmoid(x)),
    ],
)

CANDIDATES = Candidates(
    decoy=lambda rng, student: formulas(lambda x, low, high: right(x, low, high) + 0.37 * (high - low)),
    right=(
        Family("", "", lambda rng, student: [candidate(right)]),
        Family(
            "equality down to the last digit",
            "Computed in another order, the same number differs in its seventh digit: which function compares with a tolerance?",
            lambda rng, student: [nudged(lambda x: (x != 0) & (np.abs(x) < FAR))],
        ),
        Family(
            "that an end is reached exactly, as with 5.5 at x = 100",
            "A sigmoid only approaches its ends: how near is near enough?",
            lambda rng, student: [nudged(lambda x: np.abs(x) >= FAR)],
        ),
        Family(
            "an error where x is a plain number",
            "The exercise says what to do with tensors. Does it say what to do with anything else?",
            lambda rng, student: [candidate(right, numbers=True)],
        ),
    ),
    wrong=(LOW_ZERO, ONE_RANGE, OTHER_CURVE, NEGATIVE, FAR_OUT, ONE_DIMENSION, OVERWRITES),
    demands=(
        Family(
            "equality down to the last digit",
            "Computed in another order, the same number differs in its seventh digit: which function compares with a tolerance?",
            lambda rng, student: [in_torch(student)],
        ),
        Family(
            "float64 results, or more digits than a float32 has",
            "x is float32, and so may the result be: about seven digits are right. Which tolerance leaves room for that?",
            lambda rng, student: [wide],
        ),
        Family(
            "that the ends are never reached",
            "The sigmoid of 100 is 1 but for 44 digits, and a float32 has seven. Is `<=` meant?",
            lambda rng, student: [inside],
        ),
        Family(
            "that x may be a plain number",
            "x is a tensor, says the exercise: what makes a tensor of a number?",
            lambda rng, student: [candidate(right, numbers=True)],
        ),
    ),
)
