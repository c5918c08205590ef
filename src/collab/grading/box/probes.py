"""The probes: small experiments that the judge has done inside the box, with the student's objects.

Each is declared here, for both sides: its arguments, its reply, and which of the `Limits` it has. `instruments/` carries
them out. Evidence is in the numbers wherever it can be, since whoever rewrites the box can lie about everything else.
Tensors are written as arrays; where a field is Any, whatever the student's code returned comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, TypeVar, get_args

from .messages import Array, Given

Reply = TypeVar("Reply")
Weights = Array | None
PROBES: dict[str, type[Probe[Any]]] = {}


class Probe(Generic[Reply]):
    """One experiment: its fields are its arguments, `reply` is the type of what comes back, `limit` the field of `Limits`
    that says how many seconds it has."""

    limit: ClassVar[Literal["call", "train"]] = "call"
    reply: ClassVar[type]

    def __init_subclass__(cls, limit: Literal["call", "train"] = "call") -> None:
        cls.limit = limit
        (cls.reply,) = get_args(cls.__orig_bases__[0])  # type: ignore[attr-defined]
        PROBES[cls.__name__] = cls


# --- training loops ---


@dataclass(frozen=True)
class Returned:
    """A returned mean loss with its type: a tensor that still carries its graph is not a float."""

    type: str
    number: bool  # whether it is one of Python's numbers
    graph: bool
    shape: list[int]
    value: float | None


@dataclass(frozen=True)
class Epochs:
    """After `train_epoch`: what each call returned, the weight, and how often the model and the optimizer were used.

    `grad_calls`: with gradients switched on; `split_calls`: the model in another mode than a layer inside it; `changed`:
    what the caller finds changed, "x", "y", "batches" (the list of them), "optimizer" (what it had kept is gone) or ""."""

    returned: list[Returned]
    weight: Array
    calls: int
    grad_calls: int
    split_calls: int
    steps: int
    changed: str = ""


@dataclass(frozen=True)
class TrainEpoch(Probe[Epochs]):
    """Run the student's `train_epoch` on a linear model with SGD, `epochs` times.

    x (N, d), y (N,), weight (d,); `sizes` are the batches', `scales` what the model multiplies by in training and in
    evaluation mode, so that the loss itself tells which mode it was in; `lazily`: the batches come as a generator."""

    x: Array
    y: Array
    sizes: list[int]
    weight: Array
    scales: list[float]
    lr: float
    epochs: int
    lazily: bool = False


@dataclass(frozen=True)
class Evaluated:
    """After `evaluate`: what it returned and what it left behind. Counts and `changed` as in `Epochs`."""

    returned: Returned
    training: bool
    inner_training: bool  # of the layer inside
    weight: Array
    gradient: Weights  # of the weight
    trainable: bool
    thawed: bool  # a parameter that was frozen is not any more
    grad_enabled: bool
    calls: int
    grad_calls: int
    split_calls: int
    steps: int
    changed: str = ""


@dataclass(frozen=True)
class Evaluate(Probe[Evaluated]):
    """Run the student's `evaluate` on the same linear model, in training mode or not. Arguments as for `TrainEpoch`;
    `gradient` is one that the weight has already, and with it comes a second parameter, which is frozen, and a caller who has
    switched gradients off."""

    x: Array
    y: Array
    sizes: list[int]
    weight: Array
    scales: list[float]
    training: bool
    lazily: bool = False
    gradient: Weights = None


@dataclass(frozen=True)
class Decayed:
    """The parameters after `decay_weights`, each with its gradient, whether it is still the same memory, and whether it
    requires a gradient as before; the type of what was `returned`."""

    grad_enabled: bool
    values: list[Array]
    grads: list[Weights]
    in_place: list[bool]
    trainable: list[bool]
    returned: str = "NoneType"


@dataclass(frozen=True)
class DecayWeights(Probe[Decayed]):
    """Run the student's `decay_weights` on parameters of which some have a gradient, and the last ones, `frozen` many,
    require none."""

    tensors: list[Array]
    grads: list[Weights]
    lr: float
    wd: float
    lazily: bool
    frozen: int = 0


@dataclass(frozen=True)
class Predicted:
    predictions: Any  # whatever the model returned, as an array where it is a tensor


@dataclass(frozen=True)
class TrainFactorModel(Probe[Predicted], limit="train"):
    """Train the student's model on planted ratings and predict hidden pairs.

    x (N, 2) indices, y (N,) ratings, hidden (M, 2), order (epochs, N): the rows' order in each epoch, drawn by the judge."""

    model_name: str
    sizes: list[Any]
    x: Array
    y: Array
    hidden: Array
    order: Array
    lr: float
    wd: float
    batch_size: int


# --- rows of a table ---


@dataclass(frozen=True)
class Results:
    results: list[Any]


@dataclass(frozen=True)
class OneAfterTheOther(Probe[Results]):
    """Call `function` with each list of arguments; only then look at what came back, so that a shared memory shows."""

    function: str
    calls: list[list[Any]]


