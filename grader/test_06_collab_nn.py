"""Lesson 06: embedding_size, CollabNN, EmbeddingNN.

Tables of mistakes and rules keep one row a line, each value with its question: hence `fmt: skip`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pairs
import pytest
import reference

from collab.data.plants import plant_by_distance
from collab.grading.box.contract import StudentError
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Parameter, Part, Student, Tensor, number
from collab.grading.judge.targets import best_of, refuse_flat_start

# Pairs (rows, width). All sizes differ, so that a mixed-up dimension shows.
USERS, ITEMS, N_ACT, ROWS = (10, 5), (7, 3), 11, 4
WIDTH = USERS[1] + ITEMS[1]
IDS = pairs.Ids(USERS[0], ITEMS[0])
ALL_IDS = np.array([(user, item) for user in range(USERS[0]) for item in range(ITEMS[0])])

# What an exception of Python's or torch's usually means in these two classes.
RAISES = expect.IN_INIT | {
    r"Sizes of tensors must match except in dimension 0": f"A `(B, {USERS[1]})` and a `(B, {ITEMS[1]})` tensor, put side by side row by row, make a `(B, {WIDTH})` tensor: which dimension grows?",
    r"stack expects each tensor": "`stack` makes a new dimension and needs equal shapes. In this network the rows are made longer: which function does that?",
    r"size of tensor a \(\d+\) must match the size of tensor b": "Two tensors of different shapes are added or multiplied, element by element. User and item vectors have different widths: how does the exercise put the two together?",
    r"mat1 and mat2 must have the same dtype|expected .*(Float|Long)": "Are these the ids themselves? Look the vectors up first: the tables turn ids into floats.",
    r"mat1 and mat2 shapes": "A layer gets rows of another length than it was built for. How long are the rows that go into it, and which number does its `nn.Linear` name?",
    r"(list|tuple|generator) is not a Module subclass": "`nn.Sequential` takes modules one by one and got one list: how are its entries handed over singly?",
    r"functional\.\w+ is not a Module subclass": "`nn.Sequential` takes modules, and that is a function, as `forward` would call it: which module does the same?",
    r"is not a Module subclass": "`nn.Sequential` takes modules, and one of its entries is none. A class without its parentheses, say, is not yet a module: which two characters make one?",
    r"can only concatenate": "A list and a tuple cannot be added: of which kind are your two?",
    r"values to unpack|(tuple|list) index out of range": "`layers` may hold any number of widths, one or three as well as two: what takes them all?",
    r"index out of range in self|out of bounds": "A table has fewer rows than the ids need: does each column go to its own table, and is a table built with rows first, width second?",
    r"'Embedding' object is not subscriptable": "An `nn.Embedding` is a module, and a module is called with the indices: is it indexed instead, with `[...]`?",
    r"(running_mean|weight) should contain \d+ elements": "A BatchNorm1d normalises what it is given: how many columns does that have?",
    r"expected 2D or 3D input": "A BatchNorm1d takes rows, `(B, n)`: does a `squeeze()` without a dimension remove the batch when it has one row?",
    r"more than 1 value per channel": "BatchNorm in training mode cannot work with one row. In evaluation mode it can: which mode is it in?",
    r"object is not callable": "What this line calls is no module and no function. Are the layers put into one `nn.Sequential`?",
}  # fmt: skip


def predictions(model: Handle, x: np.ndarray | Given) -> Tensor:
    """What the model returns for x: floats, one for each row."""
    rows = len(x.array if isinstance(x, Given) else x)
    squeezed = "does a `squeeze()` without a dimension remove the batch when it has one row?"
    reduced = "is something summed or averaged over it?"
    shapes = {
        (rows, 1): "The last layer gives one column, `(B, 1)`: what makes `(B,)` of it, one prediction a row?",
        (1, rows): "The last layer gives one column, `(B, 1)`: which dimension has to go?",
        (): f"One number for the whole batch: {squeezed if rows == 1 else reduced}",
        (2,): "Two predictions, however many rows: `x[0]` is a row, one pair. How do you get column 0 of `x`, all users?",
        (2 * rows,): "Two predictions a row: are users and items put below each other, where they belong side by side?",
    }  # fmt: skip
    usually = "One number for each row of x is asked for: which line makes another shape of it?"
    out = pairs.predictions(model, x, RAISES, shapes, usually)
    expect.floating(out)
    return out


def in_place_of_relu() -> Iterator[tuple[str, str]]:
    """The functions that one finds where a ReLU should be, by their names in reference.py, with the question about each."""
    names = {"tanh": "tanh", "sigmoid": "sigmoid", "gelu": "GELU", "silu": "SiLU", "elu": "ELU", "softplus": "softplus"}
    questions = {k: f"In place of the ReLU there is a {kind}: which function does the exercise put there?" for k, kind in names.items()} | {
        "leaky": "Negative numbers get through, shrunk, as in a LeakyReLU: what does a ReLU make of them?",
        "cut": "Hidden numbers are cut off above too, as by `nn.ReLU6` at 6 or a Hardtanh at its end: where does a plain ReLU end?",
    }  # fmt: skip
    for name in reference.OTHERS:
        for kind, question in questions.items():
            if name.rstrip(".0123456789") == kind:
                yield name, question


def check_range(out: Tensor, s: np.ndarray, y_range: tuple[float, float], **more: Any) -> None:
    always = "The range is always (0, 5.5): is `y_range` stored in `__init__` and used in `forward`?"
    pairs.check_range(out, s, y_range, [(s * 5.5, always)], **more)


def whole(value: Any, n: int) -> int:
    """What `embedding_size(n)` returned is an int, not a float, a tensor or a pair."""
    if type(value) is int:
        return value
    call, wanted = f"embedding_size({n})", reference.embedding_size(n)
    kind = value.type if isinstance(value, Tensor | Handle) else type(value).__name__
    is_float = isinstance(value, float)
    is_whole = isinstance(value, float) and value.is_integer()
    shown = number(value) if is_float and not is_whole else str(value)
    shown = "" if isinstance(value, Tensor | Handle) else f"{shown}, "
    message = f"`{call}` returned {shown}{expect.article(kind)}, expected the int {wanted}."
    expect.rules(
        (value is None, f"`{call}` returned None, expected the int {wanted}.", "Is there a `return`?"),
        (is_float and value == 600, message, "`nn.Embedding` takes whole numbers only: is the limit written as a float?"),
        (is_whole, message, "`nn.Embedding` takes whole numbers only: with a number of digits, `round` gives a float again. Has yours one?"),
        (is_float, message, "`nn.Embedding` takes whole numbers only: is it rounded?"),
        (kind == "tuple", message, "Only the width is asked for, and the pair (rows, width) is made later: which of the two is the width?"),
        (kind == "Tensor", message, "A tensor with one number in it is not yet a Python number: what takes the number out, and what makes it whole?"),
    )  # fmt: skip
    return expect.fail(message, "What makes one whole number of it?")


class TestEmbeddingSize:
    exercise = "embedding_size"
    kind = "function"

    def test_int(self, student: Student, rng: np.random.Generator) -> None:
        """returns an int."""
        n = int(rng.integers(50, 5_000))
        whole(student.embedding_size(n), n)

    @pytest.mark.share(2)
    def test_rule(self, student: Student, rng: np.random.Generator) -> None:
        """rounds 1.6 * n ** 0.56 to the nearest whole number."""
        sizes = self.draw_sizes(rng)
        got = [whole(student.embedding_size(n), n) for n in sizes]
        wanted = [reference.embedding_size(n) for n in sizes]
        if got == wanted:
            return
        n, value, right = next(row for row in zip(sizes, got, wanted, strict=True) if row[1] != row[2])
        expect.fail(f"`embedding_size({n})` returned {value}, expected {right}.", self.question(sizes, got, wanted, n))

    def question(self, sizes: list[int], got: list[int], wanted: list[int], n: int) -> str:
        """What these widths usually mean."""
        for rule, question in self.MISTAKES:
            values = [rule(size) for size in sizes]
            if got in (values, [min(600, v) for v in values]):
                return question
        if all(g in (w, 600) for g, w in zip(got, wanted, strict=True)):
            return f"The rule gives {wanted[sizes.index(n)]} there, which is still below 600: from which number of categories on does yours return 600, and why from there?"
        if got == [min(max(got), w) for w in wanted]:
            return f"No width is above {max(got)}: which limit does the rule name?"
        if got == [max(min(got), w) for w in wanted]:
            return f"No width is below {min(got)}: does the rule name a smallest one?"
        if all(v & (v - 1) == 0 for v in got if v != 600):  # the limit is none, and is kept all the same
            return "All your widths are powers of two: does the rule ask for that?"
        if all(v % 8 == 0 for v in got):
            return "All your widths are multiples of 8: does the rule ask for that?"
        if len(set(got)) <= 2:
            return f"For {len(sizes)} numbers of categories it returned {' or '.join(map(str, sorted(set(got))))} every time: does the argument come into it?"
        return f"Step by step: {n} ** 0.56 is {n**0.56:.3f}, and 1.6 times that is {1.6 * n**0.56:.3f}. Where does yours part from it?"

    def test_cap(self, student: Student, rng: np.random.Generator) -> None:
        """never exceeds 600."""
        for ends in ((40_001, 45_000), (39_600, 40_000), (10**5, 10**6), (10**8, 10**9)):
            n = int(rng.integers(*ends))
            value = whole(student.embedding_size(n), n)
            if value != 600:
                usually = "Above about 39,000 categories the power gives more than 600."
                if value > 600:
                    usually += " Is the width limited, and to how much?"
                expect.fail(f"`embedding_size({n})` returned {value}, expected 600.", usually)

    @staticmethod
    def draw_sizes(rng: np.random.Generator) -> list[int]:
        """Numbers of categories below the limit at which every one of MISTAKES shows: with fractions to be rounded up
        and down, and next to the places where one category more or less changes the width."""
        ranges = ((2, 6), (6, 12), (12, 100), (30_000, 39_000), (39_000, 39_400))
        sizes = [1, *(int(rng.integers(*ends)) for ends in ranges)]
        for wanted in ((0.55, 0.95), (0.05, 0.45)):
            many = rng.integers(100, 30_000, 200)
            fractions = (1.6 * many**0.56) % 1
            sizes += [int(n) for n in many[(fractions > wanted[0]) & (fractions < wanted[1])][:2]]
        for step in (1, -1):
            near = range(100, 5_000)
            edges = [n for n in near if reference.embedding_size(n) != reference.embedding_size(n + step)]
            sizes.append(int(rng.choice(edges)))
        return [sizes[i] for i in rng.permutation(len(sizes))]

    MISTAKES: tuple[tuple[Callable[[int], float], str], ...] = (
        (lambda n: int(1.6 * n**0.56), "`int()` and `//` cut the fraction off, so 74.9 becomes 74: which function goes to the nearest whole number?"),
        (lambda n: int(np.ceil(1.6 * n**0.56)), "Your widths are always rounded up: to which whole number is 74.1 nearest?"),
        (lambda n: reference.embedding_size(n + 1), "These are the widths for one category more: is something added to `n_categories`? It counts '#na#' already."),
        (lambda n: reference.embedding_size(n - 1), "These are the widths for one category fewer: is something subtracted from `n_categories`? It counts '#na#', and so does the rule."),
        (lambda n: max(600, round(1.6 * n**0.56)), "Nothing is below 600: of two numbers, `max` gives the larger. Which one is asked for?"),
        (lambda n: round(1.6 * min(n, 600) ** 0.56), "Your 600 limits the number of categories: what should it limit?"),
        (lambda n: round(1.6 * n**0.5), "That is the square root: which power does the rule name?"),
        (lambda n: round(1.6 * n**0.6), "Your power is 0.6: which does the rule name?"),
        (lambda n: round(1.6 * n**0.65), "Your power is 0.65: which does the rule name?"),
        (lambda n: round(n**0.56), "The factor in front of the power is missing: which does the rule name?"),
        (lambda n: round((1.6 * n) ** 0.56), "Your formula raises the factor to the power too: are there brackets too many? `**` goes before `*`."),
        (lambda n: round(1.6 * round(n**0.56)), "The power is made whole before it is multiplied: how often does the rule round, and when?"),
        (lambda n: int(1.6 * round(n**0.56)), "The power is made whole before it is multiplied: how often does the rule round, and when?"),
        (lambda n: round(1.6) * round(n**0.56), "The factor and the power are made whole one by one: how often does the rule round, and when?"),
        (lambda n: round(1.6 * n * 0.56), "`n * 0.56` is a product: how is a power written?"),
        (lambda n: min(50, (n + 1) // 2), "That is another rule of thumb, half the categories and at most 50: what does this one say?"),
        (lambda n: round(n**0.25), "That is another rule of thumb, the fourth root: what does this one say?"),
    )  # fmt: skip


# --- CollabNN ---

COLLAB_NN: dict[str, Any] = {"user_sz": USERS, "item_sz": ITEMS, "n_act": N_ACT}
ONE_ROW = "With more rows it comes out right: what does your `forward` do differently for one?"
BY_HAND = "Take one row with pencil and paper: which step of your `forward` gives something else?"
CUT_OFF = "Does `.detach()`, `.data` or `no_grad` in `forward` cut it off, or is it left out of `forward`?"
DEFAULT = "That is `{}` where the caller does not say: is the line with `def __init__` as it was given?"
LAYERS = {"w1": (N_ACT, WIDTH), "b1": (N_ACT,), "w2": (1, N_ACT), "b2": (1,)}


def new(student: Student, *sizes: Any, **arguments: Any) -> Handle:
    """A fresh model of the exercise's class, its lazy layers (if any) made real by a first look."""
    model = pairs.new(student, RAISES, *sizes, **arguments)
    try:
        model.parameters()
    except StudentError as e:
        if "uninitialized" not in str(e):
            raise
        with expect.explained(RAISES):
            in_mode(model, "eval")(np.zeros((2, 2), dtype=np.int64))
        model.method("train")
    return model


