"""Collects the texts of the lists, with what each was read as.

Categories are matched with codes, so every text of theirs is listed. Of dates and numbers, the forms of those
that were read are listed, and every text that could not be read. Identifiers, names and other texts are
details of children and are matched with nothing, so only words read as blank and errors of the spreadsheet
are listed of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, ColumnSpec
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, DateForm, ListTable, Match
from inspectprep.annexa.reading.known_headings import KnownHeadings, Likeness
from inspectprep.annexa.reading.placeholder_dates import without_placeholder_dates
from inspectprep.annexa.reading.read import known_headings
from inspectprep.annexa.reading.text import tidy
from inspectprep.annexa.results.matched import (
    ERROR_CELL,
    MatchedHeading,
    MatchedValue,
    Matching,
    MatchState,
    UnlistedValues,
)
from inspectprep.dataframes import pl

MOST_TEXTS = 1_000
"""The most texts of one column that are listed."""
_MOST_GROUPS = 20_000
"""The most frequent texts of a column, among which those to list are chosen."""

_ORDER = {state: place for place, state in enumerate(MatchState)}
_UNMATCHED = "not matched"
_BLANK = "a word for a blank cell"
_CHOSEN = "your choice in the policy"
_CODES = {
    Match.CHOICE: _CHOSEN,
    Match.CODE: "the code itself",
    Match.SHORT: "its short code",
    Match.NAME: "the name of an English authority",
    Match.WORD: "its label",
    Match.LETTER: "its letter or number alone",
    Match.VARIANT: "another way of writing it",
    Match.EMBEDDED: "a code with part of its label, or with a date",
    Match.SEVERAL: "several codes, read as the code for several",
    Match.CONTRADICTION: f"{_UNMATCHED}: its letter or number and its word mean different codes",
}
_CODE_STATES = {
    **dict.fromkeys((Match.CODE, Match.SHORT, Match.NAME), MatchState.EXACT),
    **dict.fromkeys((Match.WORD, Match.LETTER), MatchState.PLAIN),
}
_DATE_STATES = {DateForm.DAY_FIRST: MatchState.EXACT, DateForm.ISO: MatchState.PLAIN}
_PLAIN = {"date": "a real date", "age": "a whole number", "integer": "a whole number"}
_DATES = {
    DateForm.DAY_FIRST: "a text: day, month, year",
    DateForm.ISO: "a text: year, month, day",
    DateForm.MONTH_FIRST: "a text: month, day, year",
    DateForm.OTHER: "a text in another form of date",
}
_HEADINGS = {
    Likeness.CHOSEN: _CHOSEN,
    Likeness.OFFICIAL: "the official heading",
    Likeness.ALIAS: "another heading for it",
    Likeness.DECORATED: "with a number, hint or mark",
    Likeness.SAME_WORDS: "its words in another order",
    Likeness.CLOSE: "spelt nearly like it",
}
_LIKE = {
    Likeness.CHOSEN: MatchState.CHOSEN,
    Likeness.OFFICIAL: MatchState.EXACT,
    Likeness.ALIAS: MatchState.EXACT,
}


class _Text(NamedTuple):
    """A text or a form of a column, before its cells are counted."""

    value: str
    code: str
    how: str
    state: MatchState


def matching(dataset: AnnexAData) -> Matching:
    """Return each text of a return's columns, how often it is there, and what it was read as.

    Texts that were not matched come first, then those that are worth a look, then exact codes. Texts that
    differ only in spaces are one. The result has texts of cells: it is for the analyst only.

    Args:
        dataset: The lists, as :func:`inspectprep.annexa.read` returns them.
    """
    dataset = without_placeholder_dates(dataset, dataset.policy)
    values: list[MatchedValue] = []
    unlisted: list[UnlistedValues] = []
    for table in dataset.tables.values():
        for name, texts in _texts(table):
            listed, more = _listed(table.list, name, texts)
            values += listed
            unlisted += more
    columns = (column for spec in dataset.lists.lists.values() for column in spec.columns if column.codes)
    sets = {column.codes or "": dataset.codes.sets[column.codes or ""] for column in columns}
    return Matching(
        values=tuple(sorted(values, key=lambda value: _ORDER[value.state])),
        headings=tuple(sorted(_headings(dataset), key=lambda heading: _ORDER[heading.state])),
        unlisted=tuple(unlisted),
        codes={name: choices(codes) for name, codes in sorted(sets.items())},
        added={
            f"{number}.{column.name}": column.header
            for number, spec in dataset.lists.lists.items()
            for column in spec.columns[len(catalogue.lists()[number].columns) :]
        },
    )


def choices_applied(dataset: AnnexAData) -> Iterator[str]:
    """Yield a sentence for each column and code that the council's choices decided, with its cells."""
    for table in dataset.tables.values():
        for name in table.columns:
            lowest, _ = table.extremes.get(f"{name}__kind", (None, None))
            if lowest != Match.CHOICE or table.spec.column(name).codes is None:
                continue
            cells = table.frame.filter(pl.col(f"{name}__kind") == int(Match.CHOICE))
            counts = Counter(cells[f"{name}__code"].to_list())
            for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0] or "")):
                words = "1 cell was" if count == 1 else f"{count:,} cells were"
                yield f"List {table.list}, {name}: {words} read as {code or 'blank'} by the council's choice"


