"""The training loop: its recipe against formulas of our own, its sentences, its speed."""

from __future__ import annotations

import io
import math
import time
from contextlib import redirect_stderr, redirect_stdout

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from collab import training
from collab.ratings import Split
from collab.staff.results import load_models
from collab.training import TrainingError, adamw, evaluate_mse, fit, one_cycle, pick_device, set_hyperparameters

models = load_models()
N_USERS, N_MOVIES = 31, 23


def planted(n: int = 1500, n_users: int = N_USERS, n_movies: int = N_MOVIES, seed: int = 0) -> Split:
    """Ratings that depend on user and movie, four fifths of them for training."""
    rng = np.random.default_rng(seed)
    x = np.stack([rng.integers(1, n_users, n), rng.integers(1, n_movies, n)], axis=1)
    x[0] = n_users - 1, n_movies - 1  # the last rows are used
    users, movies = rng.normal(0, 0.7, n_users), rng.normal(0, 0.7, n_movies)
    y = np.clip(3.3 + users[x[:, 0]] + movies[x[:, 1]] + rng.normal(0, 0.3, n), 1, 5)
    ids, stars, cut = torch.tensor(x), torch.tensor(y, dtype=torch.float32), n * 4 // 5
    return Split(ids[:cut], stars[:cut], ids[cut:], stars[cut:], n_users, n_movies)


