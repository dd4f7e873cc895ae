"""Runs one rule on the rows of a worked example, and on copies of them in which one cell has other values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from attrs import field

from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.catalogue.lists import ColumnType
from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.values import Example, Expected, Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.reading.added_columns import ListSpecs
from inspectprep.annexa.reading.assemble import assemble
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts
from inspectprep.annexa.reading.known_headings import KnownHeadings
from inspectprep.annexa.reading.settings import ReadSettings
from inspectprep.annexa.reading.sheet import load_sheet
from inspectprep.dataframes import pl
from inspectprep.errors import closest
from inspectprep.model.cell_names import column_letter
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import CellKind, RawSheet
from inspectprep.testing.contracts.base import require

FILE = "annex-a.xlsx"
_ABOVE = 2
"""The number in the sheet of the first row below the headings."""


@frozen(order=True)
class At:
    """A row of an example: the number of the list, and the row's number from 0."""

    list: int
    row: int


@frozen
class Found:
    """The findings of a rule on one copy of an example.

    Attributes:
        findings: The place, severity and column of each, in order.
        notes: What the findings say beside the message of the rule.
    """

    findings: tuple[tuple[At | None, str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def on(self, at: At) -> bool:
        """Return whether a finding is on a row."""
        return any(place == at for place, _, _ in self.findings)


@frozen(kw_only=True)
class ExampleRun:
    """A worked example of a rule, ready to run.

    Attributes:
        rule: The rule.
        example: The example.
        codes: The code sets, with those that the plugin adds.
        specs: The lists, with the columns that the plugin adds.
        rows: The rows by list. Each has the identifier of a child.
    """

    rule: Rule
    example: Example
    codes: CodeSets
    specs: ListSpecs
    rows: Mapping[int, Sequence[Mapping[str, Any]]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take the rows from the field that the example has."""
        given = {**self.example.rows, **self.example.cells}
        if self.example.row:
            given[str(self.rule.lists[0])] = (self.example.row,)
        object.__setattr__(
            self, "rows", {int(number): self._named(int(number), given[number]) for number in given}
        )

    def _named(self, number: int, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        known = [column.name for column in self.specs.lists[number].columns]
        for row in rows:
            for name in row:
                near = closest(name, known)
                hint = f" Did you mean {near!r}?" if near else ""
                require(
                    name in known,
                    f"An example of {self.rule.id} has {name!r}, which List {number} has not.{hint}",
                )
        named = "child_unique_id" in known
        return [
            ({"child_unique_id": f"T{place}"} if named else {}) | dict(row) for place, row in enumerate(rows)
        ]

    def expected(self) -> list[dict[str, Any]]:
        """Return the findings that the example expects: list, row, severity, and the column if it says so."""
        if self.example.finds is not Expected.NOTHING:
            return [{"list": self.rule.lists[0], "row": 0, "severity": self.example.finds.value}]
        return [dict(finding) for finding in self.example.findings]

    def run(self) -> Found:
        """Return the findings on the rows as they are."""
        return self.vary([{}])[0]

    def vary(self, changes: Sequence[Mapping[tuple[At, str], Any]]) -> list[Found]:
        """Return the findings on copies of the rows, which are all in one return, each with its own children.

        Args:
            changes: For each copy, the cells with another value, by row and column.
        """
        sizes = {number: len(rows) for number, rows in self.rows.items()}
        sheets = []
        for number, rows in self.rows.items():
            copies = [
                self._changed(number, place, row, copy, change)
                for copy, change in enumerate(changes)
                for place, row in enumerate(rows)
            ]
            sheets.append(self._sheet(number, copies))
        dataset = self._dataset(sheets)
        policy = Policy(
            own_la=self.example.authority or None,
            rules={self.rule.id: RuleChange(thresholds=dict(self.example.thresholds))},
        )
        found: list[list[tuple[At | None, str, str]]] = [[] for _ in changes]
        notes: list[list[str]] = [[] for _ in changes]
        for each in run_rules(dataset, [self.rule], policy).findings.iter_rows(named=True):
            place, copy = None, 0
            if each["list"] is not None and each["row"] is not None:
                copy, row = divmod(each["row"] - _ABOVE, sizes[each["list"]])
                place = At(each["list"], row)
            found[copy].append((place, each["severity"], each["column"] or ""))
            notes[copy] += [each["note"]] if each["note"] else []
        return [
            Found(tuple(sorted(of, key=repr)), tuple(said)) for of, said in zip(found, notes, strict=True)
        ]

    def cell(self, at: At, column: str) -> Any:
        """Return the value of a cell as it is read: a date, a number or a text. None if it is blank."""
        frame = self._dataset([self._sheet(at.list, self.rows[at.list])]).tables[at.list].frame
        return frame[column][at.row] if column in frame.columns and at.row < frame.height else None

    def _changed(
        self, number: int, place: int, row: Mapping[str, Any], copy: int, change: Mapping[tuple[At, str], Any]
    ) -> dict[str, Any]:
        own = dict(row) | {name: value for (at, name), value in change.items() if at == At(number, place)}
        kinds = {column.name: column.type for column in self.specs.lists[number].columns}
        return {
            name: f"{value}-{copy}" if copy and value and kinds[name] is ColumnType.ID else value
            for name, value in own.items()
        }

    def _sheet(self, number: int, rows: Sequence[Mapping[str, Any]]) -> RawSheet:
        lacks = self.example.lacks.get(str(number), ())
        cells, kinds = {}, {}
        for place, column in enumerate(
            column for column in self.specs.lists[number].columns if column.name not in lacks
        ):
            pairs = [_cell(row.get(column.name)) for row in rows]
            letter = column_letter(place + 1)
            cells[letter] = pl.Series([column.header, *(text for text, _ in pairs)], dtype=pl.String)
            kinds[letter] = pl.Series([CellKind.TEXT, *(kind for _, kind in pairs)], dtype=pl.UInt8)
        return RawSheet(
            file=FILE, sheet=f"List {number}", cells=pl.DataFrame(cells), kinds=pl.DataFrame(kinds)
        )

    def _dataset(self, sheets: Sequence[RawSheet]) -> AnnexAData:
        settings = ReadSettings(
            pivot=self.example.as_of.year + 1,
            codes=self.codes.sets,
            headings=KnownHeadings(self.specs.lists),
        )
        loaded = [load_sheet(sheet, settings, list_number=int(sheet.sheet.split()[-1])) for sheet in sheets]
        files = [FileFacts(name=FILE, kind="xlsx", bytes=1000)]
        return assemble(loaded, files, self.example.as_of, codes=self.codes, lists=self.specs)


def _cell(value: Any) -> tuple[str | None, int]:
    """Return the text and the kind of a cell."""
    if value is None or value == "":
        return None, CellKind.EMPTY
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return f"{moment:%Y-%m-%d %H:%M:%S}", CellKind.DATE
    if isinstance(value, bool):
        return str(value).upper(), CellKind.BOOLEAN
    if isinstance(value, int | float):
        return f"{value:g}", CellKind.NUMBER
    return str(value), CellKind.TEXT
