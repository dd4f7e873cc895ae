"""Marks of rows and people: keyed hashes by which a later result says how a finding went away.

A saved result has a mark of every row and of every person on each list, and of the row of each finding. Each
is a hash with the key that is never in the result. The date that takes a row out of the window of its list
is not saved. Its hash is, so that only a person with the key can ask whether it is one of some days.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import date

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.reading.dataset import ListTable
from inspectprep.annexa.results.result import CheckResult
from inspectprep.calendar.offsets import add_months
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

LETTERS = 16
"""The letters of a mark of a row or a person."""

_LEAVES_BY: Mapping[int, tuple[str, ...]] = {
    1: ("date_of_contact",),
    2: ("assessment_completion_date",),
    3: ("date_of_referral",),
    4: ("assessment_authorised_date",),
    5: ("s47_start_date", "icpc_date"),
    6: ("cin_closure_date",),
    7: ("cpp_end_date",),
    8: ("lac_end_date",),
    10: ("adoption_order_date", "decision_reversed_date"),
    11: ("left_process_date", "adoption_order_date"),
}
"""The dates of which the latest decides how long a row stays in the window of its list. Without one it stays.
List 9 has no window."""
_ADOPTION = (10, 11)


@frozen(kw_only=True)
class RowMarks:
    """The marks of the row of a finding.

    Attributes:
        row: The mark of the row.
        person: The mark of the child or adopter. None if the row has no usable identifier.
        leaves: The keyed hash of the date by which the row leaves the window. None without such a date.
    """

    row: str
    person: str | None = None
    leaves: str | None = None

    @property
    def text(self) -> str:
        """The three marks without a space between them. A mark that is None is written as hyphens."""
        return "".join(mark or "-" * LETTERS for mark in (self.row, self.person, self.leaves))


@frozen(kw_only=True)
class ListMarks:
    """The rows and people of one list of a result.

    Attributes:
        list: The number of the list.
        window_start: The first day of the window of the list. None for a list without a window.
        rows: The marks of its rows, in order of the alphabet and without a space between them.
        people: The marks of its children or adopters, in the same form.
    """

    list: int
    window_start: date | None
    rows: str
    people: str


def mark(key: bytes, *parts: str, letters: int = LETTERS) -> str:
    """Return a keyed hash of some texts."""
    return hmac.digest(key, "\x1f".join(parts).encode(), hashlib.sha256).hex()[:letters]


def leaving_mark(key: bytes, row: str, day: date) -> str:
    """Return the hash of the date by which a row leaves the window.

    Args:
        key: The key of the result.
        row: The mark of the row.
        day: The date.
    """
    return mark(key, "leaves", row, day.isoformat())


def identified(table: ListTable) -> pl.DataFrame:
    """Return the identity of each row of a list: its natural key, or all cells without an identifier.

    Returns:
        A frame with ``place``, ``row``, ``identity``, ``person`` and ``leaves``, in the order of the list.
    """
    names = table.frame.columns
    keys = [
        f"{name}__key" if f"{name}__key" in names else name
        for name in table.spec.natural_key
        if name in names
    ]
    raw = [pl.col(name).cast(pl.String).fill_null("") for name in names if name.endswith("__raw")]
    identity = pl.concat_str(raw or [pl.lit("")], separator="\x1f")
    person = pl.lit(None, pl.String)
    if keys and keys[0].endswith("__key"):
        person = pl.col(keys[0])
        # A date or code that cannot be read identifies the row by its text.
        texts = [pl.coalesce(pl.col(name).cast(pl.String), _raw(name, names)) for name in keys]
        natural_key = pl.concat_str([text.fill_null("") for text in texts], separator="\x1f")
        identity = pl.when(person.is_null()).then(identity).otherwise(natural_key)
    leaves = [name for name in _LEAVES_BY.get(table.list, ()) if name in names]
    return table.frame.select(
        pl.col("__place").alias("place"),
        pl.col("__row").alias("row"),
        identity.alias("identity"),
        person.alias("person"),
        (pl.max_horizontal(leaves) if leaves else pl.lit(None, pl.Date)).alias("leaves"),
    )


def _raw(name: str, names: list[str]) -> pl.Expr:
    raw = f"{name.removesuffix('__key')}__raw"
    return pl.col(raw).cast(pl.String) if raw in names else pl.lit(None, pl.String)


def finding_rows_of(result: CheckResult, key: bytes) -> tuple[str, ...]:
    """Return the marks of the row of each finding, in the order of the findings; empty without a row."""
    texts = [""] * result.findings.height
    numbered = result.findings.with_row_index("__at").drop_nulls(["list", "row"])
    for list_number, table in result.dataset.tables.items():
        part = numbered.filter(pl.col("list") == list_number).select("__at", "place", "row")
        if not part.height:
            continue
        rows = part.join(identified(table), on=["place", "row"], how="inner").drop("place", "row")
        for (identity, person, leaves), places in rows.group_by("identity", "person", "leaves"):
            row = mark(key, "row", str(list_number), str(identity))
            marks = RowMarks(
                row=row,
                person=None if person is None else mark(key, "person", str(list_number), str(person)),
                leaves=leaving_mark(key, row, leaves) if isinstance(leaves, date) else None,
            )
            for place in places["__at"].to_list():
                texts[place] = marks.text
    return tuple(texts)


def row_marks_in(text: str) -> RowMarks | None:
    """Return the marks that a text has, as :attr:`RowMarks.text` gives it; None for an empty text."""
    parts = [text[at : at + LETTERS].strip("-") or None for at in range(0, 3 * LETTERS, LETTERS)]
    row, person, leaves = parts
    return None if row is None else RowMarks(row=row, person=person, leaves=leaves)


def list_marks_of(result: CheckResult, key: bytes) -> tuple[ListMarks, ...]:
    """Return the marks of all rows and people of the lists of a result."""
    return tuple(
        _list_marks(table, key, window_start(list_number, result.dataset.as_of, result.policy))
        for list_number, table in sorted(result.dataset.tables.items())
    )


def _list_marks(table: ListTable, key: bytes, start: date | None) -> ListMarks:
    known = identified(table)
    number = str(table.list)
    return ListMarks(
        list=table.list,
        window_start=start,
        rows="".join(sorted(mark(key, "row", number, text) for text in known["identity"].unique())),
        people="".join(
            sorted(mark(key, "person", number, text) for text in known["person"].drop_nulls().unique())
        ),
    )


def window_start(list_number: int, as_of: date | None, policy: Policy) -> date | None:
    """Return the first day of the window of a list; None for a list without a window or list date."""
    if as_of is None or not catalogue.lists()[list_number].look_back_months:
        return None
    name = "adoption_window_months" if list_number in _ADOPTION else "window_months"
    return add_months(as_of, -policy[name])


def unpacked(marks: str) -> frozenset[str]:
    """Return the marks of a text without spaces between them."""
    return frozenset(marks[at : at + LETTERS] for at in range(0, len(marks), LETTERS))
