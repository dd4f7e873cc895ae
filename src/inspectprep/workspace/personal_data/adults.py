"""The names of adults and teams on record, which are never learned as names of children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep.workspace.council_records import CouncilRecords

_KINDS = ("worker", "person", "team")


def names_of_adults(workspace: CouncilRecords) -> Iterator[str]:
    """Yield the name of each adult and team on record, and the configured author."""
    for kind in _KINDS:
        for record in workspace.records.all(kind):
            yield record.name
    for inspection in workspace.records.all("inspection"):
        yield from (inspection.lead_inspector, *inspection.inspectors)
    if workspace.config is not None:
        yield workspace.config.recorded_by
