"""Between plain data and tensors, inside the box."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

from .messages import UNFILLED, Array, Column, Given

Makes = Callable[..., torch.Tensor]


@contextmanager
def nothing_by_luck() -> Iterator[None]:
    """Until the end, memory that nobody has filled holds a number of ours, in place of what happens to be there: else an
    answer that takes it for zeros is right on one run and wrong on the next."""
    places = [(torch, "empty"), (torch, "empty_like"), (torch.Tensor, "new_empty")]
    before = [getattr(owner, name) for owner, name in places]
    for (owner, name), make in zip(places, before, strict=True):
        setattr(owner, name, _marked(make))
    try:
        yield
    finally:
        for (owner, name), make in zip(places, before, strict=True):
            setattr(owner, name, make)


def _marked(make: Makes) -> Makes:
    @functools.wraps(make)
    def made(*args: Any, **kwargs: Any) -> torch.Tensor:
        tensor = make(*args, **kwargs)
        if tensor.device.type == "cpu" and tensor.layout is torch.strided and kwargs.get("out") is None:
            kind = tensor.dtype
            with torch.no_grad():
                if kind.is_floating_point:
                    tensor.fill_(min(UNFILLED, torch.finfo(kind).max))
                elif not kind.is_complex and kind is not torch.bool:
                    tensor.fill_(torch.iinfo(kind).max)
        return tensor

    return made


def make_tensor(given: Given) -> torch.Tensor:
    """A tensor as the judge described it; a strided one has the same values in memory that is not contiguous."""
    made = torch.from_numpy(given.array)
    if given.strided and made.dim() > 1:
        made = made.mT.contiguous().mT  # column after column, so that it cannot be flattened in place either
    elif given.strided:
        made = made.unsqueeze(-1).repeat(*([1] * made.dim()), 2)[..., 0]
    return made.requires_grad_() if given.requires_grad else made


def make_column(column: Column) -> Any:
    """A list as a set, a NumPy array or a pandas Series, as the judge described it."""
    if column.kind == "set":
        return set(column.values)
    if column.kind == "array":
        return np.array(column.values)
    import pandas as pd

    return pd.Series(column.values, index=column.index)


def dtype(value: torch.Tensor) -> str:
    return str(value.dtype).removeprefix("torch.")


def to_numpy(value: torch.Tensor) -> Array:
    plain = torch.Tensor.detach(value)
    if plain.is_sparse:
        plain = plain.to_dense()
    plain = plain.as_subclass(torch.Tensor).to("cpu")
    if plain.dtype == torch.bfloat16:
        plain = plain.float()
    return plain.resolve_conj().resolve_neg().numpy()