def in_mode(model: Handle, mode: str) -> Handle:
    """What `model.eval()` or `model.train()` returns: the model."""
    it = model.method(mode)
    if not isinstance(it, Handle):
        usually = "Every module has `train` and `eval` already: is there a method of your own by that name, and what does it return?"
        expect.fail(f"`{model.call}.{mode}()` did not return the model.", usually)
    return it


def under(parameters: list[Parameter], name: str) -> list[Parameter]:
    """The parameters that are, or hang below, the attribute of that name."""
    return [p for p in parameters if p.name == name or p.name.startswith(f"{name}.")]


def find_table(model: Handle, parameters: list[Parameter], name: str, size: tuple[int, int]) -> str:
    """The name of the table's only parameter, of the right shape."""
    found, call = under(parameters, name) or under(model.parameters(aliases=True), name), f"{model.call}.{name}"
    if not found:
        kind = model.attributes().get(name) or "nothing"
        listed = pairs.listed([p.name for p in parameters])
        message = f"`{model.call}` has {listed}, expected a table `{name}` of shape `{size}` among them."
        expect.rules(
            (kind == "Tensor", message, f"`self.{name}` is a plain tensor: only an `nn.Embedding` or an `nn.Parameter` is registered, and can learn."),
            (kind != "nothing", message, f"`self.{name}` is {expect.article(kind)}, which registers no parameter: what does the exercise say it is?"),
            (True, message, f"Is `self.{name}` assigned in `__init__`, spelt exactly so?"),
        )  # fmt: skip
    if found[0].shape != size:
        other = ITEMS if size == USERS else USERS
        hints: dict[tuple[int, ...], str] = {
            size[::-1]: "The pair is (rows, width): are the two swapped?",
            other: "That is the other side's pair: which of the two belongs to this table?",
            (size[0], other[1]): "The width is the other side's: from which pair does it come?",
            (other[0], size[1]): "The number of rows is the other side's: from which pair does it come?",
        }  # fmt: skip
        any_other = "The pair that is handed in is (rows, width): which two numbers does your table get?"
        usually = hints.get(found[0].shape, any_other)
        expect.fail(f"`{call}` has a table of shape `{found[0].shape}`, expected `{size}`.", usually)
    expect.rules((model.attributes().get(name) == "Parameter", f"`{call}` is an `nn.Parameter`, expected an `nn.Embedding`.", "A parameter is indexed, an embedding is a module and is called: which function of the exercise's text makes the table?"))  # fmt: skip
    must_learn(found[0], call)
    return found[0].name


