"""The words of every face at every stage, in every format: no inner word, and short sentences."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from inspectprep.model.report import Bullets, Fold, Paragraph
from tests.faces.faces import faces_at
from tests.faces.reading import FORMATS
from tests.faces.stages import STAGES, build
from tests.wording import disagreements, inner_words, inner_words_of, long_sentences, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from inspectprep.model.report import Report

FIRST = ("before", "day-3")
"""The stages that are read with every change. All others are among the long tests."""
ANALYST = ("check-analyst",)
"""The faces for an analyst, which may show the ids of rules."""
_SHORTEST = 5

stages = pytest.mark.parametrize(
    "stage", [pytest.param(each, marks=[] if each in FIRST else [pytest.mark.slow]) for each in STAGES]
)
formats = pytest.mark.parametrize(
    "format",
    [pytest.param(each, marks=[] if each in ("html", "teams") else [pytest.mark.slow]) for each in FORMATS],
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Report]]:
    """Give the report of every face at a stage, by name."""

    @cache
    def of(stage: str) -> Mapping[str, Report]:
        with build(stage, tmp_path_factory.mktemp(stage) / "workspace") as workspace:
            return {name: face(workspace) for name, face in faces_at(stage).items()}

    return of


Reports = "Callable[[str], Mapping[str, Report]]"


@stages
@formats
def test_no_face_has_an_inner_word(reports: Reports, stage: str, format: str) -> None:
    """Ids of rules, records, judgements, sources, tasks and variants, keys, and what Python prints."""
    assert {"annexa-errors", "ilacs-short", "help_and_protection", "role-vacant"} <= inner_words()
    found = {}
    for name, report in reports(stage).items():
        words = inner_words_of(FORMATS[format](report))
        found[name] = {word for word in words if not (name in ANALYST and word.startswith("AA-"))}
    assert {name: words for name, words in found.items() if words} == {}


@stages
@formats
def test_every_sentence_of_a_face_is_short(reports: Reports, stage: str, format: str) -> None:
    """At most 25 words, without what is quoted, and the titles of sources and judgements."""
    if stage == "hostile":
        pytest.skip("its records have long texts, which are not ours")
    found = {
        name: long_sentences(FORMATS[format](report), names=titles(), lists=True)
        for name, report in reports(stage).items()
    }
    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@stages
@formats
def test_numbers_agree(reports: Reports, stage: str, format: str) -> None:
    """One error is no errors."""
    found = {name: disagreements(FORMATS[format](report)) for name, report in reports(stage).items()}
    assert {name: places for name, places in found.items() if places} == {}


def said(report: Report) -> Iterator[str]:
    """Yield each paragraph and each item of a list."""
    for section in report.sections:
        for block in section.blocks:
            for part in block.blocks if isinstance(block, Fold) else (block,):
                if isinstance(part, Paragraph):
                    yield part.text
                elif isinstance(part, Bullets):
                    yield from part.items


@stages
def test_no_report_says_a_thing_twice(reports: Reports, stage: str) -> None:
    """A note is where it is needed, once."""
    found = {
        name: [text for text, number in Counter(said(report)).items()
               if number > 1 and len(text.split()) >= _SHORTEST and not text.startswith("And ")]
        for name, report in reports(stage).items()
    }  # fmt: skip
    assert {name: texts for name, texts in found.items() if texts} == {}
