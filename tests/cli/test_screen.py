"""An answer on a terminal: 24 lines, nothing hidden without a word, and all of it with ``--all``."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from inspectprep.cli import screen
from inspectprep.cli.output import say, table
from inspectprep.cli.run import run
from inspectprep.cli.screen import LINES
from inspectprep.model.checklist import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    OnTerminal: TypeAlias = Callable[[Callable[[], object]], list[str]]

WIDTH = 80
TIMELINE = ("timeline", "ilacs-standard", "--notified", "2026-11-30")


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is."""
        return True


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    """Return the lines that a function writes to a terminal of 80 columns."""

    def written(write: Callable[[], object]) -> list[str]:
        stream = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            patch.setenv("COLUMNS", str(WIDTH))
            patch.setenv("NO_COLOR", "1")
            patch.setenv("TERM", "dumb")
            write()
        return stream.getvalue().splitlines()

    return written


@pytest.mark.parametrize(
    "command",
    [
        TIMELINE,
        ("checklist", "ilacs-standard", "--notified", "2026-11-30"),
        ("frameworks", "list"),
        ("annexa", "rules"),
        ("plugins", "list"),
        ("forecast", "next", "--last-start", "2024-02-12", "--as-of", "2026-11-30"),
        ("compare", "ilacs-standard", "ilacs-short", "--notified", "2026-11-30"),
    ],
    ids=" ".join,
)
def test_an_answer_fits_on_the_screen(on_terminal: OnTerminal, command: tuple[str, ...]) -> None:
    """It has at most 24 lines of 80 columns, and what is cut is said."""
    first = on_terminal(lambda: run([*command, "--no-plugins"]))
    assert len(first) <= LINES
    assert max(map(len, first)) <= WIDTH
    whole = on_terminal(lambda: run([*command, "--no-plugins", "--all"]))
    assert (len(whole) > len(first)) == ("--all" in "".join(first))


def test_a_check_has_its_verdict_first_and_its_lists_in_thirty_lines(
    on_terminal: OnTerminal, tmp_path: Path
) -> None:
    """A council with errors is told that the lists cannot be sent yet."""
    book = tmp_path / "book.xlsx"
    run(["annexa", "synth", str(book), "--children", "300", "--defects", "0.02", "--as-of", "2026-10-05"])
    lines = on_terminal(lambda: run(["annexa", "check", str(book), "--as-of", "2026-10-05", "--no-plugins"]))
    assert lines[0].startswith("Can it be sent? NOT YET: ")
    assert len(lines) <= 30
    assert all(any(line.startswith(f"{number:>2} ") for line in lines) for number in range(1, 12))


def test_one_thing_asked_for_by_name_is_not_cut(on_terminal: OnTerminal) -> None:
    """``frameworks show`` has all of its lines."""
    lines = on_terminal(lambda: run(["frameworks", "show", "ilacs-standard", "--no-plugins"]))
    assert len(lines) > LINES
    assert not any("--all" in line for line in lines)


def test_tables_that_have_no_room_are_named(on_terminal: OnTerminal) -> None:
    """A table is cut after a row, and later ones are named with the lines that were left out."""

    def write() -> None:
        screen.begin(everything=False)
        table("First", ("Number",), [(number,) for number in range(100)])
        table("Second", ("Number",), [(1,), (2,)])
        say("One more sentence.", "And another.")
        screen.end()

    lines = on_terminal(write)
    assert len(lines) <= LINES
    assert lines[-2:] == ["and 82 more: --all", "Not shown: Second; 2 more lines. For all of it: --all"]


def test_a_pipe_has_every_word_of_a_long_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """It is wrapped and not cut, in a grid and in blocks of lines."""
    long = " ".join(f"word{number}" for number in range(300))
    table("Title", ("Short", "Long"), [("1", long)])
    table("Title", tuple("ABCDEF"), [(long,) * 6])
    shown = capsys.readouterr().out.split()
    assert [shown.count(f"word{number}") for number in range(300)] == [7] * 300


def test_readiness_is_answered_on_one_screen(on_terminal: OnTerminal, tmp_path: Path) -> None:
    """The verdict, each theme, three steps, and how to see the rest."""
    place = tmp_path / "council"
    run(["init", str(place), "--authority", "Borsetshire", "--variant", "ilacs-short"])
    asked = ["ready", "--workspace", str(place), "--no-plugins"]
    lines = on_terminal(lambda: run(asked))
    assert lines[0].startswith("Are we ready? NOT READY. Borsetshire")
    assert len(lines) <= LINES
    assert "Not shown" not in lines[-1]
    assert all(any(f"  {theme.word}  " in line for line in lines) for theme in Theme)
    assert lines[-1].startswith("and ")
    why = on_terminal(lambda: run([*asked, "--why", "people"]))
    assert any("No workers are recorded" in line for line in why)
    assert not any("Annex A has not been checked" in line for line in why)
    assert run([*asked, "--why", "peeple"]) == 2
