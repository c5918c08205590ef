"""One step of AdamW on the CPU, without the optimizer's bookkeeping: the same operation on the same state, bit for bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

# The operation that `torch.optim.AdamW(fused=True).step()` ends in. Another PyTorch may not have it: then `step()` does it all.
_FUSED = getattr(torch, "_fused_adamw_", None)


@dataclass
class Group:
    """Parameters of one of the optimizer's groups that have gradients, and their state."""

    about: dict[str, Any]  # the optimizer's own record: learning rate, betas, decay
    trained: list[Tensor]
    means: list[Tensor]
    squares: list[Tensor]
    counts: Tensor  # of steps, (trained,); `steps` are its entries
    steps: list[Tensor]


class Stepper:
    """Steps `optimizer`, an AdamW, and lets go of the gradients.

    On tables as small as this course's, `optimizer.step()` takes 230 µs of which the computation is half: the rest is
    profiling hooks, a look for compilers, and grouping the same four tensors by device and dtype anew. The first one, too,
    imports torch's compiler, which takes a second.
    """

    def __init__(self, optimizer: torch.optim.AdamW) -> None:
        self.optimizer = optimizer
        self.parameters: list[Tensor] = [p for group in optimizer.param_groups for p in group["params"]]
        self.plain = _FUSED is not None and all(
            group["fused"] and not (group["amsgrad"] or group["maximize"] or group["differentiable"])
            for group in optimizer.param_groups
        )
        self.plain &= len({(p.device.type, p.dtype) for p in self.parameters}) == 1 and self.parameters[0].is_cpu
        self.groups: list[Group] = []  # those of which a parameter had a gradient last time
        self.idle: list[Tensor] = list(self.parameters)  # the parameters that had none

    def step(self) -> None:
        """One step by the gradients that there are; afterwards there are none.

        A parameter without a gradient stays as it is, as in `optimizer.step()`."""
        if not (self.plain and self._quick()):
            self.optimizer.step()
        for parameter in self.parameters:  # optimizer.zero_grad(), without its 15 µs of bookkeeping
            parameter.grad = None

    @torch.no_grad()
    def _quick(self) -> bool:
        """False where a gradient is sparse: nothing is done then."""
        gradients = self._gradients()
        if gradients is None:  # the first step, or others have gradients than last time
            self._look()
            gradients = self._gradients()
        if gradients is None:
            return False
        assert _FUSED is not None
        for group, grads in zip(self.groups, gradients, strict=True):
            group.counts += 1
            about = group.about
            _FUSED(
                group.trained,
                grads,
                group.means,
                group.squares,
                [],
                group.steps,
                lr=about["lr"],
                beta1=about["betas"][0],
                beta2=about["betas"][1],
                weight_decay=about["weight_decay"],
                eps=about["eps"],
                amsgrad=False,
                maximize=False,
            )
        return True

    def _gradients(self) -> list[list[Tensor]] | None:
        """Each group's gradients, None where not just those are there that the groups are made for."""
        for parameter in self.idle:
            if parameter.grad is not None:
                return None
        found = []
        for group in self.groups:
            grads = []
            for parameter in group.trained:
                grad = parameter.grad
                if grad is None or grad.layout is not torch.strided:
                    return None
                grads.append(grad)
            found.append(grads)
        return found

    def _look(self) -> None:
        """Find the state of each parameter that has a gradient; a new one is as the optimizer's own step would begin it."""
        self.groups, self.idle = [], list(self.parameters)
        if any(p.grad is not None and p.grad.layout is not torch.strided for p in self.parameters):
            return
        self.idle = [p for p in self.parameters if p.grad is None]
        for about in self.optimizer.param_groups:
            trained = [p for p in about["params"] if p.grad is not None]
            if not trained:
                continue
            states = [self.optimizer.state[p] for p in trained]
            for p, state in zip(trained, states, strict=True):
                if not state:
                    state["step"] = torch.zeros((), dtype=torch.float32, device=p.device)
                    for name in ("exp_avg", "exp_avg_sq"):
                        state[name] = torch.zeros_like(p, memory_format=torch.preserve_format)
            # The counts of steps become views of one tensor: to add to them one by one takes 20 µs.
            counts = torch.stack([state["step"] for state in states])
            for state, step in zip(states, counts.unbind(), strict=True):
                state["step"] = step
            means, squares, steps = ([s[name] for s in states] for name in ("exp_avg", "exp_avg_sq", "step"))
            self.groups.append(Group(about, trained, means, squares, counts, steps))
