"""Random returns full of near misses: dates at thresholds, leap days, blanks, shared children."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from inspectprep.annexa import catalogue

AS_OF = (date(2026, 11, 20), date(2024, 2, 29), date(2025, 3, 1), date(2026, 8, 31), date(2026, 4, 7))
_NEAR = (0, 1, 3, 4, 5, 7, 8, 9, 10, 14, 15, 20, 21, 22, 27, 28, 29, 42, 43, 61, 63, 64, 65, 66, 67, 91, 92)
_MONTHS = (2, 3, 4, 6, 12, 15, 24, 30)
_YEARS = (1, 2, 4, 5, 8, 10, 14, 16, 17, 18, 19, 21, 25, 26)
_NAMES = (
    "Ann Bell",
    "Bell, Ann",
    "ANN  BELL",
    "A Bell",
    "Duty Team",
    "tbc",
    "Team North",
    "team-north",
    "Jo Day",
)
_PLACES = ("Oxfordshire", "oxfordshire county council", "Kent", "WAL", "CON")


def _back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def a_date(random: Random, as_of: date) -> date | None:
    """Return a date near some threshold, or None."""
    kind = random.random()
    if kind < 0.2:
        return None
    if kind < 0.5:
        return as_of - timedelta(days=random.choice(_NEAR))
    slack = timedelta(days=random.choice((-1, 0, 0, 1)))
    if kind < 0.75:
        return _back(as_of, random.choice(_MONTHS)) + slack
    if kind < 0.85:
        return as_of + timedelta(days=random.choice((1, 5, 90)))
    return as_of - timedelta(days=random.randrange(1200))


def a_birth(random: Random, as_of: date) -> date | None:
    """Return a date of birth near some birthday, a leap day, an expected date, or None."""
    kind = random.random()
    if kind < 0.1:
        return None
    if kind < 0.2:
        return date(random.choice((2000, 2004, 2008, 2020)), 2, 29)
    if kind < 0.3:
        return as_of + timedelta(days=random.choice((1, 100, 279, 281)))
    return _back(as_of, 12 * random.choice(_YEARS)) + timedelta(days=random.choice((-1, 0, 1, 40)))


def a_return(seed: int, rows: int = 12) -> tuple[date, dict[int, list[dict[str, Any]]]]:
    """Return a list date and rows by list; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - synthetic rows
    as_of = random.choice(AS_OF)
    children = [f"C{n}" for n in range(max(3, rows // 2))]
    born = {child: a_birth(random, as_of) for child in children}
    made: dict[int, list[dict[str, Any]]] = {}
    for number, one in catalogue.lists().items():
        if random.random() < 0.08:
            continue
        made[number] = [_row(random, as_of, one, children, born) for _ in range(rows)]
        made[number] += [dict(random.choice(made[number])) for _ in range(2)]
    return as_of, made


def _row(
    random: Random, as_of: date, one: Any, children: list[str], born: dict[str, date | None]
) -> dict[str, Any]:
    child = random.choice(children)
    row: dict[str, Any] = {}
    for column in one.columns:
        if column.name == "child_unique_id":
            row[column.name] = None if random.random() < 0.05 else random.choice((child, child.lower()))
        elif column.name == "date_of_birth":
            row[column.name] = born[child] if random.random() < 0.85 else a_birth(random, as_of)
        elif column.type == "id":
            row[column.name] = random.choice((None, "F1", "F2", "A3", "XXXXXXX"))
        elif column.type == "date":
            row[column.name] = a_date(random, as_of)
        elif column.type in {"integer", "age"}:
            row[column.name] = random.choice((None, -1 if column.type == "age" else 0, 0, 1, 2, 3, 17, 18))
        elif column.name == "la_of_placement":
            row[column.name] = random.choice((None, *_PLACES))
        elif column.type == "category":
            codes = catalogue.code_set(column.codes).codes
            row[column.name] = None if random.random() < 0.15 else random.choice(codes).code
        else:
            row[column.name] = random.choice((None, *_NAMES))
    return row
