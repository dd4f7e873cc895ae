"""``inspectprep published sample``: a fictional report, to try the other commands with."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import NewFile
from inspectprep.cli.output import emit_file
from inspectprep.errors import InspectPrepError
from inspectprep_published.sample import sample_report


def sample(
    file: NewFile,
    /,
    *,
    council: Annotated[str, Parameter(help="Name of the council.")] = "Westhaven",
    dates: Annotated[str, Parameter(help="Inspection dates, as on a cover.")] = "12 to 23 February 2024",
) -> int:
    """Write a fictional report of an inspection as a PDF, to try the commands with."""
    try:
        content = sample_report(council=council, dates=dates)
    except UnicodeEncodeError:
        raise InspectPrepError(
            "The sample has letters of Western Europe only.",
            remedy="Use other words for the council or dates.",
        ) from None
    emit_file(content, file, private=False)
    return 0
