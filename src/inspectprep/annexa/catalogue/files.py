"""Reading the TOML files that come with inspectprep: lists, codes, rules, thresholds and so on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from inspectprep import codec
from inspectprep.annexa.catalogue.codes import Authorities, CodeSet
from inspectprep.annexa.catalogue.lists import Columns, ListSpec
from inspectprep.annexa.catalogue.thresholds import Threshold, ThresholdsFile
from inspectprep.annexa.catalogue.values import IndicatorsFile, IndicatorSpec, Rule, RulesFile
from inspectprep.errors import DocumentError, closest

_FOLDER = Path(__file__).parent


def catalogue_text() -> str:
    """Return the catalogue as JSON, one entry a line and without examples, made from the TOML files.

    Raises:
        DocumentError: if a file is not understood.
    """
    sections: dict[str, Iterable[Any]] = {
        "authorities": [read_authorities()],
        "codes": read_code_sets(),
        "lists": read_lists(),
        "thresholds": read_thresholds(),
        "rules": (evolve(rule, examples=()) for rule in read_built_in_rules()),
        "indicators": read_indicators(),
    }
    return "{" + ",\n".join(_section(name, values) for name, values in sections.items()) + "}\n"


def _section(name: str, values: Iterable[Any]) -> str:
    lines = (json.dumps(codec.plain(value), ensure_ascii=False, separators=(",", ":")) for value in values)
    return f'"{name}": [\n' + ",\n".join(lines) + "\n]"


def read_authorities() -> Authorities:
    """Read the authorities.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    return codec.read_toml(_FOLDER / "authorities.toml", Authorities)


def read_code_sets() -> tuple[CodeSet, ...]:
    """Read the code sets, in order of their names.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    return tuple(map(read_code_set, sorted((_FOLDER / "codes").glob("*.toml"))))


def read_code_set(path: Path | str) -> CodeSet:
    """Read a code set, or the codes that a plugin adds to one.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    codes = codec.read_toml(path, CodeSet)
    problems = []
    for index, code in enumerate(codes.codes):
        if code.valid_from and code.valid_until and code.valid_until < code.valid_from:
            problems.append((f"$.codes[{index}].valid_until", "is before valid_from"))
    if problems:
        raise DocumentError(problems, where=str(path))
    return codes


def read_lists() -> tuple[ListSpec, ...]:
    """Read the lists in order of their numbers, with the columns that they share.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    shared = codec.read_toml(_FOLDER / "columns.toml", Columns)
    return tuple(read_list(path, shared) for path in sorted((_FOLDER / "lists").glob("*.toml")))


def read_list(path: Path | str, shared: Columns) -> ListSpec:
    """Read a list. A column that lists share needs its name only, and keeps its headings everywhere.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    document = codec.read_document(path)
    known = {column.name: codec.plain(column) for column in shared.columns}
    columns = document.get("columns")
    if isinstance(columns, list):
        document["columns"] = [_merged(column, known) for column in columns]
    found = codec.load(document, ListSpec, where=str(path))
    problems = list(_unknown_names(found))
    if problems:
        raise DocumentError(problems, where=str(path))
    return found


def read_built_in_rules() -> tuple[Rule, ...]:
    """Read the rules with their examples, in the order of the files and of the rules in them.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    paths = sorted((_FOLDER / "rules").glob("*.toml"))
    return tuple(rule for path in paths for rule in codec.read_toml(path, RulesFile).rules)


def read_thresholds() -> tuple[Threshold, ...]:
    """Read the thresholds.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    return codec.read_toml(_FOLDER / "thresholds.toml", ThresholdsFile).thresholds


def read_indicators() -> tuple[IndicatorSpec, ...]:
    """Read the indicators.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    return codec.read_toml(_FOLDER / "indicators.toml", IndicatorsFile).indicators


def _merged(column: Any, known: Mapping[str, dict[str, Any]]) -> Any:
    if not isinstance(column, Mapping) or column.get("name") not in known:
        return column
    base = known[column["name"]]
    own = column.get("aliases", [])
    if not isinstance(own, list):
        return column
    headings = (base["header"], *base.get("aliases", ()), *own)
    header = column.get("header", base["header"])
    aliases = [heading for heading in dict.fromkeys(headings) if heading != header]
    return {**base, **column, "aliases": aliases}


def _unknown_names(spec: ListSpec) -> Iterator[tuple[str, str]]:
    """Yield the problems with the names of columns and code sets that a list uses."""
    columns = [column.name for column in spec.columns]
    code_sets = [path.stem for path in (_FOLDER / "codes").glob("*.toml")]
    named = [(f"$.natural_key[{index}]", name) for index, name in enumerate(spec.natural_key)]
    named += [(f"$.anchor_dates[{index}]", name) for index, name in enumerate(spec.anchor_dates)]
    for index, column in enumerate(spec.columns):
        path = f"$.columns[{index}]"
        named += [(f"{path}.event_date", column.event_date), (f"{path}.event_end", column.event_end)]
        named += [(f"{path}.blank_with.{name}", name) for name in column.blank_with]
        if column.codes is not None:
            yield from _unknown(f"{path}.codes", column.codes, code_sets, "a code set")
    for path, name in named:
        if name:
            yield from _unknown(path, name, columns, "a column of this list")


def _unknown(path: str, name: str, known: list[str], kind: str) -> Iterator[tuple[str, str]]:
    if name not in known:
        near = closest(name, known)
        yield path, f"{name!r} is not {kind}" + (f". Did you mean {near!r}?" if near else "")
