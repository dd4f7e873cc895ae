"""Seed errors in a synthetic council: choose the rows, change them, and label each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module

from attrs import evolve

from inspectprep.errors import UnknownNameError
from inspectprep.synth.days import Days
from inspectprep.synth.errors.case import Case, Field, RowChange, Seeder
from inspectprep.synth.random import RandomSource
from inspectprep.synth.synthetic import Cell, SeededError, SyntheticCouncil

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
def seeders() -> Mapping[str, tuple[Seeder, ...]]:
    """Return every seeder, by the rule that must find its errors."""
    by_rule: dict[str, list[Seeder]] = defaultdict(list)
    for name in _MODULES:
        for seeder in import_module(f"{_PACKAGE}.{name}").SEEDERS:
            by_rule[seeder.rule].append(seeder)
    return {rule: tuple(by_rule[rule]) for rule in sorted(by_rule)}


def seed_errors(
    data: SyntheticCouncil,
    *,
    share: float = 0.0,
    late: float = 0.0,
    per_seeder: int = 0,
    rules: Iterable[str] | None = None,
    seed: int = 0,
) -> SyntheticCouncil:
    """Return the return with errors seeded in it, and a label for each.

    A child with a seeded data error has only that error. Late practice leaves the data correct, so a
    child may be late in several ways.

    Args:
        data: A clean return.
        share: Data errors as a share of all rows, spread over the rules.
        late: Late or missing practice as a share of the rows that could be late in that way.
        per_seeder: Defects for each seeder instead of `share` and `late`.
        rules: The rules to seed errors for; all of them if None.
        seed: Another seed changes other rows.

    Raises:
        UnknownNameError: if a rule has no seeder.
    """
    known = seeders()
    for rule in rules or ():
        if rule not in known:
            raise UnknownNameError("seeder for rule", rule, list(known))
    wanted = [seeder for rule in (rules or known) for seeder in known[rule]]
    lists = _Lists(data, RandomSource(f"{data.seed}/defects/{seed}"))
    data_errors = [seeder for seeder in wanted if not seeder.practice]
    practice = [seeder for seeder in wanted if seeder.practice]
    if per_seeder:
        # An error of a whole list removes rows, so it comes before errors in rows.
        for seeder in sorted(data_errors, key=lambda seeder: not seeder.whole) + practice:
            lists.seed_errors(seeder, per_seeder)
    else:
        total = round(share * sum(data.rows(number) for number in data.cells))
        lists.spread([seeder for seeder in data_errors if not seeder.whole], total)
        for seeder in practice:
            if late:
                lists.seed_share(seeder, late)
    return lists.done()


class _Lists:
    """The cells that are being changed, and the children whose rows are affected."""

    def __init__(self, data: SyntheticCouncil, random: RandomSource) -> None:
        self.data = data
        self.days = Days(data.as_of)
        self.random = random
        self.cells = {
            number: {name: list(cells) for name, cells in columns.items()}
            for number, columns in data.cells.items()
        }
        self._order = {number: random.shuffled(range(data.rows(number))) for number in self.cells}
        self._ids = {
            number: columns["child_unique_id"]
            for number, columns in data.cells.items()
            if number != _ADOPTERS
        }
        self._rows: dict[object, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, ids in self._ids.items():
            for row, name in enumerate(ids):
                self._rows[name][number].append(row)
        for number in (10, 11):
            for row, family in enumerate(data.cells[number]["family_identifier"]):
                if family is not None:
                    self._rows["family", family][number].append(row)
        self._busy: set[object] = set()
        self._practice: dict[object, tuple[set[Field], set[Field]]] = {}
        self._drops: set[tuple[int, int]] = set()
        self.labels: list[SeededError] = []

    def owners(self, number: int, row: int) -> tuple[object, ...]:
        """Return the child and the family to which a row belongs."""
        found: list[object] = []
        if number != _ADOPTERS:
            found.append(self._ids[number][row])
        if number in {10, 11}:
            family = self.data.cells[number]["family_identifier"][row]
            if family is not None:
                found.append(("family", family))
        return tuple(found)

    def rows_of(self, number: int, row: int, other: int) -> Sequence[int]:
        """Return rows on list `other` of the same child, or of the same family to or from List 11."""
        if _ADOPTERS not in {number, other}:
            owner: object = self._ids[number][row]
        elif number in {10, 11}:
            owner = ("family", self.data.cells[number]["family_identifier"][row])
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

    def spread(self, wanted: Sequence[Seeder], total: int) -> None:
        """Seed `total` defects, turn by turn over the seeders that still find a row."""
        left = self.random.shuffled(wanted)
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

    def seed_errors(self, seeder: Seeder, count: int) -> None:
        """Seed up to `count` errors of one sort."""
        place = 0
        for _ in range(1 if seeder.whole else count):
            place = self._one(seeder, place)
            if place < 0:
                break

    def seed_share(self, seeder: Seeder, share: float) -> None:
        """Seed one sort of late practice on a share of the rows that suit it."""
        place = 0
        while place >= 0:
            place = self._one(seeder, place, share)

    def _one(self, seeder: Seeder, place: int, share: float = 1.0) -> int:
        """Seed one error at the first row that suits from `place` on; return where to go on, or -1."""
        order = self._order[seeder.list]
        while place < len(order):
            row = order[place]
            place += 1
            if share < 1 and not self.random.happens(share):
                continue
            people, rows = self._circle(seeder.list, row)
            if people & self._busy or (not seeder.practice and any(one in self._practice for one in people)):
                continue
            change = RowChange()
            if not seeder.change(Case(self, seeder.list, row, change)):
                continue
            for number, dropped in change.drops:
                others, more = self._circle(number, dropped)
                people |= others
                rows |= more
            if seeder.practice and not self._fits(people, change):
                continue
            self._commit(seeder, row, people, rows, change)
            return place
        return -1

    def _fits(self, people: set[object], change: RowChange) -> bool:
        written = set(change.writes)
        if change.drops and not people.isdisjoint(self._practice):
            return False
        for one in people & self._practice.keys():
            reads, writes = self._practice[one]
            if written & (reads | writes) or change.reads & writes:
                return False
        return True

    def _commit(
        self, seeder: Seeder, row: int, people: set[object], rows: set[tuple[int, int]], change: RowChange
    ) -> None:
        if seeder.practice:
            for one in people:
                reads, writes = self._practice.setdefault(one, (set(), set()))
                reads |= change.reads
                writes |= set(change.writes)
        if change.drops or not seeder.practice:
            self._busy |= people
        for (number, place, column), value in change.writes.items():
            self.cells[number][column][place] = value
            rows.add((number, place))
        at: tuple[int, int] = change.at or (seeder.list, row)
        for number, copied_row, values in change.copies:
            copied = self._append(number, copied_row, values)
            rows.add((number, copied))
            if change.at_copy:
                at = (number, copied)
        self._drops |= change.drops
        self.labels.append(
            SeededError(
                rule=seeder.rule,
                list=at[0],
                row=None if seeder.whole else at[1],
                column=seeder.column,
                also=seeder.also,
                touched=tuple(sorted(rows - change.drops)),
            )
        )

    def _append(self, number: int, row: int | None, values: Mapping[str, Cell]) -> int:
        columns = self.cells[number]
        for name, cells in columns.items():
            cells.append(values.get(name) if name in values or row is None else cells[row])
        return len(next(iter(columns.values()))) - 1

    def done(self) -> SyntheticCouncil:
        """Return the result, with dropped rows gone and labels pointing at the rows as they are now."""
        moved: dict[int, dict[int, int]] = {}
        for number, columns in self.cells.items():
            height = len(next(iter(columns.values())))
            remaining = [row for row in range(height) if (number, row) not in self._drops]
            if len(remaining) < height:
                moved[number] = {row: place for place, row in enumerate(remaining)}
                for name, cells in columns.items():
                    columns[name] = [cells[row] for row in remaining]
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
        return evolve(self.data, cells=self.cells, labels=(*self.data.labels, *order))
