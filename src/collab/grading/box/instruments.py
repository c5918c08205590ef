"""The probes carried out: what runs inside the box with the student's objects, and the models that measure.

Each function takes the notebook's namespace and a probe's arguments, arrays as tensors by now, and returns the probe's reply.
"""

from __future__ import annotations

import inspect
import numbers
import operator
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import nn

from . import probes
from .tensors import to_numpy

Namespace = dict[str, Any]


class Tally:
    """What happened to a measuring model, counted. A copy of the model, by `deepcopy`, goes on counting here."""

    def __init__(self) -> None:
        self.calls = self.grad_calls = self.split_calls = self.steps = 0

    def __deepcopy__(self, memo: dict[int, Any]) -> Tally:
        return self


class Scale(nn.Module):
    """A layer that multiplies by one number in training mode and by another in evaluation mode."""

    def __init__(self, train_scale: float, eval_scale: float) -> None:
        super().__init__()
        self.train_scale, self.eval_scale = train_scale, eval_scale

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * (self.train_scale if self.training else self.eval_scale)


class TwoModes(nn.Module):
    """A linear model, `forward(x: (B, d)) -> (B,)`, that behaves differently in training and evaluation mode.

    The mode that counts is that of a layer inside, so that a flag set on the outermost module alone shows."""

    def __init__(self, weight: torch.Tensor, train_scale: float, eval_scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.clone())
        self.scale = Scale(train_scale, eval_scale)
        self.tally = Tally()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = self.scale((x * self.weight).sum(1))
        self.tally.calls += 1
        self.tally.grad_calls += output.requires_grad
        self.tally.split_calls += self.training != self.scale.training
        return output


class PlainSGD(torch.optim.Optimizer):
    """SGD in five lines. Torch's own does the same, but imports its compiler (over a second) on first use."""

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float, tally: Tally | None = None) -> None:
        self.defaults, self.state = {"lr": lr}, defaultdict(dict)
        self.param_groups = [{"params": list(parameters), "lr": lr}]
        self.tally = tally or Tally()

    def zero_grad(self, set_to_none: bool = True) -> None:
        for p in self.param_groups[0]["params"]:
            p.grad = None if set_to_none or p.grad is None else torch.zeros_like(p.grad)

    def step(self, closure: Any = None) -> Any:
        self.tally.steps += 1
        loss = None if closure is None else closure()
        with torch.no_grad():
            for p in self.param_groups[0]["params"]:
                if p.grad is not None:
                    p -= self.param_groups[0]["lr"] * p.grad
        return loss


class PlainAdamW:
    """Adam with decoupled weight decay, betas 0.9 and 0.99, eps 1e-5; plain for the same reason."""

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float, wd: float) -> None:
        self.moments = [(p, torch.zeros_like(p), torch.zeros_like(p)) for p in parameters]
        self.lr, self.wd, self.steps = lr, wd, 0

    @torch.no_grad()
    def step(self) -> None:
        self.steps += 1
        correction = (1 - 0.99**self.steps) ** 0.5
        for p, m, v in self.moments:
            if p.grad is None:
                continue
            p.mul_(1 - self.lr * self.wd)
            gradient = p.grad.to_dense()  # an nn.Embedding's may be sparse
            m.lerp_(gradient, 0.1)
            v.mul_(0.99).addcmul_(gradient, gradient, value=0.01)
            p.addcdiv_(m, (v.sqrt() / correction).add_(1e-5), value=-self.lr / (1 - 0.9**self.steps))
            p.grad = None


class _Batches:
    """Pairs (x, y), to be handed out, and afterwards looked at: is something changed?"""

    def __init__(self, x: torch.Tensor, y: torch.Tensor, sizes: list[int]) -> None:
        self.x, self.y, self.before = x, y, (x.clone(), y.clone())
        self.pairs = tuple(zip(x.split(sizes), y.split(sizes), strict=True))
        self.handed_out = list(self.pairs)

    def hand_out(self, lazily: bool) -> Iterable[tuple[torch.Tensor, torch.Tensor]]:
        """As a list or, lazily, as a generator: it can be gone through once and has no length."""
        return (pair for pair in self.pairs) if lazily else self.handed_out

    def changed(self) -> str:
        """What of them is not as it was: "x", "y", "batches" or ""."""
        for name, now, before in zip("xy", (self.x, self.y), self.before, strict=True):
            if not torch.equal(now, before):
                return name
        same = len(self.handed_out) == len(self.pairs) and all(map(operator.is_, self.handed_out, self.pairs))
        return "" if same else "batches"


