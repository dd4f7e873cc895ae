"""The same numbers in every format: read back from each file, row by row, and compared with the report."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from inspectprep import codec
from inspectprep.codec import document_kinds
from inspectprep.model.report import Fold, Table, Tiles
from inspectprep.model.report_blocks import Answer, Balance, Matrix
from inspectprep.plugins import open_registry
from inspectprep.reports.plain_blocks import for_format, table_of
from inspectprep.testing.contracts.report_content import fold, forms_of, values_of
from tests.faces.faces import faces_at
from tests.faces.stages import STAGES, build
from tests.reports.markup import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from inspectprep.model.report import Block, Report
    from inspectprep.reports.compose.context import ReportOptions

FIRST = ("day-3",)
"""The stages that are read with every change. All others are among the long tests."""
FORMATS = ("html", "docx", "xlsx", "md", "text")
_REGISTRY = open_registry(load_plugins=False)
_LEFT_OUT = b"see the same report as a workbook (.xlsx)."
"""A page that would be too large says so, and its workbook has every row."""
_NEAR = 160
"""The letters between the title of a tile and its figure, at most."""


def _every(stages: Iterable[str]) -> pytest.MarkDecorator:
    slow = [pytest.param(each, marks=[] if each in FIRST else [pytest.mark.slow]) for each in stages]
    return pytest.mark.parametrize("stage", slow)


stages = _every(STAGES)
readable = _every(stage for stage in STAGES if stage != "hostile")
"""Texts that are hard to write are escaped and broken: `test_hostile_files` reads those back."""


def written(report: Report, format: str) -> bytes:
    """Return a report in a format, as a workspace writes it."""
    provider = _REGISTRY.reports.get(format)
    stream = io.BytesIO()
    _REGISTRY.reports.resolve(provider)(for_format(report, provider), stream)
    return stream.getvalue()


def _rows_of_html(data: bytes) -> Iterator[str]:
    page = parse(data.decode())
    yield from (element.text for tag in ("tr", "li", "dl", "p") for element in page.all(tag))
    yield page.text


def _rows_of_word(data: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(data))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    yield from map(" ".join, rows)
    # A wide matrix is several tables, each with the titles of its rows.
    for title in dict.fromkeys(row[0] for row in rows):
        yield " ".join(cell for row in rows if row[0] == title for cell in row)
    yield "".join(text.text or "" for text in document.element.body.iter("{*}t"))


def _rows_of_workbook(data: bytes) -> Iterator[str]:
    texts = [
        " ".join(_shown(cell) for cell in row if cell is not None)
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows(values_only=True)
    ]
    yield from texts
    yield " ".join(texts)


def _shown(cell: object) -> str:
    return f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else f"{cell}"


def _rows_of_lines(data: bytes) -> Iterator[str]:
    text = re.sub(r"\\(.)", r"\1", data.decode())
    yield from text.splitlines()
    # A row that is longer than a line goes on below it.
    yield from re.split(r"\n(?=\S)|\n\n", text)
    yield text


_ROWS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "html": _rows_of_html,
    "docx": _rows_of_word,
    "xlsx": _rows_of_workbook,
    "md": _rows_of_lines,
    "text": _rows_of_lines,
}


def blocks_of(report: Report) -> Iterator[Block]:
    """Yield every block, and those of folds."""
    for section in report.sections:
        for block in section.blocks:
            yield from block.blocks if isinstance(block, Fold) else (block,)


def rows_of(report: Report) -> Iterator[list[object]]:
    """Yield the texts, numbers, days and ratings of each row of a table."""
    for block in blocks_of(report):
        table = table_of(block) if isinstance(block, Matrix | Balance) else block
        if not isinstance(table, Table):
            continue
        place = table.columns.index(table.group) if table.group else None
        for row in table.rows:
            cells = [cell for at, cell in enumerate(row) if at != place and cell not in (None, "")]
            if isinstance(block, Balance):
                # In words, nothing heard and nothing withdrawn have no number.
                cells = [] if not any(cells[1:]) else cells[: 4 if cells[3] else 3]
            yield [value for cell in cells for value in values_of([cell])]


def has(row: list[object], unit: str) -> bool:
    """Return whether a text has all values of a row. A number is a number of its own, each as often."""
    numbers = Counter(re.findall(r"[0-9][0-9.,]*[0-9]|[0-9]", unit))
    wanted = Counter(f"{value:,}" for value in row if isinstance(value, int | float))
    plain = Counter({number.replace(",", ""): count for number, count in numbers.items()})
    if any(plain[number.replace(",", "")] < count for number, count in wanted.items()):
        return False
    folded = fold(unit)
    return all(any(form in folded for form in forms_of(value)) for value in row)


def lost(report: Report, units: Iterable[str]) -> list[str]:
    """Return the rows of which no row of a file has every cell, and the tiles without their figure."""
    *rows, everything = units
    whole = fold(everything)
    missing = [str(row) for row in rows_of(report) if not any(has(row, unit) for unit in rows)]
    for block in blocks_of(report):
        if isinstance(block, Tiles):
            missing += [tile.title for tile in block.tiles if not _beside(tile.title, tile.value, whole)]
        elif isinstance(block, Answer):
            said = (block.verdict, block.sentence, *(step.action for step in block.steps))
            missing += [text for text in said if fold(text.rstrip(".")) not in whole]
    return missing


def _beside(title: str, value: str, text: str) -> bool:
    """Return whether the figure of a tile is close to its title."""
    title, value = fold(title), fold(value)
    places = [match.start() for match in re.finditer(re.escape(title), text)]
    return any(value in text[max(at - _NEAR, 0) : at + len(title) + _NEAR] for at in places)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Report]]:
    """Give the report of every face at a stage, by name."""

    @cache
    def of(stage: str) -> Mapping[str, Report]:
        with build(stage, tmp_path_factory.mktemp(stage) / "workspace") as workspace:
            return {name: face(workspace) for name, face in faces_at(stage).items()}

    return of


@readable
@pytest.mark.parametrize("format", FORMATS)
def test_every_row_tile_and_answer_is_the_same(
    reports: Callable[[str], Mapping[str, Report]], stage: str, format: str
) -> None:
    """No figure is rounded, moved to another row or left out by one of the formats."""
    files = {name: (report, written(report, format)) for name, report in reports(stage).items()}
    found = {
        name: lost(report, _ROWS[format](data))
        for name, (report, data) in files.items()
        if format != "html" or _LEFT_OUT not in data
    }
    assert set(files) - set(found) <= {"ready", "ready-checklist", "ready-dates", "ready-rules"}
    assert {name: rows for name, rows in found.items() if rows} == {}


@pytest.mark.parametrize(
    ("unit", "same"), [("List 8: 12 of 130", True), ("8: 130", False), ("8 112 130", False)]
)
def test_a_changed_figure_is_found(unit: str, same: bool) -> None:
    """The comparison itself sees a number that is part of another, or is not there."""
    assert has([8, 12, 130], unit) == same


@stages
def test_the_data_for_programs_gives_the_same_report(
    stage: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """JSON is read back as the value, and the value says what the report said."""
    compared = 0
    with build(stage, tmp_path_factory.mktemp(stage) / "workspace") as workspace:
        today, plan = workspace.current_day, workspace.timeline()
        companions: dict[str, ReportOptions] = {
            "timeline": {"prepared": today},
            "checklist": {"prepared": today, "timeline": plan},
        }
        for name in ("timeline", "checklist", "coverage", "handout", "check", "release-plan", "calendar"):
            report = faces_at(stage)[name](workspace)
            document = json.loads(written(report, "json"))
            (kind,) = (each for each in document_kinds().values() if each.schema == document["schema"])
            again = workspace.report(codec.load(document, kind.cls), **companions.get(name, {}))
            assert [section.title for section in again.sections] == [
                section.title for section in report.sections
            ]
            assert list(rows_of(again)) == list(rows_of(report)), name
            compared += 1
    assert compared == 7
