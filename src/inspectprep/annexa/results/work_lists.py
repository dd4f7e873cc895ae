"""Work lists: for each team and worker what to correct, what is late, and what falls due soon.

What falls due is found with the rules themselves. They are run for every day ahead, as if nothing more were
recorded. The first day on which a rule finds something is the day after the last on which it is in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from attrs import evolve, field

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.engine.name_forms import name_key, worker_key
from inspectprep.annexa.results.result import CheckResult
from inspectprep.calendar.working import england
from inspectprep.dataframes import pl
from inspectprep.errors import InspectPrepError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.document import never_written
from inspectprep.model.finding import Nature, Severity
from inspectprep.model.representation import frozen

AHEAD = (5, 10, 20)
"""The working days after the list date within which something falls due."""
TEAM, WORKER = "team", "worker"
_KEY = ["rule", "list", "place", "row", "column"]
_TIMED = re.compile(r"days\(.*?, as_of\)|\bas_of\)? >=? add_\w+\(")
"""A condition that compares the list date with a day or a number of days. It holds from some day on."""
_HOLDERS = {TEAM: ("allocated_team",), WORKER: ("allocated_worker", "allocated_personal_advisor")}


class WorkKind(StrEnum):
    """The kind of an item.

    Attributes:
        CORRECT: Data to correct or to check.
        LATE: Practice that is late, or that inspectors will ask about.
        DUE: Practice that falls due.
    """

    CORRECT = "correct"
    LATE = "late"
    DUE = "due"


@never_written
@frozen(kw_only=True)
class WorkItem:
    """One thing to do about a child: child-level data for its owner.

    Attributes:
        kind: The kind.
        rule: The id of the rule.
        severity: The severity of the finding, now or once it is late.
        message: What is wrong, or will be.
        guidance: What to do.
        list: The number of the list. None for a whole file.
        file: The name of the file.
        sheet: The name of the sheet.
        cell: The cell in the council's file.
        heading: The heading of the column.
        identifier: The identifier of the child, as supplied.
        team: The team on the row.
        worker: The worker on the row. On List 9 it may be the personal adviser.
        due: The last working day on which it is in time. None unless it falls due.
        within: The fewest of 5, 10 and 20 working days within which it falls due.
        explained: The council's reason for accepting it. None if it is not explained.
    """

    kind: WorkKind
    rule: str
    severity: Severity
    message: str
    guidance: str
    list: int | None = None
    file: str = ""
    sheet: str = ""
    cell: str = ""
    heading: str = ""
    identifier: str = field(default="", repr=False)
    team: str = field(default="", repr=False)
    worker: str = field(default="", repr=False)
    due: date | None = None
    within: int | None = None
    explained: str | None = None


@never_written
@frozen(kw_only=True)
class WorkList:
    """The items of one team or one worker.

    Attributes:
        by: ``team`` or ``worker``.
        owner: The name as written for most children. Empty for rows without one.
        items: What to correct, what is late, and what falls due, in this order.
    """

    by: str
    owner: str = field(repr=False)
    items: tuple[WorkItem, ...]

    def of(self, kind: WorkKind) -> tuple[WorkItem, ...]:
        """Return the items of a kind."""
        return tuple(item for item in self.items if item.kind is kind)

    def due_within(self, days: int) -> int:
        """Return how many items fall due within a number of working days: 5, 10 or 20."""
        return sum(item.within is not None and item.within <= days for item in self.items)


@never_written
@frozen(kw_only=True)
class WorkLists:
    """The work lists of a return.

    Attributes:
        as_of: The list date, from which days are counted.
        until: The last working day that was looked at.
        lists: By kind of owner and name. Rows without an owner have a list of their own at the end.
        identifiers: The identifiers of all children, families and adopters. No file may be named after one.
    """

    as_of: date
    until: date
    lists: tuple[WorkList, ...]
    identifiers: frozenset[str] = field(default=frozenset(), repr=False)


@checked_arguments
def worklists(result: CheckResult, *, by: Sequence[str] = (TEAM, WORKER)) -> WorkLists:
    """Return what each team and each worker has to do.

    Names that differ only in case, spaces or punctuation are one owner, as in the rules about names.

    Args:
        result: The result of a check.
        by: ``team``, ``worker`` or both.

    Raises:
        InspectPrepError: if the list date is not known.
        OutOfRangeError: if the bank holidays of the days ahead are not known.
    """
    as_of = result.dataset.as_of
    if as_of is None:
        raise InspectPrepError(
            "Without a list date it is not known what falls due.", remedy="Give the date of the lists."
        )
    until = england().add(as_of, AHEAD[-1])
    items = [*_items(result, result.findings, explained=True), *_due_items(result, as_of, until)]
    lists = [one for each in by for one in _by_owner(items, each, result)]
    return WorkLists(as_of=as_of, until=until, lists=tuple(lists), identifiers=_identifiers(result))


def _identifiers(result: CheckResult) -> frozenset[str]:
    return frozenset(
        text
        for number, table in result.dataset.tables.items()
        for column in catalogue.lists()[number].columns
        if column.type == "id" and column.name in table.columns and column.name != "placement_urn"
        for text in table.frame[column.name].drop_nulls().unique().to_list()
    )


def _by_owner(items: Iterable[WorkItem], by: str, result: CheckResult) -> Iterator[WorkList]:
    key = name_key if by == TEAM else worker_key
    no_owner = {name_key(name) for name in result.policy["placeholder_names"]}
    found: dict[str, list[WorkItem]] = {}
    spellings: dict[str, dict[str, set[tuple[int | None, str]]]] = {}
    for item in items:
        name = item.team if by == TEAM else item.worker
        owner = "" if name_key(name) in no_owner else key(name)
        found.setdefault(owner, []).append(item)
        if owner:
            # A child counts once, because the odd spelling itself may have findings.
            spellings.setdefault(owner, {}).setdefault(name, set()).add((item.list, item.identifier))
    for owner in sorted(found, key=lambda name: (not name, name)):
        ranks = {spelling: (len(on), spelling) for spelling, on in spellings.get(owner, {}).items()}
        name = max(ranks, key=lambda spelling: ranks[spelling], default="")
        yield WorkList(by=by, owner=" ".join(name.split()), items=tuple(found[owner]))


def _due_items(result: CheckResult, as_of: date, until: date) -> Iterator[WorkItem]:
    """Return what falls due, in the order of days."""
    rules = [rule for rule in result.rules.values() if _is_timed(rule)]
    calendar = england()
    # Something that must be done by a Friday is late on the Monday.
    last = calendar.add(until, 1)
    chosen = result.findings["list"].unique() if result.unfiltered is not None else None
    seen = run_rules(result.dataset, rules, result.policy).findings.select(_KEY)
    for ahead in range(1, (last - as_of).days + 1):
        late_on = as_of + timedelta(ahead)
        found = run_rules(evolve(result.dataset, as_of=late_on), rules, result.policy).findings
        new = found.join(seen, on=_KEY, how="anti", nulls_equal=True, maintain_order="left")
        if chosen is not None:
            new = new.filter(pl.col("list").is_in(chosen.implode()))
        if not new.height:
            continue
        seen = pl.concat([seen, new.select(_KEY)])
        due = max(as_of, calendar.on_or_before(late_on - timedelta(1)))
        days = max(0, calendar.between(as_of, due))
        within = next(number for number in AHEAD if days <= number)
        for item in _items(result, new):
            yield evolve(item, kind=WorkKind.DUE, due=due, within=within)


def _is_timed(rule: Rule) -> bool:
    return rule.nature is Nature.PRACTICE and any(_TIMED.search(one.when) for one in rule.outcomes)


def _items(result: CheckResult, findings: pl.DataFrame, *, explained: bool = False) -> Iterator[WorkItem]:
    cells = each_cell(findings.with_row_index("__at"))
    for row in _with_holders(cells, result).iter_rows(named=True):
        explanation = result.explained.by_finding.get(row["__at"]) if explained else None
        if row["nature"] == Nature.MEASURE:
            continue
        place = result.place(row["place"])
        column = row["column"]
        cell = ""
        if place is not None and row["row"] is not None:
            known = column if column in place.letters else next(iter(place.letters), None)
            cell = place.cell(known, row["row"]) if known else f"row {row['row']}"
        yield WorkItem(
            kind=WorkKind.LATE if row["nature"] == Nature.PRACTICE else WorkKind.CORRECT,
            rule=row["rule"],
            severity=Severity(row["severity"]),
            message=result.message(row["rule"], row["note"]),
            guidance=result.rules[row["rule"]].guidance,
            list=row["list"],
            file=place.file if place else "",
            sheet=place.sheet if place else "",
            cell=cell,
            heading=(place.headings.get(column, column) if place else column) if column else "",
            identifier=row["identifier"] or "",
            team=row[TEAM] or "",
            worker=row[WORKER] or "",
            explained=explanation.reason if explanation else None,
        )


def _with_holders(findings: pl.DataFrame, result: CheckResult) -> pl.DataFrame:
    """Return the findings with the identifier, team and worker of their rows, in their order."""
    parts = []
    for list_number, table in result.dataset.tables.items():
        first = catalogue.lists()[list_number].columns[0].name
        parts.append(
            table.frame.select(
                pl.lit(list_number, pl.Int8).alias("list"),
                pl.col("__place").alias("place"),
                pl.col("__row").alias("row"),
                _first_of((f"{first}__raw",) if first in table.columns else (), "identifier"),
                *(
                    _first_of([name for name in names if name in table.columns], holder)
                    for holder, names in _HOLDERS.items()
                ),
            )
        )
    names = ("identifier", *_HOLDERS)
    if not parts:
        return findings.with_columns(pl.lit(None, pl.String).alias(name) for name in names)
    holders = pl.concat(parts)
    return findings.join(holders, on=["list", "place", "row"], how="left", maintain_order="left")


def _first_of(names: Iterable[str], alias: str) -> pl.Expr:
    """Return the first of several columns that is filled in a row."""
    texts = [pl.col(name).cast(pl.String) for name in names]
    return pl.coalesce([*texts, pl.lit(None, pl.String)]).alias(alias)
