"""Functions of tensors and of modules called (lessons 01 to 03 above all), and what they leave behind looked at."""

from __future__ import annotations

import re
from typing import Any

import torch
from torch import nn

from .. import probes
from ..tensors import to_numpy

Namespace = dict[str, Any]


# --- lesson 01: rows of a table ---


def one_after_the_other(ns: Namespace, function: str, calls: list[list[Any]]) -> probes.Results:
    return probes.Results([ns[function](*arguments) for arguments in calls])


def lookup_graph(
    ns: Namespace, function: str, table: torch.Tensor, indices: torch.Tensor | int, weights: torch.Tensor | None
) -> probes.Graph:
    result = ns[function](table, indices)
    operations = [] if result.grad_fn is None else _graph(result.grad_fn)
    if weights is not None and result.requires_grad:
        (result * weights).sum().backward()
    gradient = table.grad
    return probes.Graph(
        result=result,
        has_graph=result.requires_grad,
        operations=len(operations),
        takers=_takers(operations, table),
        gradient=None if gradient is None else to_numpy(gradient),
    )


def _graph(last: Any) -> list[Any]:
    """Every node of the autograd graph that ends in `last`."""
    found, waiting = [], [last]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.append(node)
            waiting += [before for before, _ in node.next_functions]
    return found


LOOKS = re.compile(r"^(T|Permute|Transpose|View|UnsafeView|ReshapeAlias|Unsqueeze|Expand|Clone|Alias|ToCopy)Backward")


def _takers(operations: list[Any], table: torch.Tensor) -> list[str]:
    """Names of the operations that take the table, looked at as it is or transposed, reshaped or converted."""
    names, waiting = [], [node for node in operations if getattr(node, "variable", None) is table]
    while waiting:
        node = waiting.pop()
        for taker in operations:
            if any(before is node for before, _ in taker.next_functions):
                if LOOKS.match(taker.name()):
                    waiting.append(taker)
                else:
                    names.append(taker.name())
    return names


# --- lessons 02 and 03: functions of tensors, modules with all kinds of parameters ---


def function_gradients(ns: Namespace, function: str, args: list[Any], weights: torch.Tensor) -> probes.WayBack:
    leaves = [a.clone().requires_grad_() for a in args if isinstance(a, torch.Tensor) and a.is_floating_point()]
    waiting = iter(leaves)
    given = [next(waiting) * 1 if isinstance(a, torch.Tensor) and a.is_floating_point() else a for a in args]
    result = ns[function](*given)
    stopped = ""
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        stopped = "no graph"
    else:
        try:
            (result * weights).sum().backward()
        except RuntimeError as e:
            stopped = str(e)
    after = [to_numpy(a) for a in given if isinstance(a, torch.Tensor) and a.is_floating_point()]
    return probes.WayBack(stopped[:300], [None if leaf.grad is None else to_numpy(leaf.grad) for leaf in leaves], after)


def shapes_of(ns: Namespace, kind: str, names: list[str], sizes: list[int]) -> probes.Shapes:
    module = _module(kind, names, sizes).train(kind == "layer")
    before = [(p.requires_grad, p.dtype, p.detach().clone()) for p in module.parameters()]
    modes = [part.training for part in module.modules()]
    found = ns["parameter_shapes"](module)
    changed = ["is in another mode, `train` or `eval`"] if modes != [part.training for part in module.modules()] else []
    for p, (required, dtype, values) in zip(module.parameters(), before, strict=False):
        if p.requires_grad != required:
            changed.append(f"has a parameter with `requires_grad={p.requires_grad}`")
        elif p.dtype != dtype:
            changed.append(f"has a parameter of dtype {str(p.dtype).removeprefix('torch.')}")
        elif not torch.equal(p.detach(), values):
            changed.append("has a parameter with other values")
    entries = [_entry(k, v) for k, v in found.items()] if isinstance(found, dict) else []
    return probes.Shapes(type(found).__name__, isinstance(found, dict), entries, (*changed, "")[0])


def _entry(key: Any, value: Any) -> probes.Entry:
    try:
        numbers = [int(n) for n in value]
    except (TypeError, ValueError, RuntimeError):
        numbers = None
    return probes.Entry(str(key), type(key).__name__, type(value).__name__, isinstance(value, tuple), numbers)


def _module(kind: str, names: list[str], sizes: list[int]) -> nn.Module:
    """A module to look into, of a kind of `probes.ShapesOf`."""
    a, b, c, d, e = names[:5]
    m, n, k = sizes[:3]
    if kind == "layer":
        return nn.Linear(m, n)
    module = nn.Module()
    if kind == "empty":
        module.add_module(a, nn.Sequential(nn.ReLU(), nn.Dropout(0.5)))
        module.register_buffer(b, torch.zeros(m))
    elif kind == "nested":
        inner = nn.Module()
        inner.register_parameter(b, nn.Parameter(torch.zeros(m, k)))
        inner.add_module(c, nn.ModuleList([nn.Linear(m, n), nn.ReLU(), nn.Embedding(n, k)]))
        module.add_module(a, nn.Sequential(inner))
        module.register_parameter(d, nn.Parameter(torch.zeros(k)))
    else:
        module.register_parameter(a, nn.Parameter(torch.zeros(m), requires_grad=False))
        module.add_module(b, nn.Linear(n, k, bias=False))
        module.add_module(c, nn.BatchNorm1d(k))
        module.register_parameter(d, nn.Parameter(torch.zeros(())))
        module.register_parameter(e, getattr(module, b).weight)
        module.plain = torch.zeros(m, requires_grad=True)
    return module


def call_again(ns: Namespace, function: Any, args: list[Any], then: list[Any]) -> probes.Results:
    called = ns[function] if isinstance(function, str) else function
    results = [called(*args)]
    with torch.no_grad():
        for argument, values in zip(args, then, strict=True):
            if isinstance(argument, torch.Tensor):
                argument.copy_(values)
    return probes.Results([*results, called(*args)])


def call_and_look(ns: Namespace, function: Any, args: list[Any]) -> probes.Looked:
    tensors = [(k, a, a.requires_grad) for k, a in enumerate(args) if isinstance(a, torch.Tensor)]
    with torch.enable_grad():
        returned = (ns[function] if isinstance(function, str) else function)(*args)
        grad_enabled = torch.is_grad_enabled()
    switched = [k for k, tensor, before in tensors if tensor.requires_grad != before]
    kept = [list(a) if isinstance(a, set) else a for a in args]  # a set cannot cross
    after = [a.detach().clone() if isinstance(a, torch.Tensor) else a for a in kept]
    return probes.Looked(returned, after, switched, grad_enabled)
