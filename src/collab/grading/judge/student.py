"""The student proxy: reads like the student's module, but every call is a request to the box.

    model = student.DotProductBias(n_users=7, n_movies=5, n_factors=3)
    out = model(x)              # a Tensor: plain NumPy values and facts about them

What comes back is plain data, a `Tensor` or a `Handle`; each knows the call that made it, for messages.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar, cast, get_args, get_type_hints

import numpy as np

from collab.grading.box.contract import FORGED, Box, BoxError, StudentError, lost_by_magic, whence
from collab.grading.box.messages import (
    Answered,
    Array,
    Called,
    Column,
    Curve,
    Described,
    Given,
    Items,
    Kept,
    Malformed,
    Members,
    ObjectFacts,
    Parameter,
    Part,
    TensorFacts,
    decode,
    decode_any,
    encode,
)
from collab.grading.box.probes import Probe, Reply
from collab.grading.reading.magics import magics, shown
from collab.grading.reading.submission import Cell
from collab.grading.verdict import Status

__all__ = ["Column", "Curve", "Given", "Handle", "Missing", "Parameter", "Part", "Student", "Tensor"]

Answer = TypeVar("Answer")


class Missing(Exception):
    """The notebook does not define the name. `status` says whether it is missing or could not come to be."""

    def __init__(self, message: str, status: Status = "missing") -> None:
        super().__init__(message)
        self.status: Status = status


@dataclass(frozen=True)
class Tensor:
    """A tensor of the student's: its values as a NumPy array, facts, and the call that returned it."""

    array: Array
    call: str
    type: str = "Tensor"
    dtype: str = "float32"
    requires_grad: bool = False
    is_leaf: bool = True
    is_parameter: bool = False
    number: int = -1  # under which the box keeps it

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


