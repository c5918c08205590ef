"""Between plain data and tensors, inside the box."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from .messages import Array, Column, Given


def make_tensor(given: Given) -> torch.Tensor:
    """A tensor as the judge described it; a strided one has the same values in memory that is not contiguous."""
    made = torch.from_numpy(given.array)
    if given.strided and made.dim() > 1:
        made = made.mT.contiguous().mT  # column after column, so that it cannot be flattened in place either
    elif given.strided:
        made = made.unsqueeze(-1).repeat(*([1] * made.dim()), 2)[..., 0]
    return made.requires_grad_() if given.requires_grad else made


def make_column(column: Column) -> Any:
    """A list as a NumPy array or a pandas Series, as the judge described it."""
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
