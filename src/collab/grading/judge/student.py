"""The student proxy: reads like the student's module, but every call is a request to the box.

    model = student.DotProductBias(n_users=7, n_movies=5, n_factors=3)
    out = model(x)              # a Tensor: plain NumPy values and facts about them

What comes back is plain data, a `Tensor` or a `Handle`; each knows the call that made it, for messages.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from collab.grading.box.process import CALL_LIMIT, TRAIN_LIMIT, Box, BoxError, StudentError
from collab.grading.reading.submission import Cell


class Missing(Exception):
    """The notebook does not define the name. `status` says whether it is missing or could not come to be."""

    def __init__(self, message: str, status: str = "missing") -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Tensor:
    """A tensor of the student's: its values as a NumPy array, facts, and the call that returned it."""

    array: np.ndarray
    call: str
    type: str = "Tensor"
    dtype: str = "float32"
    requires_grad: bool = False
    is_leaf: bool = True
    is_parameter: bool = False
    handle: int = -1

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


@dataclass(frozen=True)
class Parameter:
    """A registered parameter of a module."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    requires_grad: bool
    values: np.ndarray


@dataclass(frozen=True)
class Part:
    """A module inside a module: its dotted name, the class of torch.nn that it is, the shapes of its own tensors."""

    name: str
    kind: str
    shapes: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Given:
    """An argument with more to say than its values: a tensor that requires gradients or is not contiguous."""

    array: np.ndarray
    requires_grad: bool = False
    strided: bool = False


@dataclass(frozen=True)
class Column:
    """A list that the student's code is to see as a pandas Series (with that index, if given) or as a NumPy array."""

    values: list
    kind: str = "series"  # or "array"
    index: list | None = None


