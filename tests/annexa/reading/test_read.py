"""Reading takes files, folders and frames, also with readers of plugins, and changes no value."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import CellState
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.reading.text import fold, is_missing_text
from inspectprep.errors import PluginError, SourceError
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import open_registry
from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import SourceProvider
from tests.annexa.making import AS_OF, all_found, column, csv, found, good, load, workbook


def _plugin(reader: object) -> object:
    @hookimpl
    def inspectprep_sources() -> tuple[SourceProvider, ...]:
        return (SourceProvider(id="zzz", summary="Example", target=reader, suffixes=(".zzz",)),)

    return SimpleNamespace(inspectprep_sources=inspectprep_sources)


def test_a_plugins_reader_is_asked_for_its_own_suffix(tmp_path: Path) -> None:
    """Files that only a plugin can read come in through its reader, also from a folder."""

    def reader(path: Path) -> list[RawSheet]:
        rows = good(1, 2)
        cells = pl.DataFrame({str(i): [str(row[i]) for row in rows] for i in range(7)})
        return [RawSheet(file=path.name, sheet="List 1", cells=cells)]

    (tmp_path / "extract.zzz").write_bytes(b"\0\1\2")
    registry = open_registry(load_plugins=False, extra=[_plugin(reader)])
    assert read(tmp_path, registry=registry, as_of=AS_OF).tables[1].frame.height == 2


def test_a_plugins_reader_that_fails_loses_only_its_own_file(tmp_path: Path) -> None:
    """The failure names the plugin, not the data; the other files are read."""

    def reader(path: Path) -> list[RawSheet]:
        raise KeyError(path.read_text())

    path = tmp_path / "extract.zzz"
    path.write_text("child-level", encoding="utf-8")
    registry = open_registry(load_plugins=False, extra=[_plugin(reader)])
    with pytest.raises(PluginError) as caught:
        read(path, registry=registry)
    assert "child-level" not in str(caught.value)
    dataset = read([path, csv(tmp_path / "List 1.csv", good(1))], registry=registry, as_of=AS_OF)
    assert set(dataset.tables) == {1}
    assert len(found(dataset, "AA-S-012")) == 1


def test_a_plugins_reader_stays_in_the_callers_thread(tmp_path: Path) -> None:
    """Other files may be read beside it; what it holds may belong to the thread that made it."""
    seen: list[object] = []

    def reader(path: Path) -> list[RawSheet]:
        seen.append(threading.current_thread())
        cells = pl.DataFrame({str(i): [str(row[i]) for row in good(2, 2)] for i in range(8)})
        return [RawSheet(file=path.name, sheet="List 2", cells=cells)]

    (tmp_path / "b.zzz").write_bytes(b"\0")
    for number in (1, 3, 4):
        csv(tmp_path / f"List {number}.csv", good(number))
    registry = open_registry(load_plugins=False, extra=[_plugin(reader)])
    dataset = read(tmp_path, registry=registry, as_of=AS_OF)
    assert seen == [threading.current_thread()]
    assert set(dataset.tables) == {1, 2, 3, 4}


def test_files_read_at_once_stand_in_the_order_given(tmp_path: Path) -> None:
    """So do their facts; one that cannot be read loses nothing of the others, and progress is told whole."""
    paths = [csv(tmp_path / f"List {number}.csv", good(number, 40)) for number in (9, 1, 8, 4)]
    (tmp_path / "broken.xlsx").write_bytes(b"PK\3\4 not a workbook")
    said: list[str] = []
    dataset = read([*paths[:2], tmp_path / "broken.xlsx", *paths[2:]], as_of=AS_OF, progress=said.append)
    names = ["List 9.csv", "List 1.csv", "broken.xlsx", "List 8.csv", "List 4.csv"]
    assert [each.name for each in dataset.files] == names
    assert [each.file for each in dataset.places[:4]] == [name for name in names if name.endswith("csv")]
    assert sorted(said) == sorted(f"Reading {name}" for name in names)
    assert [each.name for each in dataset.files if each.problem] == ["broken.xlsx"]


def test_frames_are_read_by_list_number() -> None:
    """A frame may have canonical names or headings, few columns or all, typed or not."""
    frame = pl.DataFrame(
        {
            "child_unique_id": ["C1", "C2"],
            "Date of Birth": [dt.date(2016, 3, 5), None],
            "age": [10, None],
            "case_status": ["CIN", "zzz"],
        }
    )
    dataset = read({6: frame}, as_of=AS_OF)
    assert set(dataset.tables[6].columns) == {"child_unique_id", "date_of_birth", "age", "case_status"}
    assert column(dataset, 6, "date_of_birth") == [dt.date(2016, 3, 5), None]
    assert column(dataset, 6, "case_status__code") == ["CIN", None]
    assert column(dataset, 6, "__row") == [2, 3]
    with pytest.raises(SourceError, match="numbered from 1 to 11"):
        read({12: frame})


def test_one_frame_finds_its_own_list(tmp_path: Path) -> None:
    """A frame without a number is recognised by its headings; parquet likewise."""
    frame = pl.DataFrame(good(8, 3)[1:], schema=good(8)[0], orient="row")
    frame.write_parquet(tmp_path / "extract.parquet")
    assert set(read(frame, as_of=AS_OF).tables) == set(read(tmp_path, as_of=AS_OF).tables) == {8}


def test_several_things_at_once_and_each_file_once(tmp_path: Path) -> None:
    """A file that is named and lies in a folder that is named is read once."""
    path = csv(tmp_path / "List 1.csv", good(1))
    dataset = load(tmp_path, path, {2: pl.DataFrame({"child_unique_id": ["C1"]})})
    assert set(dataset.tables) == {1, 2}
    assert not dataset.copies_agree


def test_nothing_to_read_is_one_clear_error(tmp_path: Path) -> None:
    """An empty folder and a path that does not exist say what to do."""
    with pytest.raises(SourceError, match="No file"):
        read(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        read([csv(tmp_path / "List 1.csv", good(1)), tmp_path / "nowhere.xlsx"])


def test_progress_is_told_for_files_and_sheets(tmp_path: Path) -> None:
    """Long work says what it is at, without any value."""
    said: list[str] = []
    read(workbook(tmp_path / "annex-a.xlsx", {"List 1": good(1)}), progress=said.append)
    assert said == ["Reading annex-a.xlsx", "Reading sheet List 1"]


_NASTY = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from([
        "", " ", "-", "n/a", "NONE", "#N/A", "=A1", "01/02/2026", "2026-02-30", "44090", "44090.5", "1E+20",
        "a)", "b) No", "Yes", "unborn", "<1", "6.138", "C1", "0", "Total", "\u200b", "\N{EN DASH}", "9" * 40,
    ]),
)  # fmt: skip


@given(st.data(), st.sampled_from([1, 6, 8, 9, 11]))
def test_whatever_cells_hold_they_are_kept_and_accounted_for(data: st.DataObject, number: int) -> None:
    """No text makes reading or a rule fail; a value is there exactly when the cell could be read."""
    columns = catalogue.lists()[number].columns
    rows = data.draw(st.integers(1, 5))
    table = {each.name: data.draw(st.lists(_NASTY, min_size=rows, max_size=rows)) for each in columns}
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))
    dataset = read({number: frame}, as_of=AS_OF)
    read_rows = dataset.tables[number].frame
    skipped = {word.row for sheet in dataset.sheets for word in sheet.skipped}
    for each in columns:
        states = read_rows[f"{each.name}__state"]
        assert states.null_count() == 0
        assert (states == int(CellState.READ)).to_list() == read_rows[each.name].is_not_null().to_list()
        for row, raw in read_rows.select("__row", f"{each.name}__raw").iter_rows():
            assert raw == table[each.name][row - 2]
    kept = set(read_rows["__row"].to_list())
    for row in set(range(2, rows + 2)) - kept - skipped:
        texts = [table[each.name][row - 2] for each in columns]
        assert all(_says_nothing(text) for text in texts)
    all_found(dataset)


def _says_nothing(text: str | None) -> bool:
    """Return whether a cell is blank, a word for nothing or zero, all of which leave a row blank."""
    folded = fold(text or "")
    return is_missing_text(folded) or folded.rstrip("0").rstrip(".") in ("", "0")


def test_a_value_that_is_not_a_frame_is_refused() -> None:
    """The error says what can be given."""
    with pytest.raises(SourceError, match="not a data frame"):
        read([object()])
