"""A verdict as a person sees it: the card under a check, in a notebook and on nbgrader's feedback page, and the same as text.

Text has whatever colour the page gives it, so that it can be read on light and on dark; colour of our own is only in the
border, beside a word and a sign that say the same. No JavaScript, no style sheet: a card works in every frontend."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from .verdict import CheckResult, ExerciseResult, shown

# Each has a contrast of 3 or more, WCAG's bound for what is no text, on white and on Jupyter's dark background.
GREEN, RED, AMBER, GREY = "#1f883d", "#d1242f", "#a16300", "#7d8590"
SIGNS = {"passed": ("✓", "passed"), "skipped": ("\N{EN DASH}", "not reached")}  # anything else is a ✗
HEADS = {
    "passed": "right",
    "partial": "partly right",
    "failed": "not right yet",
    "not_attempted": "not attempted yet",
    "missing": "not found",
    "error": "stopped by an error",
    "timeout": "stopped, it took too long",
    "memory": "stopped, it needed too much memory",
    "crashed": "stopped, no answer came back",
}


@dataclass(frozen=True)
class Beside:
    """What a card holds besides the verdict."""

    hints: tuple[str, ...] = ()  # each folded into the one before
    cautions: tuple[str, ...] = ()  # why a right answer is not yet one in the notebook that will be graded
    after: tuple[str, ...] = ()  # what to read when it is right
    printed: str = ""  # by the answer while it was checked
    head: str = (
        ""  # in place of the status' own words: no check was made, or what it found is not the file's; no points then
    )
    remarks: tuple[str, ...] = ()  # what is worth a line and changes nothing


def head(exercise: ExerciseResult, invalid: str = "", beside: Beside | None = None) -> str:
    """The status in a student's words."""
    if beside is not None and beside.head:
        return beside.head
    return "could not be read" if invalid else HEADS[exercise.status]


def points(exercise: ExerciseResult, invalid: str = "") -> str:
    return f"{shown(0 if invalid else exercise.score)} of {shown(exercise.max_score)} points"


def frame(colour: str) -> str:
    return (
        f"border-left:4px solid {colour};padding:.6em 1em;margin:.3em 0;max-width:52em;"
        "background:rgba(127,127,127,.08);line-height:1.45;overflow-wrap:anywhere"
    )


def notice(page: str, colour: str = GREY) -> str:
    """A card that holds no verdict; `page` is HTML."""
    return f"<div role='status' style='{frame(colour)}'>{page}</div>"


def card(exercise: ExerciseResult, invalid: str = "", beside: Beside | None = None) -> str:
    """A small HTML card: the exercise, its points, each check with its sign, and the one message that helps.

    `invalid`: why nothing could be read."""
    beside = beside or Beside()
    right = exercise.status == "passed" and not invalid
    plain = exercise.status == "not_attempted" and not beside.head and not invalid
    open_ = bool(beside.head) and not invalid  # nothing was checked, or what was is not what the file holds
    colour = GREY if plain else AMBER if open_ else GREEN if right else RED
    sign = "\N{EN DASH}" if plain else "!" if open_ else "✓" if right else "✗"
    lines = [
        f"<div style='display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em'>"
        f"<span><span aria-hidden='true'>{sign}</span> <b>{html.escape(exercise.id)}</b>: "
        f"{html.escape(head(exercise, invalid, beside))}</span>"
        + ("" if beside.head else f"<span>{points(exercise, invalid)}</span>")
        + "</div>"
    ]
    lines += [_paragraph(line) for line in (*beside.cautions, *beside.remarks)]
    if invalid:
        lines += [_paragraph(line) for line in invalid.split("\n") if line]
    elif beside.head and exercise.speaking:  # no check was made: why not
        lines += [_paragraph(line) for line in exercise.speaking.message.split("\n")]
    elif not plain:
        lines += _checks(exercise)
    lines += [_paragraph(line) for line in beside.after if right]
    if not right and beside.hints:
        lines.append(_hints(beside.hints))
    if beside.printed:
        printed = f"<pre style='white-space:pre-wrap'>{html.escape(beside.printed)}</pre>"
        lines.append(_folded("What your code printed while it was checked", printed))
    return notice("".join(lines), colour)


def text(exercise: ExerciseResult, invalid: str = "", beside: Beside | None = None) -> str:
    """The same for where there is only text."""
    beside = beside or Beside()
    lines = [f"{exercise.id}: {head(exercise, invalid, beside)}" + f", {points(exercise, invalid)}" * (not beside.head)]
    lines += [f"  {line}" for line in (*beside.cautions, *beside.remarks, *invalid.split("\n")) if line]
    if not invalid and (exercise.status != "not_attempted" or beside.head):
        if beside.head and exercise.speaking:
            return "\n".join([*lines, f"  {exercise.speaking.message}"])
        for check in exercise.checks:
            lines.append(f"  {_sign(check)[0]} {check.name}")
            if check is exercise.speaking:
                lines += [f"      {line}" for line in check.message.split("\n") if line]
    if exercise.status == "passed":
        lines += [f"  {line}" for line in beside.after]
    return "\n".join(lines)


def _sign(check: CheckResult) -> tuple[str, str]:
    return SIGNS.get(check.status, ("✗", "not passed"))


def _checks(exercise: ExerciseResult) -> list[str]:
    """One line each; under the one that failed, its message. Of an exercise that is right, all in one line."""
    items = []
    for check in exercise.checks:
        sign, meaning = _sign(check)
        items.append(f"<span role='img' aria-label='{meaning}'>{sign}</span> {markup(check.name)}")
    if exercise.status == "passed":
        return [f"<div style='margin-top:.4em;opacity:.85'>{' &nbsp; '.join(items)}</div>"]
    lines = []
    for check, item in zip(exercise.checks, items, strict=True):
        lines.append(f"<div style='margin-top:.4em'>{item}</div>")
        if check is exercise.speaking:
            message = "".join(_paragraph(line) for line in check.message.split("\n") if line)
            lines.append(f"<div style='margin-left:1.3em'>{message}</div>")
    return lines


def _hints(hints: tuple[str, ...], number: int = 1) -> str:
    """The first hint, and folded into it the next."""
    inner = _paragraph(hints[0]) + (_hints(hints[1:], number + 1) if hints[1:] else "")
    return _folded(f"Hint {number} of {number + len(hints) - 1}", inner)


def _folded(title: str, page: str) -> str:
    return f"<details style='margin-top:.5em'><summary style='cursor:pointer'>{html.escape(title)}</summary>{page}</details>"


def _paragraph(line: str) -> str:
    return f"<div style='margin-top:.4em'>{markup(line)}</div>"


def markup(text: str) -> str:
    """Plain text to HTML, `code` in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
