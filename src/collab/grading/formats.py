"""`collab convert VERDICTS.json`: what `collab grade --json` wrote, in the forms that other programs read.

- JUnit XML, with points as properties, for whatever shows test results (the form that pytest's `--junitxml` has).
- A page in Markdown, for the summary of a GitHub Actions job ($GITHUB_STEP_SUMMARY; 1 MiB at most).
- Gradescope's results.json (gradescope-autograders.readthedocs.io, "Autograder Specifications", Output format).

A verdict's words may be a student's: each form escapes them in its own way.
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from collab.storage import write_bytes, write_json

from .card import markup
from .verdict import shown
from .verdict_file import Entry

MOST_SUMMARY = 1_000_000  # bytes; GitHub drops a summary of more than 1 MiB
TIERS = {
    "sandboxed": "in a sandbox: no network, no files but its own",
    "limited": "in a process with limits on time and memory, but without a sandbox: what it could read was not kept from it",
    "in-process": "in this process: advice, not a grade",
}


class FormatError(RuntimeError):
    """The verdicts cannot be read; the message says why."""


def read(path: Path) -> list[Entry]:
    """The verdicts in a file. Raises FormatError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data if isinstance(data, list) else [data]
        if not all({"submission", "score", "max_score", "exercises"} <= set(e) for e in entries):
            raise ValueError("it holds something else")
    except OSError as e:
        raise FormatError(f"{path} cannot be read: {e.strerror or e}.") from None
    except (ValueError, TypeError) as e:
        raise FormatError(f"{path} holds no verdicts, as `collab grade --json` writes them: {e}.") from None
    return entries


def checks(entry: Entry) -> Iterator[tuple[str, Entry, float, float]]:
    """Each check of a verdict: exercise, check, points, points at most. Together they are the verdict's score.

    An exercise without checks (a file that cannot be read) counts as one."""
    for exercise, found in entry["exercises"].items():
        listed = found["checks"] or [{"name": exercise, "status": found["status"], "message": entry.get("message", "")}]
        shares = [float(c.get("points") or found["max_score"] / len(listed)) for c in listed]
        scale = (
            found["max_score"] / sum(shares) if sum(shares) else 0.0
        )  # fewer checks than the suite has: still all points
        for check, share in zip(listed, shares, strict=True):
            passed = check["status"] == "passed" and entry.get("status") != "invalid"
            yield exercise, check, round(share * scale, 4) if passed else 0.0, round(share * scale, 4)


def isolation(entry: Entry) -> str:
    """One sentence on how the work was closed in, as it really was."""
    tier = str(entry.get("isolation", "not known"))
    return f"Isolation: {tier}, {TIERS.get(tier, 'see SECURITY.md')}."


# --- JUnit ---


def junit(entries: list[Entry]) -> bytes:
    """One suite a submission, one case a check."""
    root = ElementTree.Element("testsuites", name="collab")
    for entry in entries:
        found = list(checks(entry))
        counts = {
            s: sum(_junit_kind(c["status"]) == s for _, c, _, _ in found) for s in ("failure", "error", "skipped")
        }
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=str(entry["submission"]),
            tests=str(len(found)),
            failures=str(counts["failure"]),
            errors=str(counts["error"]),
            skipped=str(counts["skipped"]),
            time=str(entry.get("seconds", 0)),
        )
        _properties(suite, {k: entry.get(k, "") for k in ("score", "max_score", "isolation", "seed")})
        for exercise, check, points, most in found:
            name = f"{entry.get('lesson') or 'unknown'}.{exercise}"
            case = ElementTree.SubElement(suite, "testcase", classname=name, name=check["name"])
            _properties(case, {"points": points, "max_points": most})
            kind = _junit_kind(check["status"])
            if kind:
                message = str(check.get("message", ""))
                inner = ElementTree.SubElement(case, kind, message=(message.splitlines() or [check["status"]])[0])
                inner.text = message
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _junit_kind(status: str) -> str:
    wrong = {"failed": "failure", "skipped": "skipped", "not_attempted": "skipped", "passed": ""}
    return wrong.get(status, "error")


def _properties(parent: ElementTree.Element, values: dict[str, Any]) -> None:
    group = ElementTree.SubElement(parent, "properties")
    for name, value in values.items():
        ElementTree.SubElement(group, "property", name=name, value=str(value))


# --- Markdown ---


