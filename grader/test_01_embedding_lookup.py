"""Lesson 01: build_vocab, encode, one_hot, one_hot_lookup, embedding_lookup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
import reference

from collab.grading import expect
from collab.grading.box import StudentError
from collab.grading.student import Column, Given, Handle, Student, Tensor, number, show, show_values

NOUNS = [
    "Orchard",
    "Harbour",
    "Comet",
    "Fork",
    "Voyage",
    "Dialysis",
    "Summer",
    "Tower",
    "Meadow",
    "Signal",
    "Winter",
    "Garden",
    "Ferry",
    "Zenith",
]
UNKNOWN = "#na#"


def ask(function: Handle, *args: Any, shown: str, errors: dict[str, str] | None = None) -> Any:
    """Call the student's function, named `shown` in messages; `errors` says what an exception usually means."""
    try:
        value = function(*args)
    except StudentError as e:
        e.call = shown
        explain_error(e, shown, errors)
        raise
    return replace(value, call=shown) if isinstance(value, Tensor) else value


def explain_error(e: StudentError, shown: str, errors: dict[str, str] | None) -> None:
    """Fail with the question that belongs to an exception of the student's, if it is a typical one."""
    for pattern, question in (errors or {}).items():
        if not e.is_blank and re.search(pattern, str(e)):
            expect.fail(f"`{shown}` raised {e}{f' at {e.where()}' if e.where() else ''}.", question)


def draw_ids(rng: np.random.Generator) -> list[int]:
    """Six distinct ids of one to six digits, which text would put in another order than numbers."""
    while True:
        ids = [0, *(int(rng.integers(10**k, 2 * 10**k)) for k in (1, 2, 3, 5)), int(rng.integers(3, 10))]
        if list(set(ids)) != sorted(ids):  # small numbers come out of a set in order, by luck
            return ids


def draw_titles(rng: np.random.Generator) -> list[str]:
    """Six distinct titles; one sorts before '#na#', and one starts with a small letter."""
    words = [str(word) for word in rng.permutation(NOUNS)]
    year = int(rng.integers(1930, 1999))
    titles = [
        f'"{words[0]}" ({year})',
        f"apollo {rng.integers(2, 99)} ({year})",
        f"{rng.integers(2, 99)} Days ({year})",
    ]
    return titles + [f"{word} ({year})" for word in words[1:4]]


def draw_values(rng: np.random.Generator, distinct: list) -> list:
    """Eight values, two of them for the second time; the largest comes first, so they are not sorted."""
    values = distinct + [distinct[i] for i in rng.choice(len(distinct), 2, replace=False)]
    values = [values[i] for i in rng.permutation(len(values))]
    first = values.index(max(values))
    return [values[first], *values[:first], *values[first + 1 :]]


def draw_some(rng: np.random.Generator, distinct: list) -> list:
    """Five values, one of them for the second time: both ends of six, and gaps between them; the largest comes first."""
    s = sorted(distinct)
    rest = [s[0], s[2], s[4], s[int(rng.choice([0, 2]))]]
    return [s[5], *(rest[i] for i in rng.permutation(len(rest)))]


