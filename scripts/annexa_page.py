"""Write the page about the lists, columns and codes of Annex A, and the table of thresholds of another page.

Run with the package installed: ``python scripts/annexa_page.py``. ``make reference`` runs it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import Code, CodeSet, ColumnSpec, ListSpec
from inspectprep.annexa.catalogue.read import thresholds

REFERENCE = Path(__file__).resolve().parent.parent / "docs/reference"
PAGE = REFERENCE / "annex-a.md"
CONDITIONS = REFERENCE / "rule-conditions.md"
MARK = "<!-- thresholds -->"
INTRODUCTION = """\
# Lists and codes of Annex A

The lists, their columns and their codes, as a check knows them. Names are those that
{doc}`conditions <rule-conditions>` use. The files are in `inspectprep/annexa/catalogue`: `lists`, `codes` and
`columns.toml` for the columns that several lists share.

A code is judged by the day on which its event began: the date in the column *event date*, or the list date
where there is none. A code used after its last day is a query (AA-F-038). A code used before its first day is
accepted, because open placements are recoded.

*Sure* is the strength of the evidence: A the official text was read, B two independent open tools of the
sector agree, C weak.
"""


def page() -> str:
    """Return the page."""
    parts = [INTRODUCTION, "## Lists\n", *map(of_list, catalogue.lists().values())]
    parts += ["## Codes\n", *map(of_codes, catalogue.code_sets().values())]
    return "\n".join(parts)


def of_list(spec: ListSpec) -> str:
    """Return the section of a list."""
    window = f"the last {spec.look_back_months} months" if spec.look_back_months else "the list date"
    about = f"One row for each {spec.grain.replace(' x ', ' and ')}. Period: {window}."
    rows = (
        (
            f"`{column.name}`",
            column.header,
            f"{column.type}, {column.required}",
            "; ".join(column.aliases),
            "; ".join(notes(column)),
        )
        for column in spec.columns
    )
    heads = ("name", "heading", "type, filled in", "other headings", "notes")
    return f"### List {spec.number}: {spec.title}\n\n{about}\n\n{table(heads, rows)}"


def notes(column: ColumnSpec) -> Iterator[str]:
    """Yield what is special about a column."""
    if column.codes:
        yield f"codes: {column.codes}"
    if column.event_date:
        yield f"event date: {column.event_date}"
    if column.since:
        yield f"since {column.since}"
    for other, group in column.blank_with.items():
        yield f"may be blank where {other} is in the group “{group}”"
    if column.note:
        yield column.note.rstrip(".")


def of_codes(codes: CodeSet) -> str:
    """Return the section of a code set."""
    heads = ("code", "meaning", "valid", "groups", "source", "sure", "notes")
    rows = (
        (
            f"{code.code}" + (f" (`{code.name}`)" if code.name != code.code else ""),
            code.label,
            valid(code),
            "; ".join(code.groups),
            code.source or codes.source,
            code.sure or codes.sure or "",
            code.note.rstrip("."),
        )
        for code in codes.codes
    )
    also = " The name of an English authority is a value too." if codes.authorities else ""
    return f"### {codes.name}\n\nUsed by {users(codes)}.{also}\n\n{table(heads, rows)}"


def users(codes: CodeSet) -> str:
    """Return the lists and columns that use a code set."""
    found: dict[str, list[str]] = {}
    for spec in catalogue.lists().values():
        for column in spec.columns:
            if column.codes == codes.name:
                found.setdefault(column.name, []).append(str(spec.number))
    return ", ".join(f"`{name}` (List {', '.join(numbers)})" for name, numbers in found.items())


def valid(code: Code) -> str:
    """Return the days on which a code is valid, and its successors."""
    parts = []
    if code.valid_from:
        parts.append(f"from {code.valid_from}")
    if code.valid_until:
        also = ", open events too" if code.ends_open_events else ""
        parts.append(f"until {code.valid_until}{also}")
    if code.successors:
        parts.append(f"then {', '.join(code.successors)}")
    return "; ".join(parts)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table."""
    names = list(heads)
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def conditions() -> str:
    """Return the page of rule conditions with its table of thresholds."""
    above, _, _ = CONDITIONS.read_text(encoding="utf-8").partition(MARK)
    rows = [
        f"| `{threshold.name}` | {shown(threshold.default)} | {threshold.unit} | "
        f"{'local' if threshold.local else 'national'} | {threshold.about} |"
        for threshold in thresholds().values()
    ]
    head = ["| name | default | unit | | |", "|---|---|---|---|---|"]
    return "\n".join([above + MARK, "", *head, *rows, ""])


def shown(value: object) -> str:
    """Return a threshold's default as the page shows it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{code} {figure}" for code, figure in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)


def main() -> None:
    """Write the pages."""
    for path, text in ((PAGE, page()), (CONDITIONS, conditions())):
        path.write_text(text, encoding="utf-8")
        print(f"docs/reference/{path.name}")


if __name__ == "__main__":
    main()
