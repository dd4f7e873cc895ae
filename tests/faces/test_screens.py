"""Every command of the story on a terminal of 80 columns and 24 lines, at every stage, and in a pipe."""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

import pytest

from inspectprep.cli import invocation
from inspectprep.cli.run import run
from inspectprep.cli.screen import LINES
from inspectprep.model.classification import Classification
from tests.faces.council import CALL, FIRST, LAST, PUBLISHED, THIRD
from tests.faces.stages import STAGES, build
from tests.wording import RECORD, disagreements, inner_words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH = 80
WIDE = 2000
DAYS: Mapping[str, date] = {
    "empty": date(2026, 8, 3),
    "before": date(2026, 10, 2),
    "call": CALL,
    "day-1": FIRST,
    "day-3": THIRD,
    "last-day": LAST,
    "embargo": date(2026, 10, 28),
    "published": PUBLISHED,
    "a-year-later": date(2027, 10, 1),
    "large": THIRD,
    "hostile": THIRD,
}
"""The day of the question at each stage."""
FIRST_STAGES = ("before", "day-3")
"""The stages that are tried with every change. All others are among the long tests."""
FACES = (
    "ready",
    "ready --why annex-a",
    "ready --every-monday 8",
    "selfeval",
    "forecast next",
    "timeline",
    "checklist",
    "today",
    "handout",
    "office",
    "room",
    "brief --audience staff --day 2026-10-14",
    "brief --audience leaders --day 2026-10-14",
    "release plan",
    "debrief",
    "compare ilacs-short ilacs-standard --notified 2026-10-05",
    "conversation log",
    "worker coverage",
    "person cover",
    "evidence coverage",
    "area progress",
)
"""The commands that answer a question."""
LISTS = (
    "inspection list",
    "conversation list",
    "person list",
    "worker list",
    "evidence list",
    "survey list",
    "area list",
    "challenge list",
    "enquiry list",
    "request list",
    "showcase list",
    "lesson list",
    "frameworks list",
    "plugins list",
    "records",
    "annexa rules",
)
"""The lists of things that are named in a command, so that their ids are shown."""
VERDICTS = ("ready", "room", "release plan", "debrief", "compare", "forecast next")
"""The commands whose first lines have a verdict in capitals."""
MARKINGS = tuple(each.value for each in Classification)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_WORD = re.compile(r"[\w-]*\w{2}[\w-]*")
_MOST_ENDING = 4
_LINE = 12
"""The words of a line. A report that shows less than all of it leaves out more words than these."""


class Terminal(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        """Return whether it is."""
        return self._tty


Shown = "Callable[..., str]"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Return what a command writes at a stage."""

    @cache
    def folder(stage: str) -> Path:
        place = tmp_path_factory.mktemp(stage) / "council"
        with build(stage, place):
            return place

    @cache
    def output(
        stage: str, command: str, *, width: int = WIDTH, tty: bool = True, colour: bool = False
    ) -> str:
        stream, other = Terminal(tty=tty), Terminal(tty=tty)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder(stage))
            patch.setattr(invocation, "now", lambda: datetime.combine(DAYS[stage], time(18), UTC))
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", other)
            patch.setenv("COLUMNS", str(width))
            patch.setenv("TERM", "xterm-256color" if colour else "dumb")
            patch.delenv("NO_COLOR", raising=False)
            if not colour:
                patch.setenv("NO_COLOR", "1")
            code = run([*command.split(), "--no-plugins"])
        assert code in (0, 1) or other.getvalue(), command
        return stream.getvalue()

    return output


stages = pytest.mark.parametrize(
    "stage", [pytest.param(each, marks=[] if each in FIRST_STAGES else [pytest.mark.slow]) for each in STAGES]
)
every = pytest.mark.parametrize("command", FACES + LISTS)


@stages
@every
def test_a_command_answers_on_one_screen(shown: Shown, stage: str, command: str) -> None:
    """At most 24 lines of 80 columns, and what is cut is said, with how to see it."""
    lines = shown(stage, command).splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines), default=0) <= WIDTH
    more = set(shown(stage, f"{command} --all").split()) - set(" ".join(lines).split())
    if len(more) > _LINE:
        assert "--all" in " ".join(lines[-_MOST_ENDING:])


@stages
@every
def test_no_word_is_broken(shown: Shown, stage: str, command: str) -> None:
    """Each word, number and id of the screen is one of the whole answer on a wide screen."""
    if stage == "hostile":
        pytest.skip("its words of 10,000 letters are wider than a screen")
    words = set(_WORD.findall(shown(stage, f"{command} --all", width=WIDE)))
    screen = set(_WORD.findall(shown(stage, f"{command} --all")))
    assert screen - words == set()


@stages
@every
def test_no_screen_has_an_inner_word(shown: Shown, stage: str, command: str) -> None:
    """Lists of things to name in a command have their ids first in each row."""
    text = shown(stage, f"{command} --all", width=WIDE)
    if command in LISTS:
        text = "\n".join(line.partition(" ")[2] for line in text.splitlines())
        text = RECORD.sub("", text)
    assert inner_words_of(text) == set()
    assert disagreements(text) == []


@stages
@pytest.mark.parametrize("command", FACES)
def test_the_verdict_comes_first(shown: Shown, stage: str, command: str) -> None:
    """The first lines have a verdict in capitals, and no line before it is blank."""
    lines = shown(stage, command).splitlines()
    if not lines:
        return
    assert lines[0].strip()
    assert not lines[0].startswith(MARKINGS)
    if command.startswith(VERDICTS) and "--" not in command:
        assert re.search(r"\b[A-Z]{3,}\b.*\b[A-Z]{2,}\b|READY", " ".join(lines[:4])), lines[:4]


@stages
@pytest.mark.parametrize("command", FACES)
def test_colour_says_nothing_that_words_do_not(shown: Shown, stage: str, command: str) -> None:
    """Without colour the same words are there."""
    assert _STYLE.sub("", shown(stage, command, colour=True)).split() == shown(stage, command).split()


@stages
@every
def test_a_pipe_has_no_padding(shown: Shown, stage: str, command: str) -> None:
    """No line ends in spaces, and no column is filled up with them."""
    for line in shown(stage, command, tty=False).splitlines():
        assert line == line.rstrip()
        assert not re.search(r"\S {3,}\S", line), line
