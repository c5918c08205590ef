"""Trials of a test that a student wrote: does it let every right candidate through, and is every wrong one caught?

The rule, as the lessons state it: whatever exception ends the test, an AssertionError or any other, is its "no"; to return
is its "yes". Candidates are drawn afresh for each grading and come in an order of chance, each of them in a fresh copy of
the notebook's process: what a test keeps from one to the next is gone. (Not in a student's own kernel, and not where what
was caught is only asked for again with other draws.) They live here with the judge: what a test has in its hands only
passes calls on (box/candidates.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from collab.grading.box.contract import BoxError, StudentError

from . import expect
from .student import Curve, Handle, Student, Tensor, show, show_values

Candidate = Callable[..., Any]
Draw = Callable[[np.random.Generator, Student], list[Candidate]]
SECONDS = 5.0  # of CPU, for one candidate
MOST_CALLS = 3_000  # of one candidate
DECOYS = 2
SHOWN = 3  # calls in a message
NO_TEST = ("Skipped", "SkipTest", "SystemExit", "KeyboardInterrupt", "GeneratorExit")  # neither a yes nor a no


@dataclass(frozen=True)
class Family:
    """Candidates of one behaviour. `draw` makes some, each new; every one of them must be let through, or caught.

    `does`: of wrong ones, what they do, as the end of "a candidate that ..."; of right ones, what whoever rejects them
    demands without need. `asks`: the question that goes with it."""

    does: str
    asks: str
    draw: Draw


DECOY = Family("is wrong everywhere", "", lambda rng, student: [])


@dataclass(frozen=True)
class Candidates:
    """All that a test is tried on. `decoy` is wrong everywhere and comes before all others, for whoever takes the first
    candidate for the truth and finds a way to remember it. `right` begins with the plainest. `demands` are wrong ones that
    some tests accept which reject a right one: they say what is demanded then. `kept`: what the test hands over stays in
    the box."""

    decoy: Draw
    right: tuple[Family, ...]
    wrong: tuple[Family, ...]
    demands: tuple[Family, ...] = ()
    kept: bool = False


@dataclass
class Trial:
    """What the test made of one candidate."""

    family: Family
    calls: list[str] = field(default_factory=list)  # each with what came of it
    raised: StudentError | None = None
    returned: Any = None

    @property
    def says_no(self) -> bool:
        return self.raised is not None and self.raised.type not in NO_TEST

    @property
    def ended(self) -> str:
        """How the test ended, as the end of a sentence that begins with its name."""
        if self.raised is None:
            got = self.returned.type if isinstance(self.returned, Handle) else repr(self.returned)
            return "returned without an error" if self.returned is None else f"returned {got} and raised nothing"
        place = f" at {self.raised.where()}" if self.raised.where() else ""
        return f"raised {self.raised}{place}"


class Trials:
    """The student's test, tried on every candidate once. Raises BoxError where it does not end, StudentError where it is blank."""

    def __init__(self, student: Student, rng: np.random.Generator, candidates: Candidates, fresh: bool) -> None:
        self.fresh = fresh  # each candidate in a copy of the box: a tenth of a second for ten of them
        self.student, self.rng, self.candidates = student, rng, candidates
        for candidate in candidates.decoy(rng, student) * DECOYS:
            self.tried_on(DECOY, candidate)
        families = [*candidates.right, *candidates.wrong]
        drawn = [(family, candidate) for family in families for candidate in family.draw(rng, student)]
        order = [drawn[i] for i in rng.permutation(len(drawn))]
        self.trials = [self.tried_on(family, candidate) for family, candidate in order]

    def tried_on(self, family: Family, candidate: Candidate) -> Trial:
        trial = Trial(family)
        limit = min(SECONDS, self.student.seconds)
        try:
            trial.returned = self.student.try_out(
                watched(candidate, trial.calls), limit, self.candidates.kept, self.fresh
            )
        except StudentError as e:
            if e.is_blank or e.is_memory:
                raise
            trial.raised = e
        except BoxError as e:
            e.call = f"{self.student.exercise}(candidate)"
            raise
        return trial

    def of(self, families: Iterable[Family]) -> list[Trial]:
        """The trials of these families, in their order."""
        return [trial for family in families for trial in self.trials if trial.family is family]

    # --- what checks ask ---

    def right_pass(self) -> None:
        """Every right candidate is let through."""
        test, families = self.student.exercise, self.candidates.right
        rejected = next((t for t in self.of(families) if t.raised is not None), None)
        if rejected is None:
            return
        what = f"`{test}(candidate)` {rejected.ended}, and that candidate was right."
        last = f" Its last call: {rejected.calls[-1]}." if rejected.calls else ""
        expect.fail(what + last, self.demanded(rejected))

    def demanded(self, rejected: Trial) -> str:
        """What a test demands that rejects a right candidate."""
        error = rejected.raised
        if error is not None and error.type in NO_TEST:
            return f"A test ends with `assert`, which raises or does not. What is {error.type} to tell?"
        own = self.student.exercise.removeprefix("test_")
        if error is not None and error.type == "NameError" and f"'{own}'" in error.message:
            return f"`{own}`, your own function, is not there where a test is tried: it judges whatever function it is handed, under the name `candidate`. Which numbers should come out, worked out by hand, and which of your calls should go to `candidate`?"
        if error is not None and error.cause:
            return error.cause
        if not rejected.calls:
            return "It never called the candidate before: what is it that fails, then?"
        if rejected.family is not self.candidates.right[0]:
            return f"It demands {rejected.family.does}, which a right answer need not have. {rejected.family.asks}"
        for family in self.candidates.demands:
            if not any(self.tried_on(family, candidate).raised for candidate in family.draw(self.rng, self.student)):
                return f"It demands {family.does}. {family.asks}"
        if error is not None and error.type != "AssertionError":
            return "An error of the test's own counts as a no, too: what does that line expect to have in its hands?"
        return "Work out with pencil and paper what that call should return: does your test expect the same?"

    def caught(self, family: Family) -> None:
        """Every candidate of the family is caught."""
        through = next((t for t in self.of([family]) if not t.says_no), None)
        if through is None:
            return
        test = self.student.exercise
        got = f"A candidate that {family.does} got through: `{test}(candidate)` {through.ended}."
        if not through.calls:
            expect.fail(got, "It never called `candidate`: what does it look at?")
        if through.raised is not None:
            expect.fail(got, f"{through.raised.type} is neither a yes nor a no. Which statement raises where a condition is false?")  # fmt: skip
        if through.returned is not None:
            expect.fail(got, "A test tells by raising; what it returns nobody looks at. Which statement raises where a condition is false? And is there a `yield` where none belongs?")  # fmt: skip
        n = len(through.calls)
        more = f", … {n} calls in all" if n > SHOWN else ""
        expect.fail(f"{got} It had asked: {'; '.join(through.calls[:SHOWN])}{more}.", family.asks)


def watched(candidate: Candidate, calls: list[str]) -> Candidate:
    """The candidate, with each call noted for a message."""

    def call(*args: Any, **kwargs: Any) -> Any:
        if len(calls) >= MOST_CALLS:
            raise BoxError("timeout", f"called the candidate {MOST_CALLS:,} times. A loop that never ends?")
        given = [shown(a) for a in args] + [f"{k}={shown(v)}" for k, v in kwargs.items()]
        calls.append(f"`candidate({', '.join(given)})`")
        try:
            result = candidate(*args, **kwargs)
        except Exception as e:
            if not isinstance(e, StudentError | BoxError):
                calls[-1] += f" raised {type(e).__name__}"
            raise
        calls[-1] += f" returned {shown(result)}"
        return result

    return call


def shown(value: Any) -> str:
    """An argument or a result in a message."""
    if isinstance(value, Curve):
        value = value.values
    if isinstance(value, np.ndarray):
        return show_values(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Handle):
        return {"generator": "a generator"}.get(value.type, f"a {value.type}")
    if isinstance(value, Tensor) and value.array.size > 8:
        return f"a tensor {value.shape}"
    return show(value)