def headings_applied(dataset: AnnexAData) -> Iterator[str]:
    """Yield a sentence for each heading that was read as the column that the council chose."""
    known = known_headings(dataset.policy, dataset.lists.lists)
    for sheet in dataset.sheets if dataset.policy.headings else ():
        place = dataset.places[sheet.place] if sheet.place is not None and sheet.used else None
        for name, heading in place.headings.items() if place is not None else ():
            meant = known.column_meant(place.list, heading) if place is not None else None
            if meant == (name, Likeness.CHOSEN):
                yield f"List {sheet.list}: the heading {heading!r} was read as {name} by the council's choice"


def choices(codes: CodeSet) -> tuple[str, ...]:
    """Return the values that a column with a code set can have, as the specification writes them."""
    names = tuple(catalogue.authorities()) if codes.authorities else ()
    return (*(code.code for code in codes.codes), *names)


class _Texts(NamedTuple):
    """The texts or forms of a column.

    Attributes:
        counts: The number of cells with each.
        others: The number of different texts that are not among them, and of their cells.
    """

    counts: Counter[_Text]
    others: tuple[int, int] = (0, 0)


def _listed(list_number: int, column: str, texts: _Texts) -> tuple[list[MatchedValue], list[UnlistedValues]]:
    """Return the texts in order, and the number of those beyond the limit."""
    order = sorted(texts.counts, key=lambda text: (_ORDER[text.state], -texts.counts[text], text))
    values = [
        MatchedValue(list=list_number, column=column, count=texts.counts[text], **text._asdict())
        for text in order[:MOST_TEXTS]
    ]
    rest = order[MOST_TEXTS:]
    more, cells = texts.others
    more, cells = more + len(rest), cells + sum(texts.counts[text] for text in rest)
    if not more:
        return values, []
    return values, [UnlistedValues(list=list_number, column=column, texts=more, cells=cells)]


def _texts(table: ListTable) -> Iterator[tuple[str, _Texts]]:
    """Yield the texts or forms of each column."""
    columns = [column for column in table.spec.columns if column.name in table.columns]
    others = [column for column in columns if column.type != "category"]
    # Most columns are plain throughout. All are counted together, and only the other cells are looked at.
    counts = table.frame.select(
        expression.sum().alias(f"{column.name}{suffix}")
        for column in others
        for suffix, expression in (("", _plain(column)), ("__other", _not_plain(column)))
    )
    for column in columns:
        name = column.name
        if column.type == "category":
            yield name, _codes(table, name)
            continue
        texts = _forms(table, column) if counts[f"{name}__other"].item() else _Texts(Counter())
        if (plain := counts[name].item()) and (how := _PLAIN.get(column.type)):
            texts.counts[_Text("", "", how, MatchState.EXACT)] = plain
        yield name, texts


def _codes(table: ListTable, name: str) -> _Texts:
    # A text of a category is always read in the same way.
    parts = [pl.col(f"{name}{part}").first() for part in ("__state", "", "__kind")]
    groups = table.frame.drop_nulls(f"{name}__raw").group_by(f"{name}__raw").agg(*parts, pl.len())
    return _counted(groups, _category)


def _forms(table: ListTable, column: ColumnSpec) -> _Texts:
    name = column.name
    read = pl.col(f"{name}__state") == int(CellState.READ)
    shape = _raw(name).str.replace_all(r"\d", "9").str.replace_all(r"\p{L}+", "a")
    parts = [f"{name}__state", *([f"{name}__kind"] if column.type == "date" else [])]
    cells = table.frame.filter(_not_plain(column))
    groups = cells.group_by(pl.when(read).then(shape).otherwise(_raw(name)).alias("shape"), *parts).len()
    return _counted(groups, _form)


