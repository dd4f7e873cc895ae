"""The analyst's choices: read from the sheet of a matching, and added to the council's policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeVar

from attrs import evolve, field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet, ListSpec
from inspectprep.annexa.catalogue.added_codes import CodeSets, codes_for, text_key
from inspectprep.annexa.catalogue.policy import Policy, policy_of, read_policy
from inspectprep.annexa.catalogue.translations import choice_fault, code_named, column_fault
from inspectprep.annexa.outputs.matching_sheets import BLANK_CHOICE, LONGEST_TEXT
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.annexa.reading.text import is_broken, tidy
from inspectprep.codec.toml import parse, read_text
from inspectprep.codec.toml_editing import with_entries
from inspectprep.errors import DocumentError, InspectPrepError, closest
from inspectprep.files import writing
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import RawSheet
from inspectprep.sources.files import read_file

_CODES = ("List", "Text in your lists", "Your choice", "Name")
_COLUMNS = ("List", "Heading in your file", "Your choice of column")
_SEARCHED = 20


@frozen(kw_only=True)
class Choice:
    """The analyst's choice of a code for one text.

    Attributes:
        list: The number of the list.
        column: The canonical name of the column.
        text: The text.
        code: The code that it means, as a policy has it. Empty for a blank cell.
        row: The row of the workbook.
    """

    list: int
    column: str
    text: str = field(repr=False)
    code: str
    row: int

    noun: ClassVar[str] = "text"

    @property
    def key(self) -> tuple[object, ...]:
        """The text in its column, without regard to case and spaces."""
        return self.list, self.column, text_key(self.text)

    @property
    def meaning(self) -> str:
        """The code."""
        return self.code


@frozen(kw_only=True)
class HeadingChoice:
    """The analyst's choice of a column for one heading.

    Attributes:
        list: The number of the list.
        heading: The heading as written.
        column: The canonical name of the column that it means.
        row: The row of the workbook.
    """

    list: int
    heading: str
    column: str
    row: int

    noun: ClassVar[str] = "heading"

    @property
    def key(self) -> tuple[object, ...]:
        """The heading on its list, without regard to case, spaces and punctuation."""
        return self.list, heading_key(self.heading)

    @property
    def meaning(self) -> str:
        """The column."""
        return self.column


_Choice = TypeVar("_Choice", Choice, HeadingChoice)


class _Row(NamedTuple):
    sheet: str
    number: int
    cells: Mapping[str, str]


@checked_arguments
def read_choices(path: Path | str, *, codes: CodeSets | None = None) -> tuple[Choice | HeadingChoice, ...]:
    """Read the choices from the sheets of a matching: all of them, or none if one is wrong.

    Rows without a choice are left out, and so are choices of the code that the text is already.

    Args:
        path: A workbook of ``matching --workbook`` or a checked workbook.
        codes: The code sets. Without them, those of the specification.

    Raises:
        SourceError: if it cannot be read.
        InspectPrepError: if it has no such sheet.
        DocumentError: naming each row with a mistake. No message has a text of the workbook.
    """
    file = Path(path)
    known = (codes or codes_for()).sets
    sheets = tuple(read_file(file).sheets)
    problems: list[tuple[str, str]] = []
    texts = _each_once(_rows(file, sheets, _CODES), lambda row: _choice(row, known), problems)
    headings = _each_once(_rows(file, sheets, _COLUMNS), _heading_choice, problems)
    if problems:
        raise DocumentError(problems, where=file.name)
    return (*(choice for choice in texts if not _is_itself(choice, known)), *headings)


def _each_once(
    rows: Iterable[_Row], read: Callable[[_Row], _Choice], problems: list[tuple[str, str]]
) -> tuple[_Choice, ...]:
    """Return the choices of rows, each once, and add the mistakes to the problems."""
    choices: dict[tuple[object, ...], _Choice] = {}
    for row in rows:
        try:
            choice = read(row)
        except ValueError as error:
            problems.append((f"{row.sheet}, row {row.number}", str(error)))
            continue
        first = choices.setdefault(choice.key, choice)
        if first.meaning != choice.meaning:
            same = f"the same {choice.noun} has another choice in row {first.row}."
            problems.append((f"{row.sheet}, row {row.number}", same))
    return tuple(choices.values())


@checked_arguments
def add_choices(path: Path | str, choices: Iterable[Choice | HeadingChoice]) -> Policy:
    """Add choices to the file of a policy, and return the policy.

    Comments and everything else in the file stay as they are. A choice replaces an earlier one for the same
    text or heading. A file that does not exist is created. The texts are those of cells, so only the owner
    can read it.

    Args:
        path: The TOML file of the policy.
        choices: The choices to add.

    Raises:
        SourceError: if the file is there and cannot be read.
        DocumentError: if it is not a policy.
        InspectPrepError: if its layout does not allow an addition.
        WriteError: if it cannot be written. It is then unchanged.
    """
    file = Path(path).resolve()  # a link stays one
    text = read_text(file) if file.exists() else ""
    before = read_policy(file) if file.exists() else Policy()
    translations = {
        number: {name: dict(texts) for name, texts in columns.items()}
        for number, columns in before.translations.items()
    }
    headings = {number: dict(columns) for number, columns in before.headings.items()}
    for choice in choices:
        number = str(choice.list)
        if isinstance(choice, Choice):
            table = translations.setdefault(number, {}).setdefault(choice.column, {})
            name = _set(table, choice.text, choice.code, text_key)
            text = with_entries(text, ("translations", number, choice.column), {name: choice.code})
        else:
            name = _set(headings.setdefault(number, {}), choice.heading, choice.column, heading_key)
            text = with_entries(text, ("headings", number), {name: choice.column})
    after = evolve(before, translations=translations, headings=headings)
    if not _says(text, after):
        raise InspectPrepError(
            "The choices cannot be added to this file without changing other parts of it.",
            where=file.name,
            remedy="Give a new file, and copy its tables by hand.",
        )
    with writing(file, private=True) as stream:
        stream.write(text.encode())
    return after


def _says(text: str, policy: Policy) -> bool:
    """Return whether TOML is a policy and nothing else."""
    try:
        return policy_of(parse(text)) == policy
    except DocumentError:
        return False


def _set(table: dict[str, str], name: str, meaning: str, key: Callable[[str], str]) -> str:
    """Set an entry of a table under the name that it has there already, and return that name."""
    written = {key(known): known for known in table}.get(key(name), name)
    table[written] = meaning
    return written


def _list_of(row: _Row) -> ListSpec:
    spec = {str(number): spec for number, spec in catalogue.lists().items()}.get(row.cells["List"])
    if spec is None:
        raise ValueError("this is not a list. Lists are numbered from 1 to 11.")
    return spec


def _heading_choice(row: _Row) -> HeadingChoice:
    """Return the choice of a row.

    Raises:
        ValueError: with the mistake of the row.
    """
    spec = _list_of(row)
    heading, wanted = row.cells["Heading in your file"], row.cells["Your choice of column"]
    names = {text_key(name): column.name for column in spec.columns for name in (column.name, column.header)}
    column = names.get(text_key(wanted))
    if column is None:
        near = closest(wanted, [column.header.strip() for column in spec.columns])
        hint = f" Did you mean {near!r}?" if near else ""
        raise ValueError(f"the choice is not a column of List {spec.number}.{hint}")
    if not heading_key(heading):
        raise ValueError("the heading has no letter and no figure.")
    return HeadingChoice(list=spec.number, heading=heading, column=column, row=row.number)


def _choice(row: _Row, codes: Mapping[str, CodeSet]) -> Choice:
    """Return the choice of a row.

    Raises:
        ValueError: with the mistake of the row. It has no text of the workbook.
    """
    spec = _list_of(row)
    column = row.cells["Name"]
    if fault := column_fault(spec, column):
        raise ValueError(f"the column {fault}")
    text, wanted = row.cells["Text in your lists"], row.cells["Your choice"]
    code_set = codes[spec.column(column).codes or ""]
    blank = text_key(wanted) == BLANK_CHOICE
    meant = None if blank else code_named(code_set, wanted)
    if meant is None and not blank:
        near = closest(wanted, [name for code in code_set.codes for name in (code.code, code.name)])
        hint = f" Did you mean {near!r}?" if near else ""
        raise ValueError(f"the choice is not a code of {code_set.name}.{hint}")
    code = meant.name if meant else ""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text of more than {LONGEST_TEXT} characters cannot mean a code.")
    if is_broken(tidy(text)):
        raise ValueError("an error of the spreadsheet cannot mean a code. Correct it at source.")
    if fault := choice_fault(text, code, code_set):
        raise ValueError(fault)
    return Choice(list=spec.number, column=column, text=text, code=code, row=row.number)


def _is_itself(choice: Choice, codes: Mapping[str, CodeSet]) -> bool:
    spec = catalogue.lists()[choice.list].column(choice.column)
    own = code_named(codes[spec.codes or ""], choice.text)
    return own is not None and own.name == choice.code


def _rows(path: Path, sheets: Iterable[RawSheet], names: tuple[str, ...]) -> Iterator[_Row]:
    """Yield the rows with a choice, of the one sheet that has the headings."""
    found = [(sheet, headings) for sheet in sheets if (headings := _headings(sheet, names)) is not None]
    if len(found) != 1:
        how_many = f"{len(found)} sheets have" if found else "No sheet has"
        raise InspectPrepError(
            f"{how_many} the columns {', '.join(names)}.",
            where=path.name,
            remedy="Use a workbook of inspectprep annexa matching --workbook, or a checked workbook.",
        )
    ((sheet, (heading, columns)),) = found
    for index, cells in enumerate(sheet.cells.rows()):
        texts = {name: f"{cells[at] or ''}".strip() for name, at in columns.items()}
        if index > heading and next(text for name, text in texts.items() if name.startswith("Your choice")):
            yield _Row(sheet.sheet, sheet.first_row + index, texts)


def _headings(sheet: RawSheet, names: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    cells: Any = sheet.cells
    for index, row in enumerate(cells.head(_SEARCHED).rows()):
        places = {f"{cell}".strip(): at for at, cell in enumerate(row) if cell is not None}
        if set(names) <= places.keys():
            return index, {name: places[name] for name in names}
    return None