def must_learn(p: Parameter, call: str) -> None:
    frozen = (
        "Training leaves it as it is: is it frozen, by `from_pretrained`, `freeze=True` or `requires_grad = False`?"
    )
    expect.rules((not p.requires_grad, f"`{call}` does not require a gradient, expected one that does.", frozen))


def find_layers(model: Handle, parameters: list[Parameter]) -> dict[str, str]:
    """Role to name of the four parameters of `layers`; their shapes tell which is which."""
    below = under(parameters, "layers")
    if len(below) < len(LAYERS):  # a layer may have a name of its own, which came first
        below = under(model.parameters(aliases=True), "layers")
    shapes = [p.shape for p in below]
    if sorted(shapes) != sorted(LAYERS.values()):
        listed = ", ".join(f"`{p.name.removeprefix('layers.')} {p.shape}`" for p in below) or "no parameters"
        wanted = f"weights `{LAYERS['w1']}` and `{LAYERS['w2']}`, each with its bias"
        wrong_layers(model, shapes, f"`{model.call}.layers` has {listed}, expected {wanted}.")
    for p in below:
        must_learn(p, f"{model.call}.{p.name}")
    return {role: next(p.name for p in below if p.shape == shape) for role, shape in LAYERS.items()}


def wrong_layers(model: Handle, shapes: list[tuple[int, ...]], message: str) -> None:
    """Fail with the question that usually belongs to these shapes of `layers`."""
    attributes = model.attributes()
    kind = attributes.get("layers") or "nothing"
    others = [k for k, other in attributes.items() if other in ("Sequential", "Linear", "ModuleList")]
    found = f"There is `self.{others[0]}`: names count to the letter. " if others else ""
    weights = [s for s in shapes if len(s) == 2] or [(0, 0)]
    (n_out, n_in), (n_last, _) = weights[0], weights[-1]
    reason = {
        2 * USERS[1]: "Twice the user's width: how wide is the item's vector?",
        2 * ITEMS[1]: "Twice the item's width: how wide is the user's vector?",
        USERS[1] * ITEMS[1]: "That is the product of the widths: how long is a row with both vectors side by side?",
        USERS[0] + ITEMS[0]: "These are the numbers of rows: where does the width stand in a pair?",
        USERS[1]: "That is the user's width alone: what else stands in the row?",
        ITEMS[1]: "That is the item's width alone: what else stands in the row?",
        sum(USERS) + sum(ITEMS): "The numbers of rows are counted with the widths: where does the width stand in a pair?",
        N_ACT: "Are inputs and outputs of the layer swapped? `nn.Linear` takes the number of inputs first.",
    }.get(n_in, f"The user's vector has {USERS[1]} numbers, the item's {ITEMS[1]}: how long are the two side by side?")  # fmt: skip
    expect.rules(
        (not shapes and kind in ("list", "tuple"), message, f"`self.layers` is a plain {kind}, and what is in it is not registered: training would never move it. Which container of `nn` holds modules in a row?"),
        (not shapes and kind != "nothing", message, f"`self.layers` is {expect.article(kind)} without parameters: what does the exercise put into it?"),
        (not shapes, message, f"{found}Is `self.layers` assigned in `__init__`, spelt exactly so?"),
        (weights == [(0, 0)], message, "Are there two `nn.Linear` in it?"),
        (n_in != WIDTH, message, f"The first layer takes rows of {n_in}. {reason}"),
        (len(weights) == 1, message, "There is one `nn.Linear`: which one makes the hidden numbers, and which one the score?"),
        (n_out != N_ACT, message, f"The first layer gives {n_out} numbers a row, and `n_act` is {N_ACT}: is the argument used?"),
        (len(weights) > 2, message, "There are more than two `nn.Linear`: how many hidden layers does the exercise list?"),
        (n_last != 1, message, f"The last layer gives {n_last} numbers a row: how many is a score?"),
        ((N_ACT,) not in shapes or (1,) not in shapes, message, "Without its bias a layer always maps 0 to 0, and a plain `nn.Linear` has one: is it switched off?"),
        (True, message, "One hidden layer, a ReLU, then the score: which of your layers has other parameters than these?"),
    )  # fmt: skip


def collab_nn_names(model: Handle) -> dict[str, str]:
    """Role to parameter name, after checking that everything is there and nothing else."""
    parameters = model.parameters()
    names = {"user": find_table(model, parameters, "user_factors", USERS), "item": find_table(model, parameters, "item_factors", ITEMS), **find_layers(model, parameters)}  # fmt: skip
    if len(trained := [p for p in parameters if p.requires_grad]) > len(names):  # each once, perhaps by another name
        ours = {p.shape for p in model.parameters(aliases=True) if p.name in names.values()}
        others = [p for p in trained if p.name not in names.values()]
        extra = [p.name for p in others if p.shape not in ours] or [p.name for p in others]
        expect.fail(f"`{model.call}` has also the parameter `{extra[0]}`, expected nothing besides the two tables and `layers`.", f"The docstring lists all that this model is made of: what is `{extra[0]}` for?")  # fmt: skip
    return names