def train_epoch(
    ns: Namespace,
    x: torch.Tensor,
    y: torch.Tensor,
    sizes: list[int],
    weight: torch.Tensor,
    scales: list[float],
    lr: float,
    epochs: int,
    lazily: bool,
) -> probes.Epochs:
    model = TwoModes(weight, *scales)
    model.eval()  # a caller may have evaluated before: training mode is the student's to switch on
    optimizer = PlainSGD(model.parameters(), lr, model.tally)
    optimizer.state[model.weight]["kept"] = True  # as momentum is, from epoch to epoch
    batches = _Batches(x, y, sizes)
    with torch.enable_grad():  # ends here, whatever the student's code leaves behind
        returned = [ns["train_epoch"](model, batches.hand_out(lazily), optimizer) for _ in range(epochs)]
    found = [_returned(r) for r in returned]
    changed = batches.changed() or ("" if optimizer.state[model.weight].get("kept") else "optimizer")
    return probes.Epochs(found, to_numpy(model.weight), **vars(model.tally), changed=changed)


def evaluate(
    ns: Namespace,
    x: torch.Tensor,
    y: torch.Tensor,
    sizes: list[int],
    weight: torch.Tensor,
    scales: list[float],
    training: bool,
    lazily: bool,
) -> probes.Evaluated:
    model = TwoModes(weight, *scales)
    model.train(training)
    batches = _Batches(x, y, sizes)
    with torch.enable_grad():
        returned = ns["evaluate"](model, batches.hand_out(lazily))
        grad_enabled = torch.is_grad_enabled()
    return probes.Evaluated(
        returned=_returned(returned),
        training=model.training,
        inner_training=model.scale.training,
        weight=to_numpy(model.weight),
        has_grad=model.weight.grad is not None,
        trainable=model.weight.requires_grad,
        grad_enabled=grad_enabled,
        changed=batches.changed(),
        **vars(model.tally),
    )


def _returned(value: Any) -> probes.Returned:
    try:
        number = float(value)
    except (TypeError, ValueError, RuntimeError):
        number = None
    return probes.Returned(
        type=type(value).__name__,
        number=isinstance(value, numbers.Real),
        graph=isinstance(value, torch.Tensor) and value.requires_grad,
        shape=list(getattr(value, "shape", [])),
        value=number,
    )


def decay_weights(
    ns: Namespace,
    tensors: list[torch.Tensor],
    grads: list[torch.Tensor | None],
    lr: float,
    wd: float,
    lazily: bool,
    frozen: int,
) -> probes.Decayed:
    learn = [i < len(tensors) - frozen for i in range(len(tensors))]
    parameters = [nn.Parameter(t.clone(), requires_grad=r) for t, r in zip(tensors, learn, strict=True)]
    for p, g in zip(parameters, grads, strict=True):
        p.grad = None if g is None else g.clone()
    pointers = [p.data_ptr() for p in parameters]
    given = (p for p in parameters) if lazily else list(parameters)
    with torch.enable_grad():
        returned = ns["decay_weights"](given, lr, wd)
        grad_enabled = torch.is_grad_enabled()
    return probes.Decayed(
        grad_enabled=grad_enabled,
        values=[to_numpy(p) for p in parameters],
        grads=[None if p.grad is None else to_numpy(p.grad) for p in parameters],
        in_place=[p.data_ptr() == q for p, q in zip(parameters, pointers, strict=True)],
        trainable=[p.requires_grad == r and p.is_leaf for p, r in zip(parameters, learn, strict=True)],
        returned=type(returned).__name__,
    )


def train_factor_model(
    ns: Namespace,
    model_name: str,
    sizes: list[int],
    x: torch.Tensor,
    y: torch.Tensor,
    hidden: torch.Tensor,
    order: torch.Tensor,
    lr: float,
    wd: float,
    batch_size: int,
) -> probes.Predicted:
    model = ns[model_name](*sizes)
    if any(isinstance(p, nn.parameter.UninitializedParameter) for p in model.parameters()):
        model.eval()(hidden[:2])  # lazy layers learn their shapes from a first look
    optimizer = PlainAdamW(model.parameters(), lr, wd)
    model.train()
    for epoch in order:
        for rows in epoch.split(batch_size):
            ((model(x[rows]) - y[rows]) ** 2).mean().backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        return probes.Predicted(model(hidden))


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
    module = _module(kind, names, sizes)
    before = [p.requires_grad for p in module.parameters()]
    found = ns["parameter_shapes"](module)
    changed = [
        str(p.requires_grad) for p, was in zip(module.parameters(), before, strict=False) if p.requires_grad != was
    ]
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


def call_and_look(ns: Namespace, function: Any, args: list[Any]) -> probes.Looked:
    returned = (ns[function] if isinstance(function, str) else function)(*args)
    kept = [list(a) if isinstance(a, set) else a for a in args]  # a set cannot cross
    return probes.Looked(returned, [a.detach().clone() if isinstance(a, torch.Tensor) else a for a in kept])


# --- lesson 09: a recommender of whatever kind ---


