"""Predictions: a reader's guess is noted before the answer shows, and counted at the end of a lesson.

Question and choices stand in the lesson; the answer and its reason in course.toml, `[lessons.ID.predictions.NAME]`, so that
neither is in sight before the guess.
"""

from __future__ import annotations

import difflib
import html
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tomllib

from collab import course

_guesses: dict[str, Guess] = {}  # of this kernel, by name; the last one counts


class Slip(ValueError):
    """The reader mistyped something: a sentence says what to do. A notebook shows it alone, without our code's traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for it
        return [f"Not yet: {self}"]


@dataclass(frozen=True)
class Guess:
    """One answered, or unanswered, prediction. Shows itself: a card in a notebook, a sentence elsewhere."""

    name: str
    guess: str
    answer: str
    because: str

    @property
    def right(self) -> bool:
        """Whether the guess is the answer."""
        return self.guess == self.answer

    @property
    def verdict(self) -> str:
        """What to say of the guess, one line."""
        if not self.guess:
            return "Put the letter of your guess between the quotes, and run the cell again."
        return f"You said {self.guess}. Right." if self.right else f"You said {self.guess}. It is {self.answer}."

    def __repr__(self) -> str:
        return f"{self.verdict} {self.because}" if self.guess else self.verdict

    def _repr_html_(self) -> str:
        colour = "#0072B2" if self.right else "#D55E00" if self.guess else "#666666"
        because = html.escape(self.because)
        while "`" in because:
            because = because.replace("`", "<code>", 1).replace("`", "</code>", 1)
        body = (
            because
            if self.guess
            else f"<details><summary>Show the answer without a guess</summary>{self.answer}. {because}</details>"
        )
        return f"<div style='border-left:4px solid {colour};padding:2px 12px'><b>{self.verdict}</b> {body}</div>"


def predict(name: str, guess: str = "") -> Guess:
    """Note your guess, a letter, and show the answer with its reason. `""` is no guess yet.

    Raises Slip, a ValueError, where no prediction has this name or this letter is none of its choices."""
    if os.environ.get("COLLAB_BOX"):  # where a notebook is graded, nobody looks, and the answers are not there
        return Guess(name, guess, "", "")
    known = _known(course.root() / "grader" / "course.toml")
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        raise Slip(f"There is no prediction {name!r}." + (f" Did you mean {close[0]!r}?" if close else ""))
    letter = guess.strip().strip(")").lower()
    answer, because, choices = known[name]
    if letter and letter not in choices:
        raise Slip(f"{guess!r} is none of the choices: write one of {', '.join(choices)} between the quotes.")
    _guesses[name] = Guess(name, letter, answer, because)
    return _guesses[name]


def predictions() -> str:
    """How often you were right in this notebook, in a sentence."""
    made = [g for g in _guesses.values() if g.guess]
    right = sum(g.right for g in made)
    missed = [g.name for g in made if not g.right]
    text = f"You were right in {right} of {len(made)} predictions ({len(_guesses) - len(made)} left open)."
    print(text + (f" Worth another look: {', '.join(missed)}." if missed else ""))
    return text


@lru_cache(maxsize=2)
def _known(path: Path) -> dict[str, tuple[str, str, str]]:
    """name -> answer, reason, choices as a string of letters."""
    with path.open("rb") as f:
        lessons = tomllib.load(f)["lessons"].values()
    return {
        name: (entry["answer"], entry["because"], entry.get("choices", "abc"))
        for one in lessons
        for name, entry in one.get("predictions", {}).items()
    }