def draw_collab_nn(rng: np.random.Generator, x: np.ndarray) -> reference.Arrays:
    """Fresh weights that give x scores of both signs, with the ReLU and without, so that one in the wrong place shows.

    One hidden number is far from 0, more than 6 to both sides where x has several rows, and another close to it: there
    functions that resemble a ReLU differ from it."""
    shapes = {"user": USERS, "item": ITEMS, **LAYERS}
    while True:
        p = {role: rng.normal(0, 0.7, shape).astype(np.float32) for role, shape in shapes.items()}
        p["w1"][0], p["w2"][0, 0] = p["w1"][0] * 6, p["w2"][0, 0] / 2
        raw = reference.side_by_side(p, x) @ p["w1"].T + p["b1"]
        p["b1"][1] += rng.choice([-0.01, 0.01]) - raw[0, 1]
        raw = reference.side_by_side(p, x) @ p["w1"].T + p["b1"]
        is_far = len(x) < 2 or raw[:, 0].min() < -8 < 8 < raw[:, 0].max()
        if is_far and both_signs(collab_nn_score(p, x)) and both_signs((raw @ p["w2"].T + p["b2"])[:, 0]):
            return p


def both_signs(scores: np.ndarray) -> bool:
    return len(scores) < 2 or bool(scores.min() < -0.1 and scores.max() > 0.1)


def loaded(student: Student, p: reference.Arrays, **more: Any) -> tuple[Handle, dict[str, str]]:
    """The student's CollabNN with the judge's weights in it, and the names of its parameters by role."""
    model = new(student, **COLLAB_NN, **more)
    names = collab_nn_names(model)
    model.load({names[role]: value for role, value in p.items()})
    return model, names


SMALLER = 64  # makes scores so small that a float64 tells their sigmoids from 0 and 1


def check_far_up(out: Tensor, score: np.ndarray) -> None:
    """Predictions of a model with the range (-WIDE, 0), for scores that reach up to FAR. There, -sigmoid_range(score, -WIDE,
    0) is sigmoid_range(-score, 0, WIDE)."""
    usually = f"With scores far below 0 it comes out right, and here they reach up to {score.max():.0f}: what cuts them off at a fixed number? Beyond it there is no gradient, and nothing is learnt."
    pairs.check_far(Tensor(-out.array, f"-{out.call}"), -score, usually)


def collab_nn_score(p: reference.Arrays, x: np.ndarray) -> np.ndarray:
    """The score before squashing: with (0, 1), sigmoid_range is the sigmoid, and its inverse leads back."""
    s = reference.collab_nn({k: v.astype(float) / (SMALLER if k in ("w2", "b2") else 1) for k, v in p.items()}, x, 0, 1)
    return SMALLER * np.log(s / (1 - s))


class TestCollabNN:
    exercise = "CollabNN"
    kind = "module"

    @pytest.mark.share(2)
    def test_parts(self, student: Student) -> None:
        """has two tables and, in `layers`, two linear layers of the right sizes."""
        model = new(student, **COLLAB_NN, y_range=(1.0, 4.0))
        collab_nn_names(model)
        pairs.check_apart(new(student, (6, 2), (6, 2)), (6, 2), "user_factors", "item_factors")
        pairs.check_order(model, lambda: new(student, USERS, ITEMS, (1.0, 4.0), N_ACT))
        model = new(student, user_sz=USERS, item_sz=ITEMS)
        hidden = [p.shape[0] for p in under(model.parameters(aliases=True), "layers") if p.shape[1:] == (WIDTH,)]
        if hidden[:1] != [100]:
            got = f"a hidden layer of {hidden[0]}" if hidden else "no hidden layer"
            expect.fail(f"`{model.call}` has {got}, expected 100.", DEFAULT.format("n_act"))

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """sends both vectors, side by side, through Linear, ReLU, Linear and the range."""
        x = IDS.draw(rng, ROWS)
        p = expect.draw_apart(lambda: draw_collab_nn(rng, x), lambda p: (reference.collab_nn(p, x), self.mistakes(p, x)))  # fmt: skip
        model, names = loaded(student, p)
        for ids in (x, Given(IDS.draw_at_ends(rng, ROWS + 2), strided=True)):
            rows = ids.array if isinstance(ids, Given) else ids
            out, wanted = predictions(model, ids), reference.collab_nn(p, rows)
            if not np.allclose(out.array, wanted, rtol=1e-4, atol=1e-5):
                usually = odd_behaviour(model, ids, out, {name: p[role] for role, name in names.items()})
                expect.close(
                    out.array,
                    wanted,
                    out.call,
                    [] if usually else self.mistakes(p, rows),
                    usually or pairs.cut_far(out.array, wanted) or BY_HAND,
                )
        others = draw_collab_nn(rng, x)
        loaded(student, others)
        mine, theirs = ({names[role]: value for role, value in q.items()} for q in (p, others))
        pairs.check_use(model, x, lambda q: reference.collab_nn({r: q[n] for r, n in names.items()}, x), mine, theirs)
        self.check_other_sizes(student, rng)

    @staticmethod
    def check_other_sizes(student: Student, rng: np.random.Generator) -> None:
        """As many hidden numbers as there are in a row of both vectors; more items than users."""
        x = np.array([[2, 5], [0, 3], [1, 0], [2, 2]])
        for users, items, n_act, usually in (
            (USERS, ITEMS, WIDTH, f"With another `n_act` it comes out right: what is different where the hidden layer is as wide as both vectors together, {WIDTH}?"),
            ((3, 2), (6, 4), 5, pairs.MORE_ITEMS.replace("movies", "items")),
        ):  # fmt: skip
            width = users[1] + items[1]
            shapes = {"user": users, "item": items, "w1": (n_act, width), "b1": (n_act,), "w2": (1, n_act), "b2": (1,)}
            p = {role: rng.normal(0, 0.7, shape).astype(np.float32) for role, shape in shapes.items()}
            with expect.explained({"": usually}):
                model = new(student, user_sz=users, item_sz=items, n_act=n_act)
                found = {part.shape: part.name for part in model.parameters()}
                model.load({found[shape]: p[role] for role, shape in shapes.items() if shape in found})
                out = predictions(model, x)
            expect.close(out.array, reference.collab_nn(p, x), out.call, usually=usually)

    @staticmethod
    def mistakes(p: reference.Arrays, x: np.ndarray) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        z = reference.side_by_side(p, x)
        raw = z @ p["w1"].T + p["b1"]
        linear = (raw @ p["w2"].T + p["b2"])[:, 0]

        def head(hidden: np.ndarray) -> np.ndarray:
            return reference.sigmoid_range((hidden @ p["w2"].T + p["b2"])[:, 0], 0, 5.5)

        halves = np.concatenate([z[:, USERS[1] :], z[:, : USERS[1]]], axis=1) @ p["w1"].T + p["b1"]
        found = [
            (head(raw), "These are the values without a ReLU: two linear layers in a row are only one. What stands between them?"),
            (reference.sigmoid_range(reference.relu(linear), 0, 5.5), "The ReLU stands after the last layer, but the score may be negative: where does the exercise put it?"),
            (head(reference.relu(np.maximum(z, 0) @ p["w1"].T + p["b1"])), "The values also pass a ReLU before the first layer, which throws half of each vector away: how many does the exercise list?"),
            (head(np.maximum(z, 0) @ p["w1"].T + p["b1"]), "The ReLU stands before the first layer: where does the exercise put it?"),
            (head(reference.relu(halves)), "The item's vector comes first in each row: in which order does the exercise name the two?"),
            *((head(reference.OTHERS[name](raw)), question) for name, question in in_place_of_relu()),
            (head(reference.relu(z / np.linalg.norm(z, axis=1, keepdims=True) @ p["w1"].T + p["b1"])), "The rows are divided by their length before the first layer: does the exercise list that step?"),
            (reference.sigmoid_range(reference.sigmoid_range(reference.relu(raw), 0, 5.5) @ p["w2"][0] + p["b2"][0], 0, 5.5), "The hidden layer is squashed too: which numbers should lie in the range?"),
            *pairs.squashing_mistakes((reference.relu(raw) @ p["w2"].T + p["b2"])[:, 0]),
        ]  # fmt: skip
        if x.max() < ITEMS[0]:
            found.append((reference.collab_nn(p, x[:, ::-1]), "Are the two columns swapped? Column 0 holds users."))
        return found

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the y_range that it is given."""
        x, y_range = IDS.draw(rng, ROWS - 1), (1.0, 4.0)
        p = draw_collab_nn(rng, x)
        model, s = loaded(student, p, y_range=y_range)[0], reference.collab_nn(p, x, 0, 1)
        check_range(predictions(model, x), s, y_range)
        loaded(student, p, y_range=(-1.0, 3.0))
        pairs.check_own_range(model, x, s, y_range)
        k = np.float32(pairs.to_far(collab_nn_score(p, x)))
        p |= {"w2": k * p["w2"], "b2": k * p["b2"]}
        pairs.check_far(predictions(loaded(student, p, y_range=(0, pairs.WIDE))[0], x), collab_nn_score(p, x))
        p |= {"w2": -p["w2"], "b2": -p["b2"]}
        check_far_up(predictions(loaded(student, p, y_range=(-pairs.WIDE, 0))[0], x), collab_nn_score(p, x))

    def test_batch_of_one(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a batch of one."""
        x = IDS.draw(rng, 1)
        p = draw_collab_nn(rng, x)
        model = loaded(student, p)[0]
        out = predictions(model, x)
        expect.close(out.array, reference.collab_nn(p, x), out.call, usually=ONE_ROW)
        pairs.check_ids_kept(student, model, IDS.draw(rng, ROWS))

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach the tables and the layers."""
        x, weights = IDS.draw_at_ends(rng, ROWS, first=1), rng.normal(size=ROWS).astype(np.float32)
        p = draw_collab_nn(rng, x)
        while np.abs(reference.side_by_side(p, x) @ p["w1"].T + p["b1"]).min() < 1e-3:  # a kink: the gradient jumps
            p = draw_collab_nn(rng, x)
        model, names = loaded(student, p)
        s = reference.collab_nn(p, x, 0, 1)
        wanted = reference.collab_nn_gradients(p, x, weights * s * (1 - s) * 5.5)
        check_gradients(model, x, weights, {name: wanted[role] for role, name in names.items()})

    @pytest.mark.share(2)
    def test_loss_target(self, student: Student, rng: np.random.Generator) -> None:
        """reaches the loss target on freshly planted ratings."""
        self.check_start(student)
        score = best_of(lambda: loss_ratio(student, "CollabNN", rng), LOSS_TARGET)
        if not score <= LOSS_TARGET:  # NaN is not, either
            message = pairs.missed_target("CollabNN", score, LOSS_TARGET, TARGET["n_ratings"])
            expect.fail(message, self.start_question(student))

    @staticmethod
    def fresh(student: Student) -> tuple[Handle, dict[str, str], reference.Arrays]:
        """A model as the student starts it, its parameters' names and values by role."""
        model = new(student, **COLLAB_NN)
        names = collab_nn_names(model)
        shapes = {"user": USERS, "item": ITEMS, **LAYERS}
        values = pairs.values(model, {name: shapes[role] for role, name in names.items()})
        return model, names, {role: values[name] for role, name in names.items()}

    def check_start(self, student: Student) -> None:
        """Hidden numbers that start alike stay alike, but for rounding, with which a few such models learn after all."""
        model, names, p = self.fresh(student)
        if all(np.ptp(p[role], axis=axis).max() == 0 for role, axis in (("w1", 0), ("b1", 0), ("w2", 1))):
            usually = "Hidden numbers that start alike get the same gradient and stay alike: they are one number. What does `nn.Linear` do when nobody sets its weights?"
            message = f"In a new `{model.call}`, all {N_ACT} rows of `{names['w1']}` are alike, and so are the entries of `{names['b1']}` and `{names['w2']}`. Expected rows that differ."
            expect.fail(message, usually)
        refuse_flat_start(predictions(model, ALL_IDS), 0, 5.5, self.start_question(student))

    def start_question(self, student: Student) -> str:
        """Values and gradients are right, so it is the start that spoils the training: what is odd about it?"""
        _, names, p = self.fresh(student)
        if (reference.side_by_side(p, ALL_IDS) @ p["w1"].T + p["b1"]).max() <= 0:
            return f"At the start every hidden number is 0 for every pair, since `{names['b1']}` or `{names['w1']}` makes all sums negative, and a ReLU passes no gradient there. What is done to them in `__init__`?"
        widest = max(names, key=lambda role: float(np.abs(p[role]).mean()))
        return f"Values and gradients are right, so look at where training starts: the numbers in `{names[widest]}` have an average size of {np.abs(p[widest]).mean():.3g}. What is done to them in `__init__`?"


