"""What may cross between the box and the judge: plain data as one line of JSON, never a pickle.

Numbers, strings, booleans, None, lists, dictionaries with string keys and NumPy arrays of a few dtypes. Everything that
arrives is checked again on this side, so a forged line can at worst be a wrong answer.
"""

from __future__ import annotations

import base64
import json
import math
from typing import Any

import numpy as np

DTYPES = ("float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "bool")
MAX_BYTES = 16 * 2**20  # one message; the largest honest one is under 3 MB
MAX_VALUES = 500_000  # in one message: a few bytes of JSON can become a hundred in memory
MAX_DEPTH = 12


class WireError(ValueError):
    """A message that is not plain data, too large, or not what its own header says."""


def pack(value: Any) -> Any:
    """Turn plain data and arrays into what `json` can write.

    Raises WireError for anything else."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, np.ndarray):
        if value.dtype.name not in DTYPES:
            raise WireError(f"an array of dtype {value.dtype} cannot cross")
        data = np.ascontiguousarray(value)
        return {
            "array": base64.b64encode(data.tobytes()).decode(),
            "dtype": data.dtype.name,
            "shape": list(value.shape),
        }
    if isinstance(value, np.generic):
        return pack(value.item())
    if isinstance(value, int):
        return int(value) if abs(value) < 2**63 else {"float": "inf"}
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(float(value))}
    if isinstance(value, list | tuple):
        packed = [pack(v) for v in value]
        return packed if isinstance(value, list) else {"tuple": packed}
    if isinstance(value, dict):
        return {"dict": [[pack(k), pack(v)] for k, v in value.items()]}
    raise WireError(f"a {type(value).__name__} cannot cross")


def unpack(value: Any, depth: int = 0) -> Any:
    """The inverse of `pack`. Raises WireError where the value is not what `pack` writes."""
    if depth > MAX_DEPTH:
        raise WireError("nested too deeply")
    if value is None or isinstance(value, bool | str | int | float):
        return value
    if isinstance(value, list):
        return [unpack(v, depth + 1) for v in value]
    if isinstance(value, dict):
        if set(value) == {"array", "dtype", "shape"}:
            return _array(value)
        if set(value) == {"float"} and value["float"] in ("nan", "inf", "-inf"):
            return float(value["float"])
        if set(value) == {"tuple"} and isinstance(value["tuple"], list):
            return tuple(unpack(v, depth + 1) for v in value["tuple"])
        if set(value) == {"dict"} and isinstance(value["dict"], list):
            return _mapping(value["dict"], depth)
    raise WireError("not plain data")


def _mapping(pairs: list[Any], depth: int) -> dict[Any, Any]:
    result = {}
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise WireError("a dictionary entry that is not a pair")
        key = unpack(pair[0], depth + 1)
        if not isinstance(key, str | int | float | bool | tuple | None):
            raise WireError("a dictionary key that is not plain")
        result[key] = unpack(pair[1], depth + 1)
    return result


def _array(value: dict[str, Any]) -> np.ndarray:
    dtype, shape, text = value["dtype"], value["shape"], value["array"]
    if dtype not in DTYPES or not isinstance(text, str) or not isinstance(shape, list):
        raise WireError("a malformed array")
    if not all(type(n) is int and 0 <= n <= 2**31 for n in shape) or len(shape) > 16:
        raise WireError("a malformed array shape")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as e:
        raise WireError("malformed array data") from e
    if len(data) != math.prod(shape) * np.dtype(dtype).itemsize:
        raise WireError("array data that does not fit its shape")
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()


def dump(message: dict[str, Any]) -> bytes:
    """One message as one line. Keys of `message` itself are plain JSON; its values go through `pack`."""
    line = json.dumps({k: pack(v) for k, v in message.items()}).encode() + b"\n"
    if line.count(b",") > MAX_VALUES:
        raise WireError(f"a message of more than {MAX_VALUES:,} values cannot cross")
    if len(line) > MAX_BYTES:
        raise WireError(f"a message of {len(line) / 2**20:.0f} MB is larger than the {MAX_BYTES // 2**20} MB allowed")
    return line


def load(line: bytes) -> dict[str, Any]:
    """The inverse of `dump`. Raises WireError for anything that `dump` did not write."""
    if line.count(b",") > MAX_VALUES:
        raise WireError("too many values")
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise WireError("not JSON") from e
    if not isinstance(message, dict):
        raise WireError("not a message")
    return {k: unpack(v) for k, v in message.items()}
