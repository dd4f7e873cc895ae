"""JSON: the report's document, for other programs."""

from __future__ import annotations

import json
from datetime import date
from typing import BinaryIO

from inspectprep.model.report import Report
from inspectprep.printable import printable_json


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report's document as UTF-8 JSON, indented by two, in the document's own order."""
    text = json.dumps(report.document, ensure_ascii=False, indent=2, default=_plain)
    stream.write(f"{printable_json(text)}\n".encode())


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    msg = f"a report's document holds JSON values only, and this is a {type(value).__name__}"
    raise TypeError(msg)
