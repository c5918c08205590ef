"""`collab results`: the records, the file they are kept in, the table."""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from collab import course
from collab.ratings import Split
from collab.staff import results
from collab.staff.results import MODELS, ResultsError, run, table

KEYS = {"model", "data", "split_seed", "epochs", "train_mse", "valid_mse", "seconds", "device"}


class Few:
    """Stands in for `Ratings`: a few random ones, another split for every seed."""

    source = SimpleNamespace(name="minilens")

    def split(self, valid: float = 0.2, seed: int = 0) -> Split:
        draw = torch.Generator().manual_seed(seed)
        x = torch.stack([torch.randint(1, n, (400,), generator=draw) for n in (19, 13)], dim=1)
        y = torch.randint(1, 6, (400,), generator=draw).float()
        return Split(x[80:], y[80:], x[:80], y[:80], 19, 13)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "load_ratings", lambda name: Few())
    monkeypatch.setenv("COLLAB_DEVICE", "cpu")


def test_all_models_over_two_splits(tmp_path: Path) -> None:
    said: list[str] = []
    path = tmp_path / "new" / "results.json"
    state = torch.get_rng_state()
    records = run(2, "minilens", path=path, epochs=2, say=said.append)
    assert torch.equal(torch.get_rng_state(), state)
    assert [(r["split_seed"], r["model"]) for r in records] == [(seed, name) for seed in (0, 1) for name in MODELS]
    assert list(MODELS) == [
        "DotProduct",
        "DotProductWithBias",
        "DotProductBias",
        "EmbeddingDotBias",
        "CollabNN",
        "EmbeddingNN",
    ]
    for record in records:
        assert set(record) == KEYS
        assert record["data"] == "minilens"
        assert record["device"] == "cpu"
        assert record["epochs"] == len(record["train_mse"]) == len(record["valid_mse"]) == 2
        assert record["seconds"] > 0
    assert json.loads(path.read_text()) == records
    assert [entry.name for entry in path.parent.iterdir()] == ["results.json"]  # no temporary file left
    assert len(said) == 12
    assert "12/12" in said[-1]


def test_a_run_repeats() -> None:
    one, two = (run(1, models=["CollabNN"], epochs=1, say=None)[0] for _ in range(2))
    assert {**one, "seconds": 0} == {**two, "seconds": 0}


def test_the_recipe_is_the_seed_notebooks(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = {}

    def fake_fit(model, data, epochs, lr, wd, **options):  # type: ignore[no-untyped-def]
        calls[type(model).__name__] = (epochs, lr, wd, options["batch_size"])
        return SimpleNamespace(train_mse=[1.0], valid_mse=[1.0], seconds=1.0, device="cpu")

    monkeypatch.setattr(results, "fit", fake_fit)
    run(1, say=None)
    assert calls == {
        "DotProduct": (5, 5e-3, 0.01, 64),
        "DotProductWithBias": (5, 5e-3, 0.01, 64),
        "DotProductBias": (5, 5e-3, 0.1, 64),
        "EmbeddingDotBias": (5, 5e-3, 0.1, 64),
        "CollabNN": (5, 5e-3, 0.1, 64),
        "EmbeddingNN": (5, 5e-3, 0.1, 64),
    }


def test_a_killed_run_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "results.json"

    def stop_at_the_third(line: str) -> None:
        if line.strip().startswith("3/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(1, path=path, epochs=1, say=stop_at_the_third)
    assert [record["model"] for record in json.loads(path.read_text())] == list(MODELS)[:3]


def test_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ResultsError, match=r"no reference model 'SVD': choose from DotProduct,"):
        run(models=["DotProduct", "SVD"])
    with pytest.raises(ResultsError, match="0 splits"):
        run(0)
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match="cannot be written"):
        run(path=tmp_path / "file" / "results.json")
    monkeypatch.setattr(course, "root", lambda: tmp_path)
    with pytest.raises(ResultsError, match=r"instructor's solutions, and .*models\.py is not there"):
        run()


def record(model: str, seed: int, mse: float, data: str = "ml-100k") -> results.Run:
    return {"model": model, "data": data, "split_seed": seed, "valid_mse": [1.0, mse], "seconds": 2.0 + seed}


def test_the_table() -> None:
    runs = [record("DotProductBias", 0, 0.82), record("CollabNN", 0, 0.87), record("DotProductBias", 1, 0.81)]
    lines = table(runs).splitlines()
    assert len(lines) == 4
    mean, sd = statistics.mean([0.82, 0.81]), statistics.stdev([0.82, 0.81])
    assert lines[2] == f"| ml-100k | DotProductBias | 0.8577 | 0.823 | {mean:.4f} ± {sd:.4f} | 2 | 2.5 |"
    assert lines[3].split(" | ")[2:5] == ["0.8750", "–", "0.8700"]  # noqa: RUF001


def test_minilens_is_not_compared_with_movielens() -> None:
    line = table([record("DotProductBias", 0, 0.9, data="minilens")]).splitlines()[2]
    assert "0.8577" not in line
    assert "0.823" not in line


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    results.add_arguments(parser)
    path = tmp_path / "out.json"
    args = parser.parse_args(["--json", str(path), "--models", "DotProduct", "--data", "minilens"])
    assert results.command(args) == 0
    out, err = capsys.readouterr()
    assert "| minilens | DotProduct |" in out
    assert err == ""
    assert len(json.loads(path.read_text())) == 1
