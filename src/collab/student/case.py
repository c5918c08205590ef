"""The call that a check found wrong, for the student to make again: `case = check.last`, then `case()`."""

from __future__ import annotations

import copy
from typing import Any

from collab.grading.box.kernel import Called

MANY = 24  # numbers; a tensor with more is shown by its shape and its first ones


class Case:
    """One call of the student's code with the very inputs that failed.

    `args` and `kwargs` are fresh copies each time, so that a function that changes its arguments cannot spoil them."""

    def __init__(self, called: Called, seed: int) -> None:
        self.name, self.function, self.seed = called.name, called.function, seed
        self._args, self._kwargs = called.args, called.kwargs

    @property
    def args(self) -> tuple[Any, ...]:
        """A copy of the positional arguments, as they were before the call."""
        return copy.deepcopy(self._args)

    @property
    def kwargs(self) -> dict[str, Any]:
        """A copy of the arguments that were given by name."""
        return copy.deepcopy(self._kwargs)

    def __call__(self) -> Any:
        """Call the student's function again with these inputs."""
        return self.function(*self.args, **self.kwargs)

    def __repr__(self) -> str:
        given = [f"args[{i}] = {_shown(a)}" for i, a in enumerate(self._args)]
        given += [f"kwargs[{k!r}] = {_shown(v)}" for k, v in self._kwargs.items()]
        star = "*case.args" + ", **case.kwargs" * bool(self._kwargs)
        again = f"case() or {self.name}({star})" if self.name.isidentifier() and self.name != "model" else "case()"
        return "\n".join([f"a call of {self.name} that failed, seed {self.seed}; again: {again}", *given])


class NoCase:
    """Stands for the call that failed where there is none to be made again: says why, whatever it is asked."""

    def __init__(
        self, why: str = "No check has failed since the kernel started, so there is no call to make again."
    ) -> None:
        self._why = why

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it
    seed = None

    def __bool__(self) -> bool:
        return False

    def __call__(self) -> None:
        print(self)

    def __repr__(self) -> str:
        return self._why


def _shown(value: Any) -> str:
    shape = getattr(value, "shape", None)
    if shape is not None and hasattr(value, "numel"):
        some = value.detach().flatten()[:MANY]
        numbers = repr(value.detach()) if value.numel() <= MANY else f"{some.tolist()[:4]} …"
        return f"{numbers}  {str(value.dtype).removeprefix('torch.')} {tuple(shape)}"
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]} …"
