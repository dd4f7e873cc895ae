"""The files of release drafts: their checksums, which sign-offs are compared with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import SourceError
from inspectprep.workspace.evidence_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.model.release import ReleaseDraft
    from inspectprep.workspace.council_records import CouncilRecords


def checksums_of_files(workspace: CouncilRecords, drafts: Iterable[ReleaseDraft]) -> dict[str, str]:
    """Return the SHA-256 checksum of each file of drafts that can be read, by its location."""
    found = {}
    for location in dict.fromkeys(draft.location for draft in drafts if draft.location):
        path = (workspace.folder or Path()) / location
        try:
            if path.is_file():
                found[location] = sha256_of(path)
        except (OSError, SourceError):
            continue
    return found
