"""One step of AdamW on the CPU, without the optimizer's bookkeeping: the same operation on the same state, bit for bit."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

# The operation that `torch.optim.AdamW(fused=True).step()` ends in. Another PyTorch may not have it: then `step()` does it all.
_FUSED = getattr(torch, "_fused_adamw_", None)


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
        self.kept: list[tuple[dict[str, Any], list[Tensor], list[Tensor], list[Tensor], list[Tensor]]] = []

    def step(self) -> None:
        """One step by the gradients that there are; afterwards there are none.

        A parameter without a gradient stays as it is, as in `optimizer.step()`."""
        if not (self.plain and self._quick()):
            self.optimizer.step()
        for parameter in self.parameters:  # optimizer.zero_grad(), without its 15 µs of bookkeeping
            parameter.grad = None

    def _quick(self) -> bool:
        """False where a gradient is sparse: nothing is done then."""
        gradients = [[p.grad for p in trained] for _, trained, *_ in self.kept]
        known = sum(map(len, gradients))
        if any(g is None for gs in gradients for g in gs) or known != sum(p.grad is not None for p in self.parameters):
            self._look()  # the first step, or others have gradients than last time
            gradients = [[p.grad for p in trained] for _, trained, *_ in self.kept]
        if any(g is None or g.layout is not torch.strided for gs in gradients for g in gs):
            self.kept = []
            return False
        with torch.no_grad():
            for (group, trained, means, squares, steps), grads in zip(self.kept, gradients, strict=True):
                if not trained:
                    continue
                torch._foreach_add_(steps, 1)
                assert _FUSED is not None
                _FUSED(
                    trained,
                    grads,
                    means,
                    squares,
                    [],
                    steps,
                    lr=group["lr"],
                    beta1=group["betas"][0],
                    beta2=group["betas"][1],
                    weight_decay=group["weight_decay"],
                    eps=group["eps"],
                    amsgrad=False,
                    maximize=False,
                )
        return True

    def _look(self) -> None:
        """Find the state of each parameter that has a gradient; a new one is as the optimizer's own step would begin it."""
        self.kept = []
        for group in self.optimizer.param_groups:
            trained = [p for p in group["params"] if p.grad is not None]
            for p in trained:
                if p.grad.layout is torch.strided and not self.optimizer.state[p]:
                    zeros = [torch.zeros_like(p, memory_format=torch.preserve_format) for _ in range(2)]
                    begun = {
                        "step": torch.zeros((), dtype=torch.float32, device=p.device),
                        "exp_avg": zeros[0],
                        "exp_avg_sq": zeros[1],
                    }
                    self.optimizer.state[p] = begun
            states = [self.optimizer.state[p] for p in trained]
            means, squares, steps = ([s.get(name) for s in states] for name in ("exp_avg", "exp_avg_sq", "step"))
            self.kept.append((group, trained, means, squares, steps))