def _counted(groups: pl.DataFrame, read: Callable[..., _Text]) -> _Texts:
    """Return texts with the number of their cells, of groups of cells that end with that number."""
    rest = groups.head(0)
    if groups.height > _MOST_GROUPS:
        groups = groups.sort("len", descending=True)
        groups, rest = groups.head(_MOST_GROUPS), groups.slice(_MOST_GROUPS)
    counts: Counter[_Text] = Counter()
    for raw, *parts, count in groups.iter_rows():
        if value := tidy(raw):
            counts[read(value, *parts)] += count
    return _Texts(counts, (rest.height, int(rest["len"].sum())))


def _raw(name: str) -> pl.Expr:
    return pl.col(f"{name}__raw").cast(pl.String)


def _plain(column: ColumnSpec) -> pl.Expr:
    """Return for each cell whether it needs no look: a real date, a whole number, or any text."""
    name = column.name
    read = pl.col(f"{name}__state") == int(CellState.READ)
    if column.type == "date":
        return read & (pl.col(f"{name}__kind") == int(DateForm.CELL)).fill_null(value=False)
    return read if column.type in {"id", "text"} else read & _raw(name).str.contains(r"^\s*\d+\s*$")


def _not_plain(column: ColumnSpec) -> pl.Expr:
    return ~_plain(column) & pl.col(f"{column.name}__raw").is_not_null()


def _category(value: str, state: int, code: str | None, kind: int | None) -> _Text:
    if state == CellState.READ and code is not None and kind is not None:
        match = Match(kind)
        if match is Match.CHOICE:
            return _Text(value, code, _CHOSEN, MatchState.CHOSEN)
        return _Text(value, code, _CODES[match], _CODE_STATES.get(match, MatchState.TRANSLATED))
    if state == CellState.MISSING and kind == Match.CHOICE:
        return _Text(value, "", f"{_CHOSEN}: blank", MatchState.CHOSEN)
    if kind == Match.CONTRADICTION:
        return _Text(value, "", _CODES[Match.CONTRADICTION], MatchState.UNMATCHED)
    return _unread(value, state)


def _form(value: str, state: int, kind: int | None = None) -> _Text:
    if state != CellState.READ:
        return _unread(value, state)
    if kind is None:
        return _Text(value, "", "read as a whole number", MatchState.TRANSLATED)
    form = DateForm(kind)
    return _Text(value, "", _DATES[form], _DATE_STATES.get(form, MatchState.TRANSLATED))


def _unread(value: str, state: int) -> _Text:
    if state in (CellState.MISSING, CellState.PLACEHOLDER):
        words = _BLANK if state == CellState.MISSING else "a placeholder for a date"
        return _Text(value, "", words, MatchState.BLANK)
    return _Text(value, "", ERROR_CELL if state == CellState.BROKEN else _UNMATCHED, MatchState.UNMATCHED)


def _headings(dataset: AnnexAData) -> Iterator[MatchedHeading]:
    """Yield the headings of each sheet that supplies a list, in the order of the columns of the list."""
    known = known_headings(dataset.policy, dataset.lists.lists)
    for sheet in dataset.sheets:
        if sheet.place is None or not sheet.used or sheet.list is None:
            continue
        place = dataset.places[sheet.place]
        rows = [
            (place.letters[name], heading, name, *_heading_words(known, sheet.list, name, heading))
            for name, heading in place.headings.items()
        ]
        rows += [
            (copy.letter, "", copy.column, "a second column, left out", MatchState.UNMATCHED)
            for copy in sheet.copies
        ]
        rows += [
            (
                extra.letter,
                extra.heading,
                "",
                f"not part of the list, left out ({extra.filled:,} filled)",
                MatchState.UNMATCHED,
            )
            for extra in sheet.extra
        ]
        for letter, heading, name, how, state in rows:
            yield MatchedHeading(
                list=sheet.list,
                file=sheet.file,
                sheet=sheet.sheet,
                letter=letter,
                heading=heading,
                column=name,
                how=how,
                state=state,
            )


def _heading_words(known: KnownHeadings, list_number: int, name: str, heading: str) -> tuple[str, MatchState]:
    meant = known.column_meant(list_number, heading)
    likeness = meant[1] if meant is not None and meant[0] == name else Likeness.CLOSE
    return _HEADINGS[likeness], _LIKE.get(likeness, MatchState.TRANSLATED)
