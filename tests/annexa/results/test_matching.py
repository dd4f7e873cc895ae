"""The matching of a return: each text, how often it is there, and what it was read as."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import inspectprep as ip
from inspectprep import annexa, codec
from inspectprep.annexa import MatchState
from inspectprep.annexa.reading.dataset import Match
from inspectprep.annexa.reading.known_headings import Likeness
from inspectprep.annexa.results import matching as module
from inspectprep.errors import UnknownNameError
from tests.annexa.making import good, good_row, headings, with_value, workbook

UNMATCHED, TRANSLATED, BLANK, PLAIN, EXACT = (
    MatchState.UNMATCHED,
    MatchState.TRANSLATED,
    MatchState.BLANK,
    MatchState.PLAIN,
    MatchState.EXACT,
)


def with_texts(column: str, texts: list[Any]) -> annexa.Matching:
    """Return the matching of List 8 whose rows have these values in a column."""
    spec = ip.annexa.catalogue.lists()[8].column(column)
    rows = [good_row(8, child) for child in range(1, len(texts) + 1)]
    place = headings(8).index(spec.header)
    for row, text in zip(rows, texts, strict=True):
        row[place] = text
    frame = pl.DataFrame(
        dict(zip(headings(8), map(list, zip(*rows, strict=True)), strict=True)), strict=False
    )
    return annexa.matching(annexa.read({8: frame}))


def of_column(matching: annexa.Matching, column: str) -> list[tuple[str, int, str, MatchState]]:
    """Return text, cells, code and result of each text of a column."""
    return [
        (value.value, value.count, value.code, value.state)
        for value in matching.values
        if value.column == column
    ]


def test_each_text_of_a_category_is_listed_with_its_code() -> None:
    """Unmatched texts come first, then translations, blanks, labels and codes, the most frequent first."""
    own = ["Own flat", "Own flat", "Elsewhere", "Not K2", None]
    texts = ["K2", *own, "Foster placement - long term", "NULL", "K2 01/09/2026", "K2"]
    assert of_column(with_texts("placement_type", texts), "placement_type") == [
        ("Own flat", 2, "", UNMATCHED),
        ("Elsewhere", 1, "", UNMATCHED),
        ("Not K2", 1, "", UNMATCHED),
        ("K2 01/09/2026", 1, "p) K2: Children's Homes", TRANSLATED),
        ("NULL", 1, "", BLANK),
        ("Foster placement - long term", 1, "d) U4: Foster placement - long term", PLAIN),
        ("K2", 2, "p) K2: Children's Homes", EXACT),
    ]


def test_texts_that_differ_in_spaces_only_are_one() -> None:
    """An analyst could not tell them apart."""
    texts = ["Own flat", " Own  flat ", "Own\N{NO-BREAK SPACE}flat", "own flat"]
    assert of_column(with_texts("placement_type", texts), "placement_type") == [
        ("Own flat", 3, "", UNMATCHED),
        ("own flat", 1, "", UNMATCHED),
    ]


def test_an_error_of_the_spreadsheet_is_not_matched() -> None:
    """It is neither blank nor a text to choose a code for."""
    (value,) = [
        value for value in with_texts("placement_type", ["#N/A"]).values if value.column == "placement_type"
    ]
    assert (value.state, value.how) == (UNMATCHED, "an error of the spreadsheet")


def test_dates_are_listed_by_their_form(tmp_path: Path) -> None:
    """No date that was read is listed itself; each text that could not be read is."""
    table = good(8, 6)
    for row, value in enumerate(["2020-03-09", "09/03/2020", "9th March 2020", "TBC", "n/a"], start=1):
        table = with_value(table, "Date of Birth", value, row)
    matching = annexa.matching(annexa.read(workbook(tmp_path / "a.xlsx", {"List 8": table})))
    found = of_column(matching, "date_of_birth")
    assert set(found) == {
        ("TBC", 1, "", UNMATCHED),
        ("n/a", 1, "", BLANK),
        ("9999-99-99", 1, "", PLAIN),
        ("9a a 9999", 1, "", TRANSLATED),
        ("99/99/9999", 1, "", EXACT),
        ("", 1, "", EXACT),
    }


def test_a_placeholder_for_a_date_counts_as_blank(tmp_path: Path) -> None:
    """A real date and a text are listed, each with what it was read as."""
    table = with_value(good(8), "Date of Birth", dt.date(1900, 1, 1))
    table = with_value(table, "Date of Birth", "01/01/1900", row=2)
    matching = annexa.matching(annexa.read(workbook(tmp_path / "a.xlsx", {"List 8": table})))
    found = [value for value in matching.values if value.column == "date_of_birth"]
    assert {(value.how, value.state) for value in found} == {
        ("a placeholder for a date", BLANK),
        ("a real date", EXACT),
    }
    assert sum(value.count for value in found) == 3


def test_a_text_that_looks_like_a_form_is_apart() -> None:
    """It could not be read, and the date of that form was."""
    found = of_column(with_texts("date_of_birth", ["16/09/2020", "99/99/9999"]), "date_of_birth")
    assert found == [("99/99/9999", 1, "", UNMATCHED), ("99/99/9999", 1, "", EXACT)]


def test_numbers_are_listed_by_their_form() -> None:
    """Whole numbers are one line; others show how they are written, and what could not be read."""
    texts = ["7", "12", "3 months", "6.5", "about six"]
    assert set(of_column(with_texts("age", texts), "age")) == {
        ("about six", 1, "", UNMATCHED),
        ("9 a", 1, "", TRANSLATED),
        ("9.9", 1, "", TRANSLATED),
        ("", 2, "", EXACT),
    }


@pytest.mark.parametrize("column", ["child_unique_id", "allocated_worker", "placement_postcode"])
def test_identifiers_and_names_are_not_listed(column: str) -> None:
    """They are matched with nothing. Only words read as blank are shown."""
    texts = ["Zqx7-1", "Zqx7-2", "NULL"]
    matching = with_texts(column, texts)
    assert of_column(matching, column) == [("NULL", 1, "", BLANK)]
    assert "Zqx7" not in codec.dumps(matching)


def test_dates_of_a_typed_source_are_real() -> None:
    """A data frame has no texts of dates."""
    matching = with_texts("date_of_birth", [dt.date(2020, 3, 9), dt.date(2021, 3, 9), None])
    assert of_column(matching, "date_of_birth") == [("", 2, "", EXACT)]


@pytest.mark.parametrize("member", list(Match))
def test_each_way_of_finding_a_code_has_words(member: Match) -> None:
    """A new one cannot be forgotten."""
    assert module._CODES[member]


@pytest.mark.parametrize("likeness", list(Likeness))
def test_each_likeness_of_a_heading_has_words(likeness: Likeness) -> None:
    """A new one cannot be forgotten."""
    assert module._HEADINGS[likeness]


def test_a_column_with_too_many_texts_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is bounded, and nothing is left out in silence."""
    monkeypatch.setattr(module, "MOST_TEXTS", 2)
    matching = with_texts("placement_type", ["One", "Two", "Two", "Three", "Four"])
    assert of_column(matching, "placement_type") == [("Two", 2, "", UNMATCHED), ("Four", 1, "", UNMATCHED)]
    (more,) = matching.unlisted
    assert (more.list, more.column, more.texts, more.cells) == (8, "placement_type", 2, 2)


