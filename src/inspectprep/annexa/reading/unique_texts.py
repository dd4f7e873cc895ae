"""Each different text of a column, so that work on texts is done once and not on every cell."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

# Up to this many cells, Python's dictionaries are faster than work on whole columns.
_FEW = 4000


@frozen(eq=False)
class UniqueTexts:
    """The different texts of a column, and which of them each cell has.

    Attributes:
        texts: Each text once; no nulls.
        index: For each cell the position of its text in `texts`; one past the last for an empty cell.
        series: The column.
    """

    texts: pl.Series
    index: pl.Series
    series: pl.Series

    def spread(
        self, *columns: tuple[str, Sequence[object], type[pl.DataType] | pl.DataType, object]
    ) -> dict[str, pl.Series]:
        """Return, for each cell, the values of its text.

        Args:
            columns: For each column its name, a value for each text, the type, and the value of empty cells.
        """
        values_by_text = pl.DataFrame(
            [
                pl.Series(str(number), [*values, empty], dtype=dtype)
                for number, (_, values, dtype, empty) in enumerate(columns)
            ]
        )
        spread = values_by_text[self.index].get_columns()
        return {name: series for (name, *_), series in zip(columns, spread, strict=True)}

    @property
    def encoded(self) -> pl.Series:
        """The column as numbers of its texts, which take an eighth of the memory of texts."""
        return self.spread(("cells", self.texts.to_list(), pl.Enum(self.texts), None))["cells"]

    def mark(self, marks: Sequence[bool]) -> pl.Series:
        """Return, for each cell, the mark of its text; false for an empty cell."""
        return self.spread(("mark", marks, pl.Boolean, False))["mark"]


def unique_texts(series: pl.Series) -> UniqueTexts:
    """Return the different texts of a column."""
    if series.len() <= _FEW:
        return _one_by_one(series)
    codes = series.cast(_category()).to_physical().cast(pl.UInt32)
    firsts = pl.DataFrame([series.alias("text"), codes.alias("code")])[codes.arg_unique()]
    if codes.null_count():
        firsts = firsts.drop_nulls()
    if firsts["code"].equals(pl.int_range(firsts.height, dtype=pl.UInt32, eager=True)):
        texts = firsts["text"]
    else:
        # Other versions of polars number texts over all columns, so the texts are numbered here.
        texts = series.drop_nulls().unique()
        codes = series.cast(pl.Enum(texts)).to_physical().cast(pl.UInt32)
    return UniqueTexts(texts, codes.fill_null(texts.len()) if codes.null_count() else codes, series)


def _one_by_one(series: pl.Series) -> UniqueTexts:
    """Return the same without the fixed cost of work on whole columns."""
    cells = series.to_list()
    positions = dict.fromkeys(cells)
    positions.pop(None, None)
    texts = list(positions)
    positions = {text: position for position, text in enumerate(texts)}
    positions[None] = len(texts)
    return UniqueTexts(
        pl.Series(series.name, texts, dtype=pl.String),
        pl.Series([positions[cell] for cell in cells], dtype=pl.UInt32),
        series,
    )


def _category() -> pl.Categorical:
    """Return a categorical type that numbers the texts of one column from 0."""
    if hasattr(pl, "Categories"):
        return pl.Categorical(pl.Categories.random())
    return pl.Categorical()
