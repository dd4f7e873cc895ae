"""The check of Annex A for a workspace, with the council's own policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep import annexa
from inspectprep.annexa.results.acceptance import explain_with_own_key
from inspectprep.annexa.results.changes import with_known_changes
from inspectprep.workspace.personal_data.known_ids import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from inspectprep.annexa.reading.read import ReturnSource
    from inspectprep.workspace.workspace import Workspace


def check(
    workspace: Workspace,
    paths: ReturnSource | Iterable[ReturnSource],
    as_of: date | None,
    *,
    learn: bool,
) -> annexa.CheckResult:
    """Check Annex A, and learn the ids of the children, so that no record can name one of them."""
    config, folder = workspace.config, workspace.folder

    def own(file: str) -> Path | None:
        return folder / file if file and folder else None

    policy = own(config.annexa_policy) if config else None
    result = annexa.check(paths, as_of=as_of, policy=policy, registry=workspace.registry)
    if explanations := own(config.annexa_explanations) if config else None:
        result = explain_with_own_key(result, annexa.read_explanations(explanations))
    if results := own(config.annexa_results) if config else None:
        result = with_known_changes(result, results)
    if folder is not None and learn:
        workspace.learn_ids(ids_of(result.dataset))
    return result
