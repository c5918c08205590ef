"""A step without the bookkeeping is `optimizer.step()` to the bit, whatever has a gradient."""

from __future__ import annotations

import copy
import subprocess
import sys
import textwrap
from collections.abc import Callable

import pytest
import torch
from torch import nn

from collab.staff.results import load_models
from collab.stepping import Stepper
from collab.training import adamw, set_hyperparameters

models = load_models()
SIZES = (9, 7)


def deep() -> nn.Module:
    return models.EmbeddingNN((SIZES[0], 4), (SIZES[1], 3), layers=(6, 5))


def frozen() -> nn.Module:
    net = models.DotProductBias(*SIZES, 3)
    net.movie_factors.requires_grad_(False)
    return net


def now_and_then() -> nn.Module:
    """Uses its biases in every other step only: what has a gradient changes."""
    net = models.DotProductBias(*SIZES, 3)
    calls = iter(range(100))

    def forward(x: torch.Tensor) -> torch.Tensor:
        score = (net.user_factors[x[:, 0]] * net.movie_factors[x[:, 1]]).sum(1)
        return score + net.user_bias[x[:, 0]] if next(calls) % 2 else score

    net.forward = forward
    return net


def mixed() -> nn.Module:
    net = models.DotProductBias(*SIZES, 3)
    net.user_bias = nn.Parameter(net.user_bias.detach().double())
    return net


MADE: dict[str, Callable[[], nn.Module]] = {
    "one group": lambda: models.DotProductBias(*SIZES, 3),
    "two groups": deep,
    "a frozen table": frozen,
    "gradients that come and go": now_and_then,
    "two dtypes": mixed,
}


@pytest.mark.parametrize("name", MADE)
def test_it_is_the_optimizers_own_step_to_the_bit(name: str) -> None:
    ends = []
    for quick in (False, True):
        torch.manual_seed(0)
        net = MADE[name]()
        optimizer = adamw(net, 1e-2, 0.1)
        stepper = Stepper(optimizer)
        for step in range(14):
            set_hyperparameters(optimizer, 1e-2 / (1 + step), 0.9 - step / 100)
            x = torch.stack([torch.randint(SIZES[0], (16,)), torch.randint(SIZES[1], (16,))], dim=1)
            (net(x) - torch.rand(16)).pow(2).mean().backward()
            if quick and step < 12:  # from there the optimizer itself can go on
                stepper.step()
            else:
                optimizer.step()
                optimizer.zero_grad()
        assert all(p.grad is None for p in net.parameters())
        ends.append(copy.deepcopy((net.state_dict(), optimizer.state_dict()["state"])))
    (left, left_state), (right, right_state) = ends
    assert all(torch.equal(left[key], right[key]) for key in left)
    assert left_state.keys() == right_state.keys()
    for number, state in left_state.items():
        assert all(torch.equal(value, right_state[number][key]) for key, value in state.items())


def test_it_takes_the_quick_way_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    net = models.DotProductBias(*SIZES, 3)
    optimizer = adamw(net, 1e-2, 0.1)
    stepper, called = Stepper(optimizer), []
    real = optimizer.step
    monkeypatch.setattr(optimizer, "step", lambda: called.append(real()))
    for _ in range(5):
        net(torch.tensor([[1, 2], [3, 4]])).sum().backward()
        stepper.step()
    assert not called


def test_training_does_not_import_torchs_compiler() -> None:
    code = """
        import sys
        from collab import fit, load_ratings
        from collab.staff.results import load_models
        data = load_ratings("minilens").split(seed=0)
        fit(load_models().DotProductBias(data.n_users, data.n_movies, 3), data, epochs=1, lr=0.01, progress=False)
        assert "torch._dynamo" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)


def test_the_state_lies_where_the_parameter_does() -> None:
    net = models.DotProductBias(*SIZES, 3)
    optimizer = adamw(net, 1e-2, 0.1)
    net(torch.tensor([[1, 2], [3, 4]])).sum().backward()
    with torch.device("meta"):  # as a notebook's own torch.set_default_device
        Stepper(optimizer).step()
    assert {v.device.type for state in optimizer.state.values() for v in state.values()} == {"cpu"}


def test_after_a_sparse_gradient_a_dense_one_is_stepped_by() -> None:
    table = nn.Embedding(4, 2, sparse=True)
    stepper = Stepper(adamw(table, 1e-2, 0.1))
    table(torch.tensor([1])).sum().backward()
    with pytest.raises(RuntimeError, match="sparse"):  # AdamW itself takes none
        stepper.step()
    before = table.weight.detach().clone()
    table.weight.grad = torch.ones(4, 2)
    stepper.step()
    assert (table.weight < before).all()
