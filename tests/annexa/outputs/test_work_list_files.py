"""Work lists as files: private, each with its owner's children only, written whole or not at all."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspectprep.annexa.outputs import work_lists as module
from inspectprep.annexa.outputs.work_lists import OURS, write_worklists
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.work_lists import WorkLists, worklists
from inspectprep.errors import InspectPrepError, UnknownNameError, WriteError
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)
LATE = date(2026, 9, 1)


def work_of(*owners: tuple[str | None, str | None]) -> WorkLists:
    """Return the work lists of a child for each team and worker: C1000, C1001, and so on."""
    rows: list[dict[str, Any]] = [
        {
            "child_unique_id": f"C{1000 + place}",
            "date_of_birth": date(2016, 3, 5),
            "cin_start_date": date(2026, 6, 1),
            "date_last_seen": LATE,
            "case_status": "c) Child in need plan",
            "allocated_team": team,
            "allocated_worker": worker,
        }
        for place, (team, worker) in enumerate(owners)
    ]
    return worklists(check_dataset(return_of({6: rows}, AS_OF)))


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def text_of(path: Path) -> str:
    """Return all text of a workbook or a page."""
    if path.suffix == ".html":
        return path.read_text("utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_each_file_has_only_the_children_of_its_owner(tmp_path: Path, kind: str) -> None:
    """It can be sent as it is; the index names no child."""
    work = work_of(("North", "Ann Avon"), ("North", "Ben Brent"), ("South", "Cai Conwy"), (None, None))
    names = write_worklists(tmp_path / "out", work, format=kind)
    assert names_in(tmp_path / "out") == sorted(names)
    expected = {
        f"team-01-north.{kind}": {0, 1},
        f"team-02-south.{kind}": {2},
        f"team-03-none.{kind}": {3},
        f"worker-01-ann-avon.{kind}": {0},
        f"worker-02-ben-brent.{kind}": {1},
        f"worker-03-cai-conwy.{kind}": {2},
        f"worker-04-none.{kind}": {3},
        f"index.{kind}": set(),
    }
    assert set(names) == set(expected)
    for name, children in expected.items():
        text = text_of(tmp_path / "out" / name)
        assert "PERSONAL DATA" in text
        assert {place for place in range(4) if f"C{1000 + place}" in text} == children


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_only_the_owner_can_read_them(tmp_path: Path, kind: str) -> None:
    """The folder too, also when it was open before."""
    (tmp_path / "out").mkdir(mode=0o755)
    names = write_worklists(tmp_path / "out", work_of(("North", "Ann Avon")), format=kind)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    for name in names:
        assert stat.S_IMODE((tmp_path / "out" / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("worker", "file"),
    [
        ("O'Brien-Smith, Siân", "worker-01-o-brien-smith-sian.xlsx"),
        ("../../etc/passwd", "worker-01-etc-passwd.xlsx"),
        ("CON", "worker-01-con.xlsx"),
        ("=HYPERLINK(1)", "worker-01-hyperlink-1.xlsx"),
        ("王芳", "worker-01.xlsx"),
        ("x" * 300, f"worker-01-{'x' * 50}.xlsx"),
        ("C1000", "worker-01.xlsx"),
        ("Case of c 1000", "worker-01.xlsx"),
        ("9434765919", "worker-01.xlsx"),
    ],
)
def test_names_of_files_are_safe_and_never_an_identifier(tmp_path: Path, worker: str, file: str) -> None:
    """Whatever is in the column of workers."""
    names = write_worklists(tmp_path / "out", work_of(("North", worker)))
    assert file in names
    assert all(OURS.fullmatch(name) for name in names)
    assert (tmp_path / "out" / file).is_file()


def test_earlier_work_lists_are_replaced_and_other_files_refused(tmp_path: Path) -> None:
    """Nothing has changed after a refusal."""
    out = tmp_path / "out"
    write_worklists(out, work_of(("North", "Ann Avon"), ("South", "Ben Brent")))
    names = write_worklists(out, work_of(("North", "Ann Avon")), format="html")
    assert names_in(out) == sorted(names)
    (out / "notes.txt").write_text("mine")
    with pytest.raises(WriteError, match="1 other file"):
        write_worklists(out, work_of(("West", "Cai Conwy")))
    assert names_in(out) == sorted([*names, "notes.txt"])
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="not a folder"):
        write_worklists(tmp_path / "file", work_of(("West", "Cai Conwy")))


def test_a_failure_leaves_the_earlier_lists_and_nothing_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a set of lists must not be sent."""
    out = tmp_path / "out"
    names = write_worklists(out, work_of(("North", "Ann Avon")))

    def fail(*_: object) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr(module, "_write_index_book", fail)
    with pytest.raises(RuntimeError):
        write_worklists(out, work_of(("South", "Ben Brent")))
    assert names_in(out) == sorted(names)
    assert names_in(tmp_path) == ["out"]


def test_a_column_of_other_things_makes_no_thousand_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says which columns to look at."""
    monkeypatch.setattr(module, "_MOST_FILES", 3)
    with pytest.raises(InspectPrepError, match="At most 3 files"):
        write_worklists(tmp_path / "out", work_of(("North", "Ann"), ("South", "Ben")))
    assert not (tmp_path / "out").exists()
    with pytest.raises(UnknownNameError):
        write_worklists(tmp_path / "out", work_of(("North", "Ann")), format="pdf")


def test_a_worker_of_two_teams_is_to_be_checked(tmp_path: Path) -> None:
    """It may be two people of one name, and the file must go to one."""
    write_worklists(tmp_path / "out", work_of(("North", "Ann Avon"), ("South", "Ann Avon")))
    assert "check that this is one person" in text_of(tmp_path / "out" / "index.xlsx")


def test_a_page_shows_text_as_text(tmp_path: Path) -> None:
    """No name becomes part of the page."""
    write_worklists(tmp_path / "out", work_of(("<script>alert(1)</script>", "Ann")), format="html")
    for path in (tmp_path / "out").iterdir():
        assert "<script" not in path.read_text("utf-8")