def summary(entries: list[Entry]) -> str:
    """Points by exercise, and under each that is not right the message that helps."""
    total, most = sum(e["score"] for e in entries), sum(e["max_score"] for e in entries)
    lines = [f"## {shown(total)} of {shown(most)} points", ""]
    for entry in entries:
        lines += [f"### {_plain(entry['submission'])}: {shown(entry['score'])} of {shown(entry['max_score'])}", ""]
        if entry.get("status") == "invalid":
            lines += [_said(entry.get("message", "")), ""]
            continue
        lines += ["| exercise | points | |", "|---|---:|---|"]
        for name, found in entry["exercises"].items():
            points = f"{shown(found['score'])} of {shown(found['max_score'])}"
            lines.append(f"| `{name}` | {points} | {found['status'].replace('_', ' ')} |")
        lines.append("")
        for name, found in entry["exercises"].items():
            told = next((c for c in found["checks"] if c["status"] not in ("passed", "skipped", "not_attempted")), None)
            if told:
                lines += [f"<details open><summary><b>{name}</b>: {_plain(told['name'])}</summary>", ""]
                lines += [_said(told["message"]), "", "</details>", ""]
        lines += [f"<p>{_plain(note)}</p>" for note in entry.get("notes", ())]
    seen = list(dict.fromkeys(map(isolation, entries)))
    lines += ["", *(f"<sub>{_plain(text)}</sub>" for text in seen), ""]
    text = "\n".join(lines)
    if len(text.encode()) > MOST_SUMMARY:
        text = text.encode()[:MOST_SUMMARY].decode("utf-8", "ignore") + "\n\n…\n"
    return text


def _plain(text: str) -> str:
    """A student's words in Markdown: neither HTML nor a link, a heading or a table."""
    escaped = html.escape(" ".join(str(text).split()))
    return "".join(f"&#{ord(c)};" if c in r"\`*_[]|#~@" else c for c in escaped)


def _said(message: str) -> str:
    """A message, `code` in backticks as code, in HTML: no line of it begins a Markdown block."""
    lines = [markup(line) for line in str(message).split("\n") if line.strip()]
    return (
        "<blockquote>"
        + "<br>".join("".join(f"&#{ord(c)};" if c in r"\*_[]|~@" else c for c in x) for x in lines)
        + "</blockquote>"
    )


# --- Gradescope ---


def gradescope(entries: list[Entry]) -> dict[str, Any]:
    """results.json of one submission: each check as a test. Of several notebooks, all of them."""
    tests = []
    for entry in entries:
        for number, (exercise, check, points, most) in enumerate(checks(entry), 1):
            passed = check["status"] == "passed" and entry.get("status") != "invalid"
            told = "" if passed else str(check.get("message") or check["status"].replace("_", " "))
            test = {"name": f"{exercise}: {check['name']}", "number": str(number), "score": points, "max_score": most}
            tests.append(test | {"status": "passed" if passed else "failed", "output": told, "output_format": "text"})
    said = [e["message"] for e in entries if e.get("status") == "invalid"]
    said += [note for e in entries for note in e.get("notes", ())]
    failed = [str(e.get("trouble", "")) for e in entries if e.get("provisional")]
    if failed:
        said.insert(0, "The grader itself failed. This is no verdict on the work: it has to be graded again.")
    output = "\n".join([*said, *dict.fromkeys(map(isolation, entries))])
    data: dict[str, Any] = {
        "score": round(sum(e["score"] for e in entries), 4),
        "output": output,
        "output_format": "text",
    }
    data |= {
        "execution_time": round(sum(e.get("seconds", 0) for e in entries)),
        "visibility": "visible",
        "tests": tests,
    }
    kept = [{k: e.get(k) for k in ("lesson", "isolation", "seed", "content", "grader")} for e in entries]
    return data | {"extra_data": {"verdicts": kept, "provisional": bool(failed)}}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verdicts", type=Path, metavar="VERDICTS.json", help="what `collab grade --json` wrote")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="JUnit XML with points")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="Markdown, appended to FILE")
    parser.add_argument("--gradescope", type=Path, metavar="FILE", help="Gradescope's results.json")


def command(args: argparse.Namespace) -> int:
    """Write each form that was asked for."""
    entries = read(args.verdicts)
    if not (args.junit or args.summary or args.gradescope):
        raise FormatError("Nothing to write: give --junit, --summary or --gradescope.")
    if args.junit:
        write_bytes(args.junit, junit(entries))
    if args.summary:
        with args.summary.open("a", encoding="utf-8") as file:  # GitHub gives one file to all steps of a job
            file.write(summary(entries))
    if args.gradescope:
        write_json(args.gradescope, gradescope(entries))
    return 0