def odd_behaviour(model: Handle, x: np.ndarray | Given, out: Tensor, loaded: dict[str, np.ndarray]) -> str:
    """What is odd about a model whose prediction `out` is wrong: chance in it, or tables that a look changes; or ""."""
    after = pairs.values(model, {name: value.shape for name, value in loaded.items()})
    for name, value in loaded.items():
        if not np.allclose(after[name], value, rtol=1e-5):
            return f"The call itself changed the numbers in `{name}`: does the table cut its vectors down (`max_norm`), or does `forward` set weights?"
    again = model(x)
    if isinstance(again, Tensor) and again.shape == out.shape and not np.allclose(again.array, out.array, rtol=1e-5):
        return "Asked again, with the same ids, the model returned other numbers: is there chance in it, such as a dropout?"
    return ""


def check_gradients(model: Handle, x: np.ndarray, weights: np.ndarray, wanted: reference.Arrays) -> None:
    with expect.explained(RAISES | {"does not require grad": CUT_OFF}, f"{model.call}(x)` and `backward"):
        got = model.gradients(x, weights=weights)
    pairs.check_gradients(got, wanted, f"{model.call}(x)", CUT_OFF, rtol=1e-3, atol=1e-4)


# The loss target. Paired, as in lesson 04: the student's error on hidden pairs over the reference's, trained on the same
# ratings in the same order. The ratings fall with a distance, which no sum of a user's and an item's number explains: a
# network without its ReLU is such a sum. Calibrated by tools/calibrate_loss_target.py --lesson 06_collab_nn.
TARGET: dict[str, Any] = {"n_users": 120, "n_movies": 80, "n_ratings": 6_000, "noise": 0.8, "n_hidden": 1_500}
RECIPE: dict[str, Any] = {"lr": 3e-2, "wd": 0.1, "batch_size": 128}
TARGET_WIDTHS, TARGET_ACT, EPOCHS = (12, 9), 100, 6
LOSS_TARGET = 3.5


