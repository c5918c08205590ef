"""Lesson 03: create_params, parameter_shapes, EmbeddingTable."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np
import pytest
import reference

from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.box.messages import Kept
from collab.grading.judge import expect
from collab.grading.judge.student import Given, Handle, Student, Tensor, number

# --- is it drawn as it should be? ---
STD = 0.01
MANY = (320, 180)  # entries enough to tell a standard deviation of 0.0088 from 0.01; nothing made of the sizes is 0.1
FALSE_REJECT = 1e-10  # at most this is the probability that the right draw is refused: a bound, no approximation
DEEP = (80, 40, 18)  # as many
LARGE = (500, 400)  # with those before, so many that all are within 4 standard deviations with a probability of 6e-11
FARTHEST = 3.5  # standard deviations: that all of so many are nearer has a probability of 3e-12


def check_draw(values: np.ndarray, call: str) -> None:
    """The values, as many as MANY says, are drawn independently from a normal distribution with mean 0 and standard
    deviation 0.01.

    Two tests decide: the distance of their distribution function from the right one, and whether any is far out. What
    was drawn instead is then read from mean, spread and range."""
    x = values.astype(np.float64).ravel()
    expect.rules((len(x) != MANY[0] * MANY[1], f"`{call}` holds {len(x)} numbers, expected {MANY[0] * MANY[1]}.", ""))
    repeated = len(np.unique(x)) < len(x) / 50
    bound = reference.distance_bound(len(x), FALSE_REJECT)
    cut = np.abs(x).max() <= FARTHEST * STD
    if not repeated and not cut and np.isfinite(x).all() and reference.normal_distance(x, STD) <= bound:
        constant = np.flatnonzero((values == values[:, :1]).all(1)) if values.ndim == 2 else np.empty(0, int)
        if constant.size:
            held = number(values[constant[0], 0])
            expect.fail(f"Row {constant[0]} of `{call}` holds {held} only, expected random numbers as in the other rows.", "In this table every row counts, that of '#na#' too: which line writes into this one?")  # fmt: skip
        return
    mean, std, low, high = x.mean(), x.std(), x.min(), x.max()
    came = f"`{call}` holds numbers with mean {beside(mean, std)} and standard deviation {beside(std, 1e-6)}, expected a normal distribution with mean 0 and standard deviation {STD}."

    def spread(*wrong: float) -> bool:
        return any(abs(std / w - 1) < 0.02 for w in wrong)

    fans = (MANY[0], MANY[1], sum(MANY) / 2, sum(MANY), MANY[0] * MANY[1])
    by_size = [math.sqrt(gain / fan) for gain in (1, 2, 1 / 3) for fan in fans]

    expect.fail(came, expect.first(  # one row a line, which the formatter would take apart: condition, question
        (not np.isfinite(x).all(), "Some of them are no numbers at all. `torch.empty` takes memory as it finds it: is it filled afterwards?"),
        (low == high and np.isclose(low, STD), f"All of them are {STD}. If `normal_` draws them, which of its two numbers is the mean? If nothing does: entries that start equal get equal gradients and stay equal."),
        (low == high, f"All of them are {number(low)}. Entries that start equal get equal gradients and stay equal: which step draws random numbers?"),
        (repeated, "Most of them occur several times, and every entry needs a random number of its own: what is drawn once and then repeated?"),
        # For a normal distribution the largest of so many is more than 3.5 standard deviations out; a uniform one ends at 1.73.
        (max(high - mean, mean - low) < 1.9 * std, f"They lie evenly spread between {beside(low, std)} and {beside(high, std)}: that is a uniform distribution, as `rand` draws. A normal one has most of its numbers near 0: which function draws it?"),
        (low >= 0, "None of them is negative: a normal distribution with mean 0 has as many on either side. Which step takes the sign away?"),
        (abs(mean) > 0.3 * std, "They are centred somewhere else than 0: what moves them?"),
        (spread(*by_size, *(STD * s for s in by_size)), "Does the spread depend on the size, as the rules called `kaiming` and `xavier` make it? It should be the same for every size."),
        (spread(1.0), "They are as large as `randn` draws them: what makes them small? (If `normal_` or its relatives get a single number, that is the mean.)"),
        (spread(0.1), "Was 0.01 meant to be the variance? `normal_` and its relatives take the standard deviation itself: is there a square root?"),
        (spread(1e-4), "That is 0.01 squared. Is the factor 0.01 in there twice?"),
        (spread(1e-3), "That is ten times too small: how many zeros has your number?"),
        (cut and 0.8 * STD < std < 1.01 * STD, f"None of them is farther out than {number(np.abs(x).max())}, and of so many some should be: is everything beyond a limit cut off, as fastai does for its embeddings? This exercise asks for an ordinary normal distribution, not truncated: which function draws it?"),
        (spread(STD), "Mean and standard deviation are right, but the shape is not that of a normal distribution: how are they drawn?"),
        (True, "Does the spread depend on the size? It should be the same for every size."),
    ))  # fmt: skip


def beside(value: float, scale: float) -> str:
    """The number to three digits; 0 where it is next to nothing beside `scale`."""
    return "0" if abs(value) < scale / 50 else f"{value:.3g}"


class TestCreateParams:
    exercise, kind = "create_params", "function"
    ERRORS: ClassVar = {
        "values to unpack|index out of range|missing . required": "A size may hold one number, two or more: which line counts on two?",
        "Fan in and fan out": "The rules called `kaiming` and `xavier` make the spread of the size, and need two dimensions for it. Here it is the same for every size: which function of `nn.init` takes it as a number?",
        "unhashable": "A size may be a list, and a list cannot be a key: what keeps results by their arguments, as `lru_cache` does? A new parameter is asked for at every call.",
        "nference": "A tensor made under `torch.inference_mode()` stays one for ever: which line switches that on, and is it needed to draw numbers?",
    }  # fmt: skip

    def ask(self, student: Student, size: list[int] | tuple[int, ...]) -> Tensor:
        """The tensor that came back."""
        with expect.explained(self.ERRORS, expected=f"shape `{tuple(size)}`"):
            return expect.tensor(student.create_params(size), f"create_params({size})")

    def test_type(self, student: Student) -> None:
        """returns an nn.Parameter that can be trained."""
        call = "create_params([4, 3])"
        with expect.explained(self.ERRORS):
            got = student.create_params([4, 3])
        if isinstance(got, Handle):
            usually = "A parameter is a tensor, not a module with one inside: what makes one without a module?" if got.type in ("Embedding", "Linear") else "Is something wrapped around it, or a method not called?"  # fmt: skip
            expect.fail(f"`{call}` returned {expect.article(got.type)}, expected an nn.Parameter.", usually)
        out = expect.tensor(got, call)
        if not out.is_parameter:
            expect.fail(f"`{call}` returned {expect.article(out.type)}, expected an nn.Parameter.", expect.first(
                (out.requires_grad and not out.is_leaf, "It was computed from something that requires a gradient. Whatever you compute from an `nn.Parameter`, `* 0.01` for instance, is no parameter any more: which step has to come last?"),
                (out.requires_grad, "`requires_grad=True` gives it a gradient, but a module registers only an `nn.Parameter`: what makes one of a tensor?"),
                (True, "A plain tensor is not registered by a module, and no optimizer gets to see it: what makes a parameter of it?"),
            ))  # fmt: skip
        expect.floating(out)
        expect.rules((not out.requires_grad, f"`{call}` returned a parameter with `requires_grad=False`, expected one that can be trained.", "An optimizer leaves it as it is: what switches its gradient off?"))  # fmt: skip
        parameter = Handle(student, Kept(out.number), call)
        under, result = parameter.method("is_inference"), parameter.method("square")
        never = f"`{call}` returned a parameter that cannot be trained: what is computed from it has no gradient."
        expect.rules(
            (under is True, never, self.ERRORS["nference"]),
            (not (isinstance(result, Tensor) and result.requires_grad), never, "Are gradients switched off by `create_params`, and not on again?"),
        )  # fmt: skip

    def test_size(self, student: Student, rng: np.random.Generator) -> None:
        """has the size that it is given."""
        n, d, k = (int(v) for v in rng.permutation([4, 5, 7]))
        for size in ([n, d], [n], (d, k), [k, n, d], [1, k]):
            out = self.ask(student, size)
            expect.shape(out, tuple(size), {
                tuple(reversed(size)): "The sizes come in the wrong order: what turns them round?",
                (len(size),): "Its length is the number of sizes: were the sizes themselves made into a tensor?",
                tuple(size[:1]): "Only the first of the sizes is used: where do the others come in?",
                (int(np.prod(size)),): "As many entries as wanted, but in one row: what arranges them?",
                (*size, 1): "There is a dimension too many at the end: where does the 1 come from?",
            }, "A size may hold one number, two or more, and each is one dimension: what becomes of them?")  # fmt: skip
        expect.left_alone(student, "create_params", f"create_params({[n, d]})", size=[n, d])

    @pytest.mark.share(3)
    def test_distribution(self, student: Student) -> None:
        """draws from a normal distribution with mean 0 and standard deviation 0.01."""
        farthest = []
        for size in (list(MANY), [MANY[0] * MANY[1]], list(DEEP)):
            values = self.ask(student, size).array
            check_draw(values, f"create_params({size})")
            farthest.append(np.abs(values).max())
        out = self.ask(student, list(LARGE))
        call, far = f"create_params({list(LARGE)})", max(*farthest, np.abs(out.array).max())
        expect.rules(
            (out.dtype in ("float16", "bfloat16"), f"`{call}` returned dtype {out.dtype}, expected float32.", "It is to be trained, and a step of training is often smaller than the gap between two numbers of 16 bits: which step takes half of the digits away?"),
            (not far > 4 * STD, f"None of the numbers of `{call}` and of smaller ones is farther out than {number(far)}, and of so many some should be.", "Is everything beyond a limit cut off? This exercise asks for an ordinary normal distribution, not truncated: which function draws it?"),
        )  # fmt: skip
        self.check_few(student)

    def check_few(self, student: Student) -> None:
        """Of a few numbers, mean and spread are those of chance. That three draws all come so near has a probability below
        1e-12."""
        call, draws = "create_params([6])", [self.ask(student, [6]).array.astype(np.float64) for _ in range(3)]
        means = [abs(x.mean()) < 1e-7 for x in draws]
        spreads = [[abs(x.std(ddof=k) / STD - 1) < 1e-5 for x in draws] for k in (0, 1)]
        exact = "mean 0" if all(means) else f"standard deviation {STD}" if any(map(all, spreads)) else ""
        came = f"`{call}`, called three times, returned numbers with {exact} to the last digit, expected a new draw of six each time, whose mean and spread vary."
        expect.rules((exact, came, "Mean and standard deviation are those of the distribution, not of the numbers at hand: which step brings the numbers to them?"))  # fmt: skip
        one = self.ask(student, [1]).array
        expect.rules((not one.any(), "`create_params([1])` holds 0, expected a draw from a normal distribution.", "One number is drawn like all others: which condition leaves it out?"))  # fmt: skip
        expect.rules((not np.isfinite(one).all() or abs(one[0]) > 10 * STD, f"`create_params([1])` holds {number(one[0])}, expected a draw from a normal distribution with mean 0 and standard deviation {STD}.", "A single number has no spread of its own: which step divides by it?"))  # fmt: skip

    def test_anew(self, student: Student, rng: np.random.Generator) -> None:
        """draws anew at every call."""
        size = [int(rng.integers(8, 12)), 3]
        one, other = (self.ask(student, size) for _ in range(2))
        now = Handle(student, Kept(one.number), one.call).method("clone")
        expect.rules((np.array_equal(one.array, other.array), f"`create_params({size})`, called twice, returned the same numbers.", "Is a seed set inside, or a default argument made only once? Two tables of a model must not start equal."))  # fmt: skip
        changed = isinstance(now, Tensor) and not np.array_equal(now.array, one.array)
        expect.rules((changed, f"After a second `create_params({size})` the parameter that the first one returned holds other numbers.", "Both are made of the same memory, and what one of them learns, the other learns: what is kept from one call to the next? Every call needs a tensor of its own."))  # fmt: skip
        size = [60, 50]
        call, calls = f"create_params({size})", [[size]] * 30
        with expect.explained(self.ERRORS, call):  # nothing in between, in which the judge sets seeds
            drawn = [expect.array_of(value, call) for value in student.probe(probes.OneAfterTheOther("create_params", calls)).results]  # fmt: skip
        numbers = np.concatenate([np.unique(values) for values in drawn])
        # Of all floats near 0.01 the same one is seldom drawn twice.
        common = 1 - len(np.unique(numbers)) / len(numbers)
        expect.rules(
            (np.array_equal(drawn[0], drawn[1]), f"`{call}`, called twice in a row, returned the same numbers.", "What draws them begins at the same point each time: a generator of its own, with a seed, `torch.initial_seed()` perhaps? The one that PyTorch has goes on by itself."),
            (common > 0.1, f"Of the numbers that {len(calls)} calls of `{call}` returned, {common:.0%} are those of another call, expected hardly any.", "Every entry is drawn by itself, at every call: out of which store do your numbers come?"),
        )  # fmt: skip


# --- parameter_shapes ---
TAKEN_APART = (
    "A tuple made of a parameter holds what is in it, row by row: which attribute of the parameter holds its sizes?"
)
NAMES = ["stem", "body", "head", "trunk", "core", "gate", "tail", "scale", "first", "outer"]
WITHOUT = "a module without parameters"
Shapes = dict[str, tuple[int, ...]]


class TestParameterShapes:
    exercise, kind = "parameter_shapes", "function"

    @staticmethod
    def ask(student: Student, rng: np.random.Generator, kind: probes.Kind) -> tuple[Shapes, list[str], list[int]]:
        """What the student's function says of a module of this kind; the module's names and sizes."""
        names = [str(n) for n in rng.permutation(NAMES)[:5]]
        sizes = [int(n) for n in rng.permutation([1, 4, 6])]
        hints = {
            "(Linear|Module|Sequential|BatchNorm1d)' object has no attribute": "That asks a module for what a parameter has: do you go through `named_modules` or `named_children`, where parameters should come?",
            "unpack": "A method that gives parameters without names gives one thing at a time, not two: which one gives pairs?",
        }  # fmt: skip
        call, expected = "parameter_shapes(module)", "a dictionary"
        if kind == "empty":
            call, expected = f"parameter_shapes({WITHOUT})", "`{}`"
            hints[""] = "Other modules work: which line relies on there being at least one parameter?"
        with expect.explained(hints, call, expected):
            result = student.probe(probes.ShapesOf(kind=kind, names=names, sizes=sizes))
        if not result.is_dict:
            usually = hints.get("") or {
                "generator": "A generator gives its pairs once, and is no dictionary yet: what makes one of it?",
                "NoneType": "Is there a `return` on every path?",
                "list": "A dictionary finds a shape by its name: `{name: shape, ...}`. Which of yours are the names?",
            }.get(result.type, "What is asked for finds a shape by its name: which type does that?")
            got = "None" if result.type == "NoneType" else expect.article(result.type)
            expect.fail(f"`{call}` returned {got}, expected {expected}.", usually)
        usually = "Looking at shapes is no training: which line switches gradients off or on?" if "requires_grad" in result.changed else "It belongs to the caller, who only asked for shapes: which line changes it?"  # fmt: skip
        expect.rules((result.changed, f"After `{call}` the module {result.changed}, expected it as it was.", usually))
        shapes = {}
        for entry in result.entries:
            expect.rules(
                (entry.key_type != "str", f"A key of `parameter_shapes(module)` is {expect.article(entry.key_type)}, expected the parameter's name.", "In `{a: b}` the key is what comes first: which of the two is the name in yours?"),
                (not entry.is_tuple, f"`parameter_shapes(module)[{entry.key!r}]` is {expect.article(entry.value_type)}, expected a tuple.", {
                    "int": "A number of entries or of dimensions forgets how they are arranged: which attribute of a tensor tells all its sizes?",
                    "list": "A list can change and a tuple cannot: what turns one into the other?",
                    "Parameter": "That is the parameter itself: which attribute of it is its shape?",
                    "Tensor": "That is the tensor itself: which attribute of it is its shape?",
                    "str": "A text that looks like a tuple is no tuple: which step makes text of it?",
                }.get(entry.value_type, "What turns the shape into something else?")),
                (entry.numbers is None, f"`parameter_shapes(module)[{entry.key!r}]` is a tuple of something else than whole numbers, expected the parameter's sizes.", TAKEN_APART),
            )  # fmt: skip
            shapes[entry.key] = tuple(entry.numbers or ())
        return shapes, names, sizes

    @staticmethod
    def compare(got: Shapes, wanted: Shapes, what: str, usually: str = "") -> None:
        """The same names with the same shapes; `usually` says what a difference in the names means."""
        expect.rules((set(got) != set(wanted), f"`parameter_shapes({what})` has the names {listed(got)}, expected {listed(wanted)}.", usually))  # fmt: skip
        for name, shape in wanted.items():
            if got[name] != shape:
                usually = expect.first(
                    (got[name] == shape[::-1], "The sizes come in the wrong order: what turns them round?"),
                    (shape and got[name] == (0,) * shape[0], TAKEN_APART),  # small numbers, cut to whole ones
                    (True, "Is that the shape of the parameter itself, or of something made of it?"),
                )  # fmt: skip
                expect.fail(f"`parameter_shapes({what})[{name!r}]` is {got[name]}, expected {shape}.", usually)

    @pytest.mark.share(2)
    def test_layer(self, student: Student, rng: np.random.Generator) -> None:
        """names a layer's parameters and tells their shapes, as a dictionary of tuples."""
        got, _, (m, n, _) = self.ask(student, rng, "layer")
        wanted = {"weight": (n, m), "bias": (n,)}
        self.compare(got, wanted, f"nn.Linear({m}, {n})", expect.first(
            (not got, "Not even the module's own parameters are there: does your code look at the modules inside it only, or does a condition leave all of them out? (What `state_dict` gives is detached and requires no gradient.)"),
            ("" in got, "An empty name is that of the module itself, as `named_modules` gives it. A module can have several parameters: what goes through those?"),
            (all(name.isdigit() for name in got), "Numbers are no names: `parameters()` goes through the parameters without their names. Is there a method that gives both?"),
            (set(got) < set(wanted), f"{listed(set(wanted) - set(got))} is missing: does a condition leave it out, does a later entry overwrite it, or does the function return inside the loop?"),
            (True, "Which names does PyTorch itself give to these parameters?"),
        ))  # fmt: skip

    @pytest.mark.share(2)
    def test_nested(self, student: Student, rng: np.random.Generator) -> None:
        """finds the parameters of inner modules, with dotted names."""
        got, (a, b, c, d, _), (m, n, k) = self.ask(student, rng, "nested")
        inner = f"{a}.0.{c}"
        wanted = {d: (k,), f"{a}.0.{b}": (m, k)}
        wanted |= {f"{inner}.0.weight": (n, m), f"{inner}.0.bias": (n,), f"{inner}.2.weight": (n, k)}
        self.compare(got, wanted, f"a module with {a}, {b}, {c} and {d} in it", expect.first(
            (set(got) == {d}, "Only the module's own parameters are there: what about the modules inside it, and inside those?"),
            (len(got) < len(wanted) and set(got) <= {name.split(".")[-1] for name in wanted}, "Names such as `weight` occur in many layers, and the last one wins. What tells them apart is the whole path, joined by dots: where does yours begin?"),
            (d not in got, f"The module's own parameter, `{d}`, is missing: does your code look at inner modules only?"),
            (set(got) < set(wanted), "Some inner modules are not reached, and modules can be nested to any depth: how far down does your code go?"),
            ({name.replace("_", ".") for name in got} == set(wanted), "The path is whole, but joined by `_`: what joins it in the name that PyTorch gives?"),
            (len(got) == len(wanted), "The names should be the whole path from the outer module to the parameter, joined by dots: what is missing, or too much?"),
            (True, "Which of them are listed under more than one name, or are no parameters?"),
        ))  # fmt: skip

    def test_registered(self, student: Student, rng: np.random.Generator) -> None:
        """lists every registered parameter once, frozen ones too, and nothing else."""
        got, (a, b, c, d, e), (m, n, k) = self.ask(student, rng, "mixed")
        wanted = {a: (m,), f"{b}.weight": (k, n), f"{c}.weight": (k,), f"{c}.bias": (k,), d: ()}
        shared, other = f"{b}.weight", e  # one parameter under two names: either will do
        if other in got and shared not in got:
            wanted[other] = wanted.pop(shared)
        surplus = set(got) - set(wanted)
        self.compare(got, wanted, f"a module with {a}, {b}, {c} and {d} in it", expect.first(
            (any("running" in name or "num_batches" in name for name in got), "BatchNorm's running mean is a *buffer*: saved with the module, but not learnt. `state_dict` mixes the two: where do your names come from?"),
            (a not in got, f"`{a}` is frozen (`requires_grad=False`), but a parameter all the same: which condition leaves it out?"),
            ({shared, other} <= set(got), f"`{shared}` and `{other}` are one and the same parameter: an optimizer that gets it twice would step twice. Which step lists it under both names?"),
            ("plain" in got, "`plain` is a tensor hung on the module, not registered as a parameter: where does your code find it?"),
            (d not in got, f"`{d}` is missing: a parameter without dimensions has the shape `()`. Does a condition take that for nothing?"),
            (surplus, f"{listed(surplus)} is no parameter of this module: where does your code find it?"),
        ))  # fmt: skip

    def test_empty(self, student: Student, rng: np.random.Generator) -> None:
        """gives an empty dictionary for a module without parameters."""
        before, *_ = self.ask(student, rng, "layer")
        got, (_, buffer, *_), _ = self.ask(student, rng, "empty")
        what = f"`{buffer}` is a buffer, not learnt" if buffer in got else f"{listed(got)} is no parameter"
        usually = "It was there in an earlier call: what is kept from one call to the next, as a default argument `{}` is?" if set(got) & set(before) else f"{what}: where does your function take it from?"  # fmt: skip
        self.compare(got, {}, WITHOUT, usually)


