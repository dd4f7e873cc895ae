"""A history of full inspections is read as it is meant, or every mistake in it is named with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import DocumentError, SourceError
from inspectprep.history import COLUMNS, read_history
from inspectprep.model.past_inspection import GradeWord, InspectionKind, PastInspection
from tests.shared import from_shared

HEADING = ",".join(COLUMNS)
FIRST = "1,Avon,ilacs,standard,2018-04-09,2018-04-20,2018-05-22,good"
SECOND = "1,Avon,ilacs,short,2022-05-16,2022-05-20,2022-07-04,outstanding"


def _write(folder: Path, *lines: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    path = folder / "history.csv"
    path.write_bytes("\n".join((heading, *lines, "")).encode(encoding))
    return path


def _problems(path: Path) -> dict[str, str]:
    with pytest.raises(DocumentError) as caught:
        read_history(path)
    assert caught.value.where == str(path)
    return dict(caught.value.problems)


def test_a_row_is_an_inspection(tmp_path: Path) -> None:
    """Each column is the field of its name. A blank grade is none, and a blank publication too."""
    last = "1,Avon,ilacs,,2026-05-11,2026-05-22,,"
    first, _, third = read_history(_write(tmp_path, FIRST, SECOND, last))
    assert (first.authority, first.urn, first.kind) == ("Avon", "1", InspectionKind.ILACS)
    assert (first.overall, first.variant, str(first.end)) == (GradeWord.GOOD, "standard", "2018-04-20")
    assert (third.overall, third.published, third.variant) == (None, None, "")


def test_columns_of_judgements_give_their_grades(tmp_path: Path) -> None:
    """They may be blank, as in editions without them."""
    path = _write(
        tmp_path, f"{FIRST},Requires improvement to be good,", heading=f"{HEADING},in_care,care_leavers"
    )
    assert read_history(path)[0].judgements == {"in_care": GradeWord.REQUIRES_IMPROVEMENT}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_text_file_reads_alike(tmp_path: Path, delimiter: str, encoding: str, ending: str) -> None:
    """Delimiters, encodings and ends of lines make no difference, nor do blank lines and quotation marks."""
    rows = [HEADING, "", FIRST.replace("Avon", '"Bröxe"'), ",,,,,,,", SECOND.replace("Avon", "Bröxe")]
    path = tmp_path / "history.csv"
    path.write_bytes(ending.join(rows).replace(",", delimiter).encode(encoding))
    assert [each.authority for each in read_history(path)] == ["Bröxe", "Bröxe"]


def test_comments_above_the_headings_are_left_out(tmp_path: Path) -> None:
    """Rows are counted with them."""
    path = _write(tmp_path, HEADING, FIRST.replace("good", "nice"), heading="# From the website, 2026\n")
    assert list(_problems(path)) == ["row 4, column overall_grade"]


def test_a_file_without_headings_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """It names the columns once."""
    assert list(_problems(_write(tmp_path, SECOND, heading=FIRST))) == ["row 1"]


def test_columns_may_have_any_order_and_capitals(tmp_path: Path) -> None:
    """Further columns are left out."""
    heading = "Start,End,Overall grade,Note,Type,AUTHORITY,urn,published,variant"
    (one,) = read_history(
        _write(tmp_path, "2018-04-09,2018-04-20,Good,x,ILACS,Avon,,2018-05-22,Short", heading=heading)
    )
    assert (one.overall, one.variant, one.kind) == (GradeWord.GOOD, "short", InspectionKind.ILACS)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("2018-04-09", "2018-02-30", "row 2, column start", "cannot be read"),
        ("2018-04-09", "", "row 2, column start", "missing"),
        ("2018-04-09", "43199", "row 2, column start", "Show the column as dates"),
        ("2018-04-09", "04/05/2018", "row 2, column start", "may come first"),
        ("2018-04-09", "spring 2018", "row 2, column start", "cannot be read"),
        ("2018-04-09", "04/16/2018", "row 2, column start", "the second number is the month"),
        ("2018-05-22", "n/a", "row 2, column published", "Leave it blank"),
        ("2018-04-09", "0218-04-09", "row 2, column start", "year 218"),
        ("2018-04-20", "2018-04-02", "row 2, column end", "before 2018-04-09"),
        ("2018-04-20", "2019-04-20", "row 2, column end", "376 days"),
        ("2018-05-22", "2018-04-19", "row 2, column published", "before 2018-04-20"),
        (",good", ",fair", "row 2, column overall_grade", "'fair' is not a grade"),
        (",ilacs", ",jtai", "row 2, column type", "'jtai' is not a type of full inspection"),
        (",ilacs", ",", "row 2, column type", "ilacs, sif, sif_reinspection"),
        ("standard", "long", "row 2, column variant", "short, standard, longer"),
        ("1,Avon", "1,", "row 2, column authority", "missing"),
        ("1,Avon", "80418.0,Avon", "row 2, column urn", "not whole"),
        (",good", "", "row 2", "7 cells"),
        (",good", ",good,extra", "row 2", "9 cells"),
        ("Avon", "Avon, North", "row 2", "quotation marks"),
        ("Avon", '"Avon', "the file", "not closed"),
    ],
)
def test_a_mistake_in_a_row_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    """The message says what is wrong and what to write."""
    problems = _problems(_write(tmp_path, FIRST.replace(old, new, 1)))
    assert words in problems[place]
    assert len(problems) == 1


def test_all_mistakes_are_named_together(tmp_path: Path) -> None:
    """Rows count as in a spreadsheet: the heading is row 1, and blank rows count."""
    bad = FIRST.replace("good", "nice").replace("ilacs", "visit")
    problems = _problems(_write(tmp_path, SECOND, "", bad, bad.replace("Avon", "")))
    assert list(problems) == [
        "row 4, column type",
        "row 4, column overall_grade",
        "row 5, column authority",
        "row 5, column type",
        "row 5, column overall_grade",
    ]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (FIRST, "also in row 2"),
        (FIRST.replace("1,Avon", ",AVON"), "also in row 2"),
        (FIRST.replace("2018-04-09,2018-04-20", "2018-04-20,2018-04-27"), "overlaps with row 2"),
        (FIRST.replace("ilacs", "sif"), "overlaps with row 2"),
        (FIRST.replace("Avon", "Former Avon"), "also in row 2"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_inspections_of_one_council_do_not_overlap(
    tmp_path: Path, other: str, words: str, turned: bool
) -> None:
    """One council has one number, or one name where a row has no number. The order of rows is free."""
    rows = (other, FIRST) if turned else (FIRST, other)
    problems = "\n".join(_problems(_write(tmp_path, *rows)).values())
    assert words in problems or words.replace("row 2", "row 3") in problems


def test_one_name_has_one_number(tmp_path: Path) -> None:
    """Otherwise inspections of one council would count as those of two."""
    problems = _problems(_write(tmp_path, FIRST, SECOND.replace("1,", "2,", 1)))
    assert "has the number 1 in row 2" in problems["row 3, column urn"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    """With the column that may be meant, and with every column that a history has."""
    path = _write(tmp_path, FIRST, heading=HEADING.replace(column, f"{column}s"))
    message = _problems(path)[f"column {column}"]
    assert f"{column}s" in message
    assert HEADING in message


def test_a_repeated_column_is_named(tmp_path: Path) -> None:
    """It is not clear which of them is meant."""
    problems = _problems(_write(tmp_path, f"{FIRST},2020-01-01", heading=f"{HEADING},start"))
    assert list(problems) == ["column start"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04 workbook", b"%PDF-1.7", bytes(range(256)) * 9])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, data: bytes) -> None:
    """The error says how to save it."""
    path = tmp_path / "history.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="Save it as CSV"):
        read_history(path)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    """An empty history would give empty answers."""
    assert "no full inspection" in _problems(_write(tmp_path))["the file"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("9 April 2018", "Friday 20 April 2018", "2018-04-09"),
        ("09/04/2018", "20/04/2018", None),
        ("16/04/2018", "20/04/2018", "2018-04-16"),
        ("16.4.2018", "20-04-2018", "2018-04-16"),
        ("2018-04-09 00:00:00", "2018-04-20T00:00", "2018-04-09"),
        ("04/16/2018", "04/20/2018", None),
    ],
)
def test_dates_are_read_only_if_they_are_plain(
    tmp_path: Path, start: str, end: str, expected: str | None
) -> None:
    """A date in figures is read if its column shows that the day comes first."""
    path = _write(tmp_path, FIRST.replace("2018-04-09", start).replace("2018-04-20", end))
    if expected:
        assert str(read_history(path)[0].start) == expected
    else:
        assert "row 2, column start" in _problems(path)


def _report(**more: Any) -> dict[str, Any]:
    return {
        "file": "a.pdf",
        "kind": "ilacs",
        "authority": "Avon",
        "urn": "1",
        "variant": "standard",
        "fieldwork": [{"start": "2018-04-09", "end": "2018-04-20"}],
        "grades": {"overall": "good", "in_care": "outstanding", "adoption": "good"},
        "published": "2018-05-22",
    } | more


@pytest.mark.parametrize("lines", [False, True])
def test_parsed_reports_are_a_history(tmp_path: Path, lines: bool) -> None:
    """Other reports are left out, and fieldwork in two periods counts from its first day to its last."""
    periods = [{"start": "2023-01-09", "end": "2023-01-20"}, {"start": "2023-02-14", "end": "2023-02-15"}]
    reports = [
        _report(),
        {"file": "b.pdf", "kind": "jtai", "authority": "Avon", "fieldwork": [], "grades": {}},
        _report(fieldwork=periods, published="2023-03-30", variant=None, grades={"overall": None}),
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, reports)) if lines else json.dumps(reports))
    first, second = read_history(path)
    assert first.judgements == {"in_care": GradeWord.OUTSTANDING}
    assert (str(second.start), str(second.end), second.overall) == ("2023-01-09", "2023-02-15", None)


@pytest.mark.parametrize(
    ("file", "published"),
    [
        ("1-avon-ilacs-2018-05-22.pdf", "2018-05-22"),
        ("2017-01-09 avon 2018-05-22 (2).pdf", "2018-05-22"),
        ("avon-2018-04-19.pdf", "None"),
        ("12018-05-221.pdf", "None"),
        ("50012345.pdf", "None"),
    ],
)
def test_the_name_of_a_file_can_give_the_day_of_publication(
    tmp_path: Path, file: str, published: str
) -> None:
    """Reports of this kind do not print it. A date before the end of the fieldwork is another one."""
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(_report(file=file, published=None)))
    (one,) = read_history(path)
    assert str(one.published) == published


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(_report(fieldwork=[])),
        json.dumps(_report(fieldwork=[{"start": 2018, "end": 2019}])),
        json.dumps(_report(grades=None)),
        json.dumps({"urn": "1"}),
        "{",
        "[1]",
        json.dumps(_report(published="soon")),
    ],
)
def test_parsed_reports_with_mistakes_are_named(tmp_path: Path, text: str) -> None:
    """The place is a line, or a report of a list."""
    path = tmp_path / "reports.jsonl"
    path.write_text(text)
    (place,) = _problems(path)
    assert place.startswith(("line 1", "report 1"))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_history_or_one_of_two_errors(tmp_path_factory: Any, data: bytes) -> None:
    """Nothing else is raised, also after a right heading."""
    path = tmp_path_factory.mktemp("any") / "history.csv"
    for content in (data, f"{HEADING}\n".encode() + data, b"[" + data):
        path.write_bytes(content)
        try:
            assert all(isinstance(each, PastInspection) for each in read_history(path))
        except (DocumentError, SourceError) as error:
            assert error.where == str(path)  # noqa: PT017 - either answer is right


def test_the_shared_history_is_read() -> None:
    """Every row of it is a full inspection."""
    history = read_history(from_shared("data/published/history.csv"))
    assert len(history) == 257
    assert len({each.urn for each in history}) == 82