def loss_ratio(student: Student, name: str, rng: np.random.Generator) -> float:
    """The student's mean squared error on hidden pairs over the reference's; nan where the predictions are none."""
    planted = plant_by_distance(seed=int(rng.integers(2**31)), **TARGET)
    sizes = (planted.n_users, TARGET_WIDTHS[0]), (planted.n_movies, TARGET_WIDTHS[1])
    order = np.stack([rng.permutation(len(planted.ratings)) for _ in range(EPOCHS)])

    def ours(x: np.ndarray, y: np.ndarray, hidden: np.ndarray) -> Iterator[np.ndarray]:
        for seed in rng.integers(2**31, size=2):  # the better of two starts: one alone is unlucky now and then
            trained = reference.train_collab_nn(*sizes, TARGET_ACT, x, y, order, **RECIPE, seed=int(seed))
            yield reference.collab_nn(trained, hidden)

    with expect.explained(RAISES, f"{name}, trained on {TARGET['n_ratings']:,} ratings,"):
        return pairs.loss_ratio(student, name, planted, sizes, order, RECIPE, ours)


# --- EmbeddingNN ---

BLOCKS, BATCH = (9, 6), 12
Layout = list[tuple[str, str, dict[str, tuple[int, ...]], float]]  # role, module's name, shapes of its tensors, its eps


@dataclass
class Network:
    """The judge's weights for an EmbeddingNN, float64, by role; `names` says where each goes in the student's model."""

    p: reference.Arrays
    linears: list[reference.Arrays]
    norms: list[reference.Arrays]
    names: dict[str, np.ndarray] = field(default_factory=dict)

    def predict(self, x: np.ndarray, training: bool, **more: Any) -> np.ndarray:
        return reference.embedding_nn(self.p, self.linears, self.norms, x, training, **more)

    def scores(self, x: np.ndarray, training: bool) -> np.ndarray:
        head = {key: value / SMALLER for key, value in self.linears[-1].items()}
        s = replace(self, linears=[*self.linears[:-1], head]).predict(x, training, low=0, high=1)
        return SMALLER * np.log(s / (1 - s))

    def smooth_at(self, x: np.ndarray) -> bool:
        """Whether no ReLU is at its kink in training mode and every column varies: gradients are well defined then."""
        h = reference.side_by_side(self.p, x)
        for linear, norm in zip(self.linears, self.norms, strict=False):
            raw = h @ linear["weight"].T + linear.get("bias", 0.0)
            if np.abs(raw).min() < 1e-3 or reference.relu(raw).var(0).min() < 0.02:
                return False
            h = reference.batch_norm(reference.relu(raw), norm, training=True)
        return True


def embedding_nn_layout(model: Handle, layers: tuple[int, ...]) -> Layout:
    """Tables, linear layers and norms, after checking that all are there.

    Roles come from shapes, which all differ: "user", "item", "linear0", "norm0", …"""
    parameters, modules = model.parameters(), model.modules()
    found: Layout = []
    for role, size in (("user", USERS), ("item", ITEMS)):
        tables = [p for p in parameters if p.shape == size]
        turned = [p.name for p in parameters if p.shape == size[::-1]]
        listed = ", ".join(f"`{p.name} {p.shape}`" for p in parameters[:3]) or "none"
        expect.rules(
            (not tables and turned, f"`{model.call}.{(*turned, '')[0]}` has shape `{size[::-1]}`, expected `{size}`.", "The pair is (rows, width): are the two swapped?"),
            (not tables, f"`{model.call}` has no table of shape `{size}` for the {role}s. Its first parameters: {listed}.", "Are the given lines of `__init__` still there?"),
        )  # fmt: skip
        found.append((role, tables[0].name, {}, 0.0))
    wanted = list(zip((*layers, 1), (WIDTH, *layers), strict=True))
    linears = [m for m in modules if m.kind == "Linear"]
    norms = [m for m in modules if m.kind == "BatchNorm1d"]
    sizes = [m.shapes.get("weight") or (0, 0) for m in linears]
    widths = norm_widths(modules)
    if sorted(sizes) != sorted(wanted) or sorted(widths) != sorted(layers):
        message = f"`{model.call}` has {show_layers(sizes, widths)}. Expected {show_layers(wanted, layers)}."
        wrong_layout(model, [m.kind for m in modules], sizes, widths, layers, message)
    for i, shape in enumerate(wanted):
        part = linears[sizes.index(shape)]
        found.append((f"linear{i}", part.name, present(part, weight=shape, bias=shape[:1]), 0.0))
    for i, width in enumerate(layers):
        part = norms.pop(widths.index(width))  # of equal ones the first: draw_network gives them equal numbers
        widths.remove(width)
        shapes = present(part, **dict.fromkeys(("weight", "bias", "running_mean", "running_var"), (width,)))
        if not {"running_mean", "running_var"} <= set(shapes):
            usually = "In evaluation mode it would still normalise with the batch at hand: a rating would depend on whose ratings are asked for with it. Is `track_running_stats` switched off?"
            message = f"`{part.name}` of `{model.call}` keeps no running statistics, expected a BatchNorm1d that does."
            expect.fail(message, usually)
        if not part.eps <= 0.01:
            expect.fail(f"`{part.name}` of `{model.call}` adds {part.eps:g} to the variance, expected a number close to 0.", "It is there so that nothing is divided by 0: which `eps` does yours get?")  # fmt: skip
        found.append((f"norm{i}", part.name, shapes, part.eps))
    known = {name for _, name, *_ in found} | {f"{name}.{k}" for _, name, shapes, _ in found for k in shapes}
    for p in parameters:
        if p.name not in known and p.requires_grad:
            usually = "The docstring lists all that this model is made of, and a ReLU has no parameter: which of your modules brings this one along?"
            message = f"`{model.call}` has also the parameter `{p.name}` of shape `{p.shape}`, expected none besides those of tables, Linear and BatchNorm1d."
            expect.fail(message, usually)
        if p.name in known:
            must_learn(p, f"{model.call}.{p.name}")
    return found


def norm_widths(modules: list[Part]) -> list[int]:
    """How wide each BatchNorm1d is: its first tensor tells, be it a weight or a running mean."""
    first = [next(iter(m.shapes.values()), ()) for m in modules if m.kind == "BatchNorm1d"]
    return [shape[0] if shape else 0 for shape in first]


