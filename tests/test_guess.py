"""Predictions: noted, answered only after a guess, counted."""

from __future__ import annotations

import itertools
import re

import pytest

from collab import course, guess
from collab.staff import build


@pytest.fixture(autouse=True)
def none_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guess, "_guesses", {})


def test_without_a_guess_the_reason_is_folded_away() -> None:
    found = guess.predict("filled", "")
    assert "6.4 %" not in repr(found)
    page = found._repr_html_()
    assert page.index("<details>") < page.index("6.4 %") < page.index("</details>")


@pytest.mark.parametrize("letter", ["c", "C", " c)", "c)"])
def test_a_right_guess(letter: str) -> None:
    found = guess.predict("filled", letter)
    assert found.right
    assert repr(found).startswith("You said c. Right. 943 users")
    assert "<details>" not in found._repr_html_()


def test_a_wrong_guess_says_what_it_is() -> None:
    found = guess.predict("filled", "a")
    assert not found.right
    assert repr(found).startswith("You said a. It is c. 943 users")


def test_code_is_set_as_code_and_nothing_else_as_markup() -> None:
    page = guess.Guess("x", "a", "a", "`a < b` and <b>")._repr_html_()
    assert "<code>a &lt; b</code> and &lt;b&gt;" in page


def test_how_often_you_were_right(capsys: pytest.CaptureFixture[str]) -> None:
    for name, letter in {"filled": "c", "vocab_length": "a", "unsorted": "", "square": "b"}.items():
        guess.predict(name, letter)
    guess.predict("square", "c")  # the last guess counts
    text = guess.predictions()
    assert text == "You were right in 2 of 3 predictions (1 left open)."
    assert "vocab_length" in capsys.readouterr().out


def test_a_misspelt_name_or_letter_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="Did you mean 'filled'"):
        guess.predict("fileld", "a")
    with pytest.raises(ValueError, match="one of a, b, c"):
        guess.predict("filled", "about 6 %")


@pytest.mark.parametrize("lesson", list(course.lessons().values()), ids=lambda lesson: lesson.id)
def test_a_lesson_and_the_declaration_name_the_same_predictions(lesson: course.Lesson) -> None:
    text = (course.root() / "grader" / "course.toml").read_text(encoding="utf-8")
    declared = re.findall(rf"^\[lessons\.{lesson.id}\.predictions\.(\w+)\]", text, re.MULTILINE)
    cells = [c.source for c in build.source_notebook(lesson).cells]
    assert re.findall(r'^predict\("(\w+)", ""\)$', "\n".join(cells), re.MULTILINE) == declared
    known = guess._known(course.root() / "grader" / "course.toml")
    for before, cell in itertools.pairwise(cells):
        if asked := re.search(r'^predict\("(\w+)"', cell, re.MULTILINE):
            answer, because, choices = known[asked.group(1)]
            assert all(f"{letter}) " in before for letter in choices), (
                f"the choices stand right above: {asked.group(1)}"
            )
            assert answer in choices
            assert len(because) > 20
