"""``scan`` and ``scan learn``, and names of files on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def council(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run commands in a new workspace."""
    assert cli("init", tmp_path / "room", "--authority", "B", "--variant", "ilacs-short").code == 0
    monkeypatch.chdir(tmp_path / "room")
    call: Callable[..., Any] = cli
    return call


def _write(name: str, text: str) -> Path:
    path = Path.cwd() / name
    path.write_text(text, "utf-8")
    return path


def test_findings_are_listed_by_line_and_kind(council: Any) -> None:
    """The exit code is 1, and no value is shown."""
    _write("mail.md", "Dear all\n943 476 5919\nborn 3 May 2014")
    found = council("scan", "mail.md")
    assert found.code == 1
    assert found.out.splitlines() == ["line 2: a possible NHS number", "line 3: a date of birth"]
    as_json = council("scan", "mail.md", "--json")
    assert as_json.code == 1
    assert as_json.json == {
        "known_children": True,
        "findings": [
            {"part": "", "line": 2, "what": "a possible NHS number"},
            {"part": "", "line": 3, "what": "a date of birth"},
        ],
    }


def test_a_clean_text_and_an_unreadable_file(council: Any) -> None:
    """The exit codes are 0 and 2."""
    _write("mail.md", "Called on 9 April 2018.")
    assert council("scan", "mail.md").code == 0
    _write("mail.pdf", "%PDF-1.4")
    assert council("scan", "mail.pdf").code == 2
    assert council("scan", "missing.md").code == 2


def test_without_a_workspace_numbers_and_dates_are_found(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it says that no children are known. A workspace that is asked for must be there."""
    monkeypatch.chdir(tmp_path)
    _write("mail.md", "943 476 5919")
    found = cli("scan", "mail.md")
    assert found.code == 1
    assert "There is no workspace here" in found.out
    assert cli("scan", "mail.md", "--workspace", tmp_path / "no").code == 2


def test_a_list_of_names_is_learned(council: Any) -> None:
    """A name in another spelling is found then, and refused in a record. Names of workers are counted."""
    assert council("worker", "add", "--name", "Ann Avon", "--by", "Ben").code == 0
    _write("names.csv", "First name,Last name\nZo\u00eb,Smith\nAnn,Avon\nEva,\n")
    learned = council("scan", "learn", "names.csv")
    assert learned.code == 0
    assert "Learned: 1 child." in learned.out
    assert "Question: 1 child" in learned.out
    assert "Not learned: 1 child" in learned.out
    assert not any(name in learned.out + learned.err for name in ("Zo", "Smith", "Avon", "Eva"))
    assert council("scan", "learn", "names.csv", "--json").json == {"new": 0, "skipped": 1, "incomplete": 1}
    _write("mail.md", "About SMITH, ZOE and Ann Avon")
    assert council("scan", "mail.md").out.startswith("line 1: the name of a child in a loaded list")
    refused = council("lesson", "add", "--learned", "zoe smith was heard", "--by", "Ann")
    assert refused.code == 2
    assert "zoe" not in refused.err
    assert council("scan", "learn", "names.csv", "--replace").code == 0
    assert council("scan", "learn", "missing.csv").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("workspace", "export", "943-476-5919.jsonl"),
        ("workspace", "backup", "943-476-5919.sqlite"),
        ("workspace", "import", "943-476-5919.jsonl"),
        ("worker", "import", "943-476-5919.csv"),
        ("timeline", "ilacs-short", "--notified", "2026-10-05", "--out", "943-476-5919.html"),
        ("evidence", "file", "ev-1", "943-476-5919.txt"),
        ("evidence", "file", "ev-1", "943-476-5919.txt", "--copy"),
        ("evidence", "add", "--title", "x", "--kind", "audit", "--location", "943-476-5919.txt"),
        ("evidence", "show", "ev-9434765919"),
        ("evidence", "add", "--title", "x", "--kind", "9434765919"),
        ("evidence", "add", "--title", "x", "--kind", "audit", "--9434765919", "x"),
        ("evidence", "add", "--title", "x", "--kind", "audit", "--owner", "9434765919"),
        ("9434765919",),
        ("init", "9434765919", "--authority", "B", "--variant", "ilacs-short"),
    ],
)
def test_a_childs_number_on_the_command_line_is_refused_and_not_repeated(
    council: Any, arguments: tuple[str, ...]
) -> None:
    """In names of files, ids, fields and values; nothing is written."""
    council("evidence", "add", "--title", "Audit", "--kind", "audit", "--by", "Ann")
    for suffix in ("jsonl", "csv", "txt"):
        _write(f"943-476-5919.{suffix}", "Name\nAnn Avon\n")
    before = sorted(Path.cwd().rglob("*"))
    refused = council(*arguments)
    assert refused.code == 2
    assert not any(part in refused.out + refused.err for part in ("943", "5919"))
    assert sorted(Path.cwd().rglob("*")) == before


def test_a_copy_of_a_text_about_a_child_is_refused(council: Any) -> None:
    """Without a copy its location may be recorded."""
    council("evidence", "add", "--title", "Audit", "--kind", "audit", "--by", "Ann")
    _write("plan.txt", "born 3 May 2014")
    refused = council("evidence", "file", "ev-1", "plan.txt", "--copy")
    assert refused.code == 2
    assert "Nothing was copied" in refused.err
    assert council("evidence", "file", "ev-1", "plan.txt").code == 0
    _write("good.txt", "Nine in ten plans were in time.")
    assert council("evidence", "file", "ev-1", "good.txt", "--copy", "--why", "for 943 476 5919").code == 2
    assert not (Path.cwd() / "evidence").exists()
    assert council("evidence", "file", "ev-1", "good.txt", "--copy").code == 0


def test_an_import_of_workers_with_a_childs_number_adds_none(council: Any) -> None:
    """Not even the others of the file."""
    _write("workers.csv", "Name,Team\nAnn Avon,North\nBen 943 476 5919,North\n")
    assert council("worker", "import", "workers.csv", "--by", "Ann").code == 2
    assert council("worker", "list", "--json").out.strip() == "[]"
