"""The contract of report formats passes a good format, and fails for each way to break it."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import evolve

from inspectprep.model.report import (
    Block,
    Bullets,
    DrawnBlock,
    Fold,
    Paragraph,
    Report,
    Table,
    Tiles,
    TimelineChart,
)
from inspectprep.model.report_blocks import Tag
from inspectprep.plugins import ReportProvider
from inspectprep.reports.plugin import DRAWN
from inspectprep.testing import ReportContract
from inspectprep.testing.contracts.report_content import values_of
from tests.testing.fakes import Plugin, broken, message_of
from tests.whole import whole

EVERYTHING = "test_drops_nothing_of_a_long_report"
ALONE = "test_writes_to_its_stream_alone"


def lines_of(block: Block) -> Iterator[str]:
    """Yield everything that a block has, in lines."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield from (" | ".join(map(str, row)) for row in (block.columns, *block.rows))
    elif isinstance(block, Tiles):
        yield from (f"{tile.title} {tile.value} {tile.rating} {tile.detail}" for tile in block.tiles)
    elif isinstance(block, TimelineChart):
        yield from (f"{span.title}: {span.start}" for span in block.spans)
    else:
        yield from _drawn(block)


def _drawn(block: object) -> Iterator[str]:
    """Yield everything of a block that a format of a plugin draws if it says so."""
    yield from (f"{value}" for value in values_of(block))


def text_of(report: Report) -> str:
    """Return everything that a report has, as text."""
    lines = [report.classification.value, report.title, report.subtitle]
    for section in report.sections:
        lines += [section.title, *(line for block in section.blocks for line in lines_of(block))]
    return "\n".join(lines) + "\n"


def write_well(report: Report, stream: Any) -> None:
    """Write what the contract asks for."""
    stream.write(text_of(report).encode())


def contract(write: Any, leaves_out: dict[str, str] | None = None, **changes: Any) -> ReportContract:
    """Return the contract of a plugin with one format."""
    values = {"id": "ours", "summary": "Ours", "suffix": ".ours", "media_type": "text/plain"} | changes
    sentences = leaves_out or {}

    class Ours(ReportContract):
        plugin = Plugin(ReportProvider(target=write, **values))
        leaves_out = sentences

    return Ours()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder into which a bad plugin may write."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_a_good_format_passes() -> None:
    """A format that writes everything keeps the contract."""
    assert broken(contract(write_well)) == set()


def write_nothing(report: Report, stream: Any) -> None:
    """Write nothing."""


def write_without_marking(report: Report, stream: Any) -> None:
    """Leave the classification out."""
    stream.write(report.title.encode())


def write_and_close(report: Report, stream: Any) -> None:
    """Close the stream of the caller."""
    write_well(report, stream)
    stream.close()


def write_markup(report: Report, stream: Any) -> None:
    """Let text through as markup."""
    write_well(report, stream)
    stream.write(whole(report.sections).encode())


@pytest.mark.parametrize(
    ("write", "changes", "test"),
    [
        (write_nothing, {}, "test_writes_every_kind_of_block"),
        (write_without_marking, {}, "test_carries_the_title_and_the_classification"),
        (write_markup, {"media_type": "text/html"}, "test_text_is_never_taken_for_markup"),
        (write_well, {"suffix": "txt"}, "test_plugin_loads_without_a_problem"),
        (write_well, {"id": "Our Format"}, "test_plugin_loads_without_a_problem"),
        (write_well, {"summary": ""}, "test_providers_describe_themselves"),
        ("nowhere:write", {}, "test_plugin_loads_without_a_problem"),
    ],
)
def test_a_format_that_breaks_the_contract_is_caught(write: Any, changes: dict[str, Any], test: str) -> None:
    """Each rule of the contract can fail."""
    assert message_of(contract(write, **changes), test)


def test_closing_the_stream_is_caught() -> None:
    """The caller closes the stream."""
    with pytest.raises((AssertionError, ValueError), match="closed"):
        contract(write_and_close).test_writes_every_kind_of_block()


def adding_to_a_list() -> Callable[..., None]:
    """Return a writer that writes the earlier reports too."""
    reports: list[Report] = []

    def write(report: Report, stream: Any) -> None:
        reports.append(report)
        stream.write("".join(map(text_of, reports)).encode())

    return write


def cached(key: Callable[[Report], object]) -> Callable[..., None]:
    """Return a writer that keeps its texts by something that two reports can share."""
    texts: dict[object, str] = {}

    def write(report: Report, stream: Any) -> None:
        stream.write(texts.setdefault(key(report), text_of(report)).encode())

    return write


def numbered() -> Callable[..., None]:
    """Return a writer that counts its reports."""
    numbers = iter(range(10_000))

    def write(report: Report, stream: Any) -> None:
        stream.write(f"Report number {next(numbers)}\n{text_of(report)}".encode())

    return write


