"""The command ``frameworks facts``: the register, what is not published, and what has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def facts_of(cli: Any, *arguments: Any) -> list[dict[str, Any]]:
    """Return the facts that the command writes."""
    done = json.loads(cli("frameworks", "facts", *arguments, "--json").out)
    assert done["schema"] == "inspectprep/facts/1"
    return list(done["facts"])


def test_the_command_lists_the_register(cli: Any) -> None:
    """All facts, or only those that are not published."""
    every, unknown = facts_of(cli), facts_of(cli, "--unknown")
    assert len(unknown) < len(every)
    assert [fact for fact in every if fact["unknown"]] == unknown
    assert "Number of audits asked for" in cli("frameworks", "facts", "--unknown").out


def test_the_command_says_what_has_changed(cli: Any, tmp_path: Path) -> None:
    """A register that was written before is compared with that of today."""
    stored = tmp_path / "facts.json"
    stored.write_text(cli("frameworks", "facts", "--json").out, encoding="utf-8")
    assert "No fact has changed." in cli("frameworks", "facts", "--since", stored).out
    document = json.loads(stored.read_text("utf-8"))
    document["facts"][0]["note"] = "Something else."
    stored.write_text(json.dumps(document), encoding="utf-8")
    found = json.loads(cli("frameworks", "facts", "--since", stored, "--json").out)["changes"]
    assert len(found) == 1
    assert found[0].startswith("Changed: ilacs, source")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"facts": [3]}', '{"facts": [{"id": "x"}]}'])
def test_a_file_that_is_no_register_is_refused(cli: Any, tmp_path: Path, content: str) -> None:
    """The error says how to make one."""
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="utf-8")
    done = cli("frameworks", "facts", "--since", path)
    assert done.code == 2
    assert "frameworks facts --json" in done.err
