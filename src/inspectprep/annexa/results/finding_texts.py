"""The findings of a result as JSON text, a batch at a time.

Most of the text is the same for all findings of a rule on a column, so it is encoded once for them. Whole
columns are then joined to text. A result of a million findings takes seconds, and little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inspectprep.annexa.results.result import CheckResult
from inspectprep.dataframes import pl
from inspectprep.printable import printable_json

_BATCH = 20_000
# Findings that are equal in these, and have a row or none, differ only in numbers, related rows and extras.
_SAME = ("rule", "severity", "nature", "list", "place", "column", "unit", "note")


def finding_texts(
    result: CheckResult, *, marks: Sequence[str] | None = None, values: bool = False
) -> Iterator[str]:
    """Yield the JSON of the findings of a result, many at a time, with commas between them.

    Args:
        result: The result of a check.
        marks: The mark of each finding, for comparison with later results.
        values: Add each cell's raw value, and what it was read as. They are children's data.
    """
    extras = _Extras(result, marks, values=values)
    for start in range(0, result.findings.height, _BATCH):
        part = result.findings.slice(start, _BATCH)
        yield _joined(result, part, extras.of(start, part.height))


def text_of(value: object) -> str:
    """Return plain data as compact JSON that any screen can show."""
    return printable_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _joined(result: CheckResult, part: pl.DataFrame, extras: pl.Series | None) -> str:
    part = part.with_columns(pl.struct(*_SAME, pl.col("row").is_null()).hash().alias("__same"))
    first = part[part["__same"].arg_unique()]
    constant = pl.DataFrame(
        [_constant(result, row) for row in first.iter_rows(named=True)],
        schema={"before": pl.String, "cell": pl.String, "after": pl.String, "end": pl.String},
        orient="row",
    ).with_columns(first["__same"])
    row = pl.col("row").cast(pl.String).fill_null("")
    full = part.select(
        "__same",
        row.alias("row"),
        pl.col("count").cast(pl.String),
        _related(result, part).alias("related"),
        pl.lit("" if extras is None else extras).alias("extras"),
    ).join(constant, on="__same", how="left", maintain_order="left")
    text = pl.concat_str(
        "before", "row", "cell",
        pl.when(pl.col("cell").str.ends_with("null")).then(pl.lit("")).otherwise("row"),
        "after", "related", "end", "count", "extras", pl.lit("}"),
    )  # fmt: skip
    joined: str = full.select(text.str.join(",")).item()
    return joined


def _constant(result: CheckResult, finding: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return the text before the row, before that of the cell, before related rows, and before the count."""
    place, column = result.place(finding["place"]), finding["column"]
    letter = place.letters.get(column, "") if place and column and finding["row"] is not None else ""
    before = {
        "rule": finding["rule"],
        "severity": finding["severity"],
        "nature": finding["nature"],
        "list": finding["list"],
        "file": place.file if place else None,
        "sheet": place.sheet if place else None,
    }
    after = {
        "column": column,
        "heading": place.headings.get(column) if place and column else None,
        "message": result.message(finding["rule"], finding["note"]),
        "guidance": result.rules[finding["rule"]].guidance,
    }
    return (
        f'{text_of(before)[:-1]},"row":{"null" if finding["row"] is None else ""}',
        f',"cell":{text_of(letter)[:-1] if letter else "null"}',
        f'{_QUOTE if letter else ""},{text_of(after)[1:-1]},"related":[',
        f'],"unit":{text_of(finding["unit"])},"count":',
    )


_QUOTE = '"'


def _related(result: CheckResult, part: pl.DataFrame) -> pl.Series:
    """Return for each finding the JSON of the rows that it names, without brackets."""
    blank = pl.Series([""], dtype=pl.String).new_from_index(0, part.height)
    named = part.select("related").with_row_index("at").filter(pl.col("related").list.len() > 0)
    if not named.height:
        return blank
    rows = named.explode("related").unnest("related")
    kinds = rows.select("list", "place").unique()
    befores = []
    for list_number, index in kinds.iter_rows():
        place = result.place(index)
        before = {
            "list": list_number,
            "file": place.file if place else None,
            "sheet": place.sheet if place else None,
        }
        befores.append(f'{text_of(before)[:-1]},"row":')
    kinds = kinds.with_columns(pl.Series("before", befores, dtype=pl.String))
    rows = rows.join(kinds, on=["list", "place"], how="left", nulls_equal=True, maintain_order="left")
    row = pl.col("row").cast(pl.String).fill_null("null")
    texts = (
        rows.select("at", pl.concat_str("before", row, pl.lit("}")).alias("text"))
        .group_by("at", maintain_order=True)
        .agg(pl.col("text").str.join(","))
    )
    return blank.scatter(texts["at"], texts["text"])


class _Extras:
    """The text of what only some findings have: an explanation, a mark, a value."""

    def __init__(self, result: CheckResult, marks: Sequence[str] | None, *, values: bool) -> None:
        self._explained = result.explained.by_finding
        self._marks = marks
        self._values = result.raw_values() if values else None
        self._read_as = result.read_values() if values else {}
        self._texts: dict[int, str] = {}

    def of(self, start: int, count: int) -> pl.Series | None:
        """Return the text for each of some findings; None if none has any."""
        if self._marks is None and self._values is None and not self._explained:
            return None
        return pl.Series([self._one(index) for index in range(start, start + count)], dtype=pl.String)

    def _one(self, index: int) -> str:
        text = ""
        explanation = self._explained.get(index)
        if explanation is not None:
            text = self._texts.get(id(explanation)) or self._explanation(explanation)
        if self._marks is not None:
            text = f'{text},"mark":"{self._marks[index]}"'
        if self._values is not None:
            cell = {"value": self._values.get(index), "read_as": self._read_as.get(index)}
            text = f"{text},{text_of(cell)[1:-1]}"
        return text

    def _explanation(self, explanation: Any) -> str:
        until = explanation.expires
        written = {
            "explained": explanation.reason,
            "explained_by": explanation.by,
            "explained_until": None if until is None else until.isoformat(),
        }
        given = {name: value for name, value in written.items() if value is not None}
        self._texts[id(explanation)] = f",{text_of(given)[1:-1]}"
        return self._texts[id(explanation)]
