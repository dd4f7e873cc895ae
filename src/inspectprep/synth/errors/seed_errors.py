"""Plants defects: which rows are broken, how many, and what is written down about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import UnknownNameError
from inspectprep.synth.days import Days
from inspectprep.synth.errors.case import Case, Change, Field, Planter
from inspectprep.synth.random import Chance
from inspectprep.synth.synthetic import Planted, Synthetic

if TYPE_CHECKING:
    from inspectprep.synth.synthetic import Cell

__all__ = ["plant", "planters"]

_MODULES = (
    "windows",
    "fields",
    "children_in_need",
    "protection",
    "care",
    "care_leavers",
    "adoption",
    "lists",
    "pairs",
    "late",
    "late_care",
)
_PACKAGE = __name__.rpartition(".")[0]
_ADOPTERS = 11


@cache
def planters() -> Mapping[str, tuple[Planter, ...]]:
    """Return every planter, by the rule that must find its work."""
    found: dict[str, list[Planter]] = defaultdict(list)
    for name in _MODULES:
        for planter in import_module(f"{_PACKAGE}.{name}").PLANTERS:
            found[planter.rule].append(planter)
    return {rule: tuple(found[rule]) for rule in sorted(found)}


def plant(
    made: Synthetic,
    *,
    share: float = 0.0,
    late: float = 0.0,
    each: int = 0,
    rules: Iterable[str] | None = None,
    seed: int = 0,
) -> Synthetic:
    """Return the return with defects planted in it, and a label for each.

    A child with a planted data defect has that one defect; late practice leaves the data right, so a
    child may be late in several ways.

    Args:
        made: A clean return.
        share: Data defects as a share of all rows, spread over the rules.
        late: Late or missing practice as a share of the rows that could be late in that way.
        each: Defects for each planter instead of `share` and `late`.
        rules: Rules to plant for; all of them without.
        seed: Another seed breaks other rows.

    Raises:
        UnknownNameError: if a rule has no planter.
    """
    known = planters()
    for rule in rules or ():
        if rule not in known:
            raise UnknownNameError("planter for rule", rule, list(known))
    wanted = [planter for rule in (rules or known) for planter in known[rule]]
    lists = _Lists(made, Chance(f"{made.seed}/defects/{seed}"))
    data = [planter for planter in wanted if not planter.practice]
    practice = [planter for planter in wanted if planter.practice]
    if each:
        # A defect of a whole list takes rows out, so it comes before anything is planted in them.
        for planter in sorted(data, key=lambda planter: not planter.whole) + practice:
            lists.plant(planter, each)
    else:
        total = round(share * sum(made.rows(number) for number in made.cells))
        lists.spread([planter for planter in data if not planter.whole], total)
        for planter in practice:
            if late:
                lists.plant_share(planter, late)
    return lists.done()


class _Lists:
    """The cells being changed, and who has been touched."""

    def __init__(self, made: Synthetic, chance: Chance) -> None:
        self.made = made
        self.days = Days(made.as_of)
        self.chance = chance
        self.cells = {
            number: {name: list(cells) for name, cells in columns.items()}
            for number, columns in made.cells.items()
        }
        self._order = {number: chance.shuffled(range(made.rows(number))) for number in self.cells}
        self._ids = {
            number: columns["child_unique_id"]
            for number, columns in made.cells.items()
            if number != _ADOPTERS
        }
        self._rows: dict[object, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, ids in self._ids.items():
            for row, name in enumerate(ids):
                self._rows[name][number].append(row)
        for number in (10, 11):
            for row, family in enumerate(made.cells[number]["family_identifier"]):
                if family is not None:
                    self._rows["family", family][number].append(row)
        self._busy: set[object] = set()
        self._practice: dict[object, tuple[set[Field], set[Field]]] = {}
        self._drops: set[tuple[int, int]] = set()
        self.labels: list[Planted] = []

    def owners(self, number: int, row: int) -> tuple[object, ...]:
        """Return the child and the family to which a row belongs."""
        found: list[object] = []
        if number != _ADOPTERS:
            found.append(self._ids[number][row])
        if number in {10, 11}:
            family = self.made.cells[number]["family_identifier"][row]
            if family is not None:
                found.append(("family", family))
        return tuple(found)

    def rows_of(self, number: int, row: int, other: int) -> Sequence[int]:
        """Return rows on list `other` of the same child, or of the same family to or from List 11."""
        if _ADOPTERS not in {number, other}:
            owner: object = self._ids[number][row]
        elif number in {10, 11}:
            owner = ("family", self.made.cells[number]["family_identifier"][row])
        else:
            return ()
        return self._rows[owner].get(other, ()) if owner in self._rows else ()

    def _circle(self, number: int, row: int) -> tuple[set[object], set[tuple[int, int]]]:
        """Return everyone whose rows a change here can affect, and all those rows."""
        people: set[object] = set()
        rows: set[tuple[int, int]] = set()
        waiting = list(self.owners(number, row))
        while waiting:
            owner = waiting.pop()
            if owner in people:
                continue
            people.add(owner)
            for other, places in self._rows[owner].items():
                for place in places:
                    rows.add((other, place))
                    waiting.extend(self.owners(other, place))
        return people, rows

    def spread(self, wanted: Sequence[Planter], total: int) -> None:
        """Plant `total` defects, turn by turn over the planters that still find a row."""
        left = self.chance.shuffled(wanted)
        places = dict.fromkeys(range(len(left)), 0)
        active = list(range(len(left)))
        while total > 0 and active:
            for which in tuple(active):
                if total <= 0:
                    break
                places[which] = self._one(left[which], places[which])
                if places[which] < 0:
                    active.remove(which)
                else:
                    total -= 1

    def plant(self, planter: Planter, count: int) -> None:
        """Plant up to `count` defects of one sort."""
        place = 0
        for _ in range(1 if planter.whole else count):
            place = self._one(planter, place)
            if place < 0:
                break

    def plant_share(self, planter: Planter, share: float) -> None:
        """Plant one sort of late practice on a share of the rows that suit it."""
        place = 0
        while place >= 0:
            place = self._one(planter, place, share)

    def _one(self, planter: Planter, place: int, share: float = 1.0) -> int:
        """Plant one defect at the first row that suits from `place` on; return where to go on, or -1."""
        order = self._order[planter.list]
        while place < len(order):
            row = order[place]
            place += 1
            if share < 1 and not self.chance.happens(share):
                continue
            people, rows = self._circle(planter.list, row)
            if people & self._busy or (not planter.practice and any(one in self._practice for one in people)):
                continue
            change = Change()
            if not planter.change(Case(self, planter.list, row, change)):
                continue
            for number, dropped in change.drops:
                others, more = self._circle(number, dropped)
                people |= others
                rows |= more
            if planter.practice and not self._fits(people, change):
                continue
            self._commit(planter, row, people, rows, change)
            return place
        return -1

    def _fits(self, people: set[object], change: Change) -> bool:
        written = set(change.writes)
        if change.drops and not people.isdisjoint(self._practice):
            return False
        for one in people & self._practice.keys():
            reads, writes = self._practice[one]
            if written & (reads | writes) or change.reads & writes:
                return False
        return True

    def _commit(
        self, planter: Planter, row: int, people: set[object], rows: set[tuple[int, int]], change: Change
    ) -> None:
        if planter.practice:
            for one in people:
                reads, writes = self._practice.setdefault(one, (set(), set()))
                reads |= change.reads
                writes |= set(change.writes)
        if change.drops or not planter.practice:
            self._busy |= people
        for (number, place, column), value in change.writes.items():
            self.cells[number][column][place] = value
            rows.add((number, place))
        at: tuple[int, int] = change.at or (planter.list, row)
        for number, copied_row, values in change.copies:
            copied = self._append(number, copied_row, values)
            rows.add((number, copied))
            if change.at_copy:
                at = (number, copied)
        self._drops |= change.drops
        self.labels.append(
            Planted(
                rule=planter.rule,
                list=at[0],
                row=None if planter.whole else at[1],
                column=planter.column,
                also=planter.also,
                touched=tuple(sorted(rows - change.drops)),
            )
        )

    def _append(self, number: int, row: int | None, values: Mapping[str, Cell]) -> int:
        columns = self.cells[number]
        for name, cells in columns.items():
            cells.append(values.get(name) if name in values or row is None else cells[row])
        return len(next(iter(columns.values()))) - 1

    def done(self) -> Synthetic:
        """Return the result, with dropped rows gone and labels pointing at the rows as they are now."""
        moved: dict[int, dict[int, int]] = {}
        for number, columns in self.cells.items():
            height = len(next(iter(columns.values())))
            kept = [row for row in range(height) if (number, row) not in self._drops]
            if len(kept) < height:
                moved[number] = {row: place for place, row in enumerate(kept)}
                for name, cells in columns.items():
                    columns[name] = [cells[row] for row in kept]
        labels = [
            evolve(
                label,
                row=label.row if label.row is None else moved.get(label.list, {}).get(label.row, label.row),
                touched=tuple(
                    (number, moved.get(number, {}).get(row, row))
                    for number, row in label.touched
                    if (number, row) not in self._drops
                ),
            )
            for label in self.labels
        ]
        order = sorted(labels, key=lambda label: (label.list, label.row or 0, label.rule))
        return evolve(self.made, cells=self.cells, labels=(*self.made.labels, *order))
