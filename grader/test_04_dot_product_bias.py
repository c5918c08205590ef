"""Lesson 04: DotProductBias, decay_weights, train_epoch, evaluate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import reference

from collab.grading import expect
from collab.grading.student import Handle, Student
from collab.plants import plant

# All sizes differ, so that a mixed-up dimension shows.
USERS, MOVIES, FACTORS, ROWS = 7, 5, 3, 6
SIZES = {"n_users": USERS, "n_movies": MOVIES, "n_factors": FACTORS}
SHAPES = {
    "user_factors": (USERS, FACTORS),
    "user_bias": (USERS,),
    "movie_factors": (MOVIES, FACTORS),
    "movie_bias": (MOVIES,),
}


def draw_parameters(rng: np.random.Generator) -> reference.Arrays:
    return {name: rng.normal(0, 0.8, shape).astype(np.float32) for name, shape in SHAPES.items()}


def draw_ids(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Pairs of ids that both tables have, so that swapped columns give values to recognise and not an IndexError."""
    users = rng.integers(0, MOVIES, rows)
    return np.stack([users, (users + rng.integers(1, MOVIES, rows)) % MOVIES], axis=1)


def draw_ids_at_ends(rng: np.random.Generator, rows: int) -> np.ndarray:
    """Pairs of ids of which the first two hold both ends of both tables."""
    ids = np.stack([rng.integers(0, USERS, rows), rng.integers(0, MOVIES, rows)], axis=1)
    ids[:2] = [[USERS - 1, 0], [0, MOVIES - 1]]
    return ids


def loaded(student: Student, p: reference.Arrays, **more: object) -> Handle:
    """The student's model with the judge's parameters in it."""
    model = student.DotProductBias(**SIZES, **more)
    model.load(p)
    return model