def fit_and_predict(
    ns: Namespace,
    x: torch.Tensor,
    y: torch.Tensor,
    n_users: int,
    n_movies: int,
    asked: list[torch.Tensor],
    movie_features: torch.Tensor | None,
) -> probes.Recommended:
    recommender = ns["Recommender"]()
    takes = inspect.signature(recommender.fit).parameters if movie_features is not None else {}
    more = {"movie_features": movie_features} if "movie_features" in takes else {}
    handed = {"x": x, "y": y, **{f"pairs {i}": pairs for i, pairs in enumerate(asked)}}
    before = {name: tensor.clone() for name, tensor in handed.items()}
    started = time.process_time()
    with torch.enable_grad():
        recommender.fit(x, y, n_users, n_movies, **more)
    seconds = time.process_time() - started
    predictions = [recommender.predict(pairs) for pairs in asked]
    changed = [name.split()[0] for name, tensor in handed.items() if not torch.equal(tensor, before[name])]
    return probes.Recommended(predictions, seconds, (*changed, "")[0])


# --- lesson 08: a row for somebody new ---


class DotProductBias(nn.Module):
    """The factor model with biases, made as the lessons' is, to be given weights."""

    def __init__(self, n_users: int, n_movies: int, n_factors: int, y_range: tuple[float, float] = (0, 5.5)) -> None:
        super().__init__()
        self.user_factors = nn.Parameter(torch.zeros(n_users, n_factors))
        self.user_bias = nn.Parameter(torch.zeros(n_users))
        self.movie_factors = nn.Parameter(torch.zeros(n_movies, n_factors))
        self.movie_bias = nn.Parameter(torch.zeros(n_movies))
        self.y_range = y_range

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores = (self.user_factors[x[:, 0]] * self.movie_factors[x[:, 1]]).sum(dim=1)
        scores = scores + self.user_bias[x[:, 0]] + self.movie_bias[x[:, 1]]
        low, high = self.y_range
        return torch.sigmoid(scores) * (high - low) + low


def fold_in(
    ns: Namespace,
    weights: dict[str, torch.Tensor],
    y_range: list[float],
    movies: list[torch.Tensor],
    stars: list[torch.Tensor],
    training: bool,
    frozen: list[str],
    device: str,
) -> probes.FoldedIn:
    rows, columns = weights["user_factors"].shape
    model = DotProductBias(rows, len(weights["movie_bias"]), columns, (y_range[0], y_range[1]))
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(weights[name])
            p.requires_grad_(name not in frozen)
    model.train(training).to(device)
    people = [(m.to(device), s.to(device)) for m, s in zip(movies, stars, strict=True)]
    before = [(m.clone(), s.clone()) for m, s in people]
    results: list[Any] = []
    grad_enabled = True
    for m, s in people:
        with torch.enable_grad():
            results.append(ns["fold_in"](model, m, s))
            grad_enabled &= torch.is_grad_enabled()
    tensors = [t for r in results if isinstance(r, tuple | list) for t in r if isinstance(t, torch.Tensor)]
    owned = {p.untyped_storage().data_ptr() for p in model.parameters()}
    if device == "meta":  # nothing to look at but where it is
        return probes.FoldedIn([[str(t.device) for t in tensors]], False, False, {}, {}, [], False, grad_enabled)
    return probes.FoldedIn(
        results=results,
        graph=any(t.requires_grad for t in tensors),
        shared=any(t.untyped_storage().data_ptr() in owned for t in tensors),
        after={name: to_numpy(p).copy() for name, p in model.named_parameters()},
        trainable={name: p.requires_grad for name, p in model.named_parameters()},
        gradients=[name for name, p in model.named_parameters() if p.grad is not None],
        training=model.training,
        grad_enabled=grad_enabled,
        changed=_changed(people, before),
    )


def _changed(people: Sequence[tuple[torch.Tensor, ...]], before: Sequence[tuple[torch.Tensor, ...]]) -> str:
    """Which of the arguments is not as it was, for anybody."""
    for now, was in zip(people, before, strict=True):
        for name, a, b in zip(("movies", "stars"), now, was, strict=True):
            if not torch.equal(a, b):
                return name
    return ""


CARRIED_OUT: dict[type[probes.Probe[Any]], Callable[..., Any]] = {
    probes.TrainEpoch: train_epoch,
    probes.Evaluate: evaluate,
    probes.DecayWeights: decay_weights,
    probes.TrainFactorModel: train_factor_model,
    probes.OneAfterTheOther: one_after_the_other,
    probes.LookupGraph: lookup_graph,
    probes.FunctionGradients: function_gradients,
    probes.ShapesOf: shapes_of,
    probes.CallAndLook: call_and_look,
    probes.FitAndPredict: fit_and_predict,
    probes.FoldIn: fold_in,
}
