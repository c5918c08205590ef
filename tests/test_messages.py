"""Messages between judge, host and box: whoever holds one may trust its types, whatever the sender wrote."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from collab.grading.box import instruments, messages, probes
from collab.grading.box.contract import FORGED, BoxError
from collab.grading.box.limits import Limits
from collab.grading.box.messages import Malformed, decode, decode_any, encode
from collab.grading.judge.student import Student, Tensor

ARRAY = np.arange(3.0)
SOME = [
    messages.Described("class", "Model", True),
    messages.Parameter("weight", (3, 2), "float32", True, ARRAY),
    messages.Part("layers.0", "Linear", {"weight": (3, 2)}),
    messages.Raised("ValueError", "no", 3, "x = y", 7, "f", ["ValueError", "Exception"]),
    messages.Settings(True, Limits(cell=3.5), {"secret": "/x", "port": 3}),
    messages.Hello(True, [["read a file", ""]]),
    messages.Started(12),
    messages.Used(1.5),
    messages.Ended(-9, "memory"),
    messages.Clean(),
    probes.Decayed(True, [ARRAY], [None, ARRAY], [True], [False]),
    probes.Epochs([probes.Returned("float", True, False, [], 1.5)], ARRAY, 3, 3, 0, 3),
    probes.Shapes("dict", True, [probes.Entry("weight", "str", "tuple", True, [3, 2])]),
]


def same(one: Any, two: Any) -> bool:
    if is_dataclass(one):
        return type(one) is type(two) and all(same(getattr(one, f.name), getattr(two, f.name)) for f in fields(one))
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(np.array_equal(one, two)) if isinstance(one, np.ndarray) else bool(one == two)


@pytest.mark.parametrize("message", SOME, ids=lambda m: type(m).__name__)
def test_what_was_sent_arrives(message: Any) -> None:
    assert same(decode(type(message), encode(message)), message)


@pytest.mark.parametrize(
    "message", [m for m in SOME if isinstance(m, messages.Settings | messages.Hello | messages.Ended)]
)
def test_judge_and_host_speak_json(message: Any) -> None:
    assert same(decode(type(message), json.loads(json.dumps(encode(message)))), message)


WRONG = [None, True, 3, 1.5, "x", [], [1], {}, {"other": 1}, ARRAY, [[]], {"is": "Kept"}, ("a", 1)]


@pytest.mark.parametrize("message", SOME, ids=lambda m: type(m).__name__)
def test_a_field_of_another_type_is_refused(message: Any) -> None:
    """Every field of every message with every kind of value: either it has the declared type, or the message is refused."""
    hints = messages._hints(type(message))
    right = encode(message)
    for f in fields(message):
        for value in WRONG:
            try:
                made = decode(type(message), {**right, f.name: value})
            except Malformed:
                continue
            assert same(decode(hints[f.name], encode(getattr(made, f.name))), getattr(made, f.name))
    with pytest.raises(Malformed):
        decode(type(message), {**right, "more": 1})
    with pytest.raises(Malformed):
        decode(type(message), [right])


def test_a_message_with_too_little_in_it_is_refused() -> None:
    with pytest.raises(Malformed, match="too little"):
        decode(messages.Ended, {"status": 1})


@pytest.mark.parametrize(
    "value",
    [{"is": "Nothing"}, {"is": 3}, {"is": "TensorFacts"}, {"is": "Items", "items": [[1, 2, 3]]}, [{"is": "Kept"}]],
)
def test_a_forged_tag_is_refused(value: Any) -> None:
    with pytest.raises(Malformed):
        decode_any(value)


class Forger:
    """A box that answers whatever it likes."""

    def __init__(self, answer: Any) -> None:
        self.answer, self.limits = answer, Limits()

    def request(self, op: str, limit: float, seed: int = 0, **fields: Any) -> Any:
        return self.answer


FACTS = {"is": "TensorFacts", "array": ARRAY, "type": "Tensor", "dtype": "float32", "requires_grad": False, "is_leaf": True, "is_parameter": False, "number": 3}  # fmt: skip


def test_an_honest_answer_becomes_a_tensor() -> None:
    out = Student(Forger(FACTS), "f", []).f(1)  # type: ignore[arg-type]
    assert isinstance(out, Tensor)
    assert out.call == "f(1)"


@pytest.mark.parametrize(
    "answer",
    [
        {**FACTS, "array": 3},
        {**FACTS, "number": "3"},
        {"is": "Kept", "number": 3},  # what only the judge may send
        {"is": "Given", "array": ARRAY},
        {"is": "Items", "items": [[[1], 2]]},  # a key that cannot be one
        {"is": "ObjectFacts", "type": 3, "repr": "", "number": 1},
    ],
)
def test_a_forged_answer_is_a_crashed_box_and_no_bug_of_the_suites(answer: Any) -> None:
    with pytest.raises(BoxError, match=FORGED) as caught:
        Student(Forger(answer), "f", []).f(1)  # type: ignore[arg-type]
    assert caught.value.status == "crashed"


@pytest.mark.parametrize("answer", [None, 3, {}, {"values": 3}, {"values": [], "grads": 1}])
def test_a_forged_reply_to_a_probe_is_too(answer: Any) -> None:
    with pytest.raises(BoxError, match=FORGED):
        Student(Forger(answer), "f", []).probe(probes.DecayWeights([ARRAY], [None], 0.1, 0.1, False))  # type: ignore[arg-type]


def test_every_probe_is_carried_out_and_has_a_limit() -> None:
    assert set(instruments.CARRIED_OUT) == set(probes.PROBES.values())
    assert {p.limit for p in probes.PROBES.values()} == {"call", "train"}
    assert all(hasattr(Limits(), p.limit) and is_dataclass(p.reply) for p in probes.PROBES.values())
