"""Keeping records: durable adds with bare SQLite commits, and opening ten thousand with reading them bare."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from datetime import date, timedelta
from pathlib import Path

from timing import paired, show

from inspectprep import Workspace
from inspectprep.codec import plain
from inspectprep.model.evidence import EvidenceItem, EvidenceKind

ADDS = 1_000
RECORDS = 10_000
_KINDS = tuple(EvidenceKind)


def item(number: int) -> EvidenceItem:
    """Make a record as a council would: some words, a role, a date or two."""
    return EvidenceItem(
        title=f"Audit of child protection plans, sample {number}",
        kind=_KINDS[number % len(_KINDS)],
        says="Nine in ten plans were written within the time; views of children are recorded in most.",
        judgements=("impact_of_leaders", "help_and_protection"),
        owner="qa",
        recorded=date(2026, 1, 1) + timedelta(days=number % 300),
    )


def bare(path: Path) -> sqlite3.Connection:
    """Make a database that keeps its promises and does nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, document TEXT)")
    return connection


def adds(folder: Path) -> None:
    """Add records one by one, each durable before the next; bare: the same documents, a commit each."""
    items = [item(number) for number in range(ADDS)]
    texts = [json.dumps(plain(each)) for each in items]
    made = 0

    def ours() -> None:
        nonlocal made
        made += 1
        with Workspace.create(
            folder / f"{made}", authority="B", variant="ilacs-short", load_plugins=False
        ) as workspace:
            for each in items:
                workspace.records.add(each, by="bench")

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
        f"{ADDS:,} durable adds",
        (f"{ADDS / mine:,.0f} a second", f"{mine / floor:.2f} times bare commits (target: 3)"),
    )


def opening(folder: Path) -> None:
    """Open a workspace and read every record as a value; bare: read and parse the same documents."""
    new = Workspace.create(folder / "full", authority="B", variant="ilacs-short", load_plugins=False)
    with new, new.records.transaction():
        for number in range(RECORDS):
            new.records.add(item(number), by="bench")
    path = folder / "bare.sqlite"
    connection = bare(path)
    connection.executemany(
        "INSERT INTO records (document) VALUES (?)",
        [(json.dumps(plain(item(number))),) for number in range(RECORDS)],
    )
    connection.close()

    def ours() -> object:
        with Workspace.open(folder / "full", load_plugins=False) as workspace:
            return workspace.records.all(EvidenceItem)

    def theirs() -> object:
        reading = sqlite3.connect(path)
        found = [json.loads(text) for (text,) in reading.execute("SELECT document FROM records ORDER BY id")]
        reading.close()
        return found

    def values() -> object:
        reading = sqlite3.connect(path)
        found = [
            _value(json.loads(text))
            for (text,) in reading.execute("SELECT document FROM records ORDER BY id")
        ]
        reading.close()
        return found

    def readiness() -> object:
        with Workspace.open(folder / "full", load_plugins=False) as workspace:
            return workspace.readiness(date(2027, 1, 11))

    mine, other = paired(readiness, values, rounds=7)
    show(
        f"open and answer whether we are ready from {RECORDS:,} records, beside reading them bare",
        (f"{mine * 1000:,.0f} ms", f"{mine / other:.2f} times (target: 3)"),
    )
    for name, floor in (("as dicts", theirs), ("as values", values)):
        mine, other = paired(ours, floor, rounds=7)
        show(
            f"open and read {RECORDS:,} records, beside reading them bare {name}",
            (f"{mine * 1000:,.0f} ms", f"{mine / other:.2f} times (target: 3)"),
        )


def _value(document: dict[str, object]) -> EvidenceItem:
    document["kind"] = EvidenceKind(document["kind"])
    document["judgements"] = tuple(document["judgements"])  # type: ignore[arg-type]
    document["recorded"] = date.fromisoformat(str(document["recorded"]))
    return EvidenceItem(**document)  # type: ignore[arg-type]


def main() -> None:
    """Measure both in a folder of the current disk, since that is what is waited for."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as name:
        adds(Path(name))
        opening(Path(name))


if __name__ == "__main__":
    main()
