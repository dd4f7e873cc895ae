"""Search in a folder of reports: what is found, in which order, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.index import Index, open_index
from inspectprep_published.learning.search import ReportSentence, SearchResult, search
from inspectprep_published.learning.sections import StatedAs


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    """Open the index of the reports."""
    with open_index(folder) as opened:
        yield opened


def find(
    index: Index, words: str, *, limit: int = 20, any_word: bool = False, **choice: object
) -> SearchResult:
    """Search with a choice."""
    chosen = Choice(**choice)  # type: ignore[arg-type]
    return search(index, words, choice=chosen, any_word=any_word, limit=limit)


def test_a_sentence_has_its_council_day_page_and_section(index: Index) -> None:
    """It begins on one page and ends on the next."""
    (found,) = find(index, '"closed too soon"').sentences
    assert found == ReportSentence(
        text="Some referrals are closed too soon.",
        authority="Ashfield",
        kind="ilacs",
        day=date(2024, 2, 12),
        page=2,
        last_page=3,
        paragraph=1,
        judgement="help_and_protection",
        section="Help and protection",
        file="ashfield.pdf",
    )


def test_words_together_come_first_then_what_needs_to_improve_then_the_latest(index: Index) -> None:
    """The order is that of the help."""
    found = find(index, "management oversight")
    assert [sentence.text for sentence in found.sentences] == [
        "The quality of supervision and management oversight.",
        "Management oversight is weak.",
        "Oversight by senior management is strong.",
    ]
    assert [sentence.stated_as for sentence in found.sentences] == [StatedAs.NEEDS_IMPROVEMENT, None, None]
    assert "follow one another" in found.order
    assert [each.authority for each in find(index, "supervision").sentences] == [
        "Ashfield",
        "Cedarham",
        "Cedarham",
    ]


def test_a_sentence_has_all_words_or_any(index: Index) -> None:
    """Both words must be in it, unless any is enough."""
    assert [each.text for each in find(index, "re-referral decisions").sentences] == [
        "Decisions on re-referrals."
    ]
    assert find(index, "re-referral decisions", any_word=True).found == 3


def test_the_limit_does_not_change_the_counts(index: Index) -> None:
    """The number of sentences and reports is that of all that were found."""
    found = find(index, "supervision", limit=1)
    assert (found.found, found.reports, len(found.sentences)) == (3, 2, 1)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"judgements": ("help_and_protection",)}, {"Supervision of staff is rare in some teams."}),
        ({"since": date(2020, 1, 1)}, {"The quality of supervision and management oversight."}),
        (
            {"since": date(2019, 11, 4), "needs_improvement": True},
            {"The quality of supervision and management oversight.", "Supervision of staff."},
        ),
        ({"kinds": ("sif",)}, set()),
    ],
)
def test_a_choice_limits_what_is_found(index: Index, choice: dict[str, object], expected: set[str]) -> None:
    """By judgement, first day (inclusive), heading and kind."""
    assert {each.text for each in find(index, "supervision", **choice).sentences} == expected


def test_reports_without_a_day_are_counted_apart(index: Index) -> None:
    """A first day leaves them out, and says how many."""
    index.connection.execute("UPDATE file SET day = NULL WHERE path = 'ashfield.pdf'")
    found = find(index, "supervision", since=date(2018, 1, 1))
    assert (found.reports, found.undated) == (1, 1)
    assert find(index, "supervision").undated == 0
