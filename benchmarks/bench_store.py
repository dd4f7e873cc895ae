"""Records: durable adds beside bare SQLite commits, and answers beside reading the values they need."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from mixed import mixed_records
from timing import paired, show

from inspectprep import Workspace
from inspectprep.codec import plain
from inspectprep.model.record import RECORD_KINDS, kind_of_record

ADDS = 1_000
RECORDS = 10_000
GROWTH = (1_000, 10_000, 100_000)
MONDAYS = 52


def bare(path: Path) -> sqlite3.Connection:
    """Make a database that keeps its promises and does nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, kind TEXT, document TEXT)")
    return connection


def adds(folder: Path) -> None:
    """Add records one by one, each durable before the next; bare: the same documents, a commit each."""
    values = [*mixed_records(ADDS)]
    texts = [json.dumps(plain(value)) for value in values]
    made = 0

    def ours() -> None:
        nonlocal made
        made += 1
        with Workspace.create(
            folder / f"{made}", authority="B", variant="ilacs-short", load_plugins=False
        ) as workspace:
            for value in values:
                workspace.records.add(value, by="bench")

    def theirs() -> None:
        nonlocal made
        made += 1
        connection = bare(folder / f"bare-{made}.sqlite")
        for text in texts:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO records (document) VALUES (?)", (text,))
            connection.execute("COMMIT")
        connection.close()

    mine, floor = paired(ours, theirs, rounds=5)
    show(
        f"{ADDS:,} durable adds of mixed records",
        (f"{ADDS / mine:,.0f} a second", f"{mine / floor:.2f} times bare commits (target: 3)"),
    )


def filled(folder: Path, number: int) -> Path:
    """Make a workspace with this number of mixed records."""
    place = folder / f"full-{number}"
    folder.mkdir(exist_ok=True)
    new = Workspace.create(place, authority="B", variant="ilacs-short", load_plugins=False)
    count: Counter[str] = Counter()
    with new, new.store.transaction():
        for value in mixed_records(number):
            kind = kind_of_record(value)
            count[kind.word] += 1
            document = {key: held for key, held in plain(value).items() if key != "id"}
            new.store.append(kind.word, f"{kind.prefix}-{count[kind.word]}", document, by="bench")
    return place


def answers(folder: Path) -> None:
    """Answer whether we are ready, for one call and for a year of Mondays; beside reading the values."""
    place = filled(folder, RECORDS)

    def values() -> object:
        with Workspace.open(place, load_plugins=False) as workspace:
            return [workspace.records.all(word) for word in RECORD_KINDS]

    def answer() -> object:
        with Workspace.open(place, load_plugins=False) as workspace:
            return workspace.readiness(date(2027, 1, 11))

    def year() -> object:
        with Workspace.open(place, load_plugins=False) as workspace:
            return workspace.readiness_by_call(MONDAYS)

    path = folder / "bare.sqlite"
    connection = bare(path)
    connection.executemany(
        "INSERT INTO records (kind, document) VALUES (?, ?)",
        [(kind_of_record(value).word, json.dumps(plain(value))) for value in mixed_records(RECORDS)],
    )
    connection.close()

    def dicts() -> Any:
        reading = sqlite3.connect(path)
        found = [json.loads(text) for (text,) in reading.execute("SELECT document FROM records ORDER BY id")]
        reading.close()
        return found

    for name, ours, theirs, what, target in (
        ("open and read as values", values, dicts, "reading them bare as dicts", 3),
        ("open and answer for one call", answer, values, "reading their values", 1.5),
        (f"answer for {MONDAYS} Mondays", year, answer, "one answer", 3),
    ):
        mine, other = paired(ours, theirs, rounds=9)
        show(
            f"{name}, {RECORDS:,} mixed records",
            (f"{mine * 1000:,.0f} ms", f"{mine / other:.2f} times {what} (target: {target})"),
        )


def growth(folder: Path) -> None:
    """Answer from ever more records: the cost of each record must not grow."""
    costs = []
    for number in GROWTH:
        place = filled(folder, number)

        def answer(place: Path = place) -> object:
            with Workspace.open(place, load_plugins=False) as workspace:
                return workspace.readiness(date(2027, 1, 11))

        mine, _ = paired(answer, lambda: None, rounds=3)
        costs.append((number, mine))
    base = costs[0][1] / costs[0][0]
    show(
        "one answer, by the number of mixed records",
        [
            f"{number:,}: {spent * 1000:,.0f} ms, {spent / number / base:.2f} times the cost of a record"
            for number, spent in costs
        ],
    )


def main() -> None:
    """Measure in a folder of the current disk, since that is what is waited for."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as name:
        adds(Path(name))
        answers(Path(name))
        growth(Path(name) / "growth")


if __name__ == "__main__":
    main()
