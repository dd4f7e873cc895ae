"""What a set of rules needs of the data, worked out before any of it is touched.

Compiling collects the columns and facets that conditions read and the joins they ask for, each once however
many rules share it. A helper that another one reads is worked out a round earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from attrs import define, field, frozen

from inspectprep.annexa.engine.compile_condition import Compiler
from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.language import Call, ColumnName, Node, Special, fixed, walk
from inspectprep.annexa.engine.resolve import TRUE
from inspectprep.annexa.engine.sides import OUTER, Side
from inspectprep.errors import DocumentError

__all__ = ["IDENTIFIERS", "HelperColumn", "PairCondition", "Plan"]

# The identifiers that rows are joined on, and the prepared column of each.
IDENTIFIERS: Mapping[str, str] = {
    "child_unique_id": "__child",
    "family_identifier": "__family",
    "adopter_identifier": "__adopter",
}

HelperKind: TypeAlias = Literal[
    "exists", "count", "distinct", "highest", "usual", "repeated", "same_as_first"
]


@frozen(kw_only=True, eq=False)
class HelperColumn:
    """A column that answers a question about other rows, for every row of a list.

    Attributes:
        name: Its column in the frame of `list`.
        list: The list it is worked out for.
        other: The list it looks at.
        by: The prepared column that both are joined on.
        round: 0 when it reads no other helper; otherwise one more than the latest it reads.
        paired: True when its condition speaks of both rows.
        shared: The same for helpers of different lists that ask one question of one list.
        condition: Compiled; None where any row will do.
        value: Compiled, for ``distinct`` and ``highest``.
        reads: Columns of the other row.
        reads_outer: Columns of the row under test.
        columns: Column names, for ``usual``, ``repeated`` and ``same_as_first``.
        ignored: Values that ``usual`` leaves out.
        holders: Lists that ``usual`` looks at.
    """

    name: str
    kind: HelperKind
    list: int
    other: int = 0
    by: str = ""
    round: int = 0
    paired: bool = False
    shared: Any = None
    condition: Any | None = None
    value: Any = None
    reads: frozenset[str] = frozenset()
    reads_outer: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    ignored: tuple[Any, ...] = ()
    holders: tuple[int, ...] = ()


@frozen(kw_only=True, eq=False)
class PairCondition:
    """A compiled condition on two joined rows, such as the one that picks the related row.

    Attributes:
        condition: None where any two rows will do.
        reads: Columns of the other row.
        reads_outer: Columns of the row under test.
        date: The prepared column by which the latest of the other rows is chosen; empty without one.
    """

    condition: Any | None
    reads: frozenset[str]
    reads_outer: frozenset[str]
    date: str = ""


@define(eq=False)
class Plan:
    """Collects while rules compile.

    Attributes:
        types: Column types by list.
        dialect: The module that makes expressions: narwhals, or polars.
        used: Prepared columns that are read, by list.
        helpers: Helpers by what they ask.
        rounds: The round of each helper, by name.
        asked: How many helpers have been asked for.
    """

    types: Mapping[int, Mapping[str, str]]
    dialect: Any
    used: dict[int, set[str]] = field(factory=dict)
    helpers: dict[tuple[int, Call], HelperColumn] = field(factory=dict)
    rounds: dict[str, int] = field(factory=dict)
    asked: int = 0

    def truth(self, number: int, node: Node, where: str = "") -> Any:
        """Compile a condition on rows of one list.

        Args:
            number: The list.
            node: Resolved for that list.
            where: The rule's id, for errors.
        """
        side = Side(number, self.dialect)
        compiler = Compiler(side, self.types, self.join, None, where)
        truth = compiler.truth(node)
        self.note(number, side.used)
        return truth.expr

    def pair(self, number: int, other: int, node: Node, where: str = "", column: str = "") -> PairCondition:
        """Compile a condition on a row of list `other` beside a row under test of list `number`.

        A date `column` of the other row, by which the latest is chosen, is prepared too.
        """
        here, top = Side(other, self.dialect), Side(number, self.dialect, OUTER)
        condition = Compiler(here, self.types, self.join, top, where).truth(node)
        date = f"{column}__day" if column else ""
        if date:
            here.used.add(date)
        self.note(other, here.used)
        self.note(number, top.used)
        return PairCondition(
            condition=None if node == TRUE else condition.expr,
            reads=frozenset(here.used),
            reads_outer=frozenset(top.used),
            date=date,
        )

    def note(self, number: int, names: Iterable[str]) -> None:
        """Note that columns of a list are read."""
        self.used.setdefault(number, set()).update(names)

    def join(self, number: int, call: Call) -> str:
        """Return the column that will hold the answer of a joined helper for rows of list `number`."""
        found = self.helpers.get((number, call))
        if found is not None:
            return found.name
        self.asked += 1
        name = f"h{self.asked}"
        if call.name == "usual":
            helper = self.usual(name, number, call)
        elif call.name in {"repeated", "same_as_first"}:
            columns = tuple(each.name for each in call.arguments if isinstance(each, ColumnName))
            keys = tuple(self.key_column(number, each) for each in columns)
            self.note(number, (*keys, "__same") if call.name == "same_as_first" else keys)
            helper = HelperColumn(name=name, kind=call.name, list=number, other=number, columns=keys)  # type: ignore[arg-type]
        else:
            helper = self.looked_up(name, number, call)
        self.helpers[number, call] = helper
        self.rounds[name] = helper.round
        return name

    def key_column(self, number: int, column: str) -> str:
        """Return the prepared column by which values of `column` are compared."""
        if column in IDENTIFIERS:
            return IDENTIFIERS[column]
        kind = self.types[number][column]
        return {"date": f"{column}__day", "category": f"{column}__code", "id": f"{column}__key"}.get(
            kind, column
        )

    def usual(self, name: str, number: int, call: Call) -> HelperColumn:
        """Return the helper that says which value most lists have."""
        column, ignored, holders = call.arguments
        key = self.key_column(number, column.name if isinstance(column, ColumnName) else "")
        numbers, left_out = fixed(holders), fixed(ignored)
        for each in (*numbers, number):
            self.note(each, (key, "__child"))
        return HelperColumn(
            name=name,
            kind="usual",
            list=number,
            by="__child",
            columns=(key,),
            ignored=left_out,
            holders=numbers,
            shared=(key, left_out, numbers),
        )

    def looked_up(self, name: str, number: int, call: Call) -> HelperColumn:
        """Return the helper that looks for rows of the same child or family."""
        place, value, condition, *facet = call.arguments
        other, identifier = fixed(place)
        by = IDENTIFIERS[identifier]
        paired = any(_about_both(each) for each in (*walk(value), *walk(condition)))
        if paired and any(
            isinstance(each, Call) and _joins(each) and _speaks_of_both(each) for each in walk(condition)
        ):
            raise DocumentError([("condition", "a helper inside another one cannot speak of row.")])
        here = Side(other, self.dialect)
        top = Side(number, self.dialect, OUTER) if paired else None
        compiler = Compiler(here, self.types, self.join, top)
        truth = compiler.truth(condition)
        wanted = None
        if call.name in {"distinct", "highest"}:
            dated = compiler.kind(value) == "date"
            named: Facet = fixed(facet[0]) if facet else "day"
            wanted = compiler.steady(value).facet(named) if dated else compiler.plain(value)
        self.note(other, (*here.used, by))
        self.note(number, (*(top.used if top else ()), by))
        if paired:
            self.note(other, (f"{by}_pair",))
            self.note(number, (f"{by}_pair",))
        before = [
            self.rounds[each] for each in (*here.used, *(top.used if top else ())) if each in self.rounds
        ]
        return HelperColumn(
            name=name, kind=call.name, list=number, other=other, by=by, paired=paired,  # type: ignore[arg-type]
            round=1 + max(before) if before else 0, shared=(other, by, call),
            condition=None if condition == TRUE else truth.expr, value=wanted, reads=frozenset(here.used),
            reads_outer=frozenset(top.used) if top else frozenset(),
        )  # fmt: skip

    def in_rounds(self) -> list[list[HelperColumn]]:
        """Return the helpers in the order in which they can be worked out."""
        last = max(self.rounds.values(), default=-1)
        return [
            [each for each in self.helpers.values() if each.round == number] for number in range(last + 1)
        ]


def _joins(node: Call) -> bool:
    return node.name in {"exists", "count", "distinct", "highest"}


def _about_both(node: Node) -> bool:
    if isinstance(node, ColumnName):
        return node.outer
    return isinstance(node, Special) and (node.outer or node.name == "above")


def _speaks_of_both(node: Call) -> bool:
    return any(_about_both(each) for each in walk(node))