def listed(names: object) -> str:
    """Names for a message, in alphabetical order."""
    shown = ", ".join(f"`{n}`" for n in sorted(names))  # type: ignore[call-overload]
    return shown or "nothing"


# --- EmbeddingTable ---
ROWS, DIM, BATCH = 7, 3, 5


class TestEmbeddingTable:
    exercise, kind = "EmbeddingTable", "module"
    OTHER_SHAPES: ClassVar = {
        "view size is not compatible": "These indices do not lie in one piece in memory, as those of a transposed tensor don't: `view` only looks at memory in another way.",
        "0 elements": "Where there are no numbers, a -1 cannot be worked out from how many there are: which size is meant?",
        "": "Indices of shape (5,) work: what in that line relies on there being one dimension?",
    }

    @pytest.mark.share(2)
    def test_weight(self, student: Student) -> None:
        """registers one parameter, `weight`, of shape (n, dim)."""
        with expect.explained(expect.IN_INIT):
            model = new(student)
        found = {p.name: p for p in model.parameters()}
        if "weight" not in found:
            kind, inside = model.attributes().get("weight", ""), next((name for name in found if "." in name), "")
            a_kind = expect.article(kind) if kind else ""
            has = f"the parameters {listed(found)}" if found else "no parameters"
            expect.fail(f"`{model.call}` has {has}, expected `weight` of shape `{(ROWS, DIM)}`.", expect.first(
                (kind == "Tensor", "`weight` is a plain tensor, which `nn.Module` does not register. Is anything done to it after `create_params`?"),
                (kind == "buffer", "`weight` is a buffer: saved with the module, but no optimizer gets to see it: which type does a module register as a parameter?"),
                (kind in ("list", "tuple", "dict"), f"`weight` is {a_kind}, and `nn.Module` does not look into it: which single tensor could hold all the rows?"),
                (kind, f"`weight` is {a_kind}: in this exercise it is the parameter itself. What does `create_params` return?"),
                (inside, f"`{inside}` belongs to a module inside yours. The table is to be your own: one parameter, directly on `self`."),
                (True, "Is `self.weight` assigned in `__init__`, spelt exactly so?"),
            ))  # fmt: skip
        weight, others = found["weight"], set(found) - {"weight"}
        expect.rules(
            (weight.shape != (ROWS, DIM), f"`{model.call}.weight` has shape `{weight.shape}`, expected `{(ROWS, DIM)}`.", {
                (DIM, ROWS): "Each index has a row: are the two sizes swapped?",
                (ROWS,): "That is one number for each index: where does `dim` come in?",
                (ROWS + 1, DIM): "One row too many: n indices, 0 to n - 1, need n rows. What adds one?",
                (ROWS * DIM,): "As many entries as wanted, but in one row: what arranges them?",
            }.get(weight.shape, "Where do `n` and `dim` come in?")),
            (not weight.requires_grad, f"`{model.call}.weight` does not require a gradient, so training leaves it as it is.", "Is it frozen, by `from_pretrained`, `freeze=True` or `requires_grad = False`?"),
            (others, f"`{model.call}` has the parameters {listed(found)}, expected `weight` only.", f"What is {listed(others)} for? A table of rows is all that a look-up needs."),
        )  # fmt: skip

    def test_start(self, student: Student) -> None:
        """starts as create_params does."""
        model = new(student, *MANY)
        values = next((p.values for p in model.parameters()), np.empty(0))
        check_draw(values, f"{model.call}.weight")

    @pytest.mark.share(2)
    def test_rows(self, student: Student, rng: np.random.Generator) -> None:
        """looks up one row for each index."""
        model, table = loaded(student, rng)
        indices = np.array([ROWS - 1, *rng.integers(1, ROWS - 1, BATCH - 2), 0])  # both ends, and not in order
        out = expect.tensor(model(indices), "EmbeddingTable(...)(indices)")
        expect.shape(out, (BATCH, DIM), {
            (BATCH,): "One number for each index: where are the other numbers of its row?",
            (BATCH, ROWS): "Each index gives something of length n: is that a one-hot vector, or a column?",
            (ROWS, DIM): "That is the whole table: where do the indices come in?",
            (DIM, BATCH): "The rows stand upright: which step turns them round?",
            (DIM,): "One row in all: are the rows of the batch summed, or is only one index used?",
            (ROWS, BATCH): "The indices pick columns: which dimension of the table has n entries?",
        })  # fmt: skip
        expect.floating(out)
        rows = table[indices]
        right = np.allclose(out.array, rows, rtol=1e-4, atol=1e-5)
        if right:
            self.check_use(student, rng, model, table, indices)
        expect.close(out.array, rows, out.call, [
            (table[indices - 1], "Each row is the one before the right one: indices count from 0. What takes one away?"),
            (table[(indices + 1) % ROWS], "Each row is the one after the right one: indices count from 0. What adds one?"),
            (table[np.sort(indices)], "These are the right rows in another order, that of sorted indices: which step sorts them?"),
            (rows[::-1], "These are the right rows in another order: which step turns them round?"),
            (np.where(indices[:, None] == 0, 0, rows), "The row of index 0 comes out as zeros: is it taken for padding? In this table every row counts."),
            (rows / np.linalg.norm(rows, axis=1, keepdims=True), "The rows are divided by their lengths, and a look-up changes nothing: which step does that?"),
            (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1), "Rows longer than 1 are brought to length 1, and a look-up changes nothing: is there a `max_norm`?"),
            (rows * np.sqrt(DIM), "The rows are multiplied by the square root of `dim`, and a look-up changes nothing: which step does that?"),
            (rows * STD, "The rows are multiplied by 0.01 at every look-up: is the 0.01 for the start, or for every look-up?"),
            (reference.sigmoid(rows), "The rows are squashed, and a look-up changes nothing: which step does that?"),
            (np.maximum(rows, 0), "Negative numbers have become 0, and a look-up changes nothing: which step does that?"),
        ])  # fmt: skip

    @staticmethod
    def check_use(student: Student, rng: np.random.Generator, model: Handle, table: np.ndarray, indices: np.ndarray) -> None:  # fmt: skip
        """Beside another table of the same sizes, and in evaluation mode."""
        loaded(student, rng)
        for mode, usually in (
            ("train", "Until another table of the same sizes got numbers of its own, the rows were right: what do the two share? Each learns by itself."),
            ("eval", "In training mode the rows are right. What does the table do differently in evaluation mode?"),
        ):  # fmt: skip
            model.method(mode)
            out = expect.tensor(model(indices), "EmbeddingTable(...)(indices)")
            expect.close(out.array, table[indices], out.call, usually=usually)
        model, table = new(student), 100 * table
        model.load({"weight": table})
        out = expect.tensor(model(indices), "EmbeddingTable(...)(indices)")
        usually = "With shorter rows it comes out right: is there a `max_norm`, which cuts long ones?"
        expect.close(out.array, table[indices], out.call, usually=usually)
        expect.nothing_kept(student, model, out.call, [indices], [indices[::-1].copy()], table[indices[::-1]])
        model = new(student)
        other, table = loaded(student, rng)
        weight = next((p for p in other.parameters() if p.name == "weight"), None)
        if weight is not None:  # two tables that share what they learn, as is done by assignment
            model.method("__setattr__", "weight", other.method("__getattr__", "weight"))
            out = expect.tensor(model(indices), "EmbeddingTable(...)(indices)")
            expect.close(out.array, table[indices], "EmbeddingTable(...)(indices)` after another parameter has been assigned to `weight", usually="These are the rows of the parameter that was there at first: what does `__init__` hand on, or keep, of it? `forward` finds `self.weight` at every call.")  # fmt: skip

    def test_any_shape(self, student: Student, rng: np.random.Generator) -> None:
        """accepts indices of any shape, and adds one dimension."""
        model, table = loaded(student, rng)
        for size in ((4, 2), (1,), (2, 3, 2), (), (0,), (2, 1, 3, 2), (0, 4), (2, 0)):
            indices = np.asarray(rng.integers(0, ROWS, size), dtype=np.int64)
            call = f"EmbeddingTable(n={ROWS}, dim={DIM})(indices of shape {size})"
            with expect.explained(self.OTHER_SHAPES, expected=f"shape `{(*size, DIM)}`"):
                out = expect.tensor(model(Given(indices, strided=len(size) > 2)), call)
            usually = "The right numbers, arranged differently: the indices' own shape should come out again, with `dim` behind it. Which step loses it?" if out.array.size == np.prod(size) * DIM else "Indices of shape (5,) work: which step relies on there being one dimension?"  # fmt: skip
            if not indices.size:
                usually = "There is nothing to look up, but the indices' own shape comes out again, with `dim` behind it: is there a special case for no indices?"
            expect.rules((out.shape != (*size, DIM), f"`{call}` returned shape `{out.shape}`, expected `{(*size, DIM)}`.", usually))  # fmt: skip
            expect.close(out.array, table[indices], call)
        indices = rng.integers(1, ROWS, (2, 3))
        after = student.probe(probes.CallAndLook(model, [indices])).args
        expect.untouched(np.asarray((after or [indices])[0]), indices, "EmbeddingTable(...)(indices)", "indices")
        for n, dim in ((1, 1), (4, 4), (5, 1), (3, 5)):  # the last row, then the same after a step of training
            model, _ = loaded(student, rng, n, dim)
            for _ in range(2):
                table = rng.normal(size=(n, dim)).astype(np.float32)
                model.load({"weight": table})
                indices = np.array([n - 1, 0, n - 1, 0])
                out = expect.tensor(model(indices), f"EmbeddingTable(n={n}, dim={dim})(indices)")
                usually = "what is done to a dimension of size 1, as by `squeeze()`?" if dim == 1 else "does a size decide which dimension is which?"  # fmt: skip
                expect.shape(out, (4, dim), usually=f"With other sizes the shape is right: {usually}")
                expect.close(out.array, table[indices], out.call, usually="The rows are those of another time, or columns. Is something kept between two calls, while training changes `weight`? Or does a size decide which dimension is which?")  # fmt: skip

    @pytest.mark.share(2)
    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """passes gradients on to the rows looked up, added up where a row comes twice."""
        model, table = loaded(student, rng)
        twice = int(rng.integers(1, ROWS - 1))
        indices = np.array([twice, 0, twice, ROWS - 1])
        weights = rng.normal(size=(len(indices), DIM)).astype(np.float32)
        gradient = gradient_of(model, indices, weights)
        expect.rules((gradient is None, f"After `EmbeddingTable(...)(indices)` and `backward`, `weight.grad` is None, expected shape `{table.shape}`.", "Does `.detach()`, `.data`, `no_grad`, NumPy or a new `torch.tensor(...)` in `forward` cut the table off?"))  # fmt: skip
        wanted = reference.rows_gradient(table, indices, weights)
        overwritten, uses = np.zeros_like(table), np.bincount(indices, minlength=ROWS)[:, None]
        overwritten[indices] = weights
        expect.close(gradient, wanted, "weight.grad", [
            (overwritten, f"Row {twice} is looked up twice: both gradients belong to it, and only the last one arrived. Does it write over the first?"),
            (wanted / np.maximum(uses, 1), f"Row {twice} is looked up twice: its gradients are averaged, not added, as `scale_grad_by_freq` does. Do you ask for that?"),
            (np.where(np.arange(ROWS)[:, None] == 0, 0, wanted), "Row 0 gets no gradient: does `padding_idx` leave it out?"),
        ], what="is", after="EmbeddingTable(...)(indices)")  # fmt: skip
        usually = "From indices of shape (4,) gradients reach the table: where does your code go another way?"
        for size in ((2, 3), (2, 1, 2)):
            indices, weights = rng.integers(0, ROWS, size), rng.normal(size=(*size, DIM)).astype(np.float32)
            call, gradient = f"EmbeddingTable(...)(indices of shape {size})", gradient_of(model, indices, weights)
            expect.rules((gradient is None, f"After `{call}` and `backward`, `weight.grad` is None, expected shape `{table.shape}`.", usually))  # fmt: skip
            wanted = reference.rows_gradient(table, indices.ravel(), weights.reshape(-1, DIM))
            expect.close(gradient, wanted, "weight.grad", usually=usually, what="is", after=call)


def gradient_of(model: Handle, indices: np.ndarray, weights: np.ndarray) -> np.ndarray | None:
    """The gradient of the table; None where none arrives."""
    try:
        return model.gradients(indices, weights=weights).get("weight")
    except StudentError as e:
        if "does not require grad" not in e.message:
            raise
        return None


def new(student: Student, n: int = ROWS, dim: int = DIM) -> Handle:
    """A table of the student's."""
    model = student.EmbeddingTable(n, dim)
    if not isinstance(model, Handle):  # a class can make something else of itself, by `__new__`
        expect.fail(f"`EmbeddingTable({n}, {dim})` did not make a module.")
    return model


IN_TRAINING = {"nference": "Is the table made under `torch.inference_mode()`? What is made there can never be trained."}


def loaded(student: Student, rng: np.random.Generator, n: int = ROWS, dim: int = DIM) -> tuple[Handle, np.ndarray]:
    """The student's table with the judge's numbers in it, and these."""
    model, table = new(student, n, dim), rng.normal(size=(n, dim)).astype(np.float32)
    with expect.explained(IN_TRAINING):
        model.load({"weight": table})
    return model, table
