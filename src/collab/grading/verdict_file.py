"""Verdicts as data, as `collab grade --json FILE` writes them, and as text."""

from __future__ import annotations

from typing import Any

from .verdict import shown

Entry = dict[str, Any]  # a verdict as the file has it


def told(entry: Entry, whole: bool = True) -> str:
    """A verdict as its student reads it, of which the first line is for the instructor; `whole`: with every message."""
    points = f"{shown(entry['score'])} of {shown(entry['max_score'])}"
    invalid = entry.get("message", "") if entry.get("status") == "invalid" else ""
    lines = [f"{points}  {entry['submission']}  ({entry['isolation']}, seed {entry['seed']})"]
    if invalid:
        lines.append(f"  {invalid}")
    elif whole:
        for name, result in entry["exercises"].items():
            score = f"{shown(result['score'])} of {shown(result['max_score'])}"
            lines.append(f"  {name:24} {score}  {result['status'].replace('_', ' ')}")
            speaking = next((c for c in result["checks"] if c["status"] not in ("passed", "skipped")), None)
            if speaking and result["status"] != "not_attempted":
                lines += [f"      {line}" for line in speaking["message"].splitlines()]
    return "\n".join(lines)
