"""Lesson 01: build_vocab, encode, one_hot, one_hot_lookup, embedding_lookup."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
import reference

from collab.grading.box import probes
from collab.grading.box.contract import StudentError
from collab.grading.box.messages import Kept
from collab.grading.judge import expect
from collab.grading.judge.student import Column, Given, Handle, Student, Tensor, number, show, show_values

# Tables stand one row a line, which the formatter would take apart: value, question.
NOUNS = ["Orchard", "Harbour", "Comet", "Fork", "Voyage", "Dialysis", "Summer", "Tower", "Meadow", "Signal", "Winter", "Garden", "Ferry", "Zenith"]  # fmt: skip
UNKNOWN = "#na#"

BY_LABEL = "`values[i]` asks a Series for the label i, not for the row at place i: how can a loop get the values without a number?"
KEPT = "Take one of the values: at which place of `vocab` does it stand? And is something kept from an earlier call, with another `vocab`?"
# What an exception usually means where `values` may be a list, a Series or an array.
ANY_COLUMN = {
    "'(list|Series|numpy.ndarray)' object has no attribute": "Is that `values`? It may be a list, a Series or an array: what works on all three?",
    "truth value of (a Series|an array)": "A condition such as `if values` asks a whole Series or array whether it is true, and it holds many values. What did you want to know: how many there are?",
}


def ask(function: Handle, *args: Any, shown: str, errors: dict[str, str] | None = None) -> Any:
    """Call the student's function, named `shown` in messages; `errors` says what an exception usually means."""
    with expect.calling(shown, errors):
        value = function(*args)
    return replace(value, call=shown) if isinstance(value, Tensor) else value


def column_left_alone(student: Student, function: str, call: str, column: Column, *more: Any) -> None:
    """Call the student's function on a Series or an array: afterwards it holds what it held."""
    with expect.calling(call):
        after = student.probe(probes.CallAndLook(function, [column, *more])).args[:1]
    held = next((a.method("tolist") for a in after if isinstance(a, Handle)), column.values)
    if held == column.values:
        return
    now = held if isinstance(held, list) else []
    place = next((i for i, (a, b) in enumerate(zip(column.values, now, strict=False)) if a != b), None)
    how = f"now it has {len(now)} entries, not {len(column.values)}"
    if place is not None:
        how = f"at place {place} stood {column.values[place]!r}, now {entry(now[place])}"
    kind = "array" if column.kind == "array" else "Series"
    expect.fail(f"`{call}` changed the {kind} `values` itself: {how}.", f"The {kind} belongs to the caller, a column of their ratings perhaps: which line writes into it, or sorts it in place?")  # fmt: skip


def graph(student: Student, function: str, table: np.ndarray, indices: Any, weights: Any = None) -> probes.Graph:
    """A look-up in a table that requires gradients, and with `weights` the way back."""
    return student.probe(probes.LookupGraph(function, Given(table, requires_grad=True), indices, weights))


def draw_ids(rng: np.random.Generator) -> list[int]:
    """Six distinct ids of one to six digits, which text would put in another order than numbers. As text, one is contained
    in two others."""
    while True:
        digit, last = (int(v) for v in rng.integers(3, 10, 2))
        ids = [0, 10 + digit, digit, 100 + 10 * digit + last, *(int(rng.integers(10**k, 2 * 10**k)) for k in (3, 5))]
        if list(set(ids)) != sorted(ids):  # small numbers come out of a set in order, by luck
            return ids


def draw_titles(rng: np.random.Generator) -> list[str]:
    """Six distinct titles; one sorts before '#na#', one starts with a small letter, one ends with a blank, and one is
    contained in two others."""
    words, (days, number), year = rng.permutation(NOUNS), rng.integers(2, 99, 2), int(rng.integers(1930, 1999))
    title = f"{words[1]} ({year})"
    return [f'"{words[0]}" ({year})', f"apollo {number} ({year})", f"{days} Days ({year}) ", title, f"Another {title}", f"{title} (V)"]  # fmt: skip


def draw_spelt(rng: np.random.Generator) -> list[str]:
    """Six distinct titles that whoever tidies text would change: a blank in front, two in a row, an accent of its own."""
    words = [str(word) for word in rng.permutation(NOUNS)]
    return [f" {words[0]}", f"{words[1]}  {words[2]}", f"Ame\u0301lie {words[3]}", *words[4:7]]


def draw_values(rng: np.random.Generator, distinct: list) -> list:
    """Eight values, two of them for the second time; the largest comes first, so they are not sorted."""
    while True:
        values = distinct + [distinct[i] for i in rng.choice(len(distinct), 2, replace=False)]
        values = [values[i] for i in rng.permutation(len(values))]
        first = values.index(max(values))
        values = [values[first], *values[:first], *values[first + 1 :]]
        if list(dict.fromkeys(values)) != sorted(distinct, reverse=True):
            return values


def draw_some(rng: np.random.Generator, distinct: list) -> list:
    """Five values, one of them for the second time: both ends of six, and gaps between them; the largest comes first, and not
    all fall from there, since sorting would then be turning round."""
    s = sorted(distinct)
    rest = [s[0], s[3], s[4], s[int(rng.choice([0, 3]))]]
    falling = sorted(rest, reverse=True)
    while (drawn := [rest[i] for i in rng.permutation(len(rest))]) == falling:
        continue
    return [s[5], *drawn]


