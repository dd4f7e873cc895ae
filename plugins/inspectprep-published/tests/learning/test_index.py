"""The index of a folder: built once, brought up to date, and safe whatever the folder has in it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import SourceError, WriteError
from inspectprep_published.learning import index as index_module
from inspectprep_published.learning.index import NAME, Index, open_index
from inspectprep_published.learning.search import search


def texts(index: Index, words: str) -> list[str]:
    """Return the sentences that a search finds."""
    found = search(index, words, limit=100)
    return [sentence.text for sentence in found.sentences]


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of each file that is read."""
    names: list[str] = []
    original = index_module.read_contents

    def noting(paths: list[Path], **options: Any) -> Any:
        names.extend(path.name for path in paths)
        return original(paths, **options)

    monkeypatch.setattr(index_module, "read_contents", noting)
    return names


def test_the_index_is_a_file_in_the_folder(folder: Path) -> None:
    """It has the sentences of every report, and stays for the next time."""
    with open_index(folder) as index:
        assert (index.files, index.reports, index.unread) == (3, 3, ())
        assert index.stored == folder / NAME
        assert texts(index, "virtual school") == ["The virtual school helps."]
    assert (folder / NAME).exists()


def test_only_new_and_changed_files_are_read_again(folder: Path, read_files: list[str]) -> None:
    """A file with the same size and time is not read; one that is gone is removed."""
    open_index(folder).__exit__()
    assert sorted(read_files) == ["ashfield.pdf", "birchdale.pdf", "cedarham.pdf"]
    read_files.clear()
    open_index(folder).__exit__()
    assert read_files == []
    os.utime(folder / "birchdale.pdf", ns=(1, 1))
    (folder / "cedarham.pdf").unlink()
    (folder / "more").mkdir()
    shutil.copy(folder / "ashfield.pdf", folder / "more" / "Delta.PDF")
    with open_index(folder) as index:
        assert sorted(read_files) == ["Delta.PDF", "birchdale.pdf"]
        assert index.files == 3
        assert texts(index, "rare") == []
        assert texts(index, "life-story") == ["Life-story work."]


def test_copies_of_one_report_are_one_report(folder: Path) -> None:
    """Their sentences are found once, and still when the first copy is gone."""
    shutil.copy(folder / "ashfield.pdf", folder / "ashfield (1).pdf")
    with open_index(folder) as index:
        assert (index.files, index.reports) == (4, 3)
        assert len(texts(index, "virtual school")) == 1
    (folder / "ashfield.pdf").unlink()
    with open_index(folder) as index:
        assert (index.files, index.reports) == (3, 3)
        assert len(texts(index, "virtual school")) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>not found</html>", b"%PDF-1.4 damaged", b"\0" * 1000, b"plain text"],
)
def test_a_bad_file_does_not_stop_the_rest(folder: Path, content: bytes) -> None:
    """It is named with its problem, and the others are read."""
    (folder / "bad.pdf").write_bytes(content)
    with open_index(folder) as index:
        assert index.reports == 3
        assert [each.file for each in index.unread] == ["bad.pdf"]
        assert str(folder) not in index.unread[0].problem
    (folder / "bad.pdf").unlink()
    with open_index(folder) as index:
        assert index.unread == ()


@pytest.mark.parametrize("name", ["naïve report.pdf", "a'b\"c;--.pdf", "\udcff.pdf", "x" * 200 + ".PDF"])
def test_files_may_have_any_name(folder: Path, name: str) -> None:
    """Also one that is not text."""
    try:
        shutil.copy(folder / "ashfield.pdf", folder / name)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    (folder / "ashfield.pdf").unlink()
    for _ in range(2):
        with open_index(folder) as index:
            assert (index.files, index.reports) == (3, 3)
            assert len(texts(index, "virtual school")) == 1


def test_a_bad_file_is_not_read_twice(folder: Path, read_files: list[str]) -> None:
    """Its problem is remembered until it changes."""
    (folder / "bad.pdf").write_bytes(b"no")
    open_index(folder).__exit__()
    read_files.clear()
    with open_index(folder) as index:
        assert read_files == []
        assert len(index.unread) == 1


def unwritable(*_: Any, **__: Any) -> Any:
    """Raise the error that SQLite has for a folder that cannot be written."""
    raise sqlite3.OperationalError("unable to open database file")


def test_a_folder_that_cannot_be_written_has_its_index_in_memory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made each time, from the index in the folder if there is one."""
    monkeypatch.setattr(index_module, "_create_file", unwritable)
    with open_index(folder) as index:
        assert index.stored is None
        assert index.reports == 3
    assert not (folder / NAME).exists()
    monkeypatch.undo()
    open_index(folder).__exit__()
    os.utime(folder / "birchdale.pdf", ns=(1, 1))
    before = (folder / NAME).read_bytes()
    monkeypatch.setattr(index_module, "_create_file", unwritable)
    with open_index(folder) as index:
        assert index.stored is None
        assert index.reports == 3
    assert (folder / NAME).read_bytes() == before
    with pytest.raises(WriteError, match="--index"):
        open_index(folder, file=tmp_path / "own.sqlite")


def test_a_file_for_the_index_is_used(folder: Path, tmp_path: Path) -> None:
    """Then the folder is not written."""
    own = tmp_path / "own.sqlite"
    for _ in range(2):
        with open_index(folder, file=own) as index:
            assert index.stored == own
            assert index.reports == 3
    assert not (folder / NAME).exists()


def test_a_file_that_is_not_an_index_is_never_replaced(folder: Path, tmp_path: Path) -> None:
    """It may be anything: another database, or the minutes of a meeting."""
    for name, content in (("notes.txt", b"minutes"), ("other.sqlite", None)):
        path = tmp_path / name
        if content is None:
            with sqlite3.connect(path) as other:
                other.execute("CREATE TABLE minutes (text)")
            other.close()
        else:
            path.write_bytes(content)
        before = path.read_bytes()
        with pytest.raises(WriteError, match="not an index"):
            open_index(folder, file=path)
        assert path.read_bytes() == before


def test_an_index_of_another_version_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, read_files: list[str]
) -> None:
    """Every report is read again."""
    open_index(folder).__exit__()
    read_files.clear()
    monkeypatch.setattr(index_module, "_VERSION", 99)
    with open_index(folder) as index:
        assert index.reports == 3
    assert len(read_files) == 3


def test_a_damaged_index_is_made_again(folder: Path) -> None:
    """Everything in it can be read again."""
    open_index(folder).__exit__()
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with open_index(folder) as index:
        assert index.stored == folder / NAME
        assert texts(index, "virtual school") == ["The virtual school helps."]


def test_damage_that_a_search_finds_is_named(folder: Path) -> None:
    """The remedy is to delete the index."""
    with open_index(folder) as index:
        index.connection.execute("DELETE FROM words_data")
        with pytest.raises(SourceError, match="Delete it"):
            texts(index, "virtual school")


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    """And so is a folder that does not exist."""
    with pytest.raises(SourceError, match="no PDF files"):
        open_index(tmp_path)
    with pytest.raises(SourceError, match="not a folder"):
        open_index(tmp_path / "none")


def test_progress_names_the_number_of_files(folder: Path) -> None:
    """A person sees how far it is."""
    lines: list[str] = []
    open_index(folder, progress=lines.append).__exit__()
    assert lines[-1] == "Reading reports: 3 of 3"
