"""The analyst's choices: read from the sheet of a matching, and added to the council's policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve, field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import CodeSet
from inspectprep.annexa.catalogue.added_codes import CodeSets, codes_for, text_key
from inspectprep.annexa.catalogue.policy import Policy, policy_of, read_policy
from inspectprep.annexa.catalogue.translations import choice_fault, code_named, column_fault
from inspectprep.annexa.outputs.matching_sheets import BLANK_CHOICE
from inspectprep.annexa.reading.text import is_broken, tidy
from inspectprep.codec.toml import parse, read_text
from inspectprep.codec.toml_editing import with_entries
from inspectprep.errors import DocumentError, InspectPrepError, closest
from inspectprep.files import writing
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.representation import frozen
from inspectprep.model.sheet import RawSheet
from inspectprep.sources.files import read_file

_NEEDED = ("List", "Text in your lists", "Your choice", "Name")
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


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]


@checked_arguments
def read_choices(path: Path | str, *, codes: CodeSets | None = None) -> tuple[Choice, ...]:
    """Read the choices from a workbook with the sheet ``Matching``: all of them, or none if one is wrong.

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
    problems: list[tuple[str, str]] = []
    choices: dict[tuple[int, str, str], Choice] = {}
    for row in _rows(file):
        try:
            choice = _choice(row, known)
        except ValueError as error:
            problems.append((f"row {row.number}", str(error)))
            continue
        first = choices.setdefault((choice.list, choice.column, text_key(choice.text)), choice)
        if first.code != choice.code:
            problems.append((f"row {row.number}", f"the same text has another choice in row {first.row}."))
    if problems:
        raise DocumentError(problems, where=file.name)
    return tuple(choice for choice in choices.values() if not _is_itself(choice, known))


@checked_arguments
def add_choices(path: Path | str, choices: Iterable[Choice]) -> Policy:
    """Add choices to the file of a policy, and return the policy.

    Comments and everything else in the file stay as they are. A choice replaces an earlier one for the same
    text. A file that does not exist is created. The texts are those of cells, so only the owner can read it.

    Args:
        path: The TOML file of the policy.
        choices: The choices to add.

    Raises:
        SourceError: if the file is there and cannot be read.
        DocumentError: if it is not a policy.
        WriteError: if it cannot be written. It is then unchanged.
    """
    file = Path(path)
    text = read_text(file) if file.exists() else ""
    before = read_policy(file) if file.exists() else Policy()
    translations: dict[str, dict[str, dict[str, str]]] = {
        number: {name: dict(texts) for name, texts in columns.items()}
        for number, columns in before.translations.items()
    }
    for choice in choices:
        texts = translations.setdefault(str(choice.list), {}).setdefault(choice.column, {})
        written = {text_key(known): known for known in texts}
        texts[written.get(text_key(choice.text), choice.text)] = choice.code
    for number, columns in translations.items():
        for name, texts in columns.items():
            old = before.translations.get(number, {}).get(name, {})
            new = {key: code for key, code in texts.items() if old.get(key) != code}
            if new:
                text = with_entries(text, ("translations", number, name), new)
    after = policy_of(parse(text, where=file.name), where=file.name)
    if after != evolve(before, translations=translations):
        raise InspectPrepError(
            "The choices cannot be added to this file without changing other parts of it.",
            where=file.name,
            remedy="Give a new file, and copy its tables by hand.",
        )
    with writing(file, private=True) as stream:
        stream.write(text.encode())
    return after


def _choice(row: _Row, codes: Mapping[str, CodeSet]) -> Choice:
    """Return the choice of a row.

    Raises:
        ValueError: with the mistake of the row. It has no text of the workbook.
    """
    spec = {str(number): spec for number, spec in catalogue.lists().items()}.get(row.cells["List"])
    if spec is None:
        raise ValueError("this is not a list. Lists are numbered from 1 to 11.")
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
    if is_broken(tidy(text)):
        raise ValueError("an error of the spreadsheet cannot mean a code. Correct it at source.")
    if fault := choice_fault(text, code, code_set):
        raise ValueError(fault)
    return Choice(list=spec.number, column=column, text=text, code=code, row=row.number)


def _is_itself(choice: Choice, codes: Mapping[str, CodeSet]) -> bool:
    spec = catalogue.lists()[choice.list].column(choice.column)
    own = code_named(codes[spec.codes or ""], choice.text)
    return own is not None and own.name == choice.code


def _rows(path: Path) -> Iterator[_Row]:
    """Yield the rows with a choice, of the one sheet that has the headings."""
    found = [
        (sheet, headings) for sheet in read_file(path).sheets if (headings := _headings(sheet)) is not None
    ]
    if len(found) != 1:
        sheets = f"{len(found)} sheets have" if found else "No sheet has"
        raise InspectPrepError(
            f"{sheets} the columns {', '.join(_NEEDED)}.",
            where=path.name,
            remedy="Use a workbook of inspectprep annexa matching --workbook, or a checked workbook.",
        )
    ((sheet, (heading, columns)),) = found
    for index, cells in enumerate(sheet.cells.rows()):
        texts = {name: f"{cells[at] or ''}".strip() for name, at in columns.items()}
        if index > heading and texts["Your choice"]:
            yield _Row(sheet.first_row + index, texts)


def _headings(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    cells: Any = sheet.cells
    for index, row in enumerate(cells.head(_SEARCHED).rows()):
        places = {f"{cell}".strip(): at for at, cell in enumerate(row) if cell is not None}
        if set(_NEEDED) <= places.keys():
            return index, {name: places[name] for name in _NEEDED}
    return None
