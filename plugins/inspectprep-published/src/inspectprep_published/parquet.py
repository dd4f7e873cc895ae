"""Parsed reports as parquet, without all of them in memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inspectprep.dataframes import pl
from inspectprep_published.report import GRADES, PublishedReport, UnreadFile, entry

_DAYS = pl.Struct({"start": pl.String, "end": pl.String})
_PLACE = pl.Struct({"name": pl.String, "page": pl.Int64, "words": pl.String, "certainty": pl.String})


def parquet_line(report: PublishedReport | UnreadFile) -> str:
    """Return a report as one line of JSON with a value for each column of the parquet file."""
    row = entry(report)
    grades, places = row.pop("grades"), row.pop("places")
    row |= {f"grade_{name}": grades.get(name) for name in GRADES}
    row["places"] = [{"name": name, **place} for name, place in places.items()]
    return json.dumps(row, ensure_ascii=False) + "\n"


def write_parquet(lines: Path, table: Path) -> None:
    """Write reports as parquet. Each grade is a column, and dates are dates.

    Args:
        lines: A file with a line of :func:`parquet_line` for each report.
        table: The file to write.
    """
    example: dict[str, Any] = json.loads(parquet_line(UnreadFile(file="-", error="-")))
    schema: dict[str, Any] = {
        name: pl.List(pl.String) if isinstance(value, list) else pl.String for name, value in example.items()
    }
    schema |= {"fieldwork": pl.List(_DAYS), "places": pl.List(_PLACE)}
    period = pl.element().struct
    days = pl.struct(period.field("start").str.to_date(), period.field("end").str.to_date())
    frame = pl.scan_ndjson(lines, schema=schema).with_columns(
        pl.col("published").str.to_date(), pl.col("fieldwork").list.eval(days)
    )
    frame.sink_parquet(table)