class Handle:
    """An object of the student's that stays in the box."""

    def __init__(self, student: Student, target: Any, call: str, type: str = "", repr: str = "") -> None:
        self._student, self.target, self.call, self.type, self.repr = student, target, call, type, repr

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.method("", *args, **kwargs)

    def method(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call the object (name "") or one of its methods."""
        shown = f"{self.call}{'.' + name if name else ''}({show_arguments(args, kwargs)})"
        packed = {k: outgoing(v) for k, v in kwargs.items()}
        return self._student.ask(
            "call", shown, target=self.target, method=name, args=[outgoing(a) for a in args], kwargs=packed
        )

    def parameters(self, aliases: bool = False) -> list[Parameter]:
        """The registered parameters of a module, in registration order; with `aliases`, under every name they have."""
        raw = self._student.raw("parameters", target=self.target, aliases=aliases)
        return [Parameter(p["name"], tuple(p["shape"]), p["dtype"], p["requires_grad"], p["values"]) for p in raw]

    def modules(self) -> list[Part]:
        """The modules inside a module, itself first, in registration order."""
        raw = self._student.raw("modules", target=self.target)
        return [Part(m["name"], m["kind"], {k: tuple(s) for k, s in m["shapes"].items()}) for m in raw]

    def buffers(self) -> dict[str, np.ndarray]:
        """The buffers of a module, such as BatchNorm's running statistics: name to values."""
        return self._student.raw("buffers", target=self.target)

    def attributes(self) -> dict[str, str]:
        """Type name of each attribute of a module, registered or not."""
        return self._student.raw("attributes", target=self.target)

    def load(self, values: dict[str, np.ndarray]) -> None:
        """Copy values into the module's parameters and buffers, by name."""
        self._student.raw("load", target=self.target, values=values)

    def gradients(self, *args: Any, weights: np.ndarray) -> dict[str, np.ndarray | None]:
        """Gradients of (output * weights).sum() for every parameter, None where none arrives."""
        return self._student.raw("gradients", target=self.target, args=[outgoing(a) for a in args], weights=weights)


class Student:
    """One submission as a suite sees it, while it checks one exercise."""

    def __init__(self, box: Box, exercise: str, cells: list[Cell], seed: int = 0) -> None:
        self._box, self.exercise, self._cells, self._seed = box, exercise, cells, itertools.count(seed)

    def __getattr__(self, name: str) -> Handle:
        if name.startswith("__"):
            raise AttributeError(name)
        return Handle(self, name, name)

    def source(self) -> str:
        """The text of the cells that answer this exercise, for checks of how a thing is written."""
        return "\n".join(c.source for c in self._cells if c.answers(self.exercise))

    def require(self, kind: str) -> None:
        """The exercise's own name is there and is a "function", "class" or "module class". Raises Missing, Wrong kind."""
        found = self.raw("define", name=self.exercise)
        if found["kind"] == "missing":
            raise self._why_missing(found.get("instead", ""))
        got = (
            "a class"
            if found["kind"] == "class"
            else "a function"
            if found["kind"] == "function"
            else f"a value of type {found['type']}"
        )
        wanted = {"function": "a function", "class": "a class", "module": "a class"}[kind]
        if got != wanted:
            raise Missing(
                f"`{self.exercise}` is {got}, expected {wanted}. Did a later cell give the name to something else?",
                "failed",
            )
        if kind == "module" and not found.get("is_module"):
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
                    return Missing(f"`{name}` is not attempted yet.", "not_attempted")
                return Missing(
                    f"The cell of `{name}` stopped with {reason} at {reason.where() or 'its first line'}.", "error"
                )
            died = getattr(self._box, "skip", {}).get(cell.index)
            if cell.answers(name) and died:
                return Missing(f"The cell of `{name}` never finished. {died}", died.status)
        other = (
            f" There is `{instead}`: names count to the letter."
            if instead
            else " Was its cell deleted, or the name changed?"
        )
        return Missing(f"No cell defines `{name}`.{other}")

    def scenario(self, name: str, **args: Any) -> Any:
        """One of the small experiments in probes.py; plain data comes back."""
        limit = TRAIN_LIMIT if name.startswith("train_factor") else CALL_LIMIT
        value = self.raw("scenario", limit=limit, name=name, args={k: outgoing(v) for k, v in args.items()})
        return plain(self._incoming(value, name))

    def ask(self, op: str, call: str, **fields: Any) -> Any:
        try:
            return self._incoming(self.raw(op, **fields), call)
        except (StudentError, BoxError) as e:
            e.call = call
            raise

    def raw(self, op: str, limit: float = CALL_LIMIT, **fields: Any) -> Any:
        return self._box.request(op, limit=limit, seed=next(self._seed), **fields)

    def _incoming(self, value: Any, call: str) -> Any:
        """A reply's value, checked: a box that answers in another shape than the agent's has been tampered with."""
        if isinstance(value, list | tuple):
            return type(value)(self._incoming(v, call) for v in value)
        if not isinstance(value, dict):
            return value
        try:
            if "tensor" in value:
                facts = (str(value["type"]), str(value["dtype"]), bool(value["requires_grad"]), bool(value["is_leaf"]))
                if not isinstance(value["tensor"], np.ndarray):
                    raise TypeError
                return Tensor(value["tensor"], call, *facts, bool(value["is_parameter"]), int(value["handle"]))
            if "items" in value:
                return {self._incoming(k, call): self._incoming(v, call) for k, v in value["items"]}
            return Handle(self, {"handle": int(value["handle"])}, call, str(value["object"]), str(value["repr"]))
        except (KeyError, TypeError, ValueError):
            raise BoxError("crashed", "The answer that came back was malformed.") from None


def plain(value: Any) -> Any:
    """Tensors as their arrays, all the way down."""
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def outgoing(value: Any) -> Any:
    """An argument as the agent understands it."""
    if isinstance(value, Given):
        return {"tensor": value.array, "requires_grad": value.requires_grad, "strided": value.strided}
    if isinstance(value, Column):
        return {"column": value.values, "kind": value.kind, "index": value.index}
    if isinstance(value, Handle):
        return value.target
    if isinstance(value, Tensor):
        return {"handle": value.handle}
    if isinstance(value, list | tuple):
        return type(value)(outgoing(v) for v in value)
    if isinstance(value, dict):
        return {k: outgoing(v) for k, v in value.items()}
    return value


def show_arguments(args: tuple, kwargs: dict) -> str:
    return ", ".join([show(a) for a in args] + [f"{k}={show(v)}" for k, v in kwargs.items()])


def show(value: Any) -> str:
    """An argument in a message: small ones whole, large tensors by their shape."""
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


def show_values(array: np.ndarray) -> str:
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
