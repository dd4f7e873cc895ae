"""The report of a matching: the texts to look at first, and the headings. It is marked as personal data."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep import codec
from inspectprep.annexa import catalogue
from inspectprep.annexa.results.matched import MatchedValue, Matching, MatchState, as_sentence
from inspectprep.model.classification import Classification
from inspectprep.model.report import Paragraph, Report, Section, Table, Tile, Tiles

_MOST_ROWS = 2_000
"""The most rows of one table."""

_SECTIONS = {
    MatchState.UNMATCHED: (
        "Not matched",
        "These could not be read and stay as they are. Choose a code in the workbook, or correct the source.",
    ),
    MatchState.TRANSLATED: (
        "Translated",
        "Check what these were read as. In dates and numbers, 9 is any digit and a is any word.",
    ),
    MatchState.CHOSEN: ("Your choices", "The policy says what these mean."),
    MatchState.BLANK: ("Read as blank", "These count as empty cells."),
    MatchState.PLAIN: ("With one reading", "These are written in another way that can only mean one thing."),
    MatchState.EXACT: ("As in the specification", "These need no attention."),
}


def matching_report(matching: Matching) -> Report:
    """Return the report of a matching, for HTML, Markdown and the other formats.

    It has texts of cells, so it is marked as personal data, and no plugin may write it.
    """
    return Report(
        kind="annexa-matching",
        title="Annex A: how each text was read",
        subtitle="Details of children, for the analyst who has the lists",
        classification=Classification.PERSONAL_DATA,
        sections=(
            Section(title="At a glance", blocks=(_tiles(matching),)),
            *_values(matching),
            *_unlisted(matching),
            Section(title="Headings", blocks=(_headings(matching),)),
        ),
        document=codec.dump(matching),
    )


def _tiles(matching: Matching) -> Tiles:
    return Tiles(tiles=tuple(_tile(matching, state) for state in MatchState))


def _tile(matching: Matching, state: MatchState) -> Tile:
    texts = matching.count(state)
    cells = sum(value.count for value in matching.values if value.state is state)
    return Tile(title=_SECTIONS[state][0], value=f"{texts:,}", detail=f"in {cells:,} cells")


def _values(matching: Matching) -> Iterator[Section]:
    for state, (title, words) in _SECTIONS.items():
        values = [value for value in matching.values if value.state is state]
        if not values:
            continue
        blocks: list[Paragraph | Table] = [
            Paragraph(text=words),
            _table(matching, values[:_MOST_ROWS], title),
        ]
        if len(values) > _MOST_ROWS:
            blocks.append(Paragraph(text=f"{len(values) - _MOST_ROWS:,} more are in the workbook."))
        yield Section(title=title, blocks=tuple(blocks))


def _table(matching: Matching, values: list[MatchedValue], title: str) -> Table:
    codes = any(value.code for value in values)
    return Table(
        columns=("List", "Column", "Text", "Cells", *(["Read as"] if codes else []), "Why"),
        rows=tuple(
            (
                list_title(value.list),
                matching.header(value),
                value.value,
                value.count,
                *([value.code] if codes else []),
                as_sentence(value.how),
            )
            for value in sorted(values, key=lambda value: value.list)
        ),
        caption=f"{title}: texts by list and column",
        group="List",
    )


def list_title(number: int) -> str:
    """Return the number and the title of a list."""
    return f"List {number}: {catalogue.lists()[number].title}"


def _unlisted(matching: Matching) -> Iterator[Section]:
    if not matching.unlisted:
        return
    rows = tuple(
        (
            column.list,
            matching.header(column),
            column.texts,
            column.cells,
        )
        for column in matching.unlisted
    )
    caption = "Columns with too many different texts to list"
    table = Table(columns=("List", "Column", "More texts", "In cells"), rows=rows, caption=caption)
    yield Section(title="Too many to list", blocks=(table,))


def _headings(matching: Matching) -> Table:
    return Table(
        columns=("List", "Sheet", "Column", "Heading in your file", "Read as", "Why"),
        rows=tuple(
            (
                list_title(heading.list),
                heading.sheet or heading.file,
                heading.letter,
                heading.heading,
                matching.header(heading),
                as_sentence(heading.how),
            )
            for heading in sorted(matching.headings, key=lambda heading: heading.list)
        ),
        caption="Headings of the lists, and the columns that they were read as",
        group="List",
    )
