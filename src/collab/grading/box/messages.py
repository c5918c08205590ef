"""What judge, host and box say to each other, as dataclasses: the sender fills one in, the receiver gets one that was checked.

On the wire a dataclass is a dictionary of its fields. `decode` builds it again from what arrived and raises `Malformed`
where anything in it, however deep, is not of the declared type: whoever holds one may trust its types, never its values.
Neither torch nor anything of the judge's is imported here.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from .limits import Limits

Array = npt.NDArray[Any]
Made = TypeVar("Made")
UNFILLED = 2.0**99  # in the box, what stands in memory that nobody has filled; whole numbers have their type's largest


class Malformed(ValueError):
    """A message that is not what its sender should have written."""


# --- the judge's arguments, as the student's code is to see them ---


@dataclass(frozen=True)
class Given:
    """An argument with more to say than its values: a tensor that requires gradients or is not contiguous."""

    array: Array
    requires_grad: bool = False
    strided: bool = False


@dataclass(frozen=True)
class Column:
    """A list that the student's code is to see as a pandas Series (with that index, if given), a NumPy array or a set."""

    values: list[Any]
    kind: str = "series"  # or "array", or "set"
    index: list[Any] | None = None


@dataclass(frozen=True)
class Kept:
    """An object that stays in the box, by its number there."""

    number: int


@dataclass(frozen=True)
class Curve:
    """What a function of each entry by itself makes of a tensor of the box's, by its number there: values, and the slopes
    along which gradients go back."""

    values: Array
    slopes: Array
    number: int


# --- what comes back ---


@dataclass(frozen=True)
class TensorFacts:
    """A tensor: its values, what is known of it, and the number under which the box keeps it."""

    array: Array
    type: str
    dtype: str
    requires_grad: bool
    is_leaf: bool
    is_parameter: bool
    number: int


@dataclass(frozen=True)
class ObjectFacts:
    """Anything that cannot cross: its type's name, its repr and its number."""

    type: str
    repr: str
    number: int


@dataclass(frozen=True)
class Items:
    """A student's dictionary; its keys and values may be anything."""

    items: list[tuple[Any, Any]]


@dataclass(frozen=True)
class Members:
    """A set that the student's code handed over; its members may be anything."""

    items: list[Any]


@dataclass(frozen=True)
class Called:
    """The student's test has called its candidate with these, and waits."""

    args: list[Any]
    kwargs: dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """What that call is to do: return `value`, or raise. `raises` is the name of one of Python's own exceptions, or
    "again": the one with which the judge's last request ended."""

    value: Any = None
    raises: str = ""
    text: str = ""


@dataclass(frozen=True)
class Described:
    """What a name of the notebook is, never its value."""

    kind: Literal["missing", "class", "function", "value"]
    type: str = ""
    is_module: bool = False
    is_async: bool = False  # an `async def`: a call of it gives a coroutine
    instead: str = ""  # of a missing one: the nearest name that there is


@dataclass(frozen=True)
class Parameter:
    """A registered parameter of a module."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    requires_grad: bool
    values: Array


@dataclass(frozen=True)
class Part:
    """A module inside a module: its dotted name, the class of torch.nn that it is, the shapes of its own tensors, its `eps`."""

    name: str
    kind: str
    shapes: dict[str, tuple[int, ...]]
    eps: float = 0.0


@dataclass(frozen=True)
class Raised:
    """An exception of the student's code, and the line of the student's that it came from (0 where there is none)."""

    type: str
    message: str = ""
    line: int = 0
    text: str = ""
    cell: int = -1
    function: str = ""  # the student's function or method that the line stands in
    bases: list[str] = field(default_factory=list)  # what the type is a kind of, itself first
    source: str = ""  # of the cell that the line stands in
    name: str = ""  # of a NameError or ImportError: the name that was not there


# --- judge and host ---


@dataclass(frozen=True)
class Settings:
    """What the box's first lines are told. `bait` is what the self-test tries to get, in the sandbox."""

    sandboxed: bool
    limits: Limits
    bait: dict[str, Any] | None = None