@dataclass(frozen=True)
class Graph:
    """A look-up's result, how many operations are in its graph, which of them take the table itself, and `table.grad`."""

    result: Any
    has_graph: bool
    operations: int
    takers: list[str]
    gradient: Weights


@dataclass(frozen=True)
class LookupGraph(Probe[Graph]):
    """Look up in a table that requires gradients, then, with `weights`, go backward from (result * weights).sum()."""

    function: str
    table: Given
    indices: Array | int
    weights: Weights = None


# --- functions of tensors, modules with all kinds of parameters ---


@dataclass(frozen=True)
class WayBack:
    """`backward` holds what stopped the way back, or ""; then, for each tensor of floats, its gradient (None where none
    arrived) and its values after the call."""

    backward: str
    gradients: list[Weights]
    after: list[Array]


@dataclass(frozen=True)
class FunctionGradients(Probe[WayBack]):
    """Call `function` and go backward from (result * weights).sum().

    Tensors of floats require gradients and are, like a model's predictions, no leaves."""

    function: str
    args: list[Any]
    weights: Array


@dataclass(frozen=True)
class Entry:
    """One entry of a dictionary of shapes: the value's numbers are None where it has none."""

    key: str
    key_type: str
    value_type: str
    is_tuple: bool
    numbers: list[int] | None


@dataclass(frozen=True)
class Shapes:
    """`changed`: what of the module is otherwise afterwards, as the end of a sentence that begins with it, or ""."""

    type: str
    is_dict: bool
    entries: list[Entry]
    changed: str = ""


Kind = Literal["layer", "nested", "empty", "mixed"]


@dataclass(frozen=True)
class ShapesOf(Probe[Shapes]):
    """The student's `parameter_shapes` on a module to look into. "layer": parameters of its own. "nested": modules in
    modules. "empty": no parameters. "mixed": a frozen, a shared, an unused, a buffer, plain tensors and a number without
    dimensions."""

    kind: Kind
    names: list[str]
    sizes: list[int]


@dataclass(frozen=True)
class Looked:
    """What a function returned, and what it left behind: its arguments as they are afterwards, the positions of those whose
    `requires_grad` is another than before, and whether gradients are still on."""

    returned: Any
    args: list[Any]
    switched: list[int] = field(default_factory=list)
    grad_enabled: bool = True


@dataclass(frozen=True)
class CallAndLook(Probe[Looked]):
    """Call the student's function, or an object that is kept in the box, and look at its arguments afterwards."""

    function: Any
    args: list[Any]


@dataclass(frozen=True)
class CallAgain(Probe[Results]):
    """Call `function`, or an object that is kept in the box, twice on the same tensors, into which the arguments of `then`
    are written in between, as training does."""

    function: Any
    args: list[Any]
    then: list[Any]


# --- lesson 08: a row for somebody new ---


@dataclass(frozen=True)
class FoldedIn:
    """What `fold_in` returned for each person, and what it left behind.

    `graph`: something of it still requires a gradient; `shared`: something of it is the model's own memory;
    `trainable`: which parameters require a gradient; `gradients`: those whose gradient is another than before; `changed`:
    "movies", "stars" or "".
    On the device "meta" `results` holds where each tensor is, and the rest says nothing."""

    results: list[Any]
    graph: bool
    shared: bool
    after: dict[str, Array]
    trainable: dict[str, bool]
    gradients: list[str]
    training: bool
    grad_enabled: bool
    changed: str = ""


@dataclass(frozen=True)
class FoldIn(Probe[FoldedIn], limit="train"):
    """Run the student's `fold_in` for one person after the other, on a factor model with these weights.

    `weights` are the four parameters by name, `frozen` those that require no gradient from the start, `gradients` says whether
    the others have one already; `movies` and `stars` hold an array for each person. `device` "meta" has tensors without numbers: only where things are can be seen then."""

    weights: dict[str, Array]
    y_range: list[float]
    movies: list[Array]
    stars: list[Array]
    training: bool = False
    frozen: list[str] = field(default_factory=list)
    gradients: bool = False
    device: Literal["cpu", "meta"] = "cpu"


# --- lesson 09: a recommender of whatever kind ---


@dataclass(frozen=True)
class Recommended:
    """What `predict` returned for each of the lists of pairs, as arrays where they were tensors, and the seconds of CPU that
    `fit` took. `changed`: what the caller finds changed afterwards, "x", "y", "pairs" or ""."""

    predictions: list[Any]
    seconds: float
    changed: str = ""


@dataclass(frozen=True)
class FitAndPredict(Probe[Recommended], limit="train"):
    """Make the student's `Recommender`, fit it to ratings and have it predict, list after list.

    x (N, 2) indices, y (N,) stars, asked: arrays (B, 2). `movie_features` (n_movies, d) is given to a `fit` that has an
    argument of this name."""

    x: Array
    y: Array
    n_users: int
    n_movies: int
    asked: list[Array]
    movie_features: Weights = None
