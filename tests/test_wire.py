"""Only plain data crosses between box and judge, and nothing is believed."""

import base64
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.grading.box.wire import MAX_DEPTH, MAX_VALUES, WireError, dump, load, pack, unpack

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.integers(-9, 9), inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


@given(plain)
def test_plain_data_comes_back_as_it_went(value: object) -> None:
    assert load(dump({"value": value})) == {"value": value}


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "bool", "float16"])
@pytest.mark.parametrize("shape", [(), (0,), (3, 2), (2, 0, 4)])
def test_arrays_keep_dtype_shape_and_values(dtype: str, shape: tuple) -> None:
    array = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    back = load(dump({"a": array}))["a"]
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert np.array_equal(back, array)


def test_a_strided_array_crosses_with_its_values() -> None:
    array = np.arange(12.0).reshape(3, 4).T[::2]
    assert np.array_equal(load(dump({"a": array}))["a"], array)


def test_numbers_that_json_does_not_know() -> None:
    back = load(dump({"a": [math.nan, math.inf, -math.inf]}))["a"]
    assert math.isnan(back[0])
    assert back[1:] == [math.inf, -math.inf]


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", np.array([object()]), 1j, len])
def test_anything_else_cannot_cross(value: object) -> None:
    with pytest.raises(WireError):
        pack(value)


ARRAY = {"array": base64.b64encode(bytes(8)).decode(), "dtype": "float64", "shape": [1]}


@pytest.mark.parametrize(
    "forged",
    [
        {**ARRAY, "shape": [2]},  # fewer bytes than the shape needs
        {**ARRAY, "shape": [-1]},
        {**ARRAY, "shape": [True]},
        {**ARRAY, "shape": "1"},
        {**ARRAY, "shape": [10**12, 10**12]},
        {**ARRAY, "dtype": "object"},
        {**ARRAY, "array": "not base64!"},
        {**ARRAY, "array": 3},
        {"unknown": 1},
        {"float": "1e999"},
        {"dict": [[1, 2, 3]]},
        {"dict": [[[1], 2]]},
        {"tuple": 3},
    ],
)
def test_a_forged_value_is_refused(forged: object) -> None:
    with pytest.raises(WireError):
        unpack(forged)


def test_deep_nesting_is_refused() -> None:
    value: list = []
    for _ in range(MAX_DEPTH + 2):
        value = [value]
    with pytest.raises(WireError):
        unpack(value)


@pytest.mark.parametrize("line", [b"", b"{", b"[1]", b"[" * 100_000, b"\xff\xfe", b'"text"'])
def test_a_forged_line_is_refused(line: bytes) -> None:
    with pytest.raises(WireError):
        load(line)


def test_a_message_too_large_is_refused_before_it_is_sent() -> None:
    with pytest.raises(WireError, match="larger than"):
        dump({"a": np.zeros(5_000_000)})


def test_a_message_that_would_be_large_in_memory_is_refused_before_it_is_read() -> None:
    with pytest.raises(WireError, match="too many"):
        load(b'{"ok": [' + b"[]," * (MAX_VALUES + 1) + b"[]]}")
    with pytest.raises(WireError, match="values cannot cross"):
        dump({"ok": [0] * (MAX_VALUES + 2)})


def test_what_is_written_is_one_line_of_json() -> None:
    line = dump({"text": "two\nlines"})
    assert line.count(b"\n") == 1
    assert json.loads(line)
