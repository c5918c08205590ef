"""The lessons' English: easy to read, British throughout, one word a thing. What a student reads, and only that."""

from __future__ import annotations

import re

import pytest
import textstat

from collab import course
from collab.staff import build, front_door, glossary

from .test_lessons import LESSONS, main_road

HIGHEST_GRADE = 9.0
# American words and endings, where the course has the British ones.
AMERICAN = re.compile(
    r"\b(\w*(?:color|favorit|neighbor|behavior|honor|flavor|humor)\w*|(?:re|de)?center(?:s|ed|ing)?|theaters?|grays?"
    r"|(?:label|model|travel|cancel|level|total|signal|fuel)(?:ed|ing)|learned|spelled|burned|fulfill|skillful|analyz\w+"
    r"|(?:memor|normal|recogn|real|organ|summar|general|character|minim|maxim|emphas|categor|visual|final|random|apolog)iz\w+"
    r"|catalogs?|judgment|math|gotten|movie theater)\b",
    re.IGNORECASE,
)
OTHER_WORDS = {"film": "movie", "films": "movies", "flick": "movie", "feature vector": "factors"}


def shown(lesson: course.Lesson) -> str:
    """All that a lesson says: its text, hints, goals, predictions' reasons, without code."""
    cells = [c.source for c in build.source_notebook(lesson).cells if c.cell_type == "markdown"]
    with (course.root() / "grader" / "course.toml").open("rb") as f:
        told = course.tomllib.load(f)["lessons"][lesson.id]
    said = [entry["because"] for entry in told.get("predictions", {}).values()]
    for exercise in told["exercises"].values():
        said += [exercise["goal"], exercise["why"], *exercise["hints"]]
    return without_code("\n".join([*cells, *said]))


def without_code(text: str) -> str:
    text = re.sub(r"^    .*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`\n]*`", "", text))


def prose(text: str) -> str:
    """Whole sentences: no headings, tables, code or marks, so that a formula does not count as a word."""
    text = without_code(re.sub(r"^(#|\|).*$", "", text, flags=re.MULTILINE))
    text = re.sub(r"^- ", "", text, flags=re.MULTILINE)
    return re.sub(r"[*_\[\]]", "", text)


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    return float(textstat.flesch_kincaid_grade(prose(text)))


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_its_prose_can_be_read_in_passing(lesson: course.Lesson) -> None:
    assert grade(main_road(lesson)) <= HIGHEST_GRADE


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_no_section_is_hard_to_read(lesson: course.Lesson) -> None:
    """One hard page in an easy lesson would not show in the mean."""
    sections = [
        part for part in re.split(r"^## ", main_road(lesson), flags=re.MULTILINE) if len(prose(part).split()) >= 80
    ]
    assert sections
    assert {part.partition("\n")[0]: grade(part) for part in sections if grade(part) > HIGHEST_GRADE} == {}


def test_the_grade_tells_hard_from_easy() -> None:
    hard = (
        "The regularization parameter determines the comparative influence of heterogeneous observational evidence, "
        "notwithstanding considerable interdependence of the underlying multidimensional representations."
    )
    assert grade(hard) > HIGHEST_GRADE
    assert grade("You rate a movie. The model learns from it. Then it gives you a list.") < 4


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_it_is_british(lesson: course.Lesson) -> None:
    assert AMERICAN.findall(shown(lesson)) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_it_has_one_word_for_a_thing(lesson: course.Lesson) -> None:
    text = shown(lesson).replace("Film-Noir", "")
    assert [word for word in OTHER_WORDS if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == []


def test_so_are_the_pages_beside_the_lessons() -> None:
    text = without_code("\n".join(c.source for page in (front_door, glossary) for c in page.notebook().cells))
    assert AMERICAN.findall(text) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_what_the_checks_say_has_the_same_words(lesson: course.Lesson) -> None:
    text = lesson.suite.read_text(encoding="utf-8")
    strings = " ".join(re.findall(r'"([^"\n]*)"', text))
    assert AMERICAN.findall(without_code(strings)) == []
    assert re.findall(r"\bfilms?\b", strings, re.IGNORECASE) == []


@pytest.mark.parametrize("word", ["color", "neighbors", "normalized", "learned", "labeled", "centered"])
def test_an_american_word_would_be_seen(word: str) -> None:
    assert AMERICAN.findall(f"This is {word}.")
