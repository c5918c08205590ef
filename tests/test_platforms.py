"""The pinned versions can be had on every Python and platform that the course names: a resolver says so, nothing is installed.

Three corners in every run, all twenty with COLLAB_TEST_ALL=1; the table of all is docs/figures/platforms.json.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platforms
import pytest

CORNERS = [("3.10", "macOS arm64"), ("3.13", "Linux aarch64"), ("3.14", "Windows x86-64")]
ALL = [(python, platform) for platform in platforms.PLATFORMS for python in platforms.PYTHONS]
ASKED = ALL if os.environ.get("COLLAB_TEST_ALL") else CORNERS
WRONG = "torch==2.4.0\n"  # has no wheel for Python 3.14


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, platforms.Row]:
    """All that is asked, at the same time: it is waiting for the index, mostly. Skips where there is none."""
    wrong = tmp_path_factory.mktemp("pins") / "constraints.txt"
    wrong.write_text(WRONG)
    first = platforms.resolve("3.14", "Windows x86-64", wrong, newest=False)
    if platforms.unreachable(first):
        pytest.skip(f"The package index does not answer, so nothing can be resolved: {first.why[:200]}")
    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(lambda cell: platforms.resolve(*cell, newest=False), ASKED))
    return {"wrong": first} | {f"{row.python} {row.platform}": row for row in found}


@pytest.mark.parametrize(("python", "platform"), ASKED)
def test_what_is_pinned_can_be_had(rows: dict[str, platforms.Row], python: str, platform: str) -> None:
    row = rows[f"{python} {platform}"]
    assert row.why == ""
    assert row.packages > 80
    assert row.torch == torch_of(python, platform)


def torch_of(python: str, platform: str) -> str:
    """What constraints.txt says, read without the resolver."""
    from .test_environment import pins

    system = {"Linux": "linux", "macOS": "darwin", "Windows": "win32"}[platform.split()[0]]
    return pins(python, system)["torch"].removeprefix("==")


def test_a_pin_that_nobody_has_is_seen(rows: dict[str, platforms.Row]) -> None:
    assert rows["wrong"].torch == ""
    assert "torch==2.4.0" in rows["wrong"].why


def test_an_index_that_does_not_answer_is_no_verdict_on_the_pins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    row = platforms.resolve("3.12", "Linux x86-64", newest=False)
    assert row.why
    assert platforms.unreachable(row)


def test_the_table_was_made_with_these_requirements_and_pins() -> None:
    """After `make lock`: .venv/bin/python tools/platforms.py, and tools/fill_tables.py."""
    kept = json.loads(platforms.FIGURE.read_text(encoding="utf-8"))
    assert kept["asked_with"] == platforms.asked_with()
    assert [(r["python"], r["platform"]) for r in kept["rows"]] == ALL
    for row in kept["rows"]:
        assert row["torch"] == torch_of(row["python"], row["platform"]), row
        assert not row["why"], row
        if not row["platform"].startswith("Linux"):  # elsewhere the newest is pinned
            assert row["torch"] == row["newest"], row