@dataclass(frozen=True)
class Hello:
    """The warm process is up: whether it may be used, and what the self-test tried with what came of it ("": refused)."""

    ready: bool
    found: list[list[str]]


@dataclass(frozen=True)
class Started:
    """A child was forked; its number is the host's own."""

    pid: int


@dataclass(frozen=True)
class Ended:
    """A child has ended with that wait status; `over` is what it had too much of, or ""."""

    status: int
    over: str


@dataclass(frozen=True)
class Used:
    """How many seconds of CPU the running child and all that it started have used."""

    cpu: float


@dataclass(frozen=True)
class Clean:
    """Nothing of the child that has ended is left: the host may be used again."""

    clean: Literal[True] = True


# --- to plain data and back ---

TAGGED: dict[str, type] = {
    c.__name__: c for c in (Given, Column, Kept, Curve, TensorFacts, ObjectFacts, Items, Members)
}


def encode(value: Any) -> Any:
    """Plain data for a dataclass or whatever holds some; those of TAGGED carry their name, for `decode_any`."""
    if is_dataclass(value) and not isinstance(value, type):
        made = {f.name: encode(getattr(value, f.name)) for f in fields(value)}
        return {"is": type(value).__name__, **made} if type(value) in TAGGED.values() else made
    if isinstance(value, list | tuple):
        return type(value)(encode(v) for v in value)
    if isinstance(value, dict):
        return {k: encode(v) for k, v in value.items()}
    return value


def decode_any(value: Any, make: Callable[[Any], Any] = lambda made: made) -> Any:
    """Plain data in which dataclasses of TAGGED may stand, at any depth; each of them is passed to `make`.

    Raises Malformed."""
    if isinstance(value, list | tuple):
        return type(value)(decode_any(v, make) for v in value)
    if not isinstance(value, dict):
        return value
    if "is" not in value:
        return {k: decode_any(v, make) for k, v in value.items()}
    kind = TAGGED.get(value["is"]) if isinstance(value["is"], str) else None
    if kind is None:
        raise Malformed(f"a {value['is']!r}")
    return make(decode(kind, {k: v for k, v in value.items() if k != "is"}))


def decode(kind: type[Made], value: Any) -> Made:
    """The value as `kind`, a dataclass or a type made of lists, tuples, dictionaries and plain types. Raises Malformed."""
    return _decode(kind, value)  # type: ignore[no-any-return]


def _decode(kind: Any, value: Any) -> Any:
    origin, inside = get_origin(kind), get_args(kind)
    if kind is Any:
        return value
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, value)
    if origin in (Union, types.UnionType):
        for one in inside:
            try:
                return _decode(one, value)
            except Malformed:
                continue
    elif origin is Literal:
        if isinstance(value, str | bool) and value in inside:
            return value
    elif origin is list and isinstance(value, list | tuple):
        return [_decode(inside[0], v) for v in value]
    elif origin is tuple and isinstance(value, list | tuple):
        if inside[1:] == (...,):
            return tuple(_decode(inside[0], v) for v in value)
        if len(inside) == len(value):
            return tuple(_decode(k, v) for k, v in zip(inside, value, strict=True))
    elif origin is dict and isinstance(value, dict):
        return {_decode(inside[0], k): _decode(inside[1], v) for k, v in value.items()}
    elif origin is np.ndarray:
        if isinstance(value, np.ndarray):
            return value
    elif kind is float and type(value) in (int, float):
        return float(value)
    elif kind in (bool, int, str, type(None)) and type(value) is kind:
        return value
    raise Malformed(f"a {type(value).__name__} where {kind} was due")


def _dataclass(kind: type, value: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(value, Mapping) or not set(value) <= set(hints):
        raise Malformed(f"no {kind.__name__}")
    try:
        return kind(**{name: _decode(hints[name], v) for name, v in value.items()})
    except TypeError:  # a field without a default is not there
        raise Malformed(f"a {kind.__name__} with too little in it") from None


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