def draw_table(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    return rng.normal(size=(n, d)).astype(np.float32)


class TestBuildVocab:
    exercise = "build_vocab"
    kind = "function"
    ERRORS: ClassVar = {
        "'list' object has no attribute": "`values` may be a list, a Series or an array, and a list has no such method: use something that works on all three.",
        "not supported between instances of": f"Is '{UNKNOWN}' being sorted together with the numbers? It is not one of the values: keep it out of the sort.",
        "unhashable": "Is a whole list being put into a set? Each of its values belongs there.",
        "'Series' object has no attribute|truth value of a Series|KeyError": 'Here `values` is a pandas Series, as `frame["user"]` is. Its rows keep their own labels: go through the values themselves, without asking for a place in it and without a list\'s methods.',
        "'numpy.ndarray' object has no attribute|truth value of an array": "Here `values` is a NumPy array: does that line need a list, or a Series?",
    }

    def ask(self, student: Student, values: Any) -> list:
        """The list that came back; whatever else came back fails."""
        call = f"build_vocab({show(values)})"
        got = ask(student.build_vocab, values, shown=call, errors=self.ERRORS)
        if got is None:
            usually = "Is there a `return`? And mind methods like `insert`, `append` and `sort`: they change a list and return None."
            expect.fail(f"`{call}` returned None, expected a list.", usually)
        if not isinstance(got, list):
            kind = got.type if isinstance(got, Handle | Tensor) else type(got).__name__
            usually = {
                "set": "A set has no positions: the vocabulary needs an order.",
                "dict": "That would be the way back, from a value to its position: the vocabulary itself is a list.",
            }.get(kind, "What is in it may be right: make a list of it.")
            expect.fail(f"`{call}` returned a {kind}, expected a list.", usually)
        return got

    def test_list(self, student: Student, rng: np.random.Generator) -> None:
        """returns a list that starts with '#na#'."""
        for distinct in (draw_titles(rng), draw_ids(rng)):
            values = draw_values(rng, distinct)
            got = self.ask(student, values)
            if not got or not isinstance(got[0], str) or got[0] != UNKNOWN:
                first = repr(got[0]) if got else "nothing"
                if UNKNOWN not in got:
                    usually = f"Nowhere in the list is '{UNKNOWN}', spelt exactly so: without it every position is off by one, and unknown values have no place."
                elif got[-1] == UNKNOWN:
                    usually = "It stands at the end. Then its position would change with the number of values."
                else:
                    usually = f"'{UNKNOWN}' stands at position {got.index(UNKNOWN)}: was it sorted in with the others? Some strings sort before '#'."
                expect.fail(
                    f"`build_vocab({show(values)})` returned a list that starts with {first}, expected '{UNKNOWN}'.",
                    usually,
                )

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """holds every distinct value once, sorted."""
        for distinct in (draw_titles(rng), draw_ids(rng)):
            values = draw_values(rng, distinct)
            self.compare(self.ask(student, values), values, values)

    @staticmethod
    def compare(got: list, given: Any, values: list) -> None:
        wanted = reference.vocabulary(values)
        if got == wanted:
            return
        one_each = list(dict.fromkeys(values))
        mistakes = [
            ([UNKNOWN, *one_each], "That is the order of their first appearance. Shuffle the rows, and every position would be another: the values have to be sorted."),
            ([UNKNOWN, *values], "These are all the values as they came: each should be there once, and sorted."),
            ([UNKNOWN, *sorted(values)], "Values that occur twice are there twice: the positions are for the distinct ones."),
            ([UNKNOWN, *map(str, sorted(one_each))], "The numbers have become strings. `5` and `'5'` are different values: nobody who looks for the number will find it."),
            ([UNKNOWN, *sorted(map(str, one_each))], "The numbers have become strings, and strings sort differently: '10' comes before '9'."),
            ([UNKNOWN, *sorted(one_each, key=str)], "The numbers are sorted as if they were text, where '10' comes before '9'."),
            ([UNKNOWN, *sorted(one_each, reverse=True)], "They are sorted, but from the largest down."),
            ([UNKNOWN, *sorted(one_each, key=lambda v: str(v).lower())], "Here capital and small letters count as the same. `sorted`, left alone, puts all capitals before the small letters; the vocabulary does as well."),
            ([UNKNOWN, *sorted(one_each, key=lambda v: len(str(v)))], "They are sorted by their length, not alphabetically."),
            ([UNKNOWN, UNKNOWN, *sorted(one_each)], f"'{UNKNOWN}' is there twice."),
            ([UNKNOWN, *sorted(v for v in one_each if v)], "0 is missing. It is a value like any other: does a condition such as `if v` leave it out?"),
            ([UNKNOWN, *sorted(one_each)[1:]], "The smallest value is missing: was it overwritten by '#na#', or cut off?"),
            ([UNKNOWN, *sorted(one_each)[:-1]], "The largest value is missing: does a range or a slice end one too early?"),
            ([UNKNOWN, *range(1, len(one_each) + 1)], "These are positions, not values: the list holds the values themselves, and their positions are the places where they stand."),
            ([UNKNOWN, *range(len(one_each))], "These are positions, not values: the list holds the values themselves, and their positions are the places where they stand."),
            ([UNKNOWN, *sorted(v for v in one_each if values.count(v) == 1)], "Values that occur twice are missing altogether: they should be there once."),
            ([UNKNOWN, *sorted(v for v in one_each if values.count(v) > 1)], "Only the values that occur twice are there."),
        ]  # fmt: skip
        usually = next((question for value, question in mistakes if got == value), "")
        missing = [v for v in wanted if v not in got]
        if not usually and missing:
            usually = f"{missing[0]!r} is not in it."
        if not usually and sorted(map(repr, got)) == sorted(map(repr, wanted)):
            usually = "Every value is there once, but the list is not sorted. A set has no order that you can rely on."
        call = f"`build_vocab({show(given)})`"
        if len(got) != len(wanted):
            expect.fail(f"{call} returned {len(got)} entries, {listed(got)}, expected {len(wanted)}, {listed(wanted)}.", usually)  # fmt: skip
        place = next(i for i, (a, b) in enumerate(zip(got, wanted, strict=True)) if a != b)
        expect.fail(f"{call} has {entry(got[place])} at position {place}, expected {wanted[place]!r}.", usually)

    def test_series(self, student: Student, rng: np.random.Generator) -> None:
        """takes a Series or an array as well as a list."""
        for distinct, kind in ((draw_ids(rng), "series"), (draw_titles(rng), "array"), (draw_titles(rng), "series")):
            values = draw_values(rng, distinct)
            index = [int(i) for i in rng.permutation(20)[: len(values)]] if kind == "series" else None
            given = Column(values, kind, index)
            self.compare(self.ask(student, given), given, values)


def listed(values: list) -> str:
    return "[" + ", ".join(map(entry, values[:8])) + (", …]" if len(values) > 8 else "]")


def entry(value: Any) -> str:
    """One entry of a list as it came back."""
    if isinstance(value, Tensor):
        return f"tensor({show_values(value.array)})"
    return value.repr if isinstance(value, Handle) else repr(value)


class TestEncode:
    exercise = "encode"
    kind = "function"
    ERRORS: ClassVar = {
        "'list' object has no attribute": "`values` may be a list, a Series or an array, and a list has no such method: use something that works on all three.",
        "not supported between instances of": f"Is '{UNKNOWN}' compared with the numbers of the vocabulary? It cannot be sorted in among them.",
        "Could not infer dtype of NoneType|NoneType": "Is one of the positions None? That is what a dictionary's `get` answers for a value that it does not hold, unless it is told otherwise.",
        "KeyError|is not in list": "A value that the vocabulary does not hold is no error: where does it belong?",
    }

    def ask(self, student: Student, values: Any, vocab: list, errors: dict[str, str] | None = None) -> Tensor:
        call = f"encode({show(values)}, vocab={show(vocab)})"
        got = ask(student.encode, values, vocab, shown=call, errors=(errors or {}) | self.ERRORS)
        got = expect.tensor(got, call, "" if got is None else "Turn what you have collected into a tensor of whole numbers.")  # fmt: skip
        n = len(values.values if isinstance(values, Column) else values)
        hints = {
            (n, 1): "One position for each value, in a vector: where does the second dimension come from?",
            (1, n): "One position for each value, in a vector: where does the first dimension come from?",
            (n, len(vocab)): "That is a one-hot vector for each value. Here only its position is asked for.",
            (len(vocab),): "There is one entry for each entry of the vocabulary: it should be one for each value.",
            (len(vocab) - 1,): "There is one entry for each entry of the vocabulary: it should be one for each value.",
            (): "A single number: is it the position of the first value only?",
        }
        found = values.values if isinstance(values, Column) else values
        known = sum(v in vocab for v in found)
        if known < n:
            hints[(known,)] = (
                "There is no entry for a value that the vocabulary does not hold: then the rows that follow no longer belong to their ratings."
            )
        if len(set(found)) < n:
            hints[(len(set(found)),)] = "There is one entry for each distinct value: a value that occurs twice has its position twice."  # fmt: skip
        expect.shape(got, (n,), hints)
        if got.dtype != "int64":
            usually = {
                "float": "Positions are going to be indices, and a tensor of floats cannot be one. Mind that `torch.tensor([])` is a float tensor: say which dtype you want.",
                "int": "An index tensor in PyTorch is int64, `torch.long`: NumPy and pandas often choose a shorter one.",
            }.get("float" if "float" in got.dtype else "int", "")
            expect.fail(f"`{call}` returned dtype {got.dtype}, expected int64.", usually)
        return got

    def test_long(self, student: Student, rng: np.random.Generator) -> None:
        """returns a LongTensor with one entry for each value."""
        ids = draw_ids(rng)
        vocab = reference.vocabulary(ids)
        self.ask(student, [ids[i] for i in rng.permutation(len(ids))[:5]], vocab)

    def test_positions(self, student: Student, rng: np.random.Generator) -> None:
        """gives every value its position in vocab."""
        for distinct in (draw_ids(rng), draw_titles(rng)):
            vocab = reference.vocabulary(distinct)
            values = draw_some(rng, distinct)
            got = self.ask(student, values, vocab)
            expect.close(got.array, reference.positions(values, vocab), got.call, self.mistakes(values, vocab))

    @staticmethod
    def mistakes(values: list, vocab: list) -> list[tuple[Any, str]]:
        wanted = reference.positions(values, vocab)
        ranks = {v: i for i, v in enumerate(sorted(set(values)))}
        seen = {v: i for i, v in enumerate(dict.fromkeys(values))}
        found: list[tuple[Any, str]] = [
            (wanted - 1, f"Every position is one too low: '{UNKNOWN}' is at position 0, so the first value is at 1."),
            (wanted + 1, f"Every position is one too high: '{UNKNOWN}' is in vocab already, at position 0."),
            ([ranks[v] for v in values], "These positions are counted among `values`: in the next batch the same film would get another one. They have to come from `vocab`."),
            ([ranks[v] + 1 for v in values], "These positions are counted among `values`: in the next batch the same film would get another one. They have to come from `vocab`."),
            ([seen[v] for v in values], "These positions number the values as they appear. They have to come from `vocab`."),
            ([seen[v] + 1 for v in values], "These positions number the values as they appear. They have to come from `vocab`."),
            (np.arange(len(values)), "That is 0, 1, 2, …: where a value stands in `values`. Where does it stand in `vocab`?"),
            (wanted[::-1], "The order of the values is reversed."),
            (np.sort(wanted), "The positions are sorted: they have to stay in the order of the values."),
            (np.zeros(len(values)), "Every value is taken for unknown. Is it turned into something else before it is looked up, `5` into `'5'` for example?"),
            ([len(vocab) - 1 - i for i in wanted], "The positions are counted from the end."),
        ]  # fmt: skip
        if isinstance(values[0], int):
            found.append((values, "These are the values themselves: an id is not the number of a row. Look up where it stands in `vocab`."))  # fmt: skip
            found.append((np.clip(values, 0, len(vocab) - 1), "These are the values themselves, cut off at the end: look up where each stands in `vocab`."))  # fmt: skip
        return found

    def test_unknown(self, student: Student, rng: np.random.Generator) -> None:
        """gives 0 to a value that vocab does not hold."""
        for distinct in (draw_ids(rng), draw_titles(rng)):
            ordered = sorted(distinct)
            unknown = [ordered[0], ordered[3], ordered[-1]]  # before, between and after what the vocabulary holds
            vocab = reference.vocabulary([v for v in distinct if v not in unknown])
            values = [unknown[0], vocab[2], unknown[1], unknown[2], vocab[1], vocab[3], vocab[1]]
            got = self.ask(student, values, vocab)
            wanted = reference.positions(values, vocab)
            new = np.isin(np.arange(len(values)), [0, 2, 3])
            entry_of = np.searchsorted(np.array(vocab[1:]), np.array(values)) + 1
            mistakes = [
                (np.where(new, -1, wanted), f"-1 is what many look-ups answer for \"not found\". As an index it is the last row: an unknown value would be taken for {vocab[-1]!r}."),
                (np.where(new, len(vocab), wanted), "An unknown value gets a position after the end, where no table has a row."),
                (np.where(new, [3 + sum(new[: i + 1]) for i in range(len(new))], wanted), "An unknown value gets a new position after the end, where no table has a row."),
                (np.where(new, len(vocab) - 1, wanted), f"An unknown value gets the last position, which belongs to {vocab[-1]!r}."),
                (entry_of, "An unknown value gets the place where it *would* be sorted in: there stands another one."),
                (np.clip(entry_of, 0, len(vocab) - 1), "An unknown value gets the place where it *would* be sorted in: there stands another one."),
                (np.where(new, 1, wanted), f"An unknown value gets position 1, which belongs to {vocab[1]!r}. Where does '{UNKNOWN}' stand?"),
                (np.where(new, np.iinfo(np.int64).min, wanted), "Such a number is what NaN becomes as an integer: fill in what was not found before you convert."),
            ]  # fmt: skip
            expect.close(got.array, wanted, got.call, mistakes, usually=f"Where does '{UNKNOWN}' stand in `vocab`?")

    def test_series(self, student: Student, rng: np.random.Generator) -> None:
        """takes a Series with any index, an array, and no values at all."""
        errors = {
            "KeyError": "The rows of this Series have their own labels, as after a shuffle or a split: `values[i]` asks for the label i, not for the row at place i.",
            "'Series' object has no attribute|truth value of a Series": "Here `values` is a pandas Series: does that line need a list?",
            "'numpy.ndarray' object has no attribute|truth value of an array": "Here `values` is a NumPy array: does that line need a list, or a Series?",
        }
        for distinct, kind in ((draw_titles(rng), "series"), (draw_ids(rng), "array"), (draw_ids(rng), "series")):
            vocab = reference.vocabulary(distinct)
            values = draw_some(rng, distinct)
            # Half of the time the labels are those of a shuffle, which values[i] finds without an error.
            index = [int(i) for i in rng.permutation(len(values))] if kind == "series" else None
            got = self.ask(student, Column(values, kind, index), vocab, errors)
            wanted = reference.positions(values, vocab)
            mistakes = self.mistakes(values, vocab)
            if index:
                by_label = [wanted[index.index(i)] for i in range(len(values))]
                mistakes.insert(0, (by_label, "They are in the order of the Series' labels: `values[i]` asks for the label i, not for the row at place i."))  # fmt: skip
            expect.close(got.array, wanted, got.call, mistakes)
        self.ask(student, [], vocab, {"": "With no values at all there is nothing to look up: an empty tensor should come back."})  # fmt: skip


class TestOneHot:
    exercise = "one_hot"
    kind = "function"
    ERRORS: ClassVar = {
        "must be Tensor, not int|'int' object has no attribute": "`index` is a plain int, not a tensor.",
        "out of bounds|out of range|must be smaller than num_classes": "The last position is n - 1: is something counted from 1?",
    }

    def ask(self, student: Student, index: int, n: int) -> Tensor:
        call = f"one_hot({index}, n={n})"
        got = ask(student.one_hot, index, n, shown=call, errors=self.ERRORS)
        got = expect.tensor(
            got, call, "" if got is None else "PyTorch can only multiply its own tensors with each other."
        )
        hints: dict[tuple[int, ...], str] = {
            (1, n): "That is a matrix with one row: a vector has one dimension.",
            (n, 1): "That is a matrix with one column: a vector has one dimension.",
            (
                n,
                n,
            ): "That is the whole identity matrix, every one-hot vector of this length at once: which row of it is asked for?",
            (n + 1,): "One entry too many: `n` already counts everything, '#na#' included.",
            (n - 1,): "One entry too few: `n` already counts everything, '#na#' included.",
            (): "A single number: is it only the entry that is 1?",
        }
        hints.setdefault((index,), "The length has to be `n`, whatever the index is.")
        hints.setdefault(
            (index + 1,),
            "The vector is just long enough for this index, so every index would have its own length: where does `n` come in?",
        )
        expect.shape(got, (n,), hints, "The length has to be `n`, whatever the index is.")
        return got

    def test_vector(self, student: Student, rng: np.random.Generator) -> None:
        """returns a float32 vector of length n."""
        n = int(rng.integers(7, 11))
        got = self.ask(student, int(rng.integers(2, n - 3)), n)
        if got.dtype != "float32":
            usually = {
                "int64": "Whole numbers. A table holds float32, and PyTorch refuses to multiply the two.",
                "bool": "True and False. A table holds float32, and PyTorch refuses to multiply the two.",
                "float64": "float64 is NumPy's habit. A table holds float32, and PyTorch refuses to multiply the two.",
            }.get(got.dtype, "A table holds float32, and PyTorch multiplies only equal dtypes.")
            expect.fail(f"`{got.call}` returned dtype {got.dtype}, expected float32.", usually)

    def test_values(self, student: Student, rng: np.random.Generator) -> None:
        """holds a single 1, at index."""
        n = int(rng.integers(6, 9))
        cases = [(int(rng.integers(3, n - 1)), n), (0, n), (n - 1, n), (0, 1)]
        for index, length in cases:
            got = self.ask(student, index, length)
            right = reference.one_hot(index, length)
            places = np.arange(length)
            mistakes = [
                (np.zeros(length), "There is no 1 in it."),
                (np.roll(right, -1), "The 1 is one place too early: the first position is 0."),
                (np.roll(right, 1), "The 1 is one place too late: the first position is 0."),
                (right * index, "The index itself is in the vector: at that place there should be a 1."),
                (1 - right, "0 and 1 have changed places."),
                (right[::-1], "The place is counted from the end."),
                (places <= index, "All places up to the index are 1: only the one at the index should be."),
                (places < index, "All places before the index are 1: only the one at the index should be."),
                (places, "These are the positions themselves: compare them with the index."),
                (np.ones(length), "There are ones everywhere."),
                (np.full(length, 1 / length), "Every place has the same share."),
                (np.exp(right) / np.exp(right).sum(), "A softmax leaves something everywhere: one-hot is exactly 0 and exactly 1."),
            ]  # fmt: skip
            expect.close(got.array, right, got.call, mistakes)
        call = "one_hot"
        together = student.scenario(
            "one_after_the_other", function="one_hot", calls=[[i, n] for i, m in cases if m == n]
        )
        for (index, length), got in zip(cases, together, strict=False):
            expect.close(
                got,
                reference.one_hot(index, length),
                f"{call}({index}, n={length})",
                usually="It was right at first. Then `one_hot` was called again, and that changed it: do both calls write into the same tensor?",
                what="holds, after a later call,",
            )


class TestOneHotLookup:
    exercise = "one_hot_lookup"
    kind = "function"
    ERRORS: ClassVar = {
        "size mismatch|cannot be multiplied|must match the size|inconsistent tensor size|subscript": "The sizes that meet in a product have to be equal. What is the shape of your one-hot vector, what is the table's, and which of the two stands on the left?",
        "out of (bounds|range)|smaller than num_classes": "The one-hot vector is too short for this index: it needs an entry for each row of the table.",
        "same dtype|scalar type|but found": "The one-hot vector and the table have different dtypes: what does `one_hot` have to return?",
    }

    def ask(self, student: Student, table: Any, index: int) -> Tensor:
        n, d = (table.array if isinstance(table, Given) else table).shape
        call = f"one_hot_lookup(table, {index})` with a table `({n}, {d})"
        got = expect.tensor(ask(student.one_hot_lookup, table, index, shown=call, errors=self.ERRORS), call)
        row = "That is a matrix with a single {}. A vector (n,) times a table (n, d) gives a vector (d,)."
        hints = {
            (1, d): row.format("row"),
            (d, 1): row.format("column"),
            (n, d): "Each row has been multiplied, but the rows have not been added up.",
            (n,): "One number for each row of the table: a row of it has one for each column.",
            (): "A single number: what is summed, and over which dimension?",
        }
        expect.shape(got, (d,), hints)
        return got

    def test_row(self, student: Student, rng: np.random.Generator) -> None:
        """returns the row at index, as a vector."""
        for n, d, index in ((4, 4, int(rng.integers(1, 3))), (7, 3, 6), (5, 2, 0), (1, 3, 0)):
            table = draw_table(rng, n, d)
            got = self.ask(student, Given(table, strided=n == 7), index)
            mistakes = [(table[(index + 1) % n], "That is the next row: where does your one-hot vector have its 1?")]
            mistakes += [(table[index - 1], "That is the row before: where does your one-hot vector have its 1?")]
            mistakes += [(table[index] * index, "That is the row times its index: which number stands in your one-hot vector?")]  # fmt: skip
            if n == d:
                mistakes += [
                    (table[:, index], "That is a column. With a square table both orders of a product are possible: in which one does the vector meet the table's rows?"),
                    (table[:, index].sum() * reference.one_hot(index, n), "The vector was multiplied along the columns: `(n,) * (n, d)` lines the vector up with the *last* dimension. Which dimension should it go along?"),
                ]  # fmt: skip
            mistakes += [
                (table.sum(0), "That is the sum of all rows."),
                (table[index] / n, "That is the row divided by n: in a product the rows are added, not averaged."),
                (table.sum(0) - table[index], "That is the sum of all *other* rows."),
            ]
            expect.close(got.array, table[index], got.call, mistakes)
        table = draw_table(rng, 6, 3)
        result = student.scenario("lookups", function="one_hot_lookup", table=table, indices=[2, 4])
        if not np.array_equal(result["table"], table):
            where = tuple(int(i) for i in np.argwhere(result["table"] != table)[0])
            expect.fail(
                f"`one_hot_lookup(table, 2)` changed the table that it was given: at {list(where)} stood {number(table[where])}, now {number(result['table'][where])}.",
                "An operation such as `*=` writes into the caller's table. The product needs a tensor of its own.",
            )

    def test_product(self, student: Student, rng: np.random.Generator) -> None:
        """is a product, in which every row takes part."""
        n, d, index = 6, 4, int(rng.integers(1, 5))
        clean = draw_table(rng, n, d)
        table = np.full((n, d), np.nan, dtype=np.float32)
        table[index] = clean[index]
        got = self.ask(student, table, index)
        if np.isnan(got.array).any():
            return
        # A product of a kind that passes over zeros (a sparse vector, some machines' arithmetic) shows in the graph.
        if any(re.match(r"(Mv|Mm|Bmm|Dot|Addm|Addbmm|Baddbmm|Sparse|Linear|Inner)", op) for op in takers(student, table, index)):  # fmt: skip
            return
        shown = ", ".join(number(v) for v in got.array)
        expect.fail(
            f"`one_hot_lookup(table, {index})` returned [{shown}] from a table in which all other rows are nan. A product gives nan there: every row takes part in it, and 0 · nan is nan.",
            "Is the row picked out by its index, or by a mask? Here it should come out of a multiplication with your one-hot vector.",
        )


def takers(student: Student, table: np.ndarray, index: int) -> list[str]:
    """The operations that take the table in `one_hot_lookup`, as autograd names them."""
    try:
        given = Given(table, requires_grad=True)
        return student.scenario("lookup_graph", function="one_hot_lookup", table=given, indices=index)["takers"]
    except StudentError:  # NumPy, for example, refuses a table that requires gradients
        return []


class TestEmbeddingLookup:
    exercise = "embedding_lookup"
    kind = "function"
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
        hints: dict[tuple[int, ...], str] = {}
        if b == 0:
            hints[(0,)] = "No rows, but each of them would be as wide as the table: the second size stays."
        for shape, question in [
            ((d,), "Does a `squeeze()` remove the batch when it has one row?" if b == 1 else "One vector for the whole batch: have the rows been added up or averaged?"),
            ((b,), "One number for each index: is the whole row taken, or a single entry of it?"),
            ((b, 1), "One number for each index: is the whole row taken, or a single entry of it?"),
            ((n, b), "These are columns: the indices have ended up in dimension 1."),
            ((d, b), "Rows and columns have changed places: each index should give a row of the result."),
            ((b, 1, d), "There is a dimension too many in the middle: `indices` is a vector already."),
            ((1, b, d), "There is a dimension too many in front: `indices` is a vector already."),
            ((n, d), "That is as large as the whole table: one row for each index is asked for."),
            ((b, n), "These look like one-hot vectors, not yet multiplied with the table; and by indexing they are not needed."),
            ((b, b), "Every index has met every other: index the rows only."),
            ((len(np.unique(ids)), d), "Each row comes only once: an index that occurs twice gives its row twice."),
            ((int(ids.max()) - int(ids.min()) if b else 0, d), "That is a slice from one row to another: the rows asked for need not be neighbours."),
        ]:  # fmt: skip
            hints.setdefault(shape, question)
        expect.shape(got, (b, d), hints)
        return got

    def test_rows(self, student: Student, rng: np.random.Generator) -> None:
        """returns the row of each index, in the order of the indices."""
        # Both ends of the table, each of them twice, and not in order.
        self.compare(student, rng, 6, 8, np.array([5, *rng.permutation([0, 2, 5]), 0]))
        self.compare(student, rng, 9, 4, np.array([8, *rng.permutation([0, 1, 3, 5, 8]), 0]))

    def compare(self, student: Student, rng: np.random.Generator, n: int, d: int, indices: np.ndarray) -> None:
        table = draw_table(rng, n, d) * 2
        got = self.ask(student, table, indices)
        expect.floating(got)
        rows, norms = table[indices], np.linalg.norm(table[indices], axis=1, keepdims=True)
        mistakes = [
            (table[np.sort(indices)], "The rows are sorted by index: they have to stay in the order of the indices."),
            (table[: len(indices)], "Those are the first rows of the table, whatever the indices say."),
            (table[indices - 1], "Every row is the one before the one asked for. Positions count from 0 already."),
            (table[(indices + 1) % n], "Every row is the one after the one asked for."),
            (rows[::-1], "The order is reversed."),
            (table[np.broadcast_to(indices[:1], indices.shape)], "Every row is that of the first index."),
            (table[np.broadcast_to(indices[-1:], indices.shape)], "Every row is that of the last index."),
            (rows / norms, "Every row has been brought to length 1: is there a `max_norm` or a normalisation?"),
            (np.where((indices == 0)[:, None], 0, rows), "Row 0 comes out as zeros. '#na#' has a row as all others have."),
            (np.round(rows), "The numbers have been rounded."),
            (np.trunc(rows), "The numbers have been cut to whole ones: which dtype does the result get on its way?"),
            (np.zeros_like(rows), "Nothing but zeros: is the result ever filled?"),
            (np.take_along_axis(table, indices[:, None] % d, 0) + np.zeros((1, d)), "Only the first entry of each row is taken, and repeated."),
        ]  # fmt: skip
        expect.close(got.array, rows, got.call, mistakes, usually="Is each row that of its own index?")

    def graph(
        self, student: Student, table: np.ndarray, indices: np.ndarray, weights: np.ndarray | None = None
    ) -> dict:
        return student.scenario(
            "lookup_graph",
            function="embedding_lookup",
            table=Given(table, requires_grad=True),
            indices=indices,
            weights=weights,
        )

    def test_gradient(self, student: Student, rng: np.random.Generator) -> None:
        """lets gradients reach the table, and adds them up for a row that is used twice."""
        n, d = 7, 3
        indices = rng.permutation([0, 6, 6, 2, 0, 6])
        table, weights = draw_table(rng, n, d), draw_table(rng, len(indices), d)
        result = self.graph(student, table, indices, weights)
        call = f"embedding_lookup(table, {show(indices)})"
        if not result["has_graph"]:
            expect.fail(
                f"The table requires a gradient, but what `{call}` returned does not.",
                "Somewhere the way back to the table is cut: by `.detach()`, `.data`, `torch.no_grad()`, `torch.tensor(...)`, NumPy or plain Python numbers.",
            )
        if result["gradient"] is None:
            expect.fail(
                f"After `{call}` and `backward`, `table.grad` is None, though the result has a gradient.",
                "Then another tensor got it: is a copy of the table made, a new parameter or an `nn.Embedding`?",
            )
        wanted = reference.rows_gradient(table, indices, weights)
        counts = np.bincount(indices, minlength=n)[:, None]
        last = np.zeros_like(table)
        for i, w in zip(indices, weights, strict=True):
            last[i] = w
        first = np.zeros_like(table)
        for i, w in zip(indices[::-1], weights[::-1], strict=True):
            first[i] = w
        padded, blocked = wanted.copy(), wanted.copy()
        padded[0], blocked[-1] = 0, 0
        once = "A row that is used several times gets the gradient of only one of its uses: all should be added up."
        mistakes = [
            (wanted / np.maximum(counts, 1), "A row that is used several times has its gradient divided by the number of uses (`scale_grad_by_freq`): the uses should be added up."),
            (padded, "Row 0 gets no gradient. That is what `padding_idx=0` does; here row 0 is a row like the others."),
            (blocked, "The last row gets no gradient: is it taken for padding (`padding_idx=-1`)?"),
            (last, once),
            (first, once),
        ]  # fmt: skip
        expect.close(result["gradient"], wanted, f"{call}` and `backward", mistakes, what="gave a table.grad of")  # fmt: skip

    def test_one_operation(self, student: Student, rng: np.random.Generator) -> None:
        """reads all rows in one indexing operation, without a product and without a loop."""
        n, d = 9, 4
        indices = rng.permutation([1, 8, 1, 3])
        table = np.full((n, d), np.nan, dtype=np.float32)
        table[indices] = draw_table(rng, len(indices), d)
        got = self.graph(student, table, indices)["result"]
        if np.isnan(got).any():
            expect.fail(
                f"`embedding_lookup(table, {show(indices)})` returned nan from rows without any nan; other rows of this table are nan.",
                "So the other rows take part, as in a product with one-hot vectors: 0 · nan is nan. Indexing does not touch them.",
            )
        table = draw_table(rng, n, d)
        few, many = (self.graph(student, table, rng.integers(0, n, b))["operations"] for b in (3, 30))
        if many - few >= 10:
            expect.fail(
                f"`embedding_lookup(table, indices)` takes {few} operations for 3 indices and {many} for 30, expected as many for 30 as for 3.",
                "Each index is looked up by itself, in a loop, and backward has to go through every one of those steps: a tensor can be indexed with all of them at once.",
            )

    def test_small_batches(self, student: Student, rng: np.random.Generator) -> None:
        """keeps its shape for a batch of one and of none."""
        for n, d, b in ((5, 4, 1), (4, 2, 0), (8, 3, 5)):
            table, indices = rng.normal(size=(n, d)), rng.integers(0, n, b)
            got = self.ask(student, Given(table, strided=True), Given(indices, strided=True))
            expect.close(got.array, table[indices], got.call)