class Handle:
    """Something of the student's that stays in the box: a name of the notebook, or an object that a call returned."""

    def __init__(self, student: Student, target: str | Kept, call: str, type: str = "", repr: str = "") -> None:
        self._student, self.target, self.call, self.type, self.repr = student, target, call, type, repr

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.method("", *args, **kwargs)

    def method(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call the object (name "") or one of its methods."""
        shown = f"{self.call}{'.' + name if name else ''}({show_arguments(args, kwargs)})"
        return self._student.ask(
            "call", shown, target=self.target, method=name, args=outgoing(list(args)), kwargs=outgoing(kwargs)
        )

    def parameters(self, aliases: bool = False) -> list[Parameter]:
        """The registered parameters of a module, in registration order; with `aliases`, under every name they have."""
        return self._student.told(list[Parameter], "parameters", target=self.target, aliases=aliases)

    def modules(self) -> list[Part]:
        """The modules inside a module, itself first, in registration order."""
        return self._student.told(list[Part], "modules", target=self.target)

    def buffers(self) -> dict[str, Array]:
        """The buffers of a module, such as BatchNorm's running statistics: name to values."""
        return self._student.told(dict[str, Array], "buffers", target=self.target)

    def attributes(self) -> dict[str, str]:
        """Type name of each attribute of a module, registered or not."""
        return self._student.told(dict[str, str], "attributes", target=self.target)

    def load(self, values: dict[str, Array]) -> None:
        """Copy values into the module's parameters and buffers, by name."""
        self._student.raw("load", target=self.target, values=values)

    def gradients(self, *args: Any, weights: Array) -> dict[str, Array | None]:
        """Gradients of (output * weights).sum() for every parameter, None where none arrives."""
        return self._student.told(
            dict[str, Array | None], "gradients", target=self.target, args=outgoing(list(args)), weights=weights
        )


class Student:
    """One submission as a suite sees it, while it checks one exercise."""

    again = False  # whether this is one of the further draws of a check that has passed already

    def __init__(self, box: Box, exercise: str, cells: list[Cell], seed: int = 0) -> None:
        self._box, self.exercise, self._cells, self._seed = box, exercise, cells, itertools.count(seed)

    def __getattr__(self, name: str) -> Handle:
        if name.startswith("__"):
            raise AttributeError(name)
        return Handle(self, name, name)

    @property
    def seconds(self) -> float:
        """How many seconds of CPU one question may take."""
        return self._box.limits.call

    def source(self) -> str:
        """The text of the cells that answer this exercise, for checks of how a thing is written."""
        return "\n".join(c.source for c in self._cells if c.answers(self.exercise))

    def require(self, kind: str) -> None:
        """The exercise's own name is there and is a "function", "test", "class" or "module". Raises Missing."""
        found = self.told(Described, "describe", name=self.exercise)
        if found.kind == "missing":
            raise self._why_missing(found.instead)
        got = f"a value of type {found.type}" if found.kind == "value" else f"a {found.kind}"
        wanted = {"function": "a function", "test": "a function", "class": "a class", "module": "a class"}[kind]
        if got != wanted:
            raise Missing(
                f"`{self.exercise}` is {got}, expected {wanted}. Did a later cell give the name to something else?",
                "failed",
            )
        if found.is_async:
            raise Missing(
                f"`{self.exercise}` is an `async def`: a call of it gives a coroutine, which nobody has waited for. Does anything in it wait for something?",
                "failed",
            )
        if kind == "module" and not found.is_module:
            raise Missing(
                f"`{self.exercise}` is a class but not an `nn.Module`. Without it there is no `parameters()`: "
                f"did you write `class {self.exercise}(nn.Module):`?",
                "failed",
            )

    def _why_missing(self, instead: str) -> Missing:
        name = self.exercise
        for cell in self._cells:
            error = self._box.cell_errors.get(cell.index)
            if cell.answers(name) and error:
                reason = StudentError(error, cell.name)
                if reason.is_blank:
                    raise reason  # said as where a call meets it: see judge/policy.py
                cause = whence(error.name, self._box) if error.type == "NameError" and error.name else ""
                stopped = f"The cell of `{name}` stopped with {reason} at {reason.where() or 'its first line'}."
                return Missing(f"{stopped}\n{cause}" if cause else stopped, "error")
            died = self._box.skip.get(cell.index)
            if cell.answers(name) and died:
                return Missing(f"The cell of `{name}` never finished. {died}", died.status)
            unread = next((shown(m, line) for m, line in magics(cell.source) if m.startswith("%")), "")
            if cell.answers(name) and unread:
                return Missing(
                    f"The cell of `{name}` begins with {unread}, which takes the cell as a text and runs none of it in the notebook: delete that line."
                )
        lost = lost_by_magic(name, self._cells)
        if lost:
            return Missing(f"`{name}` is not there. {lost}")
        other = (
            f" There is `{instead}`: names count to the letter."
            if instead
            else " Was its cell deleted, or the name changed?"
        )
        return Missing(f"No cell defines `{name}`.{other}")

    def probe(self, probe: Probe[Reply]) -> Reply:
        """Have one of the experiments of box/probes.py done; its reply, checked. Tensors come back as arrays."""
        arguments = {f.name: outgoing(getattr(probe, f.name)) for f in fields(probe)}  # type: ignore[arg-type]
        name = type(probe).__name__
        seconds: float = getattr(self._box.limits, probe.limit)
        kind: type[Reply] = probe.reply
        reply = self.told(kind, "probe", seconds, name=name, args=arguments)
        kinds = get_type_hints(kind)
        loose = {name: getattr(reply, name) for name, kind in kinds.items() if Any in (kind, *get_args(kind))}
        return replace(cast(Any, reply), **{k: as_arrays(self._incoming(v, name)) for k, v in loose.items()})  # type: ignore[no-any-return]

    def try_out(self, candidate: Callable[..., Any], limit: float, kept: bool, fresh: bool) -> Any:
        """Run the student's test on a candidate of the judge's; what the test returned. Raises StudentError where it raised.

        The candidate runs here. Arguments come as plain data, `Tensor`s and `Handle`s, with `kept` all as `Handle`s; it
        returns plain data, arrays, `Tensor`s or a `Curve`. What it raises is raised where the test called it. `fresh`: in a
        copy of the box, where there is such a thing, so that the test can keep nothing."""

        # In the student's own kernel a BoxError would pass through their test, and might be caught there.
        ended: list[BoxError] = []

        def called(value: Any) -> Any:
            try:
                asked = decode(Called, value)
            except Malformed:
                raise BoxError("crashed", FORGED) from None
            args = [self._incoming(a, "an argument") for a in asked.args]
            kwargs = {k: self._incoming(v, k) for k, v in asked.kwargs.items()}
            try:
                return encode(Answered(outgoing(candidate(*args, **kwargs))))
            except BoxError as e:
                ended.append(e)
                raise
            except StudentError:
                return encode(Answered(raises="again"))
            except Exception as e:
                return encode(Answered(raises=type(e).__name__, text=str(e)))

        fields = {"name": self.exercise, "kept": kept, "fresh": fresh}
        try:
            returned = self._box.request("try", limit, next(self._seed), called, **fields)
        except StudentError:
            if not ended:
                raise
        if ended:
            raise ended[0]
        return self._incoming(returned, self.exercise)

    def ask(self, op: str, call: str, **fields: Any) -> Any:
        """A request about which messages speak as `call`; what comes back may be anything."""
        try:
            return self._incoming(self.raw(op, **fields), call)
        except (StudentError, BoxError) as e:
            e.call = call
            raise

    def told(self, kind: type[Answer], op: str, limit: float | None = None, **fields: Any) -> Answer:
        """A request whose answer has a type of its own, checked. A box that answers otherwise has been tampered with."""
        try:
            return decode(kind, self.raw(op, limit, **fields))
        except Malformed:
            raise BoxError("crashed", FORGED) from None

    def raw(self, op: str, limit: float | None = None, **fields: Any) -> Any:
        seconds = self._box.limits.call if limit is None else limit
        return self._box.request(op, seconds, next(self._seed), **{k: encode(v) for k, v in fields.items()})

    def _incoming(self, value: Any, call: str) -> Any:
        def made(facts: Any) -> Any:
            if isinstance(facts, TensorFacts):
                flags = facts.requires_grad, facts.is_leaf, facts.is_parameter
                return Tensor(facts.array, call, facts.type, facts.dtype, *flags, facts.number)
            if isinstance(facts, ObjectFacts):
                return Handle(self, Kept(facts.number), call, facts.type, facts.repr)
            if isinstance(facts, Members):
                members = [self._incoming(v, call) for v in facts.items]
                return members if any(isinstance(v, Tensor) for v in members) else set(members)
            if isinstance(facts, Items):
                return {self._incoming(k, call): self._incoming(v, call) for k, v in facts.items}
            raise Malformed("what only the judge may send")

        try:
            return decode_any(value, made)
        except (Malformed, TypeError):  # TypeError: a key that cannot be one
            raise BoxError("crashed", FORGED) from None


def as_arrays(value: Any) -> Any:
    """Tensors as their arrays, all the way down; tuples as lists."""
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, dict):
        return {k: as_arrays(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [as_arrays(v) for v in value]
    return value


def outgoing(value: Any) -> Any:
    """An argument as the box understands it."""
    if isinstance(value, Handle):
        return value.target
    if isinstance(value, Tensor):
        return Kept(value.number)
    if isinstance(value, list | tuple):
        return type(value)(outgoing(v) for v in value)
    if isinstance(value, dict):
        return {k: outgoing(v) for k, v in value.items()}
    return value


def show_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    return ", ".join([show(a) for a in args] + [f"{k}={show(v)}" for k, v in kwargs.items()])


def show(value: Any) -> str:
    """An argument in a message: small ones whole, large tensors by their shape."""
    if isinstance(value, Column) and value.kind == "set":
        return f"{{{', '.join(map(repr, value.values))}}}" if value.values else "set()"
    if isinstance(value, Column):
        index = f", index={show(value.index)}" if value.index is not None else ""
        return f"{'np.array' if value.kind == 'array' else 'pd.Series'}({show(value.values)}{index})"
    if isinstance(value, Given | Tensor):
        value = value.array
    if isinstance(value, np.ndarray):
        if value.size > 8:
            kind = "ids" if value.dtype.kind == "i" else "x"
            return f"{kind}: {value.shape}"
        return f"tensor({show_values(value)})"
    if isinstance(value, Handle):
        return value.call
    if isinstance(value, list) and len(value) > 8:
        return f"[{', '.join(repr(v) for v in value[:4])}, … {len(value)} in all]"
    return repr(value)


def show_values(array: Array) -> str:
    """Up to eight numbers, to four digits."""
    flat = array.ravel()
    if flat.size > 8:
        return "[" + ", ".join(number(v) for v in flat[:4]) + f", … {flat.size} in all]"
    if array.ndim == 0:
        return number(flat[0])
    if array.ndim == 1:
        return "[" + ", ".join(number(v) for v in flat) + "]"
    return "[" + ", ".join(show_values(row) for row in array) + "]"


def number(value: Any) -> str:
    return f"{float(value) + 0.0:.4g}" if isinstance(value, float | np.floating) else str(value)  # -0.0 + 0.0 is 0.0