def draw_table(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    return rng.normal(size=(n, d)).astype(np.float32)


class TestBuildVocab:
    exercise, kind = "build_vocab", "function"
    ERRORS: ClassVar = {
        "not supported between instances of": f"Is '{UNKNOWN}' being sorted together with the numbers? It is not one of the values: keep it out of the sort.",
        "invalid literal": f"An array holds entries of one kind, and '{UNKNOWN}' is no number: where does it meet the numbers in an array?",
        "non-negative": "An id may be negative: which function counts on none being so?",
        "unhashable": "A list cannot be hashed. Is the whole of it put into a set, where each of its values belongs, or taken for a key, as `lru_cache` takes every argument?",
        **ANY_COLUMN,
    }

    def ask(self, student: Student, values: Any) -> list:
        """The list that came back; whatever else came back fails."""
        call = f"build_vocab({show(values)})"
        by_label = {"KeyError": BY_LABEL} if isinstance(values, Column) else {}
        got = ask(student.build_vocab, values, shown=call, errors=by_label | self.ERRORS)
        if not isinstance(got, list):
            kind = got.type if isinstance(got, Handle | Tensor) else type(got).__name__
            usually = {
                "Tensor": "A tensor holds no text: the vocabulary is a plain list, with '#na#' in it. Which line makes a tensor?",
                "NoneType": "Is there a `return`? And mind methods like `insert`, `append` and `sort`: they change a list and return None.",
                "set": "A set has no positions: the vocabulary needs an order.",
                "dict": "That would be the way back, from a value to its position: the vocabulary itself is a list.",
                "ndarray": f"Next to '{UNKNOWN}' an array turns numbers into text: where do the values become an array?",
            }.get(kind, "What is in it may be right: what turns it into a list?")
            came = "None" if got is None else expect.article(kind)
            expect.fail(f"`{call}` returned {came}, expected a list.", usually)
        # An array compares with anything entry by entry; as a Tensor it is one value, other than all others.
        return [Tensor(v, call, "array") if isinstance(v, np.ndarray) else v for v in got]

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list that starts with '#na#'."""
        for distinct in (draw_titles(rng), draw_ids(rng)):
            values = draw_values(rng, distinct)
            got = self.ask(student, values)
            place = got.index(UNKNOWN) if UNKNOWN in got else None
            if place == 0:
                continue
            came = f"`build_vocab({show(values)})` returned a list that starts with {repr(got[0]) if got else 'nothing'}, expected '{UNKNOWN}'."
            expect.rules(
                (place is None, came, f"Nowhere in the list is '{UNKNOWN}': is it put in, and spelt exactly so? Without it every position is off by one, and unknown values have no place."),
                (got[-1:] == [UNKNOWN], came, f"'{UNKNOWN}' stands at the end, where its position changes with the number of values: at which end does your code add it?"),
                (True, came, f"'{UNKNOWN}' stands at position {place}: was it sorted in with the others? Some strings sort before '#'."),
            )  # fmt: skip

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """holds every distinct value once, sorted."""
        codes = [str(i) for i in draw_ids(rng)]  # text that looks like numbers
        accents = ["Étude", "Ödland", *(str(word) for word in rng.permutation(NOUNS)[:3]), "Zirkus"]
        negative = [-1, -int(rng.integers(20, 99)), 3 * 10**9, *draw_ids(rng)]  # one does not fit into 32 bits
        many = [int(i) for i in rng.permutation(300) * 7]
        for distinct in (draw_titles(rng), draw_ids(rng), [*codes, f"0{codes[2]}"], accents, ["", *draw_titles(rng)], draw_spelt(rng), negative, many):  # fmt: skip
            values = draw_values(rng, distinct)
            self.compare(self.ask(student, values), values, values)
        expect.left_alone(student, "build_vocab", f"build_vocab({show(values)})", values=values)

    @staticmethod
    def compare(got: list, given: Any, values: list) -> None:
        wanted = reference.vocabulary(values)
        if got == wanted:
            return
        one_each = list(dict.fromkeys(values))
        usually = next((question for value, question in [
            ([UNKNOWN, *one_each], "That is the order of their first appearance. Shuffle the rows, and every position is another: what makes the order depend on the values alone?"),
            ([UNKNOWN, *values], "These are all the values as they came: what leaves each of them once, and what sorts them?"),
            ([UNKNOWN, *sorted(values)], "The positions are for the distinct values: which step takes each only once?"),
            ([UNKNOWN, *map(str, sorted(one_each))], "The numbers have become strings. `5` and `'5'` are different values: nobody who looks for the number will find it. Which step makes text of them?"),
            ([UNKNOWN, *sorted(map(str, one_each))], "The numbers have become strings, and strings sort differently: '10' comes before '9'. Which step makes text of them?"),
            ([UNKNOWN, *sorted(one_each, key=str)], "The numbers are sorted as if they were text, where '10' comes before '9': what does your sorting compare?"),
            (got if str(one_each[0]).isdigit() and set(got) == set(wanted) and got[1:] == sorted(got[1:], key=float) else None, "These are strings, and sorted as if they were numbers. `sorted`, left alone, puts '10' before '9': what tells it to do otherwise?"),
            ([UNKNOWN, *sorted({int(v) for v in one_each})] if str(one_each[0]).isdigit() else None, "The strings have become numbers, and '07' and '7' the same one: which step converts them?"),
            ([UNKNOWN, *sorted(one_each, reverse=True)], "They are sorted, but from the largest down: what turns the order round?"),
            ([UNKNOWN, *sorted(one_each, key=lambda v: str(v).lower())], "Capital and small letters count as the same in this order. `sorted`, left alone, puts all capitals before the small letters: what tells it to do otherwise?"),
            ([UNKNOWN, *sorted(one_each, key=lambda v: unicodedata.normalize("NFKD", str(v)).encode("ascii", "ignore"))], "Letters with an accent stand among those without one. `sorted`, left alone, puts them behind all others: what tells it to do otherwise?"),
            ([UNKNOWN, *sorted(one_each, key=lambda v: len(str(v)))], "They are sorted by their length, not alphabetically: what does your sorting compare?"),
            ([UNKNOWN, UNKNOWN, *sorted(one_each)], "Which two steps put it in?"),
            ([UNKNOWN, *sorted(v for v in one_each if v)] if "" in one_each else None, "The empty text '' is a value like any other: which condition leaves it out?"),
            ([UNKNOWN, *sorted(v for v in one_each if v != -1)] if -1 in one_each else None, "-1 is a value like any other, in a vocabulary: which condition takes it for \"not found\"?"),
            ([UNKNOWN, *sorted(v for v in one_each if v)], "0 is a value like any other: does a condition such as `if v` leave it out?"),
            ([UNKNOWN, *sorted(one_each)[1:]], "The smallest value is missing: was it overwritten by '#na#', or cut off?"),
            ([UNKNOWN, *sorted(one_each)[:-1]], "The largest value is missing: does a range or a slice end one too early?"),
            *(([UNKNOWN, *range(first, len(one_each) + first)], "These are positions, not values. A value's position is the place where it stands in the list: what, then, stands in the list?") for first in (0, 1)),
            ([UNKNOWN, *sorted(v for v in one_each if values.count(v) == 1)], "Values that occur twice are missing altogether: what happens when one comes for the second time?"),
            ([UNKNOWN, *sorted(v for v in one_each if values.count(v) > 1)], "Only the values that occur twice are there: what does your condition ask?"),
        ] if got == value), "")  # fmt: skip
        few = got[: 3 * len(wanted) + 10]  # of a list far too long, its beginning says as much
        missing, strange = [v for v in wanted if v not in got], [v for v in few if v not in wanted]
        plain = {plainly(v) for v in values}
        if not usually and strange:
            altered = all(isinstance(v, str) and plainly(v) in plain for v in strange)
            usually = f"{entry(strange[0])} is not among the values. {'Capital and small letters, blanks, and the way an accent is written belong to a value: which step changes its text?' if altered else 'Is it left from an earlier call, in a default argument or a list outside the function, or made of another value?'}"
        if not usually and missing:
            usually = f"{missing[0]!r} is not in it: which step leaves it out?"
        if not usually and sorted(map(repr, got)) == sorted(map(repr, wanted)):
            usually = "Every value is there once, but the list is not sorted: does it come out of a set, which has no order that you can rely on?"
        call = f"`build_vocab({show(given)})`"
        if len(got) != len(wanted):
            shown = [entry(v) for v in few]
            twice = [v for i, v in enumerate(shown) if v in shown[:i]]
            surplus = [v for v in shown if v not in map(repr, wanted)]
            what = f"{missing[0]!r} is missing" if missing else f"{twice[0]} is there twice" if twice else f"{surplus[0]} is none of the values"  # fmt: skip
            expect.fail(f"{call} returned {len(got)} entries, expected {len(wanted)}: {what}.", usually)
        place = next(i for i, (a, b) in enumerate(zip(got, wanted, strict=True)) if a != b)
        came, should = got[place], wanted[place]
        if isinstance(came, str) and unicodedata.normalize("NFC", came) == unicodedata.normalize("NFC", str(should)):
            usually = f"They look the same: the first is {came!a}, the second {should!a}, an accent written in two ways. {usually}"
        expect.fail(f"{call} has {entry(came)} at position {place}, expected {should!r}.", usually)

    def test_series(self, student: Student, rng: np.random.Generator) -> None:
        """takes a Series or an array as well as a list."""
        for distinct, kind in ((draw_ids(rng), "series"), (draw_titles(rng), "array"), (draw_titles(rng), "series"), (draw_ids(rng), "array")):  # fmt: skip
            values = draw_values(rng, distinct)
            index = [int(i) for i in rng.permutation(20)[: len(values)]] if kind == "series" else None
            given = Column(values, kind, index)
            self.compare(self.ask(student, given), given, values)
            column_left_alone(student, "build_vocab", f"build_vocab({show(given)})", given)


def plainly(value: Any) -> str:
    """Its text without what tidying changes: capital letters, more blanks than one, ways to write an accent."""
    return " ".join(unicodedata.normalize("NFC", str(value)).casefold().split())


def entry(value: Any) -> str:
    """One entry of a list as it came back."""
    if isinstance(value, Tensor):
        return f"{'array' if value.type == 'array' else 'tensor'}({show_values(value.array)})"
    return value.repr if isinstance(value, Handle) else repr(value)


def contained(values: list, vocab: list) -> list[list[int]]:
    """The positions that a search finds if it takes a part of a value for the value: in four ways, the first and the last
    that fits; 0 where none does."""
    found = []
    for fits in (lambda a, b: a in b, lambda a, b: b in a, lambda a, b: b.startswith(a), lambda a, b: a.startswith(b)):
        places = [[i for i, w in enumerate(vocab) if fits(str(v), str(w))] or [0] for v in values]
        found += [[p[0] for p in places], [p[-1] for p in places]]
    return found


class TestEncode:
    exercise, kind = "encode", "function"
    ERRORS: ClassVar = {
        "not supported between instances of": f"Is '{UNKNOWN}' compared with the numbers of the vocabulary? It cannot be sorted in among them.",
        "Could not infer dtype of NoneType|NoneType": "Is one of the positions None? That is what a dictionary's `get` answers for a value that it does not hold, unless it is told otherwise.",
        "unhashable": "A list cannot be hashed. Is the whole of it put into a set or taken for a key, as `lru_cache` takes every argument?",
        **ANY_COLUMN,
    }
    NOT_FOUND = "KeyError|is not in (the )?list"
    ALL_KNOWN: ClassVar = {NOT_FOUND: "All of these values are in `vocab`: does your look-up go from a value to its position, or the other way round, or is something else made of the value first?"}  # fmt: skip
    STRANGERS: ClassVar = {NOT_FOUND: "A value that the vocabulary does not hold is no error: where does it belong?"}

    def ask(self, student: Student, values: Any, vocab: list, errors: dict[str, str] | None = None) -> Tensor:
        call = f"encode({show(values)}, vocab={show(vocab)})"
        got = ask(student.encode, values, vocab, shown=call, errors=self.ALL_KNOWN | (errors or {}) | self.ERRORS)
        got = expect.tensor(got, call, "" if got is None else "What turns it into a tensor of whole numbers?")
        found = values.values if isinstance(values, Column) else values
        n, known, distinct = len(found), sum(v in vocab for v in found), len(set(found))
        of_vocab = "There is one entry for each entry of the vocabulary, not for each value: which of the two does your code go through?"
        expect.shape(got, (n,), {  # of equal shapes the last one's question counts
            (n, 1): "One position for each value, in a vector: where does the second dimension come from?",
            (1, n): "One position for each value, in a vector: where does the first dimension come from?",
            (n, len(vocab)): "That is a one-hot vector for each value. This exercise asks only for the position: where in your code is it still a number?",
            (len(vocab),): of_vocab,
            (len(vocab) - 1,): of_vocab,
            (): "A single number: is it the position of the first value only?" if n != 1 else "With a single value the result is still a vector: does a `squeeze()` make a number of it?",
            (known,): "There is no entry for a value that the vocabulary does not hold, and the rows that follow no longer belong to their ratings: which condition leaves it out?",
            (distinct,): "There is one entry for each distinct value, but a value that occurs twice has its position twice: what does your code go through?",
        })  # fmt: skip
        came = f"`{call}` returned dtype {got.dtype}, expected int64."
        habit = "`torch.Tensor` always makes floats, `torch.tensor` looks at the numbers: which do you use, and are they whole?" if n else "`torch.tensor([])` has no numbers to look at and makes floats: how do you say which dtype you want?"  # fmt: skip
        expect.rules(
            ("float" in got.dtype, came, f"Positions become indices, and a tensor of floats cannot be one. {habit}"),
            (got.dtype != "int64", came, "An index tensor in PyTorch is int64, `torch.long`: NumPy and pandas often choose a shorter one. Which step chooses yours?"),
        )  # fmt: skip
        return got

    def test_long(self, student: Student, rng: np.random.Generator) -> None:
        """returns a LongTensor with one entry for each value."""
        ids = draw_ids(rng)
        self.ask(student, [ids[i] for i in rng.permutation(len(ids))[:5]], reference.vocabulary(ids))

    def test_positions(self, student: Student, rng: np.random.Generator) -> None:
        """gives every value its position in vocab."""
        codes = [str(i) for i in draw_ids(rng)]  # text that looks like numbers
        for distinct in (draw_ids(rng), draw_titles(rng), codes):
            vocab, values = reference.vocabulary(distinct), draw_some(rng, distinct)
            got = self.ask(student, values, vocab)
            expect.close(got.array, reference.positions(values, vocab), got.call, self.mistakes(values, vocab), KEPT)
            expect.left_alone(student, "encode", got.call, values=values, vocab=vocab)
        ids = [0, 3, *(int(i) for i in 10 + rng.permutation(80)[:3]), 99]
        for i in (3, 4):  # as long, with the same ends, but another vocabulary
            vocab = reference.vocabulary([i if v == 3 else v for v in ids])
            values = [99, i, 0]
            got = self.ask(student, values, vocab)
            expect.close(got.array, reference.positions(values, vocab), got.call, usually=KEPT)

    @staticmethod
    def mistakes(values: list, vocab: list) -> list[tuple[Any, str]]:
        wanted = reference.positions(values, vocab)
        ranks = {v: i for i, v in enumerate(sorted(set(values)))}
        seen = {v: i for i, v in enumerate(dict.fromkeys(values))}
        found: list[tuple[Any, str]] = [
            (wanted - 1, f"Every position is one too low: '{UNKNOWN}' is at position 0, so the first value is at 1. Where does your counting start?"),
            (wanted + 1, f"Every position is one too high: '{UNKNOWN}' is in vocab already, at position 0. What adds one?"),
            *(([ranks[v] + first for v in values], "These positions are counted among `values`: in the next batch the same movie would get another one. Where does `vocab` come in?") for first in (0, 1)),
            *(([seen[v] + first for v in values], "These positions number the values as they appear: where does `vocab` come in?") for first in (0, 1)),
            (np.arange(len(values)), "That is 0, 1, 2, …: where a value stands in `values`. Where does it stand in `vocab`?"),
            (wanted[::-1], "The order of the values is reversed: which step turns it round?"),
            (np.sort(wanted), "The positions are sorted, and no longer stand in the order of the values: which step sorts them?"),
            (np.zeros(len(values)), "Every value is taken for unknown. Is it turned into something else before it is looked up, `5` into `'5'` for example?"),
            ([len(vocab) - 1 - i for i in wanted], "The positions are counted from the end: where does an index count from?"),
            *((found, "A value that is only a part of another one, or contains it, is taken for that one: what does your code compare?") for found in contained(values, vocab)),
        ]  # fmt: skip
        if isinstance(values[0], int):
            found.append((values, "These are the values themselves: an id is not the number of a row. Where does it stand in `vocab`?"))  # fmt: skip
            found.append((np.clip(values, 0, len(vocab) - 1), "These are the values themselves, cut off at the end: where does each stand in `vocab`?"))  # fmt: skip
        return found

    @staticmethod
    def draw_unknown(distinct: list) -> tuple[list, list]:
        """Seven values, three of them unknown, and the vocabulary of three of these six."""
        ordered = sorted(distinct)
        unknown = [ordered[0], ordered[3], ordered[-1]]  # before, between and after what the vocabulary holds
        vocab = reference.vocabulary([v for v in distinct if v not in unknown])
        return [unknown[0], vocab[2], unknown[1], unknown[2], vocab[1], vocab[3], vocab[1]], vocab

    @staticmethod
    def mistakes_of_unknown(values: list, vocab: list) -> list[tuple[Any, str]]:
        """What typical mistakes make of the values of `draw_unknown`."""
        wanted = reference.positions(values, vocab)
        new = np.isin(np.arange(len(values)), [0, 2, 3])
        entry_of = np.searchsorted(np.array(vocab[1:]), np.array(values)) + 1
        kept = "Which position is kept for such values?"
        return [
            (np.where(new, -1, wanted), f"-1 is what many look-ups answer for \"not found\". As an index it is the last row: an unknown value would be taken for {vocab[-1]!r}. {kept}"),
            (np.where(new, len(vocab), wanted), f"An unknown value gets a position after the end, where no table has a row. {kept}"),
            (np.where(new, [3 + sum(new[: i + 1]) for i in range(len(new))], wanted), f"An unknown value gets a new position after the end, where no table has a row. {kept}"),
            (np.where(new, len(vocab) - 1, wanted), f"An unknown value gets the last position, which belongs to {vocab[-1]!r}. {kept}"),
            *((place, "An unknown value gets the place where it *would* be sorted in: there stands another one. How can your code notice?") for place in (entry_of, np.clip(entry_of, 0, len(vocab) - 1))),
            (np.where(new, 1, wanted), f"An unknown value gets position 1, which belongs to {vocab[1]!r}. Where does '{UNKNOWN}' stand?"),
            *((found, "A value that is not in `vocab` is taken for one that contains it, or is a part of it: what does your code compare?") for found in contained(values, vocab)),
            (np.where(new, np.iinfo(np.int64).min, wanted), "Such a number is what NaN becomes as an integer: what fills in what was not found, before you convert?"),
        ]  # fmt: skip

    def test_unknown(self, student: Student, rng: np.random.Generator) -> None:
        """gives 0 to a value that vocab does not hold."""
        for distinct in (draw_ids(rng), draw_titles(rng)):
            values, vocab = self.draw_unknown(distinct)
            got = self.ask(student, values, vocab, self.STRANGERS)
            expect.close(got.array, reference.positions(values, vocab), got.call, self.mistakes_of_unknown(values, vocab), f"Where does '{UNKNOWN}' stand in `vocab`?")  # fmt: skip
            known, other = vocab[3], vocab[2]
            near = [(v, 3) for v in ([10 * known + 1, known // 10, -known, known + 0.5] if isinstance(known, int) else [f"{known}I", known[:-1], known.lower(), f" {known}", known.replace(" ", ""), f"{known} "])]  # fmt: skip
            if isinstance(other, str):  # the film of another year
                near.append((f"{other[:-2]}{(int(other[-2]) + 1) % 10})", 2))
            for value, place in near:
                self.check_near(student, value, vocab, place)
        accents = reference.vocabulary(["Étude", "Ame\u0301lie", *(str(word) for word in rng.permutation(NOUNS)[:3])])
        for value, known in (("Etude", "Étude"), ("Am\xe9lie", "Ame\u0301lie")):
            self.check_near(student, value, accents, accents.index(known))
        codes = draw_ids(rng)
        vocab = reference.vocabulary([str(i) for i in codes])
        self.check_text(student, codes[2], vocab)
        self.check_text(student, str(codes[2]), reference.vocabulary(codes))
        got = self.ask(student, codes, [UNKNOWN], self.STRANGERS | {"": f"A vocabulary may hold '{UNKNOWN}' alone: which line needs one value more?"})  # fmt: skip
        expect.close(got.array, np.zeros(len(codes)), got.call, usually=f"Where does '{UNKNOWN}' stand in `vocab`?")

    def check_near(self, student: Student, value: Any, vocab: list, place: int) -> None:
        """A value that resembles one of the vocabulary, and that one."""
        known = vocab[place]
        got = self.ask(student, [value, known], vocab, self.STRANGERS)
        expect.close(got.array, [0, place], got.call, usually=f"{value!r} and {known!r} are different values, and only one of them is in `vocab`: what does your code do to a value before it compares?")  # fmt: skip

    def check_text(self, student: Student, value: Any, vocab: list) -> None:
        """A number where the vocabulary holds text, or the other way round. A search among sorted values cannot compare the
        two, and may say so."""
        call = f"encode({[value, value]}, vocab={show(vocab)})"
        try:
            got = student.encode([value, value], vocab)
        except StudentError as e:
            if e.type != "TypeError":
                raise
            return
        expect.close(expect.tensor(got, call).array, [0, 0], call, usually=f"A number and its text are different values, and {value!r} is not in `vocab`: which step makes one of the other?")  # fmt: skip

    def test_series(self, student: Student, rng: np.random.Generator) -> None:
        """takes a Series with any index, an array, and no values at all."""
        for distinct, kind in ((draw_titles(rng), "series"), (draw_ids(rng), "array"), (draw_ids(rng), "series")):
            vocab, values = reference.vocabulary(distinct), draw_some(rng, distinct)
            # Half of the time the labels are those of a shuffle, which values[i] finds without an error.
            index = [int(i) for i in rng.permutation(len(values))] if kind == "series" else None
            got = self.ask(student, Column(values, kind, index), vocab, {"KeyError": BY_LABEL})
            wanted, mistakes = reference.positions(values, vocab), self.mistakes(values, vocab)
            if index:
                by_label = [wanted[index.index(i)] for i in range(len(values))]
                mistakes.insert(0, (by_label, f"They are in the order of the Series' labels. {BY_LABEL}"))  # fmt: skip
            expect.close(got.array, wanted, got.call, mistakes)
        # A column of ids with a hole in it, where a rating has none, holds floats.
        floats = [float(v) for v in values]
        got = self.ask(student, Column(floats, "series"), vocab)
        expect.close(got.array, wanted, got.call, self.mistakes(floats, vocab), f"In Python {floats[0]} and {values[0]} are equal, and one key of a dictionary finds both: what does your code compare?")  # fmt: skip
        for kind in ("array", "series"):
            got = self.ask(student, Column(values[:1], kind), vocab)
            expect.close(got.array, wanted[:1], got.call)
        nothing: tuple[Any, ...] = ([], Column([], "series"), Column([], "array"))
        for empty in nothing:
            self.ask(student, empty, vocab, {"": "With no values at all there is nothing to look up, and an empty tensor should come back: which line needs at least one?"})  # fmt: skip
        for distinct, kind in ((draw_titles(rng), "series"), (draw_ids(rng), "series"), (draw_ids(rng), "array"), (draw_titles(rng), "array")):  # fmt: skip
            values, vocab = self.draw_unknown(distinct)
            given = Column(values, kind)
            got = self.ask(student, given, vocab, self.STRANGERS)
            usually = "In a list an unknown value gets 0: where does your code go another way?"
            expect.close(got.array, reference.positions(values, vocab), got.call, self.mistakes_of_unknown(values, vocab), usually)  # fmt: skip
            column_left_alone(student, "encode", got.call, given, vocab)


class TestOneHot:
    exercise, kind = "one_hot", "function"
    ERRORS: ClassVar = {
        "must be Tensor, not int|'int' object has no attribute": "`index` is a plain int, not a tensor: which function wants a tensor there?",
        "out of bounds|out of range|must be smaller than num_classes": "The last position is n - 1: is something counted from 1?",
    }

    LARGE = "With a small `n` it comes out right: what in your code has a size of its own, or a dtype that ends before this `n`?"

    def ask(self, student: Student, index: int, n: int, errors: dict[str, str] | None = None) -> Tensor:
        call = f"one_hot({index}, n={n})"
        swapped = {rf"index {n} is out of bounds for .* size {index}$": f"Here the length has become {index}, and the place {n}: which of the two arguments is which?"}  # fmt: skip
        got = ask(student.one_hot, index, n, shown=call, errors=errors or (swapped | self.ERRORS))
        got = expect.tensor(got, call, "" if got is None else "PyTorch multiplies only its own tensors with each other: what turns it into one?")  # fmt: skip
        length = "The length is `n`, whatever the index is: what decides it in your code?"
        expect.shape(got, (n,), {  # of equal shapes the last one's question counts
            (index,): length,
            (index + 1,): "The vector is just long enough for this index, so every index would have its own length: where does `n` come in?",
            (1, n): "That is a matrix with one row, and a vector has one dimension: which step makes the second?",
            (n, 1): "That is a matrix with one column, and a vector has one dimension: which step makes the second?",
            (n, n): "That is the whole identity matrix, every one-hot vector of this length at once: which row of it is asked for?",
            (n + 1,): "One entry too many: `n` already counts everything, '#na#' included. What adds one?",
            (n - 1,): "One entry too few: `n` already counts everything, '#na#' included. What takes one away?",
            (): "A single number: is it only the entry that is 1?",
        }, length)  # fmt: skip
        return got

    def test_vector(self, student: Student, rng: np.random.Generator) -> None:
        """returns a float32 vector of length n."""
        n = int(rng.integers(7, 11))
        got = self.ask(student, int(rng.integers(2, n - 3)), n)
        habits = {"int64": "These are whole numbers. ", "bool": "These are True and False. ", "float64": "float64 is NumPy's habit. "}  # fmt: skip
        usually = f"{habits.get(got.dtype, '')}A table holds float32, and the product `@` refuses two dtypes: which conversion is missing?"
        expect.rules((got.dtype != "float32", f"`{got.call}` returned dtype {got.dtype}, expected float32.", usually))

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """holds a single 1, at index."""
        n = int(rng.integers(6, 9))
        cases = [(int(rng.integers(3, n - 1)), n), (0, n), (n - 1, n), (0, 1)]
        for index, length in cases:
            got = self.ask(student, index, length)
            right = reference.one_hot(index, length)
            places = np.arange(length)
            late = index == length - 1  # the cases before had none of these
            expect.close(got.array, right, got.call, [
                (np.zeros(length), f"Index {index} is the last of {length}, and others come out right: which condition or range stops one too early?" if late else "There is no 1 in it: is it written into the tensor that you return?"),
                (np.roll(right, -1), "The 1 is one place too early: the first position is 0. Where does your counting start?"),
                (np.roll(right, 1), "The 1 is one place too late: the first position is 0. Where does your counting start?"),
                (right * index, "The index itself is in the vector: which number should mark its place?"),
                (1 - right, "0 and 1 have changed places: what is the vector filled with at first?"),
                (right[::-1], "The place is counted from the end: where does an index count from?"),
                (places <= index, "All places up to the index are 1, and only the one at the index should be: is there a comparison or a slice?"),
                (places < index, "All places before the index are 1, and only the one at the index should be: is there a comparison or a slice?"),
                (places, "These are the positions themselves: which of them equals the index?"),
                (np.ones(length), "There are ones everywhere: what should stand in the other places?"),
                (np.full(length, 1 / length), "Every place has the same share: where does the index come in?"),
                (np.exp(right) / np.exp(right).sum(), "A softmax leaves something everywhere, and one-hot is exactly 0 and exactly 1: what is it for?"),
            ])  # fmt: skip
        calls: list[list[Any]] = [[i, m] for i, m in cases if m == n]
        together = student.probe(probes.OneAfterTheOther(function="one_hot", calls=calls))
        usually = "It was right at first. Then `one_hot` was called again, and that changed it: do both calls write into the same tensor?"
        for (index, length), one in zip(calls, together.results, strict=False):
            call = f"one_hot({index}, n={length})"
            expect.close(expect.array_of(one, call), reference.one_hot(index, length), call, usually=usually, what="holds, after a later call,")  # fmt: skip
        kept = self.ask(student, 0, n)
        with contextlib.suppress(StudentError):  # some tensors cannot be written into
            Handle(student, Kept(kept.number), kept.call).method("fill_", 7)
        usually = "The vector of the same call before was overwritten by whoever got it, and came back: is it kept, or part of something that is kept?"
        again = self.ask(student, 0, n)
        with contextlib.suppress(StudentError):  # it may be the notebook's own
            Handle(student, Kept(kept.number), kept.call).method("copy_", kept.array)
        expect.close(again.array, reference.one_hot(0, n), kept.call, usually=usually)
        for index, length in ((int(rng.integers(260, 299)), 300), (int(rng.integers(1100, 1600)), 1665)):
            got = self.ask(student, index, length, {"": self.LARGE})
            expect.close(got.array, reference.one_hot(index, length), got.call, usually=self.LARGE)


class TestOneHotLookup:
    exercise, kind = "one_hot_lookup", "function"
    ERRORS: ClassVar = {
        "size mismatch|cannot be multiplied|must match the size|inconsistent tensor size|subscript": "The sizes that meet in a product have to be equal. What is the shape of your one-hot vector, what is the table's, and which of the two stands on the left?",
        "out of (bounds|range)|smaller than num_classes": "The one-hot vector is too short for this index: it needs an entry for each row of the table. Where does its length come from?",
        "same dtype|scalar type|but found": "The one-hot vector and the table have different dtypes: what does `one_hot` have to return?",
    }

    def ask(self, student: Student, table: Any, index: int) -> Tensor:
        n, d = (table.array if isinstance(table, Given) else table).shape
        call = f"one_hot_lookup(table, {index})` with a table `({n}, {d})"
        got = expect.tensor(ask(student.one_hot_lookup, table, index, shown=call, errors=self.ERRORS), call)
        row = "That is a matrix with a single {}. A vector (n,) times a table (n, d) gives a vector (d,): which shape has your one-hot vector?"
        expect.shape(got, (d,), {
            (1, d): row.format("row"),
            (d, 1): row.format("column"),
            (n, d): "Each row has been multiplied, but the rows have not been added up: which dimension should go?",
            (n,): "One number for each row of the table, but a row has one for each column: which dimension should go?",
            (): "A single number: what is summed, and over which dimension?",
        })  # fmt: skip
        return got

    def test_row(self, student: Student, rng: np.random.Generator) -> None:
        """returns the row at index, as a vector."""
        for n, d, index in ((4, 4, int(rng.integers(1, 3))), (7, 3, 6), (5, 2, 0), (1, 3, 0), (3, 1, 2), (1, 1, 0)):
            table = draw_table(rng, n, d)
            got = self.ask(student, Given(table, strided=n == 7), index)
            expect.close(got.array, table[index], got.call, [
                (table[(index + 1) % n], "That is the next row: where does your one-hot vector have its 1?"),
                (table[index - 1], "That is the row before: where does your one-hot vector have its 1?"),
                (table[index] * index, "That is the row times its index: which number stands in your one-hot vector?"),
                (table.sum(0), "That is the sum of all rows: which numbers stand in your one-hot vector?"),
                (table[index] / n, "That is the row divided by n: in a product the rows are added, not averaged. Which step averages?"),
                (table.sum(0) - table[index], "That is the sum of all *other* rows: which numbers stand in your one-hot vector?"),
                *([
                    (table[:, index], "That is a column. With a square table both orders of a product are possible: in which one does the vector meet the table's rows?"),
                    (table[:, index].sum() * reference.one_hot(index, n), "The vector was multiplied along the columns: `(n,) * (n, d)` lines the vector up with the *last* dimension. Which dimension should it go along?"),
                ] if n == d else []),
            ])  # fmt: skip
        other = self.ask(student, table, 0)  # of one and the same shape
        table = draw_table(rng, *table.shape)
        got = self.ask(student, table, 0)
        expect.close(got.array, table[0], got.call, [(other.array, "That is what another table had there: what does your function keep from an earlier call?")])  # fmt: skip
        table = draw_table(rng, 6, 3)
        expect.left_alone(student, "one_hot_lookup", "one_hot_lookup(table, 2)", table=table, index=2)
        expect.nothing_kept(student, "one_hot_lookup", "one_hot_lookup(table, 2)", [table, 2], [-table, 2], -table[2])

    def test_product(self, student: Student, rng: np.random.Generator) -> None:
        """is a product, in which every row takes part."""
        n, d, index = 6, 4, int(rng.integers(1, 5))
        table = np.where(np.arange(n)[:, None] == index, draw_table(rng, n, d), np.float32(np.nan))
        got = self.ask(student, table, index)
        if np.isnan(got.array).any():
            return
        # A product of a kind that passes over zeros (a sparse vector, some machines' arithmetic) shows in the graph.
        try:
            takers = graph(student, "one_hot_lookup", table, index).takers
        except StudentError:  # NumPy, for example, refuses a table that requires gradients
            takers = []
        if not any(re.match(r"(Mv|Mm|Bmm|Dot|Addm|Addbmm|Baddbmm|Sparse|Linear|Inner)", op) for op in takers):
            shown = ", ".join(number(v) for v in got.array)
            expect.fail(f"`one_hot_lookup(table, {index})` returned [{shown}] from a table in which all other rows are nan. A product gives nan there: every row takes part in it, and 0 · nan is nan.", "Is the row picked out by its index, or by a mask? In this exercise it should come out of a multiplication with your one-hot vector.")  # fmt: skip


class TestEmbeddingLookup:
    exercise, kind = "embedding_lookup", "function"
    ERRORS: ClassVar = {
        r"out of bounds for dimension 1": "Rows are dimension 0 of the table: the indices have ended up in dimension 1.",
        r"out of (bounds|range)": "The indices given are all rows of the table: are they changed before they are used?",
        "Index tensor must have the same number of dimensions": "`gather` picks single entries: it wants an index for each of them.",
        "only (integer tensors|one element tensors)|cannot be converted to Scalar|only integer scalar": "`indices` holds many indices, not one number.",
        "Can't call numpy|numpy\\(\\) on Tensor that requires grad": "The table requires a gradient, and NumPy knows nothing of gradients: stay within PyTorch.",
        "non-empty TensorList|expected a non-empty|non-empty list": "A batch without any index is a batch too: one indexing operation needs no special case for it.",
        "size mismatch|cannot be multiplied": "Which sizes meet in that product? And: by indexing, no product is needed.",
    }  # fmt: skip

    def ask(self, student: Student, table: Any, indices: Any) -> Tensor:
        n, d = (table.array if isinstance(table, Given) else table).shape
        ids = indices.array if isinstance(indices, Given) else indices
        call = f"embedding_lookup(table, {show(indices)})` with a table `({n}, {d})"
        got = expect.tensor(ask(student.embedding_lookup, table, indices, shown=call, errors=self.ERRORS), call)
        b = len(ids)
        expect.shape(got, (b, d), dict(reversed([  # of equal shapes the first one's question counts
            ((d,), "Does a `squeeze()` remove the batch when it has one row?" if b == 1 else "One vector for the whole batch: have the rows been added up or averaged?"),
            ((b,), "One number for each index: is the whole row taken, or a single entry of it?" if b else "No rows, but each of them would be as wide as the table: the second size stays. Is there a special case for no indices?"),
            ((b, 1), "One number for each index: is the whole row taken, or a single entry of it?"),
            ((n, b), "These are columns, the indices have ended up in dimension 1: in which one do the rows lie?"),
            ((d, b), "Rows and columns have changed places: each index should give a row of the result."),
            ((b, 1, d), "There is a dimension too many in the middle: `indices` is a vector already."),
            ((1, b, d), "There is a dimension too many in front: `indices` is a vector already."),
            ((n, d), "That is as large as the whole table: one row for each index is asked for."),
            ((b, n), "Each index gives something with an entry for every row of the table. Is that a one-hot vector, which indexing does not need, or a column, as a table turned round, by `.T`, gives?"),
            ((b, b), "Every index has met every other: index the rows only."),
            ((len(np.unique(ids)), d), "Each row comes only once, but an index that occurs twice gives its row twice: do you use a mask, or a set of the indices?"),
            ((int(ids.max()) - int(ids.min()) if b else 0, d), "That is a slice from one row to another: the rows asked for need not be neighbours."),
        ])))  # fmt: skip
        return got

    def test_rows(self, student: Student, rng: np.random.Generator) -> None:
        """returns the row of each index, in the order of the indices."""
        for n, d, some in ((6, 8, [0, 2, 5]), (9, 4, [0, 1, 3, 5, 8])):
            indices = np.array([n - 1, *rng.permutation(some), 0])  # both ends of the table twice, and not in order
            table = draw_table(rng, n, d) * 2
            got = self.ask(student, table, indices)
            expect.floating(got)
            rows, norms = table[indices], np.linalg.norm(table[indices], axis=1, keepdims=True)
            expect.close(got.array, rows, got.call, [
                (table[np.sort(indices)], "The rows are sorted by index, and no longer stand in the order of the indices: which step sorts them?"),
                (table[: len(indices)], "Those are the first rows of the table, whatever the indices say: where do they come in?"),
                (table[indices - 1], "Every row is the one before the one asked for. Positions count from 0 already: what takes one away?"),
                (table[(indices + 1) % n], "Every row is the one after the one asked for: what adds one?"),
                (rows[::-1], "The order is reversed: which step turns it round?"),
                (table[np.broadcast_to(indices[:1], indices.shape)], "Every row is that of the first index: where do the others come in?"),
                (table[np.broadcast_to(indices[-1:], indices.shape)], "Every row is that of the last index: where do the others come in?"),
                (rows / norms, "Every row has been brought to length 1: is there a `max_norm` or a normalisation?"),
                (np.where((indices == 0)[:, None], 0, rows), "Row 0 comes out as zeros, but '#na#' has a row as all others have: is it taken for padding?"),
                (np.round(rows), "The numbers have been rounded: which step does that?"),
                (np.trunc(rows), "The numbers have been cut to whole ones: which dtype does the result get on its way?"),
                (np.zeros_like(rows), "Nothing but zeros: is the result ever filled?"),
                (np.take_along_axis(table, indices[:, None] % d, 0) + np.zeros((1, d)), "Only the first entry of each row is taken, and repeated: how is a whole row taken?"),
            ], usually="" if expect.nearly(got.array, rows) else "Is each row that of its own index?")  # fmt: skip
        table = draw_table(rng, 5, 3)  # as many indices as there are rows
        got = self.ask(student, table, np.array([4, 0, 2, 2, 1]))
        usually = "With other numbers of indices it comes out right: what is different where there are as many as rows?"
        expect.close(got.array, table[[4, 0, 2, 2, 1]], got.call, usually=usually)

    def test_gradient(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach the table, and adds them up for a row that is used twice."""
        n, d = 7, 3
        indices = rng.permutation([0, 6, 6, 2, 0, 6])
        table, weights = draw_table(rng, n, d), draw_table(rng, len(indices), d)
        result = graph(student, "embedding_lookup", table, indices, weights)
        call = f"embedding_lookup(table, {show(indices)})"
        expect.rules(
            (not result.has_graph, f"The table requires a gradient, but what `{call}` returned does not.", "The way back to the table is cut: is it by `.detach()`, `.data`, `torch.no_grad()`, `torch.tensor(...)`, NumPy or plain Python numbers?"),
            (result.gradient is None, f"After `{call}` and `backward`, `table.grad` is None, though the result has a gradient.", "Then another tensor got it: is a copy of the table made, a new parameter or an `nn.Embedding`?"),
        )  # fmt: skip
        wanted = reference.rows_gradient(table, indices, weights)
        counts = np.bincount(indices, minlength=n)[:, None]
        last, first = np.zeros_like(table), np.zeros_like(table)
        last[indices] = weights  # of several uses of a row the last one written stays
        first[indices[::-1]] = weights[::-1]
        row = np.arange(n)[:, None]
        expect.close(result.gradient, wanted, "table.grad", [
            (wanted / np.maximum(counts, 1), "A row that is used several times has its gradient divided by the number of uses (`scale_grad_by_freq`), and the uses should be added up: do you ask for that?"),
            (wanted * (row != 0), "Row 0 gets no gradient. That is what `padding_idx=0` does, but in this table row 0 is a row like the others: do you use it?"),
            (wanted * (row != n - 1), "The last row gets no gradient: is it taken for padding (`padding_idx=-1`)?"),
            *((value, "A row that is used several times gets the gradient of only one of its uses, and all should be added up: does something write over the others?") for value in (last, first)),
        ], what="is", after=call)  # fmt: skip

    def test_one_operation(self, student: Student, rng: np.random.Generator) -> None:
        """reads all rows in one indexing operation, without a product and without a loop."""
        n, d = 9, 4
        indices = rng.permutation([1, 8, 1, 3])
        table = np.full((n, d), np.nan, dtype=np.float32)
        table[indices] = draw_table(rng, len(indices), d)
        call = f"embedding_lookup(table, {show(indices)})"
        got = expect.array_of(graph(student, "embedding_lookup", table, indices).result, call)
        expect.rules((np.isnan(got).any(), f"`{call}` returned nan from rows without any nan; other rows of this table are nan.", "So the other rows take part, as in a product with one-hot vectors: 0 · nan is nan. Which step touches rows that nobody asked for?"))  # fmt: skip
        takers = graph(student, "embedding_lookup", table, indices).takers
        whole = next((op for op in takers if re.match(r"Mv|Mm|Bmm|Dot|Addm|Baddbmm|Sparse|Linear|Mul|Where|NanToNum", op)), "")  # fmt: skip
        expect.rules((whole, f"`{call}` takes the whole table into an operation named `{whole}`, expected one indexing operation.", "The rows that nobody asked for are worked on too, and thrown away afterwards: how can a tensor be indexed with all indices at once?"))  # fmt: skip
        table = draw_table(rng, n, d)
        few = graph(student, "embedding_lookup", table, rng.integers(0, n, 3)).operations
        for rows, columns, b, growth, usually in (
            (n, d, 30, "for 3 indices and {} for 30, expected as many for 30 as for 3", "Each index is looked up by itself, in a loop, and backward has to go through every one of those steps: how can a tensor be indexed with all of them at once?"),
            (10 * n, d, 3, f"with a table of {n} rows and {{}} with one of {10 * n}, expected as many", "The rows of the table are gone through one by one, whether or not anybody asks for them: how can a tensor be indexed with all indices at once?"),
            (n, 10 * d, 3, f"with a table of {d} columns and {{}} with one of {10 * d}, expected as many", "The columns are gone through one by one, and a row lies in one piece: how can a tensor be indexed with all indices at once?"),
        ):  # fmt: skip
            many = graph(student, "embedding_lookup", draw_table(rng, rows, columns), rng.integers(0, rows, b)).operations  # fmt: skip
            expect.rules((many - few >= 10, f"`embedding_lookup(table, indices)` takes {few} operations {growth.format(many)}.", usually))  # fmt: skip

    def test_small_batches(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a batch of one and of none."""
        table, indices = rng.normal(size=(8, 3)), np.array([6, 1, 4])
        expect.left_alone(student, "embedding_lookup", f"embedding_lookup(table, {show(indices)})", table=table, indices=indices)  # fmt: skip
        for n, d, b in ((5, 4, 1), (4, 2, 0), (8, 3, 5), (4, 4, 4), (3, 5, 3), (6, 1, 3), (1, 3, 2), (5, 1, 1)):
            table, indices = rng.normal(size=(n, d)), rng.integers(0, n, b)
            got = self.ask(student, Given(table, strided=True), Given(indices, strided=True))
            usually = "With a table of other sizes it comes out right: what decides by a size which dimension is which?"
            expect.close(got.array, table[indices], got.call, usually=usually)
        table, indices = 100 * draw_table(rng, 6, 3), np.array([5, 0, 3])
        got = self.ask(student, table, indices)
        usually = "With smaller numbers it comes out right: is there a `max_norm`, which shortens long rows?"
        expect.close(got.array, table[indices], got.call, usually=usually)
        expect.nothing_kept(student, "embedding_lookup", got.call, [table, indices], [-table, indices], -table[indices])