@pytest.mark.parametrize(
    "write",
    [
        adding_to_a_list(),
        cached(lambda report: report.title),
        cached(lambda report: report.kind),
        cached(lambda report: len(report.sections)),
        numbered(),
    ],
    ids=["all", "by title", "by kind", "by sections", "counted"],
)
def test_a_format_that_remembers_earlier_reports_is_caught(write: Any) -> None:
    """Whether it adds them, takes them for this one, or counts them."""
    told = message_of(contract(write), "test_remembers_no_earlier_report")
    assert "Keep nothing between calls" in told


@pytest.mark.parametrize(
    ("added", "test"),
    [
        (random.random, "test_gives_the_same_every_time"),
        (object, "test_gives_the_same_every_time"),
        (date.today, "test_does_not_depend_on_today"),
        (lambda: datetime.now(UTC).year, "test_does_not_depend_on_today"),
    ],
    ids=["chance", "memory", "day", "year"],
)
def test_a_format_that_varies_between_runs_is_caught(added: Callable[[], object], test: str) -> None:
    """With chance, with places in memory, or with the day."""

    def write(report: Report, stream: Any) -> None:
        seen.append(added())  # what is in memory has a place of its own
        stream.write(f"{text_of(report)}{seen[-1]}\n".encode())

    seen: list[object] = []
    assert "It may depend only on its arguments" in message_of(contract(write), test)


PLUGIN = """
from datetime import date
from inspectprep.plugins import ReportProvider, hookimpl

TODAY = date.today()
WORDS = {"one", "two", "three", "four", "five", "six", "seven", "eight"}


def write(report, stream):
    stream.write(f"{report.title} ADDED".encode())


@hookimpl
def inspectprep_reports():
    return [ReportProvider(id="ours", summary="Ours", target=write, suffix=".ours", media_type="text/plain")]
"""