def present(part: Part, **shapes: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Those of the shapes whose tensors the module has: a bias, say, may be switched off."""
    return {key: shape for key, shape in shapes.items() if key in part.shapes}


def show_layers(sizes: Sequence[tuple[int, ...]], widths: Sequence[int]) -> str:
    linears = "Linear weights " + ", ".join(f"`{s}`" for s in sizes) if sizes else "no Linear"
    norms = "BatchNorm1d of width " + ", ".join(map(str, widths)) if widths else "no BatchNorm1d"
    return f"{linears}; {norms}"


def wrong_layout(model: Handle, kinds: list[str], sizes: list[Any], widths: list[int], layers: tuple[int, ...], message: str) -> None:  # fmt: skip
    """Fail with the question that usually belongs to Linear weights of these sizes and norms of these widths."""
    twins = f"Blocks may be equally wide, and each is a block of its own, with layers of its own: is something kept, or looked for, by its width, as in a dictionary, a set or with `index`? (`layers` is {layers}.)"
    attributes = model.attributes().items()
    plain = [name for name, kind in attributes if kind in ("list", "tuple", "dict") and name != "y_range"]
    wanted = list(zip((*layers, 1), (WIDTH, *layers), strict=True))
    others = [k for k in kinds if k.endswith("Norm") or (k.startswith("BatchNorm") and k != "BatchNorm1d")]
    n_in = sizes[0][-1] if sizes else WIDTH
    blocks = "one block" if len(layers) == 1 else f"{len(layers)} blocks"
    advice = "Which is missing, or too many?" if len(layers) == 2 else "Is the number of blocks written out?"
    count = f"`layers` is {layers}: {blocks} and a head make {len(wanted)} Linear, and your model has {len(sizes)}. {advice}"
    are_wrong = sorted(sizes) != sorted(wanted)
    expect.rules(
        (len(set(layers)) < len(layers), message, twins),
        (not sizes and not widths and plain, message, f"`self.{(*plain, '')[0]}` is a plain Python container, and what is in it is not registered: training would never move it. Which container of `nn` holds modules in a row?"),
        (not sizes, message, "Each block begins with an `nn.Linear`, and the head is one: what stands in their place?"),
        ((100, WIDTH) in sizes and layers != (100, 50), message, "The widths are always 100 and 50: is the argument `layers` used?"),
        (len(sizes) == len(layers) and sorted(sizes) == sorted(wanted[:-1]), message, "The head is missing: what makes one score of the last block's numbers?"),
        (len(layers) > 1 and widths == [layers[-1]], message, f"Only the block of width {layers[-1]} is there: does each turn of the loop add to your list, or start a new one?"),
        (len(sizes) < len(wanted), message, count),
        (are_wrong and n_in != WIDTH, message, f"The first Linear takes rows of {n_in}: the user's vector has {USERS[1]} numbers, the item's {ITEMS[1]}. How long are the two side by side?"),
        (are_wrong and len(sizes) > len(wanted), message, count),
        (are_wrong, message, "Each Linear takes as many numbers as the block before it gives: which of yours does not?"),
        (others, message, f"`{(*others, '')[0]}` is another normalisation than BatchNorm1d, which takes each column over the rows of the batch: which one does the exercise name?"),
        (not widths, message, "Each block ends with a BatchNorm1d: with what do yours end?"),
        (len(widths) < len(layers), message, "One block has no BatchNorm1d: does your last block end with one too?"),
        (len(widths) > len(layers), message, "There is a BatchNorm1d too many: one for each block, none before the first Linear, none around the head. Which of yours stands outside a block?"),
        (True, message, "A BatchNorm1d is as wide as what it gets: how many numbers does the Linear before it give?"),
    )  # fmt: skip


def draw_network(rng: np.random.Generator, layout: Layout, x: np.ndarray) -> Network:
    """Fresh weights for that layout, rounded as float32 rounds them, so that both sides compute with the same numbers."""
    while True:
        network = Network({}, [], [])
        for role, name, shapes, eps in layout:
            if role in ("user", "item"):
                network.p[role] = rng.normal(0, 0.8, USERS if role == "user" else ITEMS)
                network.names[name] = network.p[role]
                continue
            is_norm = role.startswith("norm")
            layer: reference.Arrays = {"eps": np.array(eps)} if is_norm else {}
            same = [n for n in network.norms if is_norm and {k: v.shape for k, v in n.items() if k != "eps"} == shapes]
            for key, shape in shapes.items():
                positive = key == "running_var" or (key == "weight" and is_norm)
                layer[key] = rng.uniform(0.5, 1.5, shape) if positive else rng.normal(0, 0.6, shape)
                if same:  # two norms of equal width, of which nobody knows which is which
                    layer[key][...] = same[0][key]
                network.names[f"{name}.{key}"] = layer[key]
            (network.norms if is_norm else network.linears).append(layer)
        # One hidden number is far from 0, to both sides: there functions that resemble a ReLU differ from it.
        network.linears[0]["weight"][0] *= 5
        network.linears[1]["weight"][:, 0] /= 2
        for value in network.names.values():
            value[...] = value.astype(np.float32)
        raw = reference.side_by_side(network.p, x) @ network.linears[0]["weight"][0]
        if raw.min() < -7 < 7 < raw.max() and network.smooth_at(x) and both_signs(network.scores(x, False)):
            return network


def with_network(student: Student, rng: np.random.Generator, x: np.ndarray, layers: tuple[int, ...] = BLOCKS, **more: Any) -> tuple[Handle, Network]:  # fmt: skip
    """The student's EmbeddingNN with the judge's weights and running statistics in it."""
    model = new(student, user_sz=USERS, item_sz=ITEMS, layers=layers, **more)
    network = draw_network(rng, embedding_nn_layout(model, layers), x)
    model.load({name: value.astype(np.float32) for name, value in network.names.items()})
    return model, network


CLOSE_ENOUGH: dict[str, Any] = {"rtol": 1e-3, "atol": 1e-4}  # float32, through some divisions by standard deviations


class TestEmbeddingNN:
    exercise = "EmbeddingNN"
    kind = "module"

    def test_parts(self, student: Student) -> None:
        """has a Linear and a BatchNorm1d for each block, and a Linear for the head."""
        model = new(student, user_sz=USERS, item_sz=ITEMS, layers=BLOCKS, y_range=(1.0, 4.0))
        embedding_nn_layout(model, BLOCKS)
        pairs.check_apart(new(student, (6, 2), (6, 2), BLOCKS), (6, 2), "users", "items")
        pairs.check_order(model, lambda: new(student, USERS, ITEMS, BLOCKS, (1.0, 4.0)))
        model = new(student, user_sz=USERS, item_sz=ITEMS)
        widths = tuple(sorted(norm_widths(model.modules()), reverse=True))
        if widths != (100, 50):
            expect.fail(f"`{model.call}` has blocks of {widths}, expected (100, 50).", DEFAULT.format("layers"))

    @pytest.mark.share(2)
    def test_evaluation(self, student: Student, rng: np.random.Generator) -> None:
        """in evaluation mode, chains Linear, ReLU, BatchNorm with its running statistics."""
        x = IDS.draw(rng, BATCH)
        model, network = with_network(student, rng, x)
        out = predictions(in_mode(model, "eval"), x)
        wanted = network.predict(x, False)
        expect.close(
            out.array, wanted, out.call, self.mistakes(network, x), pairs.cut_far(out.array, wanted) or BY_HAND
        )
        other = with_network(student, rng, x)[1]
        mine, others = ({k: v.astype(np.float32) for k, v in n.names.items()} for n in (network, other))

        def predict(p: reference.Arrays) -> np.ndarray:
            return (network if p is mine else other).predict(x, False)

        pairs.check_use(model, x, predict, mine, others, training=False)

    @staticmethod
    def mistakes(n: Network, x: np.ndarray) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return in evaluation mode, each with the question about it."""

        def order(block: str, last: str | None = None) -> np.ndarray:
            return n.predict(x, False, block=block, last=last)

        first = {**n.linears[0], "weight": np.roll(n.linears[0]["weight"], -ITEMS[1], axis=1)}
        turned = Network(n.p, [first, *n.linears[1:]], n.norms)
        return [
            (order("linear norm relu"), "In your blocks the ReLU comes last: Linear, BatchNorm, ReLU. Which of BatchNorm and ReLU does the exercise put first?"),
            (order("linear norm"), "These are the values without any ReLU, and then all the layers together are a single linear one: does every block have its ReLU?"),
            *((order(f"linear {name} norm"), question) for name, question in in_place_of_relu()),
            (order("linear relu"), "These are the values without any BatchNorm: does `forward` pass through it?"),
            (order("linear relu norm", "linear norm"), "The last block has no ReLU: what distinguishes it from the others?"),
            (order("linear relu norm", "linear relu"), "The last block's BatchNorm is not used: does `forward` pass through it?"),
            (order("linear relu norm", "linear"), "The last block is only its Linear: what else does a block consist of?"),
            (order("linear relu norm", "linear norm relu"), "In the last block the ReLU comes after the BatchNorm: which of the two does the exercise put first?"),
            (order("linear norm", "linear relu norm"), "The first block has no ReLU: what distinguishes it from the others?"),
            (order("linear relu norm relu"), "There is a ReLU on both sides of the BatchNorm, and the second throws half of its output away: which of the two does the exercise list?"),
            (order("linear relu norm", "linear relu norm relu"), "There is another ReLU between the last block and the head: does the exercise list one there?"),
            (n.predict(x, True), "These are the values with the batch's own mean and variance, as in training. In evaluation mode BatchNorm uses the statistics that it kept: is its mode fixed somewhere?"),
            (turned.predict(x, False), "The item's vector comes first in each row: in which order does the exercise name the two?"),
            (n.predict(x[:, ::-1], False), "Are the two columns swapped? Column 0 holds users."),
            *pairs.squashing_mistakes(n.scores(x, False)),
        ]  # fmt: skip

    @pytest.mark.share(2)
    def test_training(self, student: Student, rng: np.random.Generator) -> None:
        """in training mode, normalises with the batch's own mean and variance, and keeps them for later."""
        x = IDS.draw(rng, BATCH)
        model, network = with_network(student, rng, x)
        model = in_mode(model, "train")
        out = predictions(model, x)
        kept = "These are the values of evaluation mode, with the running statistics: does something switch the mode off, or tell BatchNorm that it is not training?"
        random = "In evaluation mode the values are right. What else in your layers behaves differently in training? Nothing but BatchNorm should."
        expect.close(out.array, network.predict(x, True), out.call, [(network.predict(x, False), kept)], random, **CLOSE_ENOUGH)  # fmt: skip
        after = model.buffers()
        usually = "In training mode BatchNorm keeps a running average of each batch's mean and variance, for evaluation to use: does it get the chance?"
        for name, before in network.names.items():
            now = after.get(name, before)
            if name.endswith("running_mean") and now.shape == before.shape and np.allclose(now, before, rtol=1e-6):
                message = f"After `{out.call}` the running statistics in `{name}` are what they were, expected others."
                expect.fail(message, usually)
        with suppress(StudentError):  # BatchNorm raises one for a single row in training mode
            model(x[:1])
        usually = "Before, a single row was asked for in training mode, and since then the model is in evaluation mode: which line switches it?"
        out = predictions(model, x)
        expect.close(out.array, network.predict(x, True), out.call, usually=usually, **CLOSE_ENOUGH)

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the y_range that it is given."""
        x, y_range = IDS.draw(rng, BATCH - 1), (1.0, 4.0)
        model, network = with_network(student, rng, x, y_range=y_range)
        out = predictions(in_mode(model, "eval"), x)
        s = network.predict(x, False, low=0, high=1)
        check_range(out, s, y_range)
        with_network(student, rng, x, y_range=(-1.0, 3.0))
        pairs.check_own_range(model, x, s, y_range)
        for y_range, sign, check in (((0, pairs.WIDE), 1, pairs.check_far), ((-pairs.WIDE, 0), -1, check_far_up)):
            model, network = with_network(student, rng, x, y_range=y_range)
            k = sign * pairs.to_far(network.scores(x, False))
            for value in network.linears[-1].values():
                value[...] = (k * value).astype(np.float32)
            model.load({name: value.astype(np.float32) for name, value in network.names.items()})
            check(predictions(in_mode(model, "eval"), x), network.scores(x, False))

    def test_batch_of_one(self, student: Student, rng: np.random.Generator) -> None:
        """in evaluation mode, keeps its shape for a batch of one."""
        x = IDS.draw_at_ends(rng, BATCH)
        model, network = with_network(student, rng, x)
        for row in (x[:1], x[1:2]):
            out = predictions(in_mode(model, "eval"), Given(row, strided=True))
            expect.close(out.array, network.predict(row, False), out.call, usually=ONE_ROW)
        pairs.check_ids_kept(student, model, x)

    def test_any_layers(self, student: Student, rng: np.random.Generator) -> None:
        """makes a block for each width in `layers`, however many."""
        for layers in ((11,), (9, 6, 2), (7, 7)):
            x = IDS.draw(rng, BATCH)
            model, network = with_network(student, rng, x, layers)
            out = predictions(in_mode(model, "eval"), x)
            usually = f"With `layers` {BLOCKS} it comes out right: what is different with {layers}?"
            expect.close(out.array, network.predict(x, False), out.call, self.mistakes(network, x), usually)

    @pytest.mark.share(2)
    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """in training mode, lets gradients reach every table and layer."""
        x, weights = IDS.draw_at_ends(rng, BATCH, first=1), rng.normal(size=BATCH).astype(np.float32)
        model, network = with_network(student, rng, x)
        wanted = {
            name: reference.numeric_gradient(lambda: float(network.predict(x, True) @ weights), value)
            for name, value in network.names.items()
            if "running" not in name
        }
        in_mode(model, "train")
        check_gradients(model, x, weights, wanted)
        self.check_start(student)

    @staticmethod
    def check_start(student: Student) -> None:
        """As CollabNN's: hidden numbers that start alike stay alike, and from where all is flat nothing is learnt."""
        model = new(student, user_sz=USERS, item_sz=ITEMS, layers=BLOCKS)
        layout = embedding_nn_layout(model, BLOCKS)
        tables = {name: USERS if role == "user" else ITEMS for role, name, *_ in layout if role in ("user", "item")}
        shapes = {f"{name}.{key}": shape for _, name, tensors, _ in layout for key, shape in tensors.items() if "running" not in key}  # fmt: skip
        p = pairs.values(model, tables | shapes)
        name = {role: name for role, name, *_ in layout}
        z = reference.side_by_side({"user": p[name["user"]], "item": p[name["item"]]}, ALL_IDS)
        first, second = (p[f"{name[role]}.weight"] for role in ("linear0", "linear1"))
        bias = p.get(f"{name['linear0']}.bias", np.zeros(BLOCKS[0]))
        scales = [p[k] for role, n, *_ in layout if role.startswith("norm") and (k := f"{n}.weight") in p]
        alike = not np.ptp(first, axis=0).any() and not np.ptp(bias) and not np.ptp(second, axis=1).any()
        expect.rules(
            (alike, f"In a new `{model.call}`, all {BLOCKS[0]} rows of `{name['linear0']}.weight` are alike, and so are the columns of `{name['linear1']}.weight`. Expected rows that differ.", "Hidden numbers that start alike get the same gradient and stay alike: they are one number. What does `nn.Linear` do when nobody sets its weights?"),
            ((z @ first.T + bias).max() <= 0, f"In a new `{model.call}` every number that the first block's Linear gives is negative, for every pair, expected some that a ReLU lets through.", "A ReLU passes no gradient where its input is negative: what is done to weights and biases in `__init__`?"),
            (scales and not any(scale.any() for scale in scales), f"In a new `{model.call}` the `weight` of every BatchNorm1d is 0, expected numbers with which a block gives something.", "A block whose last step multiplies by 0 passes nothing on, and no gradient back: what is done to the norms in `__init__`?"),
        )  # fmt: skip
        usually = "Which numbers does a new model hold, and in which of its layers are they large?"
        refuse_flat_start(predictions(in_mode(model, "eval"), ALL_IDS), 0, 5.5, usually)
