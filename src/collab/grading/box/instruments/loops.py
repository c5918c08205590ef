"""Training and measuring loops carried out, with the models and optimizers that count what is done to them."""

from __future__ import annotations

import numbers
import operator
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

from .. import probes
from ..tensors import to_numpy

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
    gradient: torch.Tensor | None,
) -> probes.Evaluated:
    model = TwoModes(weight, *scales)
    frozen = nn.Parameter(torch.zeros(()), requires_grad=False)
    if gradient is not None:
        model.weight.grad = gradient.clone()
        model.register_parameter("frozen", frozen)  # so that it shows where all parameters are thawed
    model.train(training)
    batches = _Batches(x, y, sizes)
    with torch.set_grad_enabled(gradient is None):
        returned = ns["evaluate"](model, batches.hand_out(lazily))
        grad_enabled = torch.is_grad_enabled()
    return probes.Evaluated(
        returned=_returned(returned),
        training=model.training,
        inner_training=model.scale.training,
        weight=to_numpy(model.weight),
        gradient=None if model.weight.grad is None else to_numpy(model.weight.grad),
        trainable=model.weight.requires_grad,
        thawed=frozen.requires_grad,
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
