"""The reports of the shared data are read as people read them: at least 99% of fields, and every list."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache

import pytest

from inspectprep_published import Certainty, PublishedReport, UnreadFile
from inspectprep_published.layout import read_layout
from inspectprep_published.read import try_report
from inspectprep_published.report import GRADES
from tests.shared import from_shared

TARGET = 0.99

WRONG_IN_THE_TABLE = {
    (
        "80564-stoke-on-trent-ilacs-2022-11-25.pdf",
        "lead",
    ): "the cover names two lead inspectors, the table one",
    ("80572-torbay-jtai-2024-01-30.pdf", "periods"): "the letter says 13 November 2023 to 17 November 2023",
}
"""The fields in which the table is wrong, with what the report says."""

IMPROVEMENTS = {
    "80418-norfolk-lac-2013-2013-08-16.pdf": 17,
    "80448-cheshire-west-and-chester-ilacs-2019-05-08.pdf": 4,
    "80448-cheshire-west-and-chester-ilacs-2024-08-28.pdf": 7,
    "80449-bradford-jtai-2017-04-21.pdf": 21,
    "80451-wakefield-ilacs-2018-07-17.pdf": 12,
    "80458-darlington-area-send-2025-02-04.pdf": 4,
    "80459-derby-jtai-2019-05-08.pdf": 26,
    "80460-derbyshire-ilacs-2019-09-19.pdf": 5,
    "80460-derbyshire-ilacs-2024-01-12.pdf": 4,
    "80465-durham-ilacs-2022-07-05.pdf": 3,
    "80469-gateshead-ilacs-2025-01-29.pdf": 3,
    "80484-lincolnshire-ilacs-2023-06-14.pdf": 2,
    "80495-greenwich-area-send-2023-07-11.pdf": 2,
    "80498-haringey-jtai-2018-01-30.pdf": 37,
    "80498-haringey-safeguarding-progress-2009-07-03.pdf": 11,
    "80505-islington-ilacs-2020-04-15.pdf": 2,
    "80511-newham-ilacs-2019-03-25.pdf": 11,
    "80511-newham-sif-2014-08-08.pdf": 10,
    "80512-redbridge-sif-2016-11-25.pdf": 9,
    "80515-sutton-ilacs-2022-02-01.pdf": 2,
    "80518-wandsworth-ilacs-2023-01-13.pdf": 3,
    "80530-north-yorkshire-area-send-2024-09-25.pdf": 5,
    "80530-north-yorkshire-ilacs-2018-08-06.pdf": 4,
    "80537-peterborough-sif-2015-09-18.pdf": 19,
    "80545-kingston-upon-thames-ilacs-2025-01-29.pdf": 1,
    "80547-rutland-ilacs-2020-04-15.pdf": 7,
    "80551-sheffield-sif-2014-02-21.pdf": 13,
    "80557-south-tyneside-ilacs-2023-05-10.pdf": 7,
    "80560-st-helens-ilacs-2023-09-04.pdf": 5,
    "80564-stoke-on-trent-ilacs-2019-03-18.pdf": 15,
    "80564-stoke-on-trent-ilacs-2022-11-25.pdf": 6,
    "80564-stoke-on-trent-sif-2015-08-12.pdf": 14,
    "80565-suffolk-ilacs-2019-05-21.pdf": 1,
    "80566-sunderland-ilacs-2021-08-20.pdf": 1,
    "80572-torbay-jtai-2024-01-30.pdf": 7,
    "80577-west-berkshire-sif-reinspection-2017-07-07.pdf": 7,
    "80580-wiltshire-area-send-2024-12-06.pdf": 2,
    "80580-wiltshire-ilacs-2019-07-22.pdf": 5,
    "80580-wiltshire-jtai-2016-12-16.pdf": 9,
}
"""The items of what needs to improve, counted by reading the report. A list in an item is part of it."""

SEND = {"1": ("positive", "five 5"), "2": ("inconsistent", "three 3"), "3": ("systemic", "18 months")}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with from_shared("data/published/truth.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(row for row in csv.DictReader(stream) if row["file"])


@cache
def _entry(file: str) -> PublishedReport | UnreadFile:
    return try_report(from_shared("data/published/pdf") / file)


def _fields(entry: PublishedReport | UnreadFile) -> dict[str, str]:
    fields = {"type": entry.kind.value if entry.kind else ""}
    if isinstance(entry, UnreadFile):
        return fields
    return {
        **fields,
        "variant": entry.variant,
        "periods": ";".join(f"{period.start}/{period.end}" for period in entry.fieldwork),
        "lead": "; ".join(entry.lead_inspectors),
        **{name: entry.grades[name].value if name in entry.grades else "" for name in GRADES},
        "authority": entry.authority.casefold(),
        "published": f"{entry.published or ''}",
        "jtai_theme": entry.theme,
    }


def _expected(row: dict[str, str]) -> dict[str, str]:
    # The date of a letter is printed above its addresses, and the table has it from the name of the file.
    published = row["published_filename"] if row["type"] == "jtai" else row["published_printed"]
    return {**row, "published": published}


def test_at_least_99_percent_of_fields_are_right() -> None:
    """By field, without those in which the table is wrong."""
    right, seen, wrong = Counter[str](), Counter[str](), []
    for row in _rows():
        expected = _expected(row)
        for name, value in _fields(_entry(row["file"])).items():
            if (row["file"], name) in WRONG_IN_THE_TABLE:
                continue
            seen[name] += 1
            right[name] += value == expected[name]
            if value != expected[name]:
                wrong.append((row["file"], name, value, expected[name]))
    for name, count in seen.items():
        assert right[name] >= TARGET * count, (name, [each for each in wrong if each[1] == name])


def test_where_the_table_is_wrong_the_report_is_read_as_printed() -> None:
    """Each has been looked up in the report."""
    stoke, torbay = (_fields(_entry(file))[name] for file, name in WRONG_IN_THE_TABLE)
    assert stoke.count(";") == 1
    assert torbay == "2023-11-13/2023-11-17"


def test_no_wrong_grade_is_without_a_warning() -> None:
    """A grade that is wrong is at least marked."""
    for row in _rows():
        entry = _entry(row["file"])
        if isinstance(entry, PublishedReport):
            for name, grade in entry.grades.items():
                assert grade.value == row[name] or any(name in warning for warning in entry.warnings)


@pytest.mark.parametrize("file", IMPROVEMENTS)
def test_every_item_is_read(file: str) -> None:
    """As many as there are, each whole, with where it is."""
    entry = _entry(file) if from_shared(f"data/published/pdf/{file}") else None
    assert isinstance(entry, PublishedReport)
    assert len(entry.improvements) == IMPROVEMENTS[file]
    lengths = [len(item) for item in entry.improvements]
    assert min(lengths) > 20
    lines = {(line.page, line.text) for line in read_layout(from_shared(f"data/published/pdf/{file}")).body}
    for number in range(len(lengths)):
        place = entry.places[f"improvements[{number}]"]
        assert (place.page, place.words) in lines


def test_outcomes_of_send_inspections_are_the_sentences_of_the_reports() -> None:
    """And the sentence about the next inspection agrees with them."""
    rows = [row for row in _rows() if row["type"] == "area_send"]
    assert rows
    for row in rows:
        entry = _entry(row["file"])
        assert isinstance(entry, PublishedReport)
        outcome, years = SEND[row["send_outcome"].split(".")[0]]
        assert outcome in entry.outcome
        assert any(f" {word}" in entry.next_inspection for word in years.split())


@pytest.mark.parametrize(
    "file",
    [
        "80465-durham-ilacs-2022-07-05.pdf",
        "80469-gateshead-ilacs-2025-01-29.pdf",
        "80495-greenwich-area-send-2023-07-11.pdf",
    ],
)
def test_headers_that_contradict_the_cover_are_reported(file: str) -> None:
    """The dates of the cover are given, and are marked."""
    from_shared(f"data/published/pdf/{file}")
    entry = _entry(file)
    assert isinstance(entry, PublishedReport)
    assert entry.places["fieldwork[0]"].certainty is Certainty.CONTRADICTED
    assert len(entry.warnings) == 1


def test_reports_without_contradictions_have_no_warnings() -> None:
    """A warning is for what a person must look at, and not for every report."""
    from_shared("data/published/pdf")
    warned = {row["file"] for row in _rows() if getattr(_entry(row["file"]), "warnings", ())}
    assert len(warned) == 4
    assert "80580-wiltshire-ilacs-2019-07-22.pdf" in warned
