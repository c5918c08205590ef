"""The glossary: each of its words is met first in the lesson that it names, and no lesson uses a word that nobody explains."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nbformat
import pytest

from collab import course
from collab.staff import front_door, glossary
from collab.staff.build import BuildError

from .test_lessons import LESSONS, main_road

TEXT = (course.root() / "solutions" / "GLOSSARY.md").read_text(encoding="utf-8")
# Words that a lesson may only use once the glossary has them, from that lesson on.
FIELD = """
    activation, Adam, autograd, baseline, batch, BatchNorm, bias, buffer, cold start, collaborative filtering, cosine, cross-validation,
    dropout, embedding, epoch, fine-tuning, gradient, gradient descent, hidden layer, hyperparameter, implicit feedback, latent factor,
    layer, leaf, learning rate, logit, loss, matrix factorization, momentum, MSE, NDCG, network, one-hot vector, optimizer, overfitting,
    parameter, precision, principal component, recall, regularization, ReLU, RMSE, sigmoid, singular value, softmax, tensor,
    training mode, underfitting, validation, vocabulary, weight decay
"""


@dataclass(frozen=True)
class Term:
    name: str
    said: str

    @property
    def lesson(self) -> int:
        """The number of the lesson in which it is met first."""
        return int(re.findall(r"\*Lesson (\d+)", self.said)[0])

    @property
    def pattern(self) -> re.Pattern[str]:
        """The word as it may stand in a text: in the plural too, and in the other forms that its entry names."""
        also = re.search(r"Also: ([^.]*)\.", self.said)
        return pattern(self.name, *(also[1].replace("\n", " ").split(", ") if also else ()))


def pattern(*forms: str) -> re.Pattern[str]:
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w'-])({words})(s|es)?(?![\w'-])", re.IGNORECASE)


TERMS = [Term(*entry.split("\n", 1)) for entry in TEXT.split("\n## ")[1:]]


def prose(lesson: course.Lesson) -> str:
    """The main road without code, formulas and links' addresses: there a word is a name, and no word of the field."""
    road = re.sub(r"^    .*$", "", main_road(lesson), flags=re.MULTILINE)
    road = re.sub(r"`[^`]*`", "", road)
    return re.sub(r"\]\([^)]*\)", "]", road)


ROADS = [prose(lesson) for lesson in LESSONS]


def first_use(pattern: re.Pattern[str]) -> int | None:
    """The number of the first lesson whose main road has it."""
    return next((number for number, road in enumerate(ROADS, 1) if pattern.search(road)), None)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_is_met_first_in_the_lesson_that_it_names(term: Term) -> None:
    found = first_use(term.pattern) if term.name != "'#na#'" else 1
    assert found == term.lesson, "not where its entry says"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_an_entry_is_one_to_three_sentences(term: Term) -> None:
    said = re.sub(r"Also: [^.]*\.|\*Lesson.*", "", term.said, flags=re.DOTALL)
    sentences = re.findall(r"[.:]\s", f"{said} ")
    assert 1 <= len(sentences) <= 5  # a colon may stand for a full stop
    assert len(said.split()) <= 55


def test_terms_stand_in_order_and_once() -> None:
    names = [re.sub(r"\W", "", term.name).lower() for term in TERMS]
    assert names == sorted(set(names))


@pytest.mark.parametrize("word", [word.strip() for word in FIELD.replace("\n", " ").split(",")])
def test_a_word_of_the_field_is_not_used_before_it_is_explained(word: str) -> None:
    used = first_use(pattern(word))
    explained = [term.lesson for term in TERMS if term.pattern.fullmatch(word)]
    if used is not None:
        assert explained, f"lesson {used} uses {word!r}, which is not in the glossary"
        assert explained[0] <= used


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_what_a_lesson_makes_bold_is_in_the_glossary(lesson: course.Lesson) -> None:
    road = prose(lesson).partition("**Time:**")[2]
    bold = {" ".join(word.split()) for word in re.findall(r"\*\*([a-z][\w\s'-]*)\*\*", road)}
    missing = {word for word in bold if not any(term.pattern.fullmatch(word.removeprefix("first ")) for term in TERMS)}
    assert not missing


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_leads_to_it(lesson: course.Lesson) -> None:
    opening = nbformat.read(lesson.notebook, as_version=4).cells[0].source
    assert f"](../{glossary.NAME})" in opening


def test_its_links_lead_to_lessons() -> None:
    text = glossary.notebook().cells[0].source
    places = re.findall(r"\]\(([^)]*)\)", text)
    assert len(places) >= len(TERMS)
    assert all((course.root() / "lessons" / place).is_file() for place in places)
    assert front_door.stale() == []


def test_a_lesson_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    first = dict(list(course.lessons().items())[:1])
    monkeypatch.setattr(course, "lessons", lambda: first)
    with pytest.raises(BuildError, match="names lesson"):
        glossary.notebook()