class TestDotProductBias:
    exercise = "DotProductBias"
    kind = "module"

    @pytest.mark.share(2)
    def test_parameters(self, student: Student) -> None:
        """registers its four tensors as parameters of the right shapes."""
        model = student.DotProductBias(**SIZES)
        found = {p.name: p for p in model.parameters()}
        attributes = model.attributes()
        for name, shape in SHAPES.items():
            if name not in found:
                listed = ", ".join(found) or "nothing"
                if attributes.get(name) == "Tensor":
                    usually = f"`{name}` is a plain tensor: only an `nn.Parameter` assigned to `self` is registered. Does `create_params` make it, with nothing done to it afterwards?"
                elif attributes.get(name) == "Embedding":
                    usually = f"`{name}` is an `nn.Embedding`. Here the table is your own: `create_params` gives an `nn.Parameter` to index directly."
                elif name in attributes:
                    usually = f"`self.{name}` is a {attributes[name]}, which registers no parameter of that name."
                else:
                    usually = f"Is `self.{name}` assigned in `__init__`, spelt exactly so?"
                expect.fail(
                    f"`{model.call}` has the parameters {listed}, expected also `{name}` of shape `{shape}`.", usually
                )
            if found[name].shape != shape:
                usually = {
                    (
                        *shape,
                        1,
                    ): "One bias for each row means a vector: the trailing dimension of size 1 makes sums broadcast later on.",
                    (FACTORS, shape[0]): "Rows are users or movies, columns are factors: are the two sizes swapped?",
                    (MOVIES, *shape[1:]): "Is this table as long as there are movies? It holds one row for each user.",
                    (USERS, *shape[1:]): "Is this table as long as there are users? It holds one row for each movie.",
                }.get(found[name].shape, "")
                expect.fail(f"`{model.call}.{name}` has shape `{found[name].shape}`, expected `{shape}`.", usually)
            if not found[name].requires_grad:
                expect.fail(f"`{model.call}.{name}` does not require a gradient, so training leaves it as it is.")

    @pytest.mark.share(3)
    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """predicts dot product plus both biases, squashed into y_range."""
        p, x = draw_parameters(rng), draw_ids(rng, ROWS)
        out = expect.tensor(loaded(student, p)(x), f"{student.DotProductBias.call}(…)(x)")
        expect.shape(
            out,
            (ROWS,),
            {
                (
                    ROWS,
                    ROWS,
                ): f"A `({ROWS},)` tensor plus a `({ROWS}, 1)` tensor broadcasts to `({ROWS}, {ROWS})`: does a bias still have a trailing dimension, or did you use `@` where each row needs its own product?",
                (ROWS, 1): "Did you keep a dimension when summing, or add a bias of shape `(B, 1)`?",
                (): "A single number for the whole batch: over which dimension do you sum?",
                (FACTORS,): "You have summed over the batch and kept the factors: over which dimension do you sum?",
                (ROWS, FACTORS): "Each row still has its factors side by side: a dot product also sums them.",
            },
        )
        expect.floating(out)
        expect.close(out.array, reference.dot_product_bias(p, x), out.call, self.mistakes(p, x))

    @staticmethod
    def mistakes(p: reference.Arrays, x: np.ndarray) -> list[tuple[np.ndarray, str]]:
        """What typical mistakes return, each with the question about it."""
        users, movies = x[:, 0], x[:, 1]
        u, m = p["user_factors"][users], p["movie_factors"][movies]
        ub, mb = p["user_bias"][users], p["movie_bias"][movies]
        dot, squash = (u * m).sum(1), lambda raw: reference.sigmoid_range(raw, 0, 5.5)
        right = squash(dot + ub + mb)
        cosine = dot / np.linalg.norm(u, axis=1) / np.linalg.norm(m, axis=1)
        swapped = reference.dot_product_bias(p, x[:, ::-1])
        return [
            (squash(dot), "These are the values without any bias: are `user_bias` and `movie_bias` added?"),
            (squash(dot + ub), "The movie bias is missing from the sum."),
            (squash(dot + mb), "The user bias is missing from the sum."),
            (dot + ub + mb, "These are the raw scores: they still have to pass through `sigmoid_range`."),
            (
                squash(dot) + ub + mb,
                "The biases are added after the squashing, so predictions leave the range: add them before.",
            ),
            (squash(right), "The squashing happens twice."),
            (
                reference.sigmoid_range(dot + ub + mb, 0, 5),
                "The upper end is 5, so five stars can never be reached: what is the default `y_range`?",
            ),
            (
                reference.sigmoid(dot + ub + mb),
                "The values lie between 0 and 1: `sigmoid` alone does not know `y_range`.",
            ),
            (
                np.clip(dot + ub + mb, 0, 5.5),
                "The scores are cut off instead of squashed: outside the range a clamp has no gradient.",
            ),
            (squash((u * m).mean(1) + ub + mb), "The factors are averaged: a dot product sums them."),
            (
                squash((u + m).sum(1) + ub + mb),
                "The two factor vectors are added: a dot product multiplies them element by element first.",
            ),
            (
                squash((u @ m.T).sum(1) + ub + mb),
                "`u @ m.T` multiplies every user of the batch with every movie of it; each row needs only its own pair.",
            ),
            (squash(cosine + ub + mb), "The factor vectors are normalised: that is the cosine, not the dot product."),
            (swapped, "Are the two columns swapped? Column 0 holds users."),
        ]

    def test_range(self, student: Student, rng: np.random.Generator) -> None:
        """uses the y_range that it is given."""
        p, x = draw_parameters(rng), draw_ids(rng, ROWS - 1)
        low, high = 1.0, 4.0
        out = expect.tensor(loaded(student, p, y_range=(low, high))(x), "DotProductBias(…, y_range=(1.0, 4.0))(x)")
        raw = reference.raw_scores(p, x)
        expect.close(
            out.array,
            reference.sigmoid_range(raw, low, high),
            out.call,
            [
                (
                    reference.sigmoid_range(raw, 0, 5.5),
                    "The range is always (0, 5.5): is `y_range` stored in `__init__` and used in `forward`?",
                ),
                (
                    reference.sigmoid(raw) * high + low,
                    "`sigmoid(x) * high + low` reaches up to high + low: what is the width of the range?",
                ),
                (reference.sigmoid(raw) * high, "The lower end is missing."),
            ],
        )

    def test_batch_of_one(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a batch of one."""
        p, x = draw_parameters(rng), draw_ids(rng, 1)
        out = expect.tensor(loaded(student, p)(x), "DotProductBias(…)(x)")
        expect.shape(out, (1,), {(): "Does a `squeeze()` without a dimension remove the batch when it has one row?"})
        expect.close(out.array, reference.dot_product_bias(p, x), out.call)

    def test_gradients(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach all four parameters."""
        p, x, weights = draw_parameters(rng), draw_ids_at_ends(rng, ROWS), rng.normal(size=ROWS).astype(np.float32)
        model = loaded(student, p)
        got = model.gradients(x, weights=weights)
        wanted = reference.dot_product_bias_gradients(p, x, weights)
        for name in SHAPES:
            call = f"after `backward`, {name}.grad"
            gradient = got.get(name)
            if gradient is None:
                expect.fail(
                    f"After `backward`, `{name}.grad` is None.",
                    "Does `.detach()`, `.data` or `no_grad` in `forward` cut the parameter off?",
                )
            expect.close(gradient, wanted[name], call, what="is")

    @pytest.mark.share(2)
    def test_loss_target(self, student: Student, rng: np.random.Generator) -> None:
        """reaches the loss target on freshly planted ratings."""
        score = loss_ratio(student, "DotProductBias", rng)
        if not score <= LOSS_TARGET:
            usually = "Values and gradients are right, so look at where training starts: how large are the initial weights, and are factors different from each other?"
            expect.fail(
                f"`DotProductBias`, trained on {TARGET['n_ratings']:,} fresh ratings, misses hidden ratings by {score:.3f} times as much as the reference, expected at most {LOSS_TARGET}.",
                usually,
            )


# The loss target. Paired: the score is the student's error on hidden pairs over that of the reference model, trained on
# the same ratings in the same order, so the luck of the draw cancels. Calibrated by tools/calibrate_loss_target.py.
TARGET: dict[str, Any] = {"n_users": 200, "n_movies": 120, "rank": 3, "n_ratings": 10_000, "noise": 0.5}
RECIPE: dict[str, Any] = {"lr": 1e-2, "wd": 0.1, "batch_size": 64}
TARGET_FACTORS, EPOCHS = 50, 5
LOSS_TARGET = 2.0


def loss_ratio(student: Student, name: str, rng: np.random.Generator) -> float:
    """The student's mean squared error on hidden pairs over the reference's; nan where the predictions are none."""
    planted = plant(seed=int(rng.integers(2**31)), **TARGET)
    x = np.stack([planted.users, planted.movies], axis=1).astype(np.int64)
    y = planted.ratings.astype(np.float32)
    sizes = (planted.n_users, planted.n_movies, TARGET_FACTORS)
    order = np.stack([rng.permutation(len(y)) for _ in range(EPOCHS)])
    hidden = np.stack([planted.hidden_users, planted.hidden_movies], axis=1).astype(np.int64)
    result = student.scenario(
        "train_factor_model", model_name=name, sizes=list(sizes), x=x, y=y, hidden=hidden, order=order, **RECIPE
    )
    predictions = np.asarray(result.get("predictions"), dtype=np.float64)
    if predictions.shape != (len(hidden),) or not np.isfinite(predictions).all():
        return float("nan")
    trained = reference.train_dot_product_bias(sizes, x, y, order, **RECIPE, seed=int(rng.integers(2**31)))
    ours = np.mean((reference.dot_product_bias(trained, hidden) - planted.hidden_expected) ** 2)
    return float(np.mean((predictions - planted.hidden_expected) ** 2) / ours)


class TestDecayWeights:
    exercise = "decay_weights"
    kind = "function"

    @staticmethod
    def run(student: Student, rng: np.random.Generator, lazily: bool = False) -> tuple[dict, list, list, float, float]:
        shapes = [(4, 3), (5,), (2, 1)]
        tensors = [rng.normal(size=s).astype(np.float32) for s in shapes]
        grads = [rng.normal(size=s).astype(np.float32) for s in shapes]
        lr, wd = float(rng.uniform(0.1, 0.3)), float(rng.uniform(0.3, 0.9))
        result = student.scenario("decay_weights", tensors=tensors, grads=grads, lr=lr, wd=wd, lazily=lazily)
        return result, tensors, grads, lr, wd

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """shrinks every weight by the same factor."""
        result, tensors, grads, lr, wd = self.run(student, rng)
        call = f"decay_weights(parameters, lr={lr:.3f}, wd={wd:.3f})"
        for got, before, grad, gradient in zip(result["values"], tensors, grads, result["grads"], strict=True):
            if np.array_equal(got, before):
                if gradient is not None and np.allclose(gradient, grad + wd * before, atol=1e-5):
                    expect.fail(
                        f"`{call}` left the weights as they are and added to the gradients.",
                        "That is L2 regularisation: Adam would then scale it. Decoupled decay changes the weight itself.",
                    )
                expect.fail(
                    f"`{call}` left a weight of shape {before.shape} as it was, expected every entry to shrink.",
                    "Does `p = p * ...` only give the name `p` to a new tensor? An in-place operation changes the parameter itself.",
                )
            expect.close(
                got,
                before * (1 - lr * wd),
                call,
                [
                    (before * (1 - wd), "The learning rate is missing: each step decays by `lr * wd`."),
                    (before * (1 - lr), "The decay `wd` is missing from the factor."),
                    (before * lr * wd, "This keeps the part that should go: shrink by that part, don't keep only it."),
                    (
                        before - lr * wd,
                        "This subtracts the same number from every weight: what should be subtracted is a share of the weight itself.",
                    ),
                    (before * (1 + lr * wd), "The weights grow: check the sign."),
                    (
                        before - lr * wd * np.sign(before),
                        "This shrinks all weights by the same amount, as L1 does: decay is in proportion to the weight.",
                    ),
                    (
                        before - lr * (grad + wd * before),
                        "The gradient step is in here too: the optimizer does that. Only decay the weights.",
                    ),
                    (
                        before - lr * 2 * wd * before,
                        "Twice too strong: the factor 2 of the squared penalty's gradient does not belong here.",
                    ),
                    (
                        before - lr * wd * before**2,
                        "The square of each weight is subtracted: decay takes a share of the weight.",
                    ),
                ],
                what="turned a weight into",
            )

    def test_in_place(self, student: Student, rng: np.random.Generator) -> None:
        """works in place and leaves gradients alone."""
        result, tensors, grads, lr, wd = self.run(student, rng, lazily=True)
        call = "decay_weights(model.parameters(), lr, wd)"
        for got, before in zip(result["values"], tensors, strict=True):
            expect.close(
                got,
                before * (1 - lr * wd),
                call,
                what="turned a weight into",
                usually="`parameters` may be a generator, as `model.parameters()` is: it can be gone through once only.",
            )
        if not all(result["in_place"]):
            expect.fail(
                f"`{call}` gave a parameter new memory.",
                "An operation whose name ends in an underscore changes the values where they are.",
            )
        if not all(result["trainable"]):
            expect.fail(
                f"After `{call}` a parameter is no longer a leaf that requires a gradient.",
                "Is the change made under `torch.no_grad()`?",
            )
        for grad, before in zip(result["grads"], grads, strict=True):
            if grad is None:
                expect.fail(
                    f"After `{call}` a parameter's gradient is gone.", "Clearing gradients is `zero_grad`'s work."
                )
            expect.close(
                grad,
                before,
                call,
                what="changed a gradient to",
                usually="Decoupled decay does not touch gradients; L2 regularisation would.",
            )


class TestTrainEpoch:
    exercise = "train_epoch"
    kind = "function"
    SIZES = (4, 4, 3)  # a short last batch

    def run(
        self, student: Student, rng: np.random.Generator, epochs: int = 1
    ) -> tuple[dict, list, np.ndarray, tuple[float, float], float]:
        d, n = 5, sum(self.SIZES)
        x, y = rng.normal(size=(n, d)).astype(np.float32), rng.normal(2, 1, size=n).astype(np.float32)
        weight = rng.normal(size=d).astype(np.float32)
        scales = (float(rng.uniform(0.5, 0.7)), float(rng.uniform(1.2, 1.5)))
        lr = float(rng.uniform(0.05, 0.1))
        result = student.scenario(
            "train_epoch", x=x, y=y, sizes=list(self.SIZES), weight=weight, scales=list(scales), lr=lr, epochs=epochs
        )
        cuts = np.cumsum(self.SIZES)[:-1]
        return result, list(zip(np.split(x, cuts), np.split(y, cuts), strict=True)), weight, scales, lr

    @pytest.mark.share(2)
    def test_learns(self, student: Student, rng: np.random.Generator) -> None:
        """takes one optimizer step for each batch, in training mode."""
        result, batches, weight, (train, evaluation), lr = self.run(student, rng)
        call = "train_epoch(model, batches, optimizer)"
        if result["calls"] == 0:
            expect.fail(f"`{call}` never calls the model.")
        wanted = reference.linear_epoch(batches, weight, train, lr)[1]
        summed = weight.copy()
        for x, y in batches:
            summed = summed - lr * 2 * train * ((train * (x @ summed) - y) @ x)
        together = sum(2 * train * ((train * (x @ weight) - y) @ x) / len(y) for x, y in batches)
        fewer = reference.linear_epoch(batches[:-1], weight, train, lr)[1]
        first = reference.linear_epoch(batches[:1], weight, train, lr)[1]
        expect.close(
            result["weight"],
            wanted,
            call,
            [
                (
                    weight,
                    "The weights have not moved: is there a `backward()`, then `optimizer.step()`, and no `zero_grad()` between the two?",
                ),
                (
                    reference.linear_epoch(batches, weight, train, lr, keep_gradients=True)[1],
                    "The gradients of earlier batches are still there: each batch has to start from cleared gradients.",
                ),
                (
                    reference.linear_epoch(batches, weight, evaluation, lr)[1],
                    "The model is in evaluation mode: switch it to training mode before the first batch.",
                ),
                (summed, "The loss is summed over the batch, not averaged."),
                (weight - lr * together, "One step for all batches together: step after each batch."),
                (fewer, "The last batch is left out."),
                (first, "Only the first batch is used: does the function return inside the loop?"),
            ],
            what="left the probe model's weight at",
            usually="After one pass of plain SGD over three batches the weight must be exactly there. Is it one prediction, one loss, one backward, one step a batch?",
        )

    def test_mean(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean loss over all examples."""
        result, batches, weight, (train, _), lr = self.run(student, rng)
        losses = np.array(reference.linear_epoch(batches, weight, train, lr)[0])
        check_mean(result["returned"][0], losses, np.array(self.SIZES), "train_epoch(model, batches, optimizer)")

    def test_again(self, student: Student, rng: np.random.Generator) -> None:
        """can be called again for the next epoch."""
        result, batches, weight, (train, _), lr = self.run(student, rng, epochs=2)
        losses: list[float] = []
        for _ in range(2):
            losses, weight = reference.linear_epoch(batches, weight, train, lr)
        expect.close(result["weight"], weight, "train_epoch, called twice,", what="left the probe model's weight at")
        check_mean(
            result["returned"][1],
            np.array(losses),
            np.array(self.SIZES),
            "train_epoch(model, batches, optimizer), called again,",
        )


def check_mean(returned: dict, losses: np.ndarray, sizes: np.ndarray, call: str) -> None:
    """A float, the mean over examples of the batches' mean losses."""
    if returned["value"] is None:
        expect.fail(f"`{call}` returned a {returned['type']}, expected a float.", "Is there a `return` after the loop?")
    if returned["graph"]:
        expect.fail(
            f"`{call}` returned a tensor that carries its graph, expected a float.",
            "Every batch's graph stays in memory with it: `.item()` gives the plain number.",
        )
    wanted = float((losses * sizes).sum() / sizes.sum())
    expect.close(
        returned["value"],
        wanted,
        call,
        [
            (
                losses.mean(),
                "That is the mean of the batches' means: a short last batch then counts as much as a full one. Weight each by its size.",
            ),
            (losses.sum(), "That is the sum of the batches' means: divide by something."),
            ((losses * sizes).sum(), "That is the sum over all examples: divide by their number."),
            ((losses * sizes).sum() / len(sizes), "The sum over examples is divided by the number of batches."),
            (
                losses.sum() / sizes.sum(),
                "Each batch's mean counts once, but the division is by the number of examples: weight each mean by its batch's size first.",
            ),
            (losses[-1], "That is the last batch's loss only."),
            (losses[0], "That is the first batch's loss only: does the function return inside the loop?"),
            (np.sqrt(losses).mean(), "That is the mean of the batches' root errors."),
            (np.sqrt(wanted), "That is the root of the mean squared error: return the mean squared error itself."),
        ],
    )


class TestEvaluate:
    exercise = "evaluate"
    kind = "function"
    SIZES = (5, 5, 2)

    def run(
        self, student: Student, rng: np.random.Generator, training: bool
    ) -> tuple[dict, np.ndarray, np.ndarray, np.ndarray]:
        d, n = 3, sum(self.SIZES)
        x, y = rng.normal(size=(n, d)).astype(np.float32), rng.normal(2, 1, size=n).astype(np.float32)
        weight = rng.normal(size=d).astype(np.float32)
        scales = (float(rng.uniform(0.5, 0.7)), float(rng.uniform(1.2, 1.5)))
        result = student.scenario(
            "evaluate", x=x, y=y, sizes=list(self.SIZES), weight=weight, scales=list(scales), training=training
        )
        cuts = np.cumsum(self.SIZES)[:-1]
        pairs = list(zip(np.split(x, cuts), np.split(y, cuts), strict=True))
        in_train, in_eval = (np.array([reference.linear_loss(a, b, weight, s) for a, b in pairs]) for s in scales)
        return result, in_eval, in_train, weight

    def test_mean(self, student: Student, rng: np.random.Generator) -> None:
        """returns the mean loss over all examples, in evaluation mode."""
        result, losses, in_train, _ = self.run(student, rng, training=True)
        call, sizes, value = "evaluate(model, batches)", np.array(self.SIZES), result["returned"]["value"]
        if value is not None and np.isclose(value, (in_train * sizes).sum() / sizes.sum(), rtol=1e-4):
            expect.fail(
                f"`{call}` returned {value:.4g}, the loss of the model in training mode.",
                "Dropout and BatchNorm behave differently there: switch to evaluation mode before the first prediction.",
            )
        check_mean(result["returned"], losses, sizes, call)

    def test_mode_restored(self, student: Student, rng: np.random.Generator) -> None:
        """leaves the model in the mode in which it found it."""
        for training in (True, False):
            result, *_ = self.run(student, rng, training)
            if result["training"] != training:
                before, after = ("training", "evaluation") if training else ("evaluation", "training")
                usually = (
                    "Whoever called it would go on training in the wrong mode."
                    if training
                    else "Remember the mode at the start, instead of always going back to training."
                )
                expect.fail(
                    f"`evaluate(model, batches)` found the model in {before} mode and left it in {after} mode.", usually
                )

    def test_no_gradient(self, student: Student, rng: np.random.Generator) -> None:
        """needs no gradient and learns nothing."""
        result, *_, weight = self.run(student, rng, training=True)
        expect.close(
            result["weight"],
            weight,
            "evaluate(model, batches)",
            what="changed the weights to",
            usually="Evaluation only looks: no optimizer, no step.",
        )
        if result["has_grad"]:
            expect.fail(
                "After `evaluate(model, batches)` the parameters have gradients.",
                "There is nothing to learn from here: no `backward`.",
            )
        if result["grad_calls"]:
            expect.fail(
                "`evaluate(model, batches)` calls the model with gradients switched on.",
                "Every batch then builds a graph that nobody uses: `torch.no_grad()` around the loop saves time and memory.",
            )
        if not result["grad_enabled"]:
            expect.fail(
                "After `evaluate(model, batches)` gradients are switched off for everything that follows.",
                "Used as `with torch.no_grad():` it ends with the block.",
            )
