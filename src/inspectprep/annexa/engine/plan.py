"""The plan of a run: the columns and joins that a set of rules needs, known before any data is read.

Compiling collects the columns and facets that conditions read and the joins they need. Rules share them. A
helper that another one reads is calculated a round earlier.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from types import ModuleType
from typing import Any, Literal, TypeAlias, cast

from attrs import field

from inspectprep.annexa.engine.compile_condition import Compiler
from inspectprep.annexa.engine.date_columns import Facet
from inspectprep.annexa.engine.language import Call, ColumnName, Node, Special, fixed, walk
from inspectprep.annexa.engine.sides import OUTER, Expression, Side
from inspectprep.annexa.engine.three_way_logic import TRUE
from inspectprep.errors import DocumentError
from inspectprep.model.representation import define, frozen

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
        list: The list it belongs to.
        other: The list whose rows it looks at.
        by: The prepared column that both are joined on.
        round: 0 when it reads no other helper; otherwise one more than the highest round it reads.
        paired: True when its condition reads both rows.
        shared: Equal for helpers of different lists that ask the same question of the same list.
        condition: Compiled; None where any row counts.
        value: Compiled, for ``distinct`` and ``highest``.
        reads: Columns of the other row.
        reads_outer: Columns of the row under test.
        columns: Column names, for ``usual``, ``repeated`` and ``same_as_first``.
        ignored: Values that ``usual`` leaves out.
        holders: Lists that ``usual`` counts.
    """

    name: str
    kind: HelperKind
    list: int
    other: int = 0
    by: str = ""
    round: int = 0
    paired: bool = False
    shared: Hashable = None
    condition: Expression | None = None
    value: Expression = None
    reads: frozenset[str] = frozenset()
    reads_outer: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    ignored: tuple[Any, ...] = ()
    holders: tuple[int, ...] = ()


@frozen(kw_only=True, eq=False)
class PairCondition:
    """A compiled condition on two joined rows, such as the one that picks the related row.

    Attributes:
        condition: Compiled; None where any two rows count.
        reads: Columns of the other row.
        reads_outer: Columns of the row under test.
        date: The prepared column by which the latest of the other rows is chosen; empty without one.
    """

    condition: Expression | None
    reads: frozenset[str]
    reads_outer: frozenset[str]
    date: str = ""


