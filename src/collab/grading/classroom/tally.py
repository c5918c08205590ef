"""How far a run is: on a terminal a bar, in a log a line now and then; at the end one summary. All on stderr."""

from __future__ import annotations

import sys
import time

from tqdm import tqdm

from collab.grading.verdict_file import Entry

EVERY = 30.0  # seconds between two lines in a log


class Tally:
    """Counts verdicts as they come."""

    def __init__(self, total: int, taken: int = 0) -> None:
        """`taken`: how many an earlier run has left."""
        self.total, self.done, self.taken = total, taken, taken
        self.unreadable = self.failed = 0
        self.started = self.said = time.monotonic()
        terminal = sys.stderr.isatty() and total > 1
        shape = "{bar:24} {desc}"
        self.bar = tqdm(total=total, initial=taken, bar_format=shape, leave=False) if terminal else None

    def add(self, entry: Entry) -> None:
        self.done += 1
        self.unreadable += entry.get("status") == "invalid" and not entry.get("provisional")
        self.failed += bool(entry.get("provisional"))
        if self.bar is not None:
            self.bar.update()
            self.bar.set_description_str(self.line())
        elif self.total > 1 and time.monotonic() - self.said > EVERY:
            self.said = time.monotonic()
            print(self.line(), file=sys.stderr, flush=True)

    def line(self) -> str:
        """ "217 of 1,000 · 0.12 s each · 1 min 34 s left · 3 unreadable"."""
        now = self.done - self.taken
        each = (time.monotonic() - self.started) / now if now else 0.0
        parts = [f"{self.done:,} of {self.total:,}"]
        if now:
            parts += [f"{each:.2f} s each", f"{_time(each * (self.total - self.done))} left"]
        return " · ".join(parts + self._odd())

    def summary(self) -> str:
        now = self.done - self.taken
        seconds = time.monotonic() - self.started
        parts = [f"{now:,} graded in {_time(seconds)}"]
        if now:
            parts.append(f"{seconds / now:.2f} s each")
        parts += [f"{self.taken:,} taken over from an earlier run"] * bool(self.taken)
        return " · ".join(parts + self._odd())

    def _odd(self) -> list[str]:
        found = [f"{self.unreadable:,} unreadable"] * bool(self.unreadable)
        return found + [f"the grader failed on {self.failed:,}"] * bool(self.failed)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
