"""The scope of a condition: the values and columns that it is resolved with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from inspectprep.annexa.catalogue import CodeSet
from inspectprep.errors import DocumentError
from inspectprep.model.representation import frozen

OPEN: Mapping[int, tuple[str, ...]] = {
    2: ("assessment_completion_date",),
    4: ("assessment_authorised_date",),
    5: ("icpc_unnecessary", "icpc_date"),
    6: ("cin_closure_date",),
    7: ("cpp_end_date",),
    8: ("lac_end_date",),
    9: (),
    10: ("adoption_order_date", "decision_reversed_date"),
}
"""The columns that are blank when a row is open, by list. A care leaver's row is always open."""


@frozen(kw_only=True, eq=False)
class Scope:
    """The values and columns that a condition is resolved with.

    Attributes:
        as_of: The list date.
        columns: The columns of each supplied list. Absent lists have no entry.
        known: Every column that the specification has for a list.
        policy: Thresholds of the rule.
        settings: Values that the council gave.
        every: The lists of the rule that were supplied.
        placeholder_names: Keys of names that are not a person.
        natural_key: By list, the columns that together identify a row.
        codes: For each list the code sets of its columns.
        each: The column that ``d`` means, in an outcome with "each".
        missed: Collects ``(list, column)`` that the condition names and the file lacks.
        where: The rule's id, for errors.
    """

    as_of: date
    columns: Mapping[int, frozenset[str]]
    known: Mapping[int, frozenset[str]]
    policy: Mapping[str, Any] = field(factory=dict)
    settings: Mapping[str, Any] = field(factory=dict)
    every: tuple[int, ...] = ()
    placeholder_names: tuple[str, ...] = ()
    natural_key: Mapping[int, tuple[str, ...]] = field(factory=dict)
    codes: Mapping[int, Mapping[str, CodeSet]] = field(factory=dict)
    each: str | None = None
    missed: set[tuple[int, str]] = field(factory=set)
    where: str = ""

    def has(self, list_number: int, column: str) -> bool:
        """Return whether a list was supplied with a column."""
        return column in self.columns.get(list_number, frozenset())

    def refused(self, why: str) -> DocumentError:
        """Return the error for a condition that cannot be resolved."""
        return DocumentError([(self.where or "condition", why)])
