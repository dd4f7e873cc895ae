"""Folders are searched, and the built-in readers are registered."""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins import open_registry
from inspectprep.sources.files import SUFFIXES, find_files, read_sheets


def _touch(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    return path


def test_a_folder_gives_its_files_in_order_of_name(tmp_path: Path) -> None:
    """Hidden files and other kinds are left out; lock files are kept, to be named."""
    for name in ("List 2.csv", "list 1.CSV", ".hidden.csv", "~$open.xlsx", "guide.pdf", "x.parquet"):
        _touch(tmp_path / name)
    assert [path.name for path in find_files(tmp_path)] == [
        "list 1.CSV",
        "List 2.csv",
        "x.parquet",
        "~$open.xlsx",
    ]


def test_folders_inside_are_looked_into_only_when_there_is_nothing_else(tmp_path: Path) -> None:
    """Old copies in a folder inside do not join the new ones."""
    _touch(tmp_path / "old" / "List 1.csv")
    assert [path.name for path in find_files(tmp_path)] == ["List 1.csv"]
    _touch(tmp_path / "List 2.csv")
    assert [path.name for path in find_files(tmp_path)] == ["List 2.csv"]


def test_suffixes_of_plugins_are_found_too(tmp_path: Path) -> None:
    """A plugin's own kind of file is picked from a folder."""
    _touch(tmp_path / "extract.zzz")
    assert find_files(tmp_path) == ()
    assert len(find_files(tmp_path, suffixes=[".zzz"])) == 1


def test_the_built_in_readers_come_through_the_hook(tmp_path: Path) -> None:
    """Each suffix has one reader, and the reader reads."""
    registry = open_registry(load_plugins=False)
    suffixes = [suffix for provider in registry.sources for suffix in provider.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert set(SUFFIXES) <= set(suffixes)
    path = _touch(tmp_path / "List 1.csv")
    for provider in registry.sources:
        reader = registry.sources.resolve(provider)
        assert reader is read_sheets
        assert [sheet.sheet for sheet in reader(path)] == ["List 1"]