@pytest.mark.parametrize("added", ["{TODAY}", "{' '.join(WORDS)}"])
def test_a_format_that_varies_between_processes_is_caught(
    added: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the day on which it was imported, or with the order of a set."""
    name = f"plugin_{tmp_path.name}"
    (tmp_path / f"{name}.py").write_text(PLUGIN.replace("ADDED", added), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    class Ours(ReportContract):
        plugin = name

    told = message_of(Ours(), "test_gives_the_same_in_another_process")
    assert "different in" in told
    assert message_of(Ours(), "test_gives_the_same_every_time") == ""


def beside(act: Callable[[], object]) -> Callable[..., None]:
    """Return a writer that does something else too."""

    def write(report: Report, stream: Any) -> None:
        write_well(report, stream)
        act()

    return write


def to_a_temporary_file() -> None:
    """Leave a file in the temporary folder."""
    number, _ = tempfile.mkstemp()
    os.close(number)


def to_the_home_folder() -> None:
    """Leave a file in the home folder."""
    (Path.home() / "log.txt").touch()


def to_another_program() -> None:
    """Start a program."""
    subprocess.run([sys.executable, "-c", ""], check=True)


def to_another_computer() -> None:
    """Try to connect."""
    with socket.socket() as connection:
        connection.connect_ex(("127.0.0.1", 9))


BESIDE: dict[str, Callable[[], object]] = {
    "leaves the file 'copy.txt'": lambda: Path("copy.txt").write_text("a copy", "utf-8"),
    "leaves the file 'folder'": Path("folder").mkdir,
    "leaves the file 'log.txt'": to_the_home_folder,
    "leaves the file 'tmp": to_a_temporary_file,
    "writes to standard output": partial(print, "done"),
    "writes to standard error": lambda: sys.stderr.write("done"),
    "it writes to standard output": lambda: sys.stdout.buffer.write(b"done") and None,
    "Write everything to the stream": partial(os.write, 1, b"done"),
    "starts another program": to_another_program,
    "connects to another computer": to_another_computer,
}


@pytest.mark.parametrize(("trace", "act"), BESIDE.items(), ids=BESIDE)
def test_a_format_that_writes_beside_its_stream_is_caught(trace: str, act: Callable[[], object]) -> None:
    """Into a folder, to the screen, or to another program."""
    told = message_of(contract(beside(act)), ALONE)
    assert trace in told
    assert "Write everything to the stream" in told


def test_a_file_elsewhere_is_caught(tmp_path: Path) -> None:
    """In a folder that the kit does not look into."""
    path = tmp_path / "elsewhere.txt"
    assert "elsewhere.txt" in message_of(contract(beside(lambda: path.write_text("a copy", "utf-8"))), ALONE)


def test_a_temporary_file_that_is_deleted_is_allowed() -> None:
    """A library may need one."""

    def act() -> None:
        with tempfile.TemporaryFile() as file:
            file.write(b"for a moment")

    assert message_of(contract(beside(act)), ALONE) == ""


def without(kind: type) -> Callable[[Report], Report]:
    """Return a function that leaves blocks of one kind out of a report."""

    def change(report: Report) -> Report:
        sections = (
            evolve(section, blocks=tuple(block for block in section.blocks if not isinstance(block, kind)))
            for section in report.sections
        )
        return evolve(report, sections=tuple(sections))

    return change


def shortened(report: Report) -> Report:
    """Return a report with the first rows of its tables only."""
    sections = (
        evolve(
            section,
            blocks=tuple(
                evolve(block, rows=block.rows[:100]) if isinstance(block, Table) else block
                for block in section.blocks
            ),
        )
        for section in report.sections
    )
    return evolve(report, sections=tuple(sections))


@pytest.mark.parametrize(
    "change",
    [
        *map(without, (Paragraph, Bullets, Table, Tiles)),
        without(TimelineChart),
        shortened,
        lambda report: evolve(report, sections=report.sections[:1]),
        lambda report: evolve(report, subtitle=""),
    ],
    ids=["paragraphs", "bullets", "tables", "tiles", "charts", "rows", "sections", "subtitle"],
)
def test_a_format_that_drops_content_is_caught(change: Callable[[Report], Report]) -> None:
    """A kind of block, long tables, later sections, or the subtitle."""

    def write(report: Report, stream: Any) -> None:
        write_well(change(report), stream)

    told = message_of(contract(write), EVERYTHING)
    assert "'ours' drops" in told
    assert "Write every block of every section" in told


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("ascii", "ignore").decode(),
        lambda text: "".join(line[:60] + "\n" for line in text.splitlines()),
        lambda text: text.replace(".5", ""),
        lambda text: re.sub("amber", "", text, flags=re.IGNORECASE),
        lambda text: text[:4000],
    ],
    ids=["accents", "long lines", "decimals", "ratings", "end"],
)
def test_a_format_that_changes_texts_is_caught(change: Callable[[str], str]) -> None:
    """Accents, long lines, decimals, ratings, or the end of the file."""

    def write(report: Report, stream: Any) -> None:
        stream.write(change(text_of(report)).encode())

    assert "'ours' drops" in message_of(contract(write), EVERYTHING)


@pytest.mark.parametrize("kind", [*get_args(DrawnBlock), Fold], ids=lambda kind: kind.__name__)
def test_a_format_that_drops_what_it_draws_is_caught(kind: type) -> None:
    """It says that it draws a block, and leaves it out. If it does not say so, it gets words and passes."""

    def write(report: Report, stream: Any) -> None:
        write_well(without(kind)(report), stream)

    assert "'ours' drops" in message_of(contract(write, draws=(kind.__name__,)), EVERYTHING)
    assert message_of(contract(write), EVERYTHING) == ""


def test_a_format_that_draws_everything_passes() -> None:
    """It gets every block as it is."""
    assert message_of(contract(write_well, draws=DRAWN), EVERYTHING) == ""
    assert set(DRAWN) == {kind.__name__ for kind in (*get_args(DrawnBlock), Fold, Tag)}


def test_a_format_that_draws_an_unknown_block_is_caught() -> None:
    """The block would always be in words."""
    told = message_of(contract(write_well, draws=("Matrices",)), "test_draws_blocks_that_exist")
    assert "draws ['Matrices']" in told
    assert "Matrix" in told


def test_a_format_that_drops_content_of_one_kind_of_report_is_caught() -> None:
    """Every kind of report that it writes is tried."""

    def write(report: Report, stream: Any) -> None:
        write_well(without(Table)(report) if report.kind == "comparison" else report, stream)

    told = message_of(contract(write), "test_drops_nothing_of_a_short_report")
    assert "of a comparison report" in told


def test_a_format_that_leaves_things_out_says_so() -> None:
    """If it says how much, and only for reports that do not fit."""
    sentence = {"ours": r"\d+ lines are left out"}

    def limited(report: Report, stream: Any, *, most: int = 60, always: bool = False) -> None:
        lines = text_of(report).splitlines()
        left = len(lines) - most
        note = [f"{left} lines are left out."] if left > 0 or always else []
        stream.write("\n".join([*lines[:most], *note]).encode())

    assert broken(contract(limited, sentence)) == set()
    assert broken(contract(limited)) == {EVERYTHING}

    def never(report: Report, stream: Any) -> None:
        limited(report, stream, always=True)

    assert "test_drops_nothing_of_a_short_report" in broken(contract(never, sentence))


def test_a_format_that_the_kit_cannot_read_needs_its_author() -> None:
    """The content of a picture cannot be checked without a function that reads it."""

    def write(report: Report, stream: Any) -> None:
        stream.write(text_of(report).encode("utf-16"))

    told = message_of(contract(write, media_type="image/png"), EVERYTHING)
    assert "Define `text` in a subclass" in told