def test_a_hostile_column_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many texts, only the most frequent are looked at one by one."""
    monkeypatch.setattr(module, "_MOST_GROUPS", 2)
    matching = with_texts("placement_type", ["One", "Two", "Two", "Two", "Three", "Three", "Four"])
    assert of_column(matching, "placement_type") == [("Two", 3, "", UNMATCHED), ("Three", 2, "", UNMATCHED)]
    (more,) = matching.unlisted
    assert (more.texts, more.cells) == (2, 2)


@settings(max_examples=30)
@given(st.lists(st.text(max_size=6), min_size=1, max_size=12))
def test_every_cell_with_a_text_is_counted_once(texts: list[str]) -> None:
    """The counts of a category's texts add up to its cells with anything but spaces."""
    dataset = annexa.read({8: pl.DataFrame(dict.fromkeys(headings(8), texts))})
    table = dataset.tables.get(8)
    cells = 0 if table is None else sum(bool(_tidied(text)) for text in table.frame["gender__raw"])
    assert sum(count for _, count, _, _ in of_column(annexa.matching(dataset), "gender")) == cells


def _tidied(text: str | None) -> str:
    return module.tidy(text or "")


def test_headings_are_listed_as_they_were_matched(tmp_path: Path) -> None:
    """Official, other and unknown headings, each with its letter."""
    table = good(1)
    table[0][table[0].index("Gender")] = "Sex"
    table[0][table[0].index("Ethnicity")] = "Ethncity"
    table[0][table[0].index("Date of Contact")] = "6. Date of Contact (DD/MM/YYYY)"
    table[0][table[0].index("Contact Source")] = "Door"
    table = [[*row, "x" if number else "NHS number"] for number, row in enumerate(table)]
    policy = annexa.Policy(headings={1: {"Door": "contact_source"}})
    matching = annexa.matching(annexa.read(workbook(tmp_path / "a.xlsx", {"List 1": table}), policy=policy))
    found = {heading.heading: (heading.letter, heading.column, heading.how) for heading in matching.headings}
    assert found["Child Unique ID"] == ("A", "child_unique_id", "the official heading")
    assert found["Sex"] == ("B", "gender", "another heading for it")
    assert found["Ethncity"] == ("C", "ethnicity", "spelt nearly like it")
    assert found["6. Date of Contact (DD/MM/YYYY)"][1:] == ("date_of_contact", "with a number, hint or mark")
    assert found["Door"][1:] == ("contact_source", "your choice in the policy")
    letter, column, how = found["NHS number"]
    assert (letter, column, how) == ("H", "", "not part of the list, left out (3 filled)")


def test_only_some_lists_and_results() -> None:
    """What is left out is left out of texts and headings alike."""
    matching = with_texts("placement_type", ["Own flat", "K2"])
    assert {value.state for value in matching.only(states=["unmatched"]).values} == {UNMATCHED}
    assert matching.only(lists=[1]).values == matching.only(lists=[1]).headings == ()
    assert matching.only() == matching
    with pytest.raises(UnknownNameError, match="unmatched"):
        matching.only(states=["unmached"])


def test_the_document_is_marked_and_reads_back() -> None:
    """A program sees the mark, and gets the same values."""
    matching = with_texts("placement_type", ["Own flat", "K2"])
    text = codec.dumps(matching)
    assert '"classification": "PERSONAL DATA"' in text
    assert codec.loads_json(text, annexa.Matching) == matching


def test_no_repr_has_a_text() -> None:
    """A notebook and a log store the line of a value."""
    matching = with_texts("placement_type", ["Zqx7 flat", "K2"])
    assert "Zqx7" not in repr(matching) + "".join(map(repr, matching.values))


def test_it_is_a_frame_for_notebooks() -> None:
    """One row for each text."""
    matching = with_texts("placement_type", ["Own flat", "K2"])
    frame = ip.views.frame(matching)
    assert frame.height == len(matching.values)
    assert frame.row(0, named=True) == {
        "list": 8,
        "column": "placement_type",
        "value": "Own flat",
        "count": 1,
        "code": "",
        "how": "not matched",
        "state": "unmatched",
    }
