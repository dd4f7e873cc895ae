"""Files in memory give what the same files give from a disk, and leave no trace."""

from __future__ import annotations

import asyncio
import io
import os
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import annexa
from inspectprep.errors import InspectPrepError, PluginError, SourceError
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import SourceProvider, hookimpl, open_registry
from inspectprep.plugins.registry import Registry
from tests.annexa.making import AS_OF, agree, as_text, good, limited, with_value, workbook
from tests.annexa.old_workbook import biff
from tests.sources.binary_workbook import xlsb

TABLE = with_value(good(1, 3), "Date of Contact", "soon")


def _frame() -> pl.DataFrame:
    return pl.DataFrame({name: [row[index] for row in good(1)[1:]] for index, name in enumerate(good(1)[0])})


def _cells() -> list[tuple[int, int, str]]:
    lines = [line.split("\t") for line in as_text(TABLE, "\t", "\n").splitlines()]
    return [(row, column, text) for row, line in enumerate(lines) for column, text in enumerate(line)]


def _html() -> str:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in TABLE)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A list in each format, by the name of its file."""
    folder = tmp_path_factory.mktemp("files")
    frame = io.BytesIO()
    _frame().write_parquet(frame)
    return {
        "annex-a.xlsx": workbook(folder / "a.xlsx", {"List 1": TABLE, "List 2": good(2)}).read_bytes(),
        "annex-a.xlsb": xlsb(folder / "a.xlsb", _cells()).read_bytes(),
        "annex-a.xls": biff(_cells()),
        "List 1.csv": as_text(TABLE).encode(),
        "List 1.txt": as_text(TABLE, "\t").encode("utf-16"),
        "List 1.html": _html().encode(),
        "Oxfordshire list 1.parquet": frame.getvalue(),
    }


NAMES = [
    "annex-a.xlsx", "annex-a.xlsb", "annex-a.xls", "List 1.csv", "List 1.txt", "List 1.html",
    "Oxfordshire list 1.parquet",
]  # fmt: skip


class Unseekable(io.RawIOBase):
    """A stream that is read once, a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return a few bytes at most."""
        part, self._rest = self._rest[: min(size, 1000)], self._rest[min(size, 1000) :]
        return part


class Upload:
    """An upload as Flask and Django have it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = "field-of-the-form"
        self.filename = name
        self._stream = io.BytesIO(data)

    def read(self, *arguments: int) -> bytes:
        """Return bytes."""
        return self._stream.read(*arguments)

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, place: int) -> int:
        """Go to a place."""
        return self._stream.seek(place)


class WholeUpload:
    """An upload that is read as a whole."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """Return all bytes."""
        return self._data


class AsynchronousUpload:
    """An upload as FastAPI has it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.filename = name
        self.file = io.BytesIO(data)

    async def read(self, size: int = -1) -> bytes:
        """Return bytes."""
        await asyncio.sleep(0)
        return self.file.read(size)


def _opened(data: bytes, name: str, folder: Path) -> Any:
    path = folder / name
    path.write_bytes(data)
    return path.open("rb")


