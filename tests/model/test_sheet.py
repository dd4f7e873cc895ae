"""A raw sheet gives its hidden rows, its merged cells and the letters of its columns."""

from inspectprep.model.sheet import RawSheet, SheetNote


def _sheet(code: str, *cells: str) -> RawSheet:
    notes = (SheetNote(code=code, text="A note.", cells=cells), SheetNote(code="encoding", text="A note."))
    return RawSheet(file="a.xlsx", sheet="List 1", cells=None, first_column=3, notes=notes)


def test_hidden_rows_are_runs_of_numbers() -> None:
    """A run may be one row."""
    assert _sheet("hidden-rows", "3:5", "9").hidden_rows == (range(3, 6), range(9, 10))
    assert _sheet("merged-cells", "A2:A3").hidden_rows == ()


def test_merged_cells_have_rows_and_columns() -> None:
    """A name that is not a range, or a range without cells, is left out."""
    (merged,) = _sheet("merged-cells", "B2:AA4", "B2", "C9:C2").merged_cells
    assert (merged.name, merged.rows, merged.columns) == ("B2:AA4", range(2, 5), range(2, 28))


def test_letters_count_from_the_first_column() -> None:
    """The first column of the cells need not be column A."""
    assert [_sheet("encoding").letter(index) for index in (0, 1, 24)] == ["C", "D", "AA"]
