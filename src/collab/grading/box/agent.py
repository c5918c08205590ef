"""The program inside the box: runs the student's cells, then answers the judge's requests.

It holds no expected value and decides nothing. In a student's own notebook the same class serves `check()` on the
notebook's namespace; in the box `main()` speaks over a pair of pipes that the student's code is not told about.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from contextlib import ExitStack
from typing import Any, Literal, get_args, get_type_hints

import numpy as np
import torch
from torch import nn

from . import candidates, instruments, probes
from .errors import raised
from .messages import (
    Array,
    Column,
    Curve,
    Described,
    Given,
    Items,
    Kept,
    Members,
    ObjectFacts,
    Parameter,
    Part,
    Raised,
    TensorFacts,
    decode_any,
    encode,
)
from .randomness import seed_generators
from .tensors import dtype, make_column, make_tensor, nothing_by_luck, to_numpy
from .wire import DTYPES, MAX_BYTES, WireError, dump, load

MAX_REPR = 300


class Agent:
    """Answers requests about one namespace. Objects that cannot cross stay here, under a number."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.objects: dict[int, Any] = {}
        self.stopped: BaseException | None = None  # what ended the last request that failed

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """One request to one reply: {"ok": value} or {"error": Raised}, encoded. KeyboardInterrupt alone goes through."""
        try:
            return {"ok": encode(getattr(self, "do_" + request.pop("op"))(**request))}
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            self.stopped = e
            return {"error": encode(raised(e))}

    def ask_judge(self, message: dict[str, Any]) -> dict[str, Any]:
        """Tell the judge that a candidate was called, or what came of a request meanwhile; the judge's next request."""
        raise NotImplementedError

    # --- requests ---

    def do_describe(self, name: str) -> Described:
        """What `name` is, never its value."""
        if name not in self.namespace:
            close = [n for n in self.namespace if re.sub(r"\W|_", "", n).lower() == re.sub(r"\W|_", "", name).lower()]
            return Described("missing", instead=close[0] if close else "")
        value = self.namespace[name]
        if isinstance(value, type):
            return Described("class", type(value).__name__, issubclass(value, nn.Module))
        kind: Literal["function", "value"] = "function" if callable(value) else "value"
        return Described(kind, type(value).__name__, is_async=inspect.iscoroutinefunction(value))

    def do_call(self, target: Any, args: list[Any], kwargs: dict[str, Any], method: str = "") -> Any:
        """Call a name of the notebook or an object kept here, or one of its methods."""
        function = self.object(target)
        if method:
            function = getattr(function, method)
        arguments = [self.argument(a) for a in args]
        return self.result(function(*arguments, **{k: self.argument(v) for k, v in kwargs.items()}))

    def do_parameters(self, target: Any, aliases: bool = False) -> list[Parameter]:
        """Name, shape, dtype, kind of every registered parameter of a module, in registration order.

        `aliases` lists one that has several names under each of them."""
        module = self.object(target)
        if not isinstance(module, nn.Module):
            raise TypeError(f"{type(module).__name__} is not an nn.Module")
        named = nn.Module.named_parameters(module, remove_duplicate=not aliases)
        return [Parameter(n, tuple(p.shape), dtype(p), bool(p.requires_grad), to_numpy(p)) for n, p in named]

    def do_modules(self, target: Any) -> list[Part]:
        """Each module inside a module: its name, the nearest class of torch.nn that it is one of, its own tensors' shapes."""
        module = self.object(target)
        found = []
        for name, inner in nn.Module.named_modules(module):
            kinds = (c.__name__ for c in type(inner).__mro__ if c.__module__.startswith("torch.nn"))
            own = vars(inner)["_parameters"] | vars(inner)["_buffers"]
            shapes = {k: tuple(t.shape) for k, t in own.items() if t is not None}
            found.append(Part(name, next(kinds), shapes, float(vars(inner).get("eps", 0.0))))
        return found

    def do_buffers(self, target: Any) -> dict[str, Array]:
        """A module's buffers, what it keeps besides parameters: name to values."""
        return {name: to_numpy(b) for name, b in nn.Module.named_buffers(self.object(target))}

    def do_attributes(self, target: Any) -> dict[str, str]:
        """Type name of each tensor, module or container that hangs on a module, registered or not."""
        module = self.object(target)
        own = {k: v for k, v in vars(module).items() if not k.startswith("_")}
        own |= dict(vars(module).get("_parameters") or {}) | dict(vars(module).get("_modules") or {})
        kinds = {str(k): type(v).__name__ for k, v in own.items()}
        return kinds | {str(k): "buffer" for k in vars(module).get("_buffers") or {}}

    def do_load(self, target: Any, values: dict[str, Array]) -> None:
        """Copy arrays into a module's parameters and buffers by name, in place."""
        module = self.object(target)
        tensors = dict(nn.Module.named_buffers(module, remove_duplicate=False))
        tensors |= dict(nn.Module.named_parameters(module, remove_duplicate=False))
        with torch.no_grad():
            for name, array in values.items():
                tensors[name].copy_(torch.from_numpy(array))

    def do_gradients(self, target: Any, args: list[Any], weights: Array) -> dict[str, Array | None]:
        """Gradients of (output * weights).sum() to every parameter; None where none arrived."""
        module = self.object(target)
        nn.Module.zero_grad(module, set_to_none=True)
        output = module(*[self.argument(a) for a in args])
        (output * torch.from_numpy(weights)).sum().backward()
        named = nn.Module.named_parameters(module, remove_duplicate=False)
        return {n: None if p.grad is None else to_numpy(p.grad) for n, p in named}

    def do_probe(self, name: str, args: dict[str, Any]) -> Any:
        """Carry out one of the probes with the student's objects."""
        carry_out = instruments.CARRIED_OUT[probes.PROBES[name]]
        return self.reply(carry_out(self.namespace, **{k: self.argument(v) for k, v in args.items()}))

    def do_try(self, name: str, kept: bool) -> Any:
        """Run a test that the student wrote on a candidate that lives with the judge: what the test returned.

        `kept`: what the test hands to the candidate stays here, and the judge works on it by requests."""
        hand_over = self.stays if kept else self.crosses
        return self.result(candidates.run(self.namespace[name], candidates.opaque(self, hand_over)))

    def do_set_gradients(self, on: bool) -> bool:
        """Switch gradients on or off; whether they were on."""
        before = torch.is_grad_enabled()
        torch.set_grad_enabled(on)
        return before

    def do_nothing(self) -> None:
        """Answer: the box is up."""

    # --- objects and values ---

    def object(self, target: Any) -> Any:
        """What a request is about: a name of the notebook, or an object kept here."""
        made = decode_any(target)
        return self.objects[made.number] if isinstance(made, Kept) else self.namespace[made]

    def argument(self, value: Any) -> Any:
        """What the judge sent as the student's code is to see it: arrays as tensors, kept objects as themselves."""
        return self.seen(decode_any(value))

    def seen(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return torch.from_numpy(value)
        if isinstance(value, Kept):
            return self.objects[value.number]
        if isinstance(value, Given):
            return make_tensor(value)
        if isinstance(value, Curve):
            return candidates.curve(self.objects[value.number], value.values, value.slopes)
        if isinstance(value, Column):
            return make_column(value)
        if isinstance(value, dict):
            return {k: self.seen(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(self.seen(v) for v in value)
        return value

    def reply(self, value: Any) -> dict[str, Any]:
        """A probe's reply; fields that may be anything go through `result`."""
        kinds = get_type_hints(type(value))
        loose = {name for name, kind in kinds.items() if Any in (kind, *get_args(kind))}
        made = {name: getattr(value, name) for name in kinds}
        return {name: self.result(v) if name in loose else v for name, v in made.items()}

    def result(self, value: Any, depth: int = 0) -> Any:
        """Plain data as it is; a tensor with its values and facts; anything else stays here as an object."""
        if value is None or isinstance(value, bool | str):
            return value
        if type(value) in (int, float):
            return value
        if isinstance(value, torch.Tensor):
            return self.tensor(value)
        if isinstance(value, np.ndarray) and value.dtype.name in DTYPES:
            return value
        if isinstance(value, np.generic):
            return value.item()
        if depth < 4 and type(value) in (list, tuple):
            return type(value)(self.result(v, depth + 1) for v in value[:100_000])
        if depth < 4 and isinstance(value, tuple) and hasattr(value, "_fields"):  # a namedtuple is a tuple with names
            return tuple(self.result(v, depth + 1) for v in value)
        if depth < 4 and isinstance(value, list):  # a student's own kind of list is a list
            return [self.result(v, depth + 1) for v in list(value)[:100_000]]
        if depth < 4 and isinstance(value, dict):
            some = list(value.items())[:10_000]
            return Items([(self.result(k, depth + 1), self.result(v, depth + 1)) for k, v in some])
        return self.stays(value)

    def stays(self, value: Any) -> ObjectFacts:
        return ObjectFacts(type(value).__name__, safe_repr(value), self.keep(value))

    def crosses(self, value: Any) -> Any:
        """As `result`; a set as its members."""
        if isinstance(value, set | frozenset):
            return Members([self.result(v) for v in list(value)[:100_000]])
        return self.result(value)

    def tensor(self, value: torch.Tensor) -> TensorFacts:
        return TensorFacts(
            array=to_numpy(value),
            type=type(value).__name__,
            dtype=dtype(value),
            requires_grad=bool(value.requires_grad),
            is_leaf=bool(value.is_leaf),
            is_parameter=isinstance(value, nn.Parameter),
            number=self.keep(value),
        )

    def keep(self, value: Any) -> int:
        self.objects[len(self.objects)] = value
        return len(self.objects) - 1


def safe_repr(value: Any) -> str:
    try:
        return repr(value)[:MAX_REPR]
    except BaseException:
        return f"<{type(value).__name__}>"


def uncompiled(model: Any = None, **_: Any) -> Any:
    """Stands for `torch.compile`, which would take a minute and a C++ compiler: what it gets, as it is."""
    return uncompiled if model is None else model


def main() -> None:
    """Serve one submission: the judge writes requests to fd 0 and reads replies from fd 1."""
    from . import platforms, shell  # what only a box has: a student's kernel has a shell already
    from .cells import Notebook

    requests = os.fdopen(os.dup(0), "rb")
    replies = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):  # what the student prints goes nowhere: the judge's pipes are not theirs to write to
        os.dup2(null, fd)
    sys.stdin = open(os.devnull)  # noqa: SIM115 - lives as long as the process
    torch.set_num_threads(1)
    torch.compile = uncompiled
    marked = ExitStack()  # until the process ends
    marked.enter_context(nothing_by_luck())
    platforms.furnish()
    os.makedirs("course/lesson", exist_ok=True)  # what a notebook puts beside its folder has a place as well
    os.chdir("course/lesson")
    if "" not in sys.path:  # a kernel finds modules beside the notebook; here they come last
        sys.path.append("")
    notebook = Notebook(shell.the_shell())
    agent = Agent(notebook.namespace)
    torch.manual_seed(0)
    number = 0  # of the request that is to be answered next

    def reply(message: dict[str, Any]) -> None:
        try:
            send(dump({"id": number, **message}))
        except WireError as e:
            send(dump({"id": number, "error": encode(Raised("WireError", str(e)))}))

    def send(line: bytes) -> None:
        while line:
            line = line[os.write(replies, line) :]

    def ask_judge(message: dict[str, Any]) -> dict[str, Any]:
        nonlocal number
        if "called" in message:
            send(dump({"id": number, **message}))  # what is too large to cross is the test's own error
        else:
            reply(message)
        request = load(requests.readline(MAX_BYTES))
        number = request.pop("id")
        request.pop("seed", None)  # the test's random numbers are not disturbed
        return request

    agent.ask_judge = ask_judge  # type: ignore[method-assign]
    for line in iter(lambda: requests.readline(MAX_BYTES), b""):
        request = load(line)
        number = request.pop("id")
        seed = request.pop("seed", 0)
        if request["op"] == "run":
            notebook.run(request["cells"], lambda index: reply({"running": index}))
            reply({"ok": encode(notebook.errors)})
            continue
        drawn = torch.get_rng_state()  # the notebook's own random numbers go on undisturbed, as in a kernel
        seed_generators(seed)
        if request.pop("fresh", False):
            candidates.apart(lambda: reply(agent.handle(request)))  # noqa: B023 - it is over before the next one comes
        else:
            reply(agent.handle(request))
        torch.set_rng_state(drawn)


if __name__ == "__main__":
    main()
