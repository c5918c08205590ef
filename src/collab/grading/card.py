"""A verdict as a person sees it: the small HTML card under a check, in a notebook and on nbgrader's feedback page."""

from __future__ import annotations

import html
import re

from .verdict import CheckResult, ExerciseResult

GREEN, RED, GREY = "#1a7f37", "#b3261e", "#57606a"


def frame(colour: str) -> str:
    return f"border-left:4px solid {colour};padding:.6em 1em;margin:.3em 0;max-width:52em;background:rgba(127,127,127,.08);line-height:1.45"


def card(exercise: ExerciseResult, invalid: str = "") -> str:
    """A small HTML card: the exercise, its points, and the one message that helps. `invalid`: why nothing could be read."""
    status: str = exercise.status
    speaking = exercise.speaking
    if invalid:
        status, speaking = "invalid", CheckResult("the notebook could not be read", 0, "error", invalid)
    colour = GREEN if status == "passed" else GREY if status == "not_attempted" else RED
    head = {"passed": "right", "not_attempted": "not attempted yet", "partial": "partly right"}.get(
        status, status.replace("_", " ")
    )
    title = f"<b>{html.escape(exercise.id)}</b>: {head}"
    points = f"{0 if invalid else exercise.score:g} of {exercise.max_score:g} points"
    lines = [f"<div style='color:{colour}'>{title}<span style='float:right'>{points}</span></div>"]
    if speaking and status != "not_attempted":
        lines.append(f"<div style='margin-top:.5em;color:{GREY}'>{html.escape(speaking.name)}</div>")
        lines += [f"<div style='margin-top:.4em'>{markup(line)}</div>" for line in speaking.message.split("\n") if line]
    return f"<div style='{frame(colour)}'>{''.join(lines)}</div>"


def markup(text: str) -> str:
    """Plain text to HTML, `code` in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