@define(eq=False)
class Plan:
    """Collects columns and helpers while rules compile.

    Attributes:
        types: Column types by list.
        dialect: The module that makes expressions: polars, or narwhals.
        used: Prepared columns that are read, by list.
        helpers: Helpers by list and question.
        rounds: The round of each helper, by name.
        count: The number of helpers.
        pairs: Conditions on another row that do not read the row under test, by list, node and date.
    """

    types: Mapping[int, Mapping[str, str]]
    dialect: ModuleType
    used: dict[int, set[str]] = field(factory=dict)
    helpers: dict[tuple[int, Call], HelperColumn] = field(factory=dict)
    rounds: dict[str, int] = field(factory=dict)
    count: int = 0
    pairs: dict[tuple[int, Node, str], PairCondition] = field(factory=dict)

    def truth(self, list_number: int, node: Node, where: str = "") -> Expression:
        """Compile a condition on rows of one list.

        Args:
            list_number: The list.
            node: Resolved for that list.
            where: The rule's id, for errors.
        """
        side = Side(list_number, self.dialect)
        compiler = Compiler(side, self.types, self.join, None, where)
        truth = compiler.truth(node)
        self.note(list_number, side.used)
        return truth.expr

    def pair(
        self, list_number: int, other: int, node: Node, where: str = "", column: str = ""
    ) -> PairCondition:
        """Compile a condition on a row of list `other` beside a row under test of another list.

        A date `column` of the other row, by which the latest is chosen, is prepared too. A condition that
        does not read the row under test is compiled once for all lists.
        """
        shared = None if _reads_outer(node) else (other, node, column)
        if shared is not None and shared in self.pairs:
            return self.pairs[shared]
        here, top = Side(other, self.dialect), Side(list_number, self.dialect, OUTER)
        condition = Compiler(here, self.types, self.join, top, where).truth(node)
        date = f"{column}__day" if column else ""
        if date:
            here.used.add(date)
        self.note(other, here.used)
        self.note(list_number, top.used)
        pair = PairCondition(
            condition=None if node == TRUE else condition.expr,
            reads=frozenset(here.used),
            reads_outer=frozenset(top.used),
            date=date,
        )
        if shared is not None:
            self.pairs[shared] = pair
        return pair

    def note(self, list_number: int, names: Iterable[str]) -> None:
        """Note that columns of a list are read."""
        self.used.setdefault(list_number, set()).update(names)

    def join(self, list_number: int, call: Call) -> str:
        """Return the name of the column that will have the answer of a joined helper for rows of a list."""
        known = self.helpers.get((list_number, call))
        if known is not None:
            return known.name
        self.count += 1
        name = f"h{self.count}"
        if call.name == "usual":
            helper = self.usual(name, list_number, call)
        elif call.name in {"repeated", "same_as_first"}:
            columns = (argument.name for argument in call.arguments if isinstance(argument, ColumnName))
            keys = tuple(self.key_column(list_number, column) for column in columns)
            self.note(list_number, (*keys, "__same") if call.name == "same_as_first" else keys)
            helper = HelperColumn(
                name=name, kind=_kind(call), list=list_number, other=list_number, columns=keys
            )
        else:
            helper = self.look_up(name, list_number, call)
        self.helpers[list_number, call] = helper
        self.rounds[name] = helper.round
        return name

    def key_column(self, list_number: int, column: str) -> str:
        """Return the prepared column by which values of `column` are compared."""
        if column in IDENTIFIERS:
            return IDENTIFIERS[column]
        kind = self.types[list_number][column]
        return {"date": f"{column}__day", "category": f"{column}__code", "id": f"{column}__key"}.get(
            kind, column
        )

    def usual(self, name: str, list_number: int, call: Call) -> HelperColumn:
        """Return the helper that has the value of most lists."""
        column, ignored, holders = call.arguments
        key = self.key_column(list_number, column.name if isinstance(column, ColumnName) else "")
        numbers, left_out = fixed(holders), fixed(ignored)
        for number in (*numbers, list_number):
            self.note(number, (key, "__child"))
        return HelperColumn(
            name=name,
            kind="usual",
            list=list_number,
            by="__child",
            columns=(key,),
            ignored=left_out,
            holders=numbers,
            shared=(key, left_out, numbers),
        )

    def look_up(self, name: str, list_number: int, call: Call) -> HelperColumn:
        """Return the helper that looks for rows of the same child or family."""
        place, value, condition, *facet = call.arguments
        other, identifier = fixed(place)
        by = IDENTIFIERS[identifier]
        paired = _reads_outer(value) or _reads_outer(condition)
        if paired and any(_joins(part) and _reads_outer(part) for part in walk(condition)):
            raise DocumentError([("condition", "A helper inside another helper cannot use row.")])
        here = Side(other, self.dialect)
        top = Side(list_number, self.dialect, OUTER) if paired else None
        compiler = Compiler(here, self.types, self.join, top)
        truth = compiler.truth(condition)
        wanted = None
        if call.name in {"distinct", "highest"}:
            dated = compiler.kind(value) == "date"
            named: Facet = fixed(facet[0]) if facet else "day"
            wanted = compiler.steady(value).facet(named) if dated else compiler.plain(value)
        outer = top.used if top else set()
        keys = (by, f"{by}_pair") if paired else (by,)
        self.note(other, (*here.used, *keys))
        self.note(list_number, (*outer, *keys))
        rounds = [self.rounds[column] for column in here.used | outer if column in self.rounds]
        return HelperColumn(
            name=name, kind=_kind(call), list=list_number, other=other, by=by, paired=paired,
            round=1 + max(rounds) if rounds else 0, shared=(other, by, call),
            condition=None if condition == TRUE else truth.expr, value=wanted, reads=frozenset(here.used),
            reads_outer=frozenset(outer),
        )  # fmt: skip

    def in_rounds(self) -> list[list[HelperColumn]]:
        """Return the helpers in the order in which they can be calculated."""
        last = max(self.rounds.values(), default=-1)
        return [
            [helper for helper in self.helpers.values() if helper.round == number]
            for number in range(last + 1)
        ]


def _kind(call: Call) -> HelperKind:
    return cast("HelperKind", call.name)


def _joins(node: Node) -> bool:
    return isinstance(node, Call) and node.name in {"exists", "count", "distinct", "highest"}


def _reads_outer(node: Node) -> bool:
    """Return whether a condition on another row also reads the row under test."""
    return any(
        (isinstance(part, ColumnName | Special) and part.outer)
        or (isinstance(part, Special) and part.name == "above")
        for part in walk(node)
    )
