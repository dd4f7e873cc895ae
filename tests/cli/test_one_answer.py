"""The library, the workspace and the command line give one answer to one question."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import inspectprep as ip
from inspectprep.codec import dumps
from inspectprep.model.checklist import Status
from inspectprep.model.decision import TaskState
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.workforce import RoleHolder
from inspectprep.synth import council, write_workbook

CALL = date(2026, 11, 30)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook whose figures make lines of enquiry likely."""
    path = tmp_path_factory.mktemp("annex-a") / "annex-a.xlsx"
    write_workbook(council(children=60, seed=4, as_of=CALL, late=0.4), path)
    return path


def themes(document: Any) -> dict[str, Any]:
    """The reasons of each theme."""
    return {theme["theme"]: theme["reasons"] for theme in document["themes"]}


def test_the_workspace_and_the_command_give_one_answer(cli: Any, tmp_path: Path, workbook: Path) -> None:
    """Word for word, for an imagined call with every kind of input."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Oxfordshire", "--variant", "ilacs-short").code == 0
    with ip.Workspace.open(folder, load_plugins=False) as workspace:
        for value in (
            RoleHolder(role="dcs", name="Ann Avon", contact="mobile"),
            EvidenceItem(title="Audit", kind=EvidenceKind.AUDIT, judgements=("help_and_protection",)),
            TaskState(task="run-annex-a", status=Status.DONE, on=date(2026, 11, 2)),
        ):
            workspace.records.add(value, by="Ben")
        summary = workspace.check_annexa([workbook], as_of=CALL).summary
        asked = workspace.readiness(CALL, annexa=summary)
    command = cli(
        *("ready", "--workspace", folder, "--notified", CALL, "--json"),
        *("--annexa", workbook, "--as-of", CALL),
    )
    assert themes(command.json) == themes(json.loads(dumps(asked.readiness)))


def test_ten_lines_and_the_command_give_one_answer(
    cli: Any, tmp_path: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a workspace, the likely lines of enquiry included."""
    monkeypatch.chdir(tmp_path)
    timeline = ip.schedule(ip.Inspection(variant="ilacs-short", authority="Oxfordshire", notified=CALL))
    result = ip.annexa.check([workbook], as_of=CALL)
    ready = ip.assess(timeline, tasks=ip.checklist(timeline), annexa=result.summary)
    assert result.summary.likely
    command = cli(
        *("ready", "--variant", "ilacs-short", "--authority", "Oxfordshire", "--notified", CALL, "--json"),
        *("--annexa", workbook, "--as-of", CALL),
    )
    assert themes(command.json) == themes(json.loads(dumps(ready)))
    assert "annexa-likely-lines" in [reason["rule"] for reason in themes(command.json)["annex-a"]]
