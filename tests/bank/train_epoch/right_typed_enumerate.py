"""Typed, enumerate, nn.MSELoss made first.

Why: a project's style.
"""

from collections.abc import Iterable


def train_epoch(
    model: nn.Module, batches: Iterable[tuple[torch.Tensor, torch.Tensor]], optimizer: torch.optim.Optimizer
) -> float:
    criterion = nn.MSELoss(reduction="mean")
    model.train(True)
    seen, summed = 0, 0.0
    for i, (inputs, targets) in enumerate(batches, start=1):
        optimizer.zero_grad(set_to_none=True)
        outputs = model(inputs)
        loss = criterion(outputs, targets)
        loss.backward()
        optimizer.step()
        summed += loss.detach().cpu().item() * targets.size(0)
        seen += targets.size(0)
    return summed / max(1, seen)