CONTENTS = {
    "bytes": lambda data, _name, _folder: data,
    "bytearray": lambda data, _name, _folder: bytearray(data),
    "memoryview": lambda data, _name, _folder: memoryview(data),
    "stream": lambda data, _name, _folder: io.BytesIO(data),
    "opened": _opened,
    "unseekable": lambda data, _name, _folder: Unseekable(data),
    "upload": lambda data, name, _folder: Upload(data, name),
    "whole": lambda data, _name, _folder: WholeUpload(data),
    "asynchronous": lambda data, name, _folder: AsynchronousUpload(data, name),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", CONTENTS)
def test_findings_and_facts_are_those_of_the_file_on_disk(
    name: str, form: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    """Every format, given in every form, has the same findings in the same places."""
    path = tmp_path / name
    path.write_bytes(files[name])
    content = CONTENTS[form](files[name], name, tmp_path)
    one = annexa.check(path, as_of=AS_OF)
    other = annexa.check({name: content}, as_of=AS_OF)
    if hasattr(content, "close"):
        content.close()
    assert one.findings.height
    assert one.findings.equals(other.findings)
    assert one.summary == other.summary
    agree(one.dataset, other.dataset)


@pytest.mark.parametrize("form", ["opened", "upload", "asynchronous"])
def test_a_file_object_with_a_name_needs_no_other(form: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """An opened file and an upload may be given alone, or several in a list. Their folders are not shown."""
    name = "annex-a.xlsx"
    content = CONTENTS[form](files[name], name, tmp_path)
    for given_ in (content, [content]):
        assert {place.file for place in annexa.read(given_, as_of=AS_OF).places} == {name}
    getattr(content, "close", lambda: None)()


def test_a_file_object_is_read_from_its_start_as_often_as_it_is_given(files: dict[str, bytes]) -> None:
    """What was read before makes no difference."""
    stream = io.BytesIO(files["annex-a.xlsx"])
    stream.read()
    heights = [annexa.read({"a.xlsx": stream}, as_of=AS_OF).tables[1].frame.height for _ in range(2)]
    assert heights == [3, 3]


def test_files_in_memory_and_on_disk_and_frames_go_together(files: dict[str, bytes], tmp_path: Path) -> None:
    """A tool may have some lists in each form."""
    workbook(tmp_path / "two.xlsx", {"List 2": good(2)})
    sources: list[Any] = [{"List 1.csv": files["List 1.csv"]}, tmp_path / "two.xlsx", {3: pl.DataFrame(
        {name: [str(row[index]) for row in good(3)[1:]] for index, name in enumerate(good(3)[0])}
    )}]  # fmt: skip
    assert sorted(annexa.read(sources, as_of=AS_OF).tables) == [1, 2, 3]


@pytest.mark.parametrize(
    "name", ["uploads/annex-a.xlsx", r"C:\Users\A Person\annex-a.xlsx", Path("x") / "annex-a.xlsx"]
)
def test_folders_of_a_name_are_left_out(name: Any, files: dict[str, bytes]) -> None:
    """A browser may send the whole path, which can name a person."""
    dataset = annexa.read({name: files["annex-a.xlsx"]}, as_of=AS_OF)
    assert {each.name for each in dataset.files} == {"annex-a.xlsx"}


def _outcome(source: Any) -> object:
    try:
        result = annexa.check(source, as_of=AS_OF)
    except InspectPrepError as error:
        return type(error), str(error), getattr(error, "reason", "")
    return result.findings.rows(), result.dataset.files, result.dataset.sheets


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_files_end_the_same_way(data: st.DataObject, files: dict[str, bytes]) -> None:
    """Any bytes give the same findings or the same error from memory and from a disk."""
    content = files[data.draw(st.sampled_from(NAMES))]
    changed = data.draw(
        st.one_of(
            st.binary(max_size=200),
            st.integers(0, len(content)).map(lambda end: content[:end]),
            st.tuples(st.integers(0, len(content)), st.binary(max_size=8)).map(
                lambda at: content[: at[0]] + at[1] + content[at[0] + len(at[1]) :]
            ),
        )
    )
    name = data.draw(st.sampled_from([*NAMES, "~$a.xlsx", "a.pdf"]))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(changed)
        assert _outcome({name: changed}) == _outcome(Path(folder) / name)


@pytest.mark.parametrize("form", CONTENTS)
def test_the_limits_are_those_of_files_on_disk(form: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """A large file is refused, also when it is among several."""
    policy = limited(max_unpacked_mb=0.001)
    for name in ("annex-a.xlsx", "List 1.html"):
        data = files[name] * 3
        content = CONTENTS[form](data, name, tmp_path)
        with pytest.raises(SourceError, match="larger than") as raised:
            annexa.read({name: content}, policy=policy)
        getattr(content, "close", lambda: None)()
        assert raised.value.reason == "limit"
    dataset = annexa.read({"big.csv": b"a,b\n" * 1000, "List 1.csv": files["List 1.csv"]}, policy=policy)
    assert [(each.name, each.problem) for each in dataset.files] == [("big.csv", "limit"), ("List 1.csv", "")]


def test_an_endless_stream_is_refused() -> None:
    """Not more than the limit is read of a stream that never ends."""

    class Endless:
        taken = 0

        def read(self, size: int = -1, /) -> bytes:
            self.taken += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(SourceError, match="larger than 2 MB"):
        annexa.read({"a.csv": stream}, policy=limited(max_unpacked_mb=2))
    assert stream.taken == 2_000_001


class _Failing:
    def read(self, size: int = -1, /) -> Any:
        """Fail as a stream of a lost connection does."""
        raise OSError(size)


class _Numbers:
    def read(self, _size: int = -1, /) -> Any:
        """Return what is not bytes."""
        return [1, 2]


class _Repeating:
    def __init__(self) -> None:
        self._data = b"a,b\n"

    def read(self, _size: int = -1, /) -> Any:
        """Return the same bytes each time, as a stand-in of a test does."""
        return self._data


class _OnlyAwaited:
    async def read(self) -> bytes:
        """Return bytes."""
        return b""


def _closed() -> io.BytesIO:
    stream = io.BytesIO(b"a,b")
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"a.xlsx": b""}, "empty"),
        ({"a.xlsx": io.BytesIO()}, "empty"),
        ({"": b"a,b"}, "blank"),
        ({"folder/": b"a,b"}, "blank"),
        ({"a\0.csv": b"a,b"}, "not a valid name"),
        ({"a" * 300 + ".csv": b"a,b"}, "not a valid name"),
        ({"\udc80.csv": b"a,b"}, "not a valid name"),
        ({"a.csv": io.StringIO("a,b")}, "text mode"),
        ({"a.csv": io.StringIO()}, "text mode"),
        ({"a.csv": _closed()}, "closed"),
        ({"a.csv": _Failing()}, "cannot be read"),
        ({"a.csv": _Numbers()}, "does not give bytes"),
        ({"a.csv": _Repeating()}, "again and again"),
        ({"a.csv": _OnlyAwaited()}, "await"),
        ({"a.csv": "a,b"}, "type str"),
        ({"a.csv": None}, "type NoneType"),
        ({"a.csv": Path("a.csv")}, "not the content"),
        ({8: b"a,b"}, "needs the name"),
        ({12: b"a,b"}, "no list 12"),
        ({"8": pl.DataFrame({"a": ["b"]})}, "no list '8'"),
        (b"a,b", "no name"),
        ([b"a,b"], "no name"),
        (io.BytesIO(b"a,b"), "no name"),
        (5, "type int"),
        (None, "type NoneType"),
    ],
)  # fmt: skip
def test_mistakes_are_errors_that_say_what_to_do(source: Any, words: str) -> None:
    """Each names the file, where it has a name, and a remedy."""
    for function in (annexa.read, annexa.check):
        with pytest.raises(SourceError, match=words) as raised:
            function(source)
        assert raised.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_an_opened_text_file_is_refused(encoding: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """Also where its bytes are no text."""
    path = tmp_path / "annex-a.xlsx"
    path.write_bytes(files["annex-a.xlsx"])
    with path.open(encoding=encoding) as stream, pytest.raises(SourceError, match="text mode"):
        annexa.check(stream)


def test_the_content_is_not_in_the_text_of_a_file_in_memory() -> None:
    """A log of a tool has no child-level data."""
    from inspectprep.sources.memory_file import MemoryFile  # noqa: PLC0415

    assert "Zebedee" not in repr(MemoryFile(name="a.csv", data=b"Zebedee"))


class Reader:
    """A plugin's reader, which notes what it is given."""

    def __init__(self, fails: Exception | None = None, names: str = "name") -> None:
        self.fails, self.names = fails, names
        self.path = Path()
        self.mode = 0

    def __call__(self, path: Path) -> list[RawSheet]:
        """Return a list of as many rows as the file has bytes."""
        self.path, self.mode = path, path.stat().st_mode & 0o777
        if self.fails is not None:
            raise self.fails
        rows = good(1, len(path.read_bytes()))
        cells = pl.DataFrame({str(index): [str(row[index]) for row in rows] for index in range(len(rows[0]))})
        return [RawSheet(file=str(getattr(path, self.names, path)), sheet=path.stem, cells=cells)]


def _registry(reader: Any) -> Registry:
    @hookimpl
    def inspectprep_sources() -> tuple[SourceProvider, ...]:
        return (SourceProvider(id="zzz", summary="Example", target=reader, suffixes=(".zzz",)),)

    plugin = SimpleNamespace(inspectprep_sources=inspectprep_sources)
    return open_registry(load_plugins=False, extra=[plugin])


@pytest.mark.parametrize("names", ["name", "whole path"])
def test_a_plugins_reader_gets_a_private_copy_that_is_deleted(names: str) -> None:
    """Its lists have the name that was given."""
    reader = Reader(names=names)
    dataset = annexa.read({"from/export.zzz": io.BytesIO(b"1234")}, registry=_registry(reader), as_of=AS_OF)
    assert dataset.tables[1].frame.height == 4
    assert {place.file for place in dataset.places} == {"export.zzz"}
    assert reader.path.name == "export.zzz"
    assert os.name == "nt" or reader.mode == 0o600
    assert not reader.path.parent.exists()


@pytest.mark.parametrize("error", [KeyError("Zebedee"), SourceError("Broken."), KeyboardInterrupt()])
def test_the_copy_is_deleted_after_an_error_too(error: Any) -> None:
    """Also when the person stops the check."""
    reader = Reader(error)
    with pytest.raises((PluginError, SourceError, KeyboardInterrupt)):
        annexa.read({"export.zzz": b"1"}, registry=_registry(reader))
    assert reader.path.name == "export.zzz"
    assert not reader.path.parent.exists()


def test_an_error_of_a_reader_names_the_file_and_not_the_copy() -> None:
    """A path that no longer exists helps no one."""

    def reader(path: Path) -> list[RawSheet]:
        raise SourceError(f"{path} has no table.", where=str(path), remedy=f"Open {path} again.")

    with pytest.raises(SourceError) as raised:
        annexa.read({"export.zzz": b"1"}, registry=_registry(reader))
    error = raised.value
    texts = (str(error), error.what, error.where, error.remedy)
    assert str(error) == "export.zzz: export.zzz has no table. Open export.zzz again."
    assert not any(tempfile.gettempdir() in text for text in texts)


def test_a_large_stream_never_reaches_a_plugin_in_part() -> None:
    """A reader that gets the start of a file would report fewer rows."""
    reader = Reader()
    with pytest.raises(SourceError, match="larger than"):
        annexa.read(
            {"export.zzz": io.BytesIO(b"1" * 2000)},
            registry=_registry(reader),
            policy=limited(max_unpacked_mb=0.001),
        )
    assert reader.path == Path()


def test_built_in_readers_write_no_copy(files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Child-level data stays in memory."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(tempfile, "TemporaryDirectory", refuse)
    monkeypatch.setattr(os, "open", refuse)
    for name, data in files.items():
        assert annexa.read({name: data}, as_of=AS_OF).tables