def model(n_users: int = N_USERS, n_movies: int = N_MOVIES, n_factors: int = 5, seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    return models.DotProductBias(n_users, n_movies, n_factors)


def changed(split: Split, **tensors: Tensor) -> Split:
    return Split(**{**vars(split), **tensors})


@pytest.fixture(autouse=True)
def on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLAB_DEVICE", "cpu")


# ---- the recipe


@pytest.mark.parametrize(
    ("p", "lr", "momentum"),
    [
        (0.0, 0.2, 0.95),  # lr/25
        (0.125, 2.6, 0.90),  # half way up: the mean of 0.2 and 5
        (0.25, 5.0, 0.85),
        (0.625, (5 + 5e-5) / 2, 0.90),  # half way down
        (1.0, 5e-5, 0.95),  # lr/100,000
        # a quarter of the way along half a cosine is (1 - cos 45°)/2 of the way up
        (0.0625, 0.2 + 4.8 * (1 - math.sqrt(0.5)) / 2, 0.95 - 0.1 * (1 - math.sqrt(0.5)) / 2),
    ],
)
def test_one_cycle_at_known_points(p: float, lr: float, momentum: float) -> None:
    assert one_cycle(p, 5.0) == pytest.approx((lr, momentum), rel=1e-12)


def test_the_schedule_is_followed_over_all_steps() -> None:
    history = fit(model(), planted(), epochs=3, lr=0.01, batch_size=50, progress=False)
    expected = [one_cycle(step / 72, 0.01) for step in range(72)]  # 1,200 ratings: 24 batches an epoch
    np.testing.assert_allclose(history.lrs, [lr for lr, _ in expected], rtol=1e-12)
    np.testing.assert_allclose(history.momenta, [momentum for _, momentum in expected], rtol=1e-12)
    assert max(history.lrs) == pytest.approx(0.01)


def test_a_step_is_adam_with_decoupled_decay() -> None:
    """Two steps on one number, against the arithmetic of fastai's optimizer.py written out."""

    class One(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.tensor([2.0], dtype=torch.float64))

    one = One()
    optimizer = adamw(one, lr=1.0, wd=0.3)
    w, mean, square = 2.0, 0.0, 0.0
    for t, (gradient, lr, momentum) in enumerate([(0.5, 0.1, 0.95), (-0.2, 0.05, 0.9)], start=1):
        set_hyperparameters(optimizer, lr, momentum)
        one.w.grad = torch.full_like(one.w, gradient)
        optimizer.step()
        w *= 1 - lr * 0.3
        mean = momentum * mean + (1 - momentum) * gradient
        square = 0.99 * square + 0.01 * gradient**2
        w -= lr * (mean / (1 - momentum**t)) / (math.sqrt(square / (1 - 0.99**t)) + 1e-5)
    assert one.w.item() == pytest.approx(w, rel=1e-9)


def decayed(net: nn.Module) -> set[str]:
    names = {id(parameter): name for name, parameter in net.named_parameters()}
    return {
        names[id(p)] for group in adamw(net, 1.0, 0.1).param_groups if group["weight_decay"] for p in group["params"]
    }


def test_norms_and_linear_biases_are_not_decayed() -> None:
    net = models.EmbeddingNN((N_USERS, 6), (N_MOVIES, 4), layers=(8, 7))
    everything = {name for name, _ in net.named_parameters()}
    spared = {
        "layers.2.weight",
        "layers.2.bias",
        "layers.5.weight",
        "layers.5.bias",
        "layers.6.bias",
    }  # BatchNorms, head
    assert decayed(net) == everything - spared


@pytest.mark.parametrize("name", ["DotProductBias", "DotProductWithBias"])
def test_user_and_movie_biases_are_decayed(name: str) -> None:
    net = getattr(models, name)(N_USERS, N_MOVIES, 5)
    assert decayed(net) == {parameter for parameter, _ in net.named_parameters()}


def test_every_epoch_sees_every_rating_once() -> None:
    """A model that notes what it is asked: 1,200 ratings in 24 batches of 50, each epoch in another order."""
    seen: list[Tensor] = []

    class Spy(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.zeros(1))

        def forward(self, x: Tensor) -> Tensor:
            if self.training:
                seen.append(x)
            return x[:, 0] * self.w

    data = planted()
    fit(Spy(), data, epochs=2, batch_size=50, seed=1, progress=False)
    first, second = torch.cat(seen[:24]).tolist(), torch.cat(seen[24:]).tolist()
    assert len(seen) == 48
    assert sorted(first) == sorted(second) == sorted(data.train_x.tolist())
    assert first != second

    seen.clear()
    fit(Spy(), data, epochs=1, batch_size=50, seed=1, replacement=True, progress=False)
    assert sorted(torch.cat(seen).tolist()) != sorted(first)


# ---- what comes out


def test_it_learns() -> None:
    data = planted(6000)
    trained = model()
    history = fit(trained, data, epochs=5, lr=0.03, wd=0.01, seed=0, progress=False)
    assert history.valid_mse[-1] < 0.15  # the noise is 0.3² = 0.09; the ratings' variance is about 0.9
    assert data.valid_y.var() > 0.7
    with torch.no_grad():
        mine = ((trained(data.valid_x) - data.valid_y) ** 2).mean().item()
    assert history.valid_mse[-1] == pytest.approx(mine, rel=1e-5)
    assert not trained.training  # ready to be asked
    assert len(history.train_mse) == len(history.epoch_seconds) == 5
    assert history.seconds == pytest.approx(sum(history.epoch_seconds))
    assert "5 epochs" in repr(history)


def test_train_loss_is_the_mean_over_the_examples_seen() -> None:
    """With a learning rate of zero the model stands still, so the loss is that of the whole training split."""
    data, still = planted(), model()
    history = fit(still, data, epochs=1, lr=0.0, wd=0.0, batch_size=60, progress=False)
    with torch.no_grad():
        expected = ((still(data.train_x) - data.train_y) ** 2).mean().item()
    assert history.train_mse == [pytest.approx(expected, rel=1e-5)]


def test_same_seed_same_bits_and_the_global_state_untouched() -> None:
    data = planted()
    state = torch.get_rng_state()
    runs = []
    for threads in (1, 2):  # the number of threads makes no difference, and is restored
        before = torch.get_num_threads()
        torch.set_num_threads(threads)
        net = model()
        torch.set_rng_state(state)
        runs.append((fit(net, data, epochs=2, batch_size=500, seed=3, progress=False), net))
        assert torch.get_num_threads() == threads
        torch.set_num_threads(before)
        assert torch.equal(torch.get_rng_state(), state)
    (a, net_a), (b, net_b) = runs
    assert a.train_mse == b.train_mse
    assert a.valid_mse == b.valid_mse
    assert all(torch.equal(p, q) for p, q in zip(net_a.parameters(), net_b.parameters(), strict=True))
    assert fit(model(), data, epochs=2, batch_size=500, seed=4, progress=False).train_mse != a.train_mse


def test_gradients_left_over_from_before_do_not_count() -> None:
    clean, stained = model(), model()
    for parameter in stained.parameters():
        parameter.grad = torch.full_like(parameter, 100.0)
    losses = [fit(net, planted(), epochs=1, seed=0, progress=False).valid_mse for net in (clean, stained)]
    assert losses[0] == losses[1]


def test_without_a_seed_the_global_state_decides() -> None:
    losses = []
    for seed in (5, 5, 6):
        net = model()
        torch.manual_seed(seed)
        losses.append(fit(net, planted(), epochs=1, progress=False).train_mse)
    assert losses[0] == losses[1] != losses[2]


def test_the_table_goes_to_stdout_and_nothing_to_stderr() -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        history = fit(model(), planted(), epochs=3, batch_size=10)
    assert err.getvalue() == ""
    lines = [line.split("\r")[-1].split() for line in out.getvalue().rstrip("\n").split("\n")]
    assert lines[0] == ["epoch", "train_loss", "valid_loss", "time"]
    assert [line[:3] for line in lines[1:]] == [
        [str(i), f"{history.train_mse[i]:.4f}", f"{history.valid_mse[i]:.4f}"] for i in range(3)
    ]
    assert len(out.getvalue()) < 2000  # a notebook keeps what a bar has drawn


def test_silence(capsys: pytest.CaptureFixture[str]) -> None:
    fit(model(), planted(), epochs=1, progress=False)
    assert capsys.readouterr() == ("", "")


def test_evaluate_weighs_examples_and_restores_the_mode() -> None:
    data, net = planted(), model()
    batches = [(data.valid_x[:290], data.valid_y[:290]), (data.valid_x[290:], data.valid_y[290:])]  # 290 and 10
    with torch.no_grad():
        expected = np.mean((net(data.valid_x).numpy() - data.valid_y.numpy()) ** 2)
    for mode in (True, False):
        net.train(mode)
        assert evaluate_mse(net, batches) == pytest.approx(expected, rel=1e-5)
        assert net.training is mode
    assert all(parameter.grad is None for parameter in net.parameters())


# ---- the sentences


def says(*words: str) -> str:
    return ".*".join(words)


@pytest.mark.parametrize("part", ["training", "validation"])
def test_an_empty_split(part: str) -> None:
    side = part[:5]
    empty = {f"{side}_x": torch.zeros(0, 2, dtype=torch.long), f"{side}_y": torch.zeros(0)}
    with pytest.raises(TrainingError, match=f"The {part} split is empty"):
        fit(model(), changed(planted(), **empty), progress=False)
    with pytest.raises(TrainingError, match="nothing to evaluate"):
        evaluate_mse(model(), [])


@pytest.mark.parametrize(
    ("column", "bad", "sentence"),
    [
        (0, N_USERS, says("Column 0", "training ids", f"user id {N_USERS},", f"table of {N_USERS} rows")),
        (1, N_MOVIES + 4, says("Column 1", f"movie id {N_MOVIES + 4},", f"table of {N_MOVIES} rows")),
        (1, -1, says("Column 1", "movie id -1,", f"table of {N_MOVIES} rows")),
    ],
)
def test_an_id_outside_the_vocabulary(column: int, bad: int, sentence: str) -> None:
    data = planted()
    ids = data.train_x.clone()
    ids[7, column] = bad
    with pytest.raises(TrainingError, match=sentence):
        fit(model(), changed(data, train_x=ids), progress=False)


def test_what_is_no_model_or_no_split_is_said() -> None:
    for wrong in ((planted(), model()), ([], planted()), (model(), [])):
        with pytest.raises(TrainingError, match=r"`fit\(model, data\)`"):
            fit(*wrong, progress=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["DotProductBias", "DotProduct"])  # indexing and nn.Embedding
def test_a_table_that_is_too_small(name: str) -> None:
    build = getattr(models, name)
    with pytest.raises(TrainingError, match=says("user id 30", "column 0", "at least 31 rows")):
        fit(build(N_USERS - 1, N_MOVIES, 5), planted(), progress=False)
    with pytest.raises(TrainingError, match=says("movie id 22", "column 1", "at least 23 rows")):
        fit(build(N_USERS, N_MOVIES - 1, 5), planted(), progress=False)


def test_an_error_of_the_models_own_passes_through() -> None:
    class Wrong(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.zeros(1))

        def forward(self, x: Tensor) -> Tensor:
            return x[:, 2] * self.w

    with pytest.raises(IndexError, match="index 2 is out of bounds"):
        fit(Wrong(), planted(), progress=False)


def test_shapes() -> None:
    data = planted()
    with pytest.raises(TrainingError, match=says("training targets", r"\(1200, 1\)", r"expected \(1200,\)")):
        fit(model(), changed(data, train_y=data.train_y[:, None]), progress=False)
    with pytest.raises(TrainingError, match=says("validation targets", r"\(299,\)", r"expected \(300,\)")):
        fit(model(), changed(data, valid_y=data.valid_y[1:]), progress=False)
    with pytest.raises(TrainingError, match=says("training ids", r"\(1200,\)", r"expected \(N, 2\)")):
        fit(model(), changed(data, train_x=data.train_x[:, 0]), progress=False)
    with pytest.raises(TrainingError, match=r"torch\.float32, expected"):
        fit(model(), changed(data, train_x=data.train_x.float()), progress=False)


def test_predictions_that_would_broadcast() -> None:
    class Column(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = model()

        def forward(self, x: Tensor) -> Tensor:
            return self.inner(x)[:, None]

    with pytest.raises(TrainingError, match=says(r"returned shape \(2, 1\)", r"expected \(2,\)", "broadcast")):
        fit(Column(), planted(), progress=False)


def test_targets_that_are_not_numbers() -> None:
    stars = planted().train_y.clone()
    stars[3] = math.nan
    with pytest.raises(TrainingError, match="training targets hold NaN"):
        fit(model(), changed(planted(), train_y=stars), progress=False)


def test_nothing_to_train() -> None:
    class Unregistered(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = torch.randn(N_USERS, requires_grad=True)

        def forward(self, x: Tensor) -> Tensor:
            return self.w[x[:, 0]]

    with pytest.raises(TrainingError, match=says("no parameters", "nn.Parameter")):
        fit(Unregistered(), planted(), progress=False)


def test_a_batch_that_cannot_be_filled() -> None:
    with pytest.raises(TrainingError, match=says("batch of 2000", "1200 training ratings")):
        fit(model(), planted(), batch_size=2000, progress=False)
    with pytest.raises(TrainingError, match="batch of 0"):
        fit(model(), planted(), batch_size=0, progress=False)


def test_a_loss_that_is_no_number_names_its_step() -> None:
    class Bomb(nn.Module):
        """Divides by zero at its 31st training batch, the 7th of epoch 1: 24 batches an epoch, both counted from 0."""

        def __init__(self) -> None:
            super().__init__()
            self.w, self.calls = nn.Parameter(torch.ones(1)), 0

        def forward(self, x: Tensor) -> Tensor:
            self.calls += self.training
            return x[:, 0] * self.w / (self.calls != 31)

    with pytest.raises(
        TrainingError, match=says("loss became (inf|nan) at step 6 of epoch 1", "learning rate", "0.002")
    ):
        fit(Bomb(), planted(), batch_size=50, lr=0.002, progress=False)


def test_a_learning_rate_that_is_far_too_large() -> None:
    class Open(nn.Module):
        """No sigmoid to hold it back."""

        def __init__(self) -> None:
            super().__init__()
            self.users, self.movies = nn.Embedding(N_USERS, 5), nn.Embedding(N_MOVIES, 5)

        def forward(self, x: Tensor) -> Tensor:
            return (self.users(x[:, 0]) * self.movies(x[:, 1])).sum(1)

    with pytest.raises(TrainingError, match=says("at step", "learning rate is too large", "1e\\+25")):
        fit(Open(), planted(), lr=1e25, progress=False)


# ---- devices


def test_the_environment_chooses_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pick_device() == torch.device("cpu")
    for wrong in ("gpu", "cuda:99"):
        monkeypatch.setenv("COLLAB_DEVICE", wrong)
        with pytest.raises(TrainingError, match=says(f"COLLAB_DEVICE={wrong} cannot be used", "cpu")):
            pick_device()


@pytest.mark.parametrize(
    ("cuda", "mps", "first"), [(True, True, "cuda"), (True, False, "cuda"), (False, True, "mps"), (False, False, "cpu")]
)
def test_the_order_of_devices(monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, first: str) -> None:
    monkeypatch.delenv("COLLAB_DEVICE")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: int(cuda))
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert pick_device().type == first


MODELS = {
    "DotProduct": lambda: models.DotProduct(N_USERS, N_MOVIES, 5),
    "DotProductWithBias": lambda: models.DotProductWithBias(N_USERS, N_MOVIES, 5),
    "DotProductBias": lambda: models.DotProductBias(N_USERS, N_MOVIES, 5),
    "EmbeddingDotBias": lambda: models.EmbeddingDotBias(5, N_USERS, N_MOVIES),
    "CollabNN": lambda: models.CollabNN((N_USERS, 6), (N_MOVIES, 4), n_act=9),
    "EmbeddingNN": lambda: models.EmbeddingNN((N_USERS, 6), (N_MOVIES, 4), layers=(8, 7)),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_step_on_another_device(name: str) -> None:
    """On the meta device, which has shapes but no values: a tensor made on the CPU on the way would raise."""
    meta = torch.device("meta")
    net = MODELS[name]().to(meta)
    data = planted().to(meta)
    optimizer = adamw(net, 0.01, 0.1)  # meta has no fused kernel, so this is also the fallback
    x, y = next(iter(data.train_batches(16)))
    loss = training.mse(net(x), y)
    assert loss.device == meta
    loss.backward()
    optimizer.step()
    assert all(parameter.grad is not None and parameter.grad.device == meta for parameter in net.parameters())


# ---- the reference models


@pytest.mark.parametrize("name", MODELS)
def test_reference_models_predict_one_rating_a_row(name: str) -> None:
    net, x = MODELS[name](), planted().train_x[:17]
    predictions = net(x)
    assert predictions.shape == (17,)
    assert predictions.dtype == torch.float32
    assert ((predictions > 0) & (predictions < 5.5)).all()
    assert (
        MODELS[name]()(x[:1]).shape == (1,) if name != "EmbeddingNN" else True
    )  # BatchNorm needs two rows to train on


def test_dot_product_bias_against_numpy() -> None:
    net, x = model(seed=9), planted().train_x[:11]
    p = {name: parameter.detach().numpy().astype(float) for name, parameter in net.named_parameters()}
    assert {name: value.shape for name, value in p.items()} == {
        "user_factors": (N_USERS, 5),
        "user_bias": (N_USERS,),
        "movie_factors": (N_MOVIES, 5),
        "movie_bias": (N_MOVIES,),
    }
    u, m = x.numpy().T
    score = np.einsum("bk,bk->b", p["user_factors"][u], p["movie_factors"][m]) + p["user_bias"][u] + p["movie_bias"][m]
    np.testing.assert_allclose(net(x).detach().numpy(), 5.5 / (1 + np.exp(-score)), rtol=1e-5)


def test_initial_weights() -> None:
    torch.manual_seed(0)
    table = models.embedding(400, 50).weight
    assert table.abs().max() <= 0.02
    # a normal distribution cut at two standard deviations has 0.8796 of the standard deviation
    assert table.std().item() == pytest.approx(0.008796, rel=0.02)
    assert models.create_params([400, 50]).std().item() == pytest.approx(0.01, rel=0.02)


@pytest.mark.parametrize(("n", "width"), [(1, 2), (944, 74), (1665, 102), (100_000, 600)])
def test_embedding_size(n: int, width: int) -> None:
    assert models.embedding_size(n) == width


# ---- speed


@pytest.mark.timing
def test_fit_costs_at_most_four_bare_steps_a_step() -> None:
    """ML-100k's tables and batches of 64 on one thread: at most four times the fused AdamW steps alone.

    Both take short turns and count with their best, in CPU time, because whatever else the machine does slows some turns.
    """
    steps = 400
    data = planted(steps * 64 * 5 // 4, 944, 1665)
    alone: list[float] = []
    whole: list[float] = []
    with training.one_thread():
        bare = model(944, 1665, 50)
        optimizer = adamw(bare, 5e-3, 0.1)
        for parameter in bare.parameters():
            parameter.grad = torch.full_like(parameter, 0.01)
        while len(whole) < 3 or (len(whole) < 30 and min(whole) > 4 * min(alone)):
            started = time.process_time()
            for _ in range(steps):
                optimizer.step()
            alone.append(time.process_time() - started)
            net = model(944, 1665, 50)
            started = time.process_time()
            history = fit(net, data, epochs=1, seed=0, progress=False)
            whole.append(time.process_time() - started)
            assert len(history.lrs) == steps
    ratio = min(whole) / min(alone)
    per_step = f"{min(whole) / steps * 1e6:.0f} and {min(alone) / steps * 1e6:.0f} µs"
    print(f"fit takes {ratio:.2f} times the bare steps ({per_step} a step, {len(whole)} turns)")
    assert ratio <= 4


@pytest.mark.skipif(not torch.set_flush_denormal(False), reason="this processor has no such setting")
@pytest.mark.parametrize("before", [False, True])
def test_numbers_too_small_for_the_cpu_are_zero_in_fit_and_as_before_after_it(before: bool) -> None:
    def tiny() -> float:
        return torch.full((1,), 1e-40).mul(1).item()

    net, seen = model(), set()
    net.register_forward_hook(lambda *_: seen.add(tiny()))
    torch.set_flush_denormal(before)
    try:
        fit(net, planted(), epochs=1, batch_size=50, progress=False)
        assert seen == {0.0}
        assert (tiny() == 0) is before
    finally:
        torch.set_flush_denormal(False)
