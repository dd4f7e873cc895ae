"""The call: a sheet to print, a sheet to fill, and questions in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from inspectprep import codec
from inspectprep.model.call_sheet import SHEET_FIELDS, CallSheet

CALL = date(2018, 4, 9)
FILLED = """schema = "inspectprep/call-sheet/1"
notified = 2018-04-09
called_at = "09:15"
caller = "Ann Other"
variant = "ilacs-standard"
lead_inspector = "Ann Other"
inspectors = ["Bo Bond", "Cy Cole"]
notice = [
    { id = "annex_a_due", start = 2018-04-11 },
    { id = "fieldwork", start = 2018-04-16, end = 2018-04-27 },
]
asked = [{ title = "Structure charts", due = 2018-04-10 }]
logistics = "Two rooms and six passes"
answers = [{ question = "sampling", answer = "Six cases, chosen on Wednesday" }]
"""


@pytest.fixture
def room(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command on the day of the call, while the director is away."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    monkeypatch.setattr("inspectprep.cli.invocation.now", lambda: datetime.combine(CALL, time(12), UTC))

    def call(*arguments: object) -> Any:
        return cli(*arguments, "--workspace", folder)

    away = "starting=2018-04-05,until=2018-04-12,cover=deputy"
    director = ("--role", "dcs", "--name", "Di Dean", "--contact", "01632 960001", "--leave", away)
    assert call("person", "add", *director, "--by", "B").code == 0
    deputy = ("--role", "deputy", "--name", "Ed East", "--contact", "01632 960002")
    assert call("person", "add", *deputy, "--by", "B").code == 0
    return call


def typed(monkeypatch: pytest.MonkeyPatch, answers: Iterator[str | type[BaseException]]) -> list[str]:
    """Type these answers, one for each question, and nothing after them. Return the questions."""
    questions: list[str] = []

    def read_line(prompt: str) -> str:
        questions.append(prompt)
        answer = next(answers, "")
        if isinstance(answer, str):
            return answer
        raise answer

    monkeypatch.setattr("inspectprep.cli.call.read_line", read_line)
    return questions


def test_an_empty_sheet_can_be_printed(room: Callable[..., Any], tmp_path: Path) -> None:
    """With who covers whom, and what is not known said. Nothing begins."""
    for suffix in (".html", ".md", ".txt"):
        page = tmp_path / f"call{suffix}"
        assert room("call", "--print", "--out", page).code == 0
        text = page.read_text()
        for words in ("Who is the lead inspector?", "Ed East", "01632 960002", "Annex A is due"):
            assert words in text, (suffix, words)
        assert "Not published" in text
        assert page.stat().st_mode & 0o077 == 0
    assert "01632 960001" in room("call", "--print").out
    assert room("call", "--print", "--json").json["contacts"][0]["cover"] == "Ed East"
    assert room("inspection", "list", "--json").json == []


def test_an_empty_sheet_to_fill_in_is_a_document_with_every_question(
    room: Callable[..., Any], tmp_path: Path
) -> None:
    """It can be read as it is, and says only the day."""
    sheet = tmp_path / "sheet.toml"
    assert room("call", "--print", "--out", sheet).code == 0
    read = codec.read_toml(sheet, CallSheet)
    assert read.notified == CALL
    assert [answer.answer for answer in read.answers] == [""] * len(read.answers)
    for name in SHEET_FIELDS:
        assert f"{name} = " in sheet.read_text()
    uncommented = sheet.read_text().replace("    # {", "    {")
    filled = codec.loads_toml(uncommented, CallSheet)
    assert "annex_a_due" in [days.id for days in filled.notice]


def test_a_filled_sheet_begins_the_inspection(room: Callable[..., Any], tmp_path: Path) -> None:
    """With all that was said. Other information becomes requests, and nothing is typed twice."""
    sheet = tmp_path / "sheet.toml"
    sheet.write_text(FILLED)
    begun = room("call", "--from", sheet, "--by", "B", "--json")
    assert begun.code == 0, begun.err
    assert begun.json == {"id": "ins-1", "taken_over": [], "requests": ["req-1"]}
    assert "Di Dean, 01632 960001. Away until Thu 12 Apr 2018; cover: Ed East, 01632 960002" in begun.err
    shown = room("inspection", "show", "ins-1", "--json").json
    assert (shown["variant"], shown["called_at"], shown["caller"]) == ("ilacs-standard", "09:15", "Ann Other")
    assert shown["inspectors"] == ["Bo Bond", "Cy Cole"]
    assert [days["id"] for days in shown["notice"]] == ["annex_a_due", "fieldwork"]
    assert shown["note"] == "Logistics: Two rooms and six passes\nSampling: Six cases, chosen on Wednesday"
    asked = room("request", "show", "req-1", "--json").json
    assert (asked["inspection"], asked["title"], asked["due"]) == ("ins-1", "Structure charts", "2018-04-10")
    again = room("call", "--from", sheet, "--by", "B")
    assert again.code == 2
    assert "begun already" in again.err
    assert len(room("request", "list", "--json").json) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("notified = 2018-04-09\n", "", "day of the call"),
        ('"annex_a_due"', '"annex_b_due"', "annex_a_due"),
        ('"sampling"', '"samplng"', "sampling"),
        ("2018-04-10", '"soon"', "asked[0].due"),
        ("ilacs-standard", "ilacs-standrd", "ilacs-standard"),
        ("Two rooms", "Jack Smith, born 3 May 2011", "date of birth"),
        ("Structure charts", "Case of the girl born 03/05/2011", "date of birth"),
    ],
)
def test_a_mistake_in_a_sheet_begins_nothing(
    room: Callable[..., Any], tmp_path: Path, old: str, new: str, said: str
) -> None:
    """And is named."""
    sheet = tmp_path / "sheet.toml"
    sheet.write_text(FILLED.replace(old, new))
    done = room("call", "--from", sheet, "--by", "B")
    assert done.code == 2
    assert said in done.err
    assert room("inspection", "list", "--json").json == []
    assert room("request", "list", "--json").json == []


def test_the_terminal_asks_in_order_and_begins(
    room: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong answer is asked for again. An empty one is not known."""
    answers = iter(["9/4/2018", "teatime", "9.15", "Ann Other", "", "Ann Other", "Bo Bond, Cy Cole", "soon"])
    questions = typed(monkeypatch, answers)
    done = room("call", "--by", "B")
    assert done.code == 0, done.err
    assert "Begun: ins-1, ILACS short inspection, called on Mon 9 Apr 2018." in done.out
    assert "Mon 16 Apr 2018" in done.out
    assert "'teatime'" in done.err
    assert questions[0].startswith("On which day did the call come?")
    assert len(set(questions)) == len(questions) - 2
    shown = room("inspection", "show", "ins-1", "--json").json
    assert (shown["called_at"], shown["inspectors"], shown["notice"]) == ("09:15", ["Bo Bond", "Cy Cole"], [])


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_an_interruption_begins_nothing_and_can_be_continued(
    room: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stop: type[BaseException],
) -> None:
    """From the saved sheet, without the questions that were answered."""
    typed(monkeypatch, iter(["", "9.15", stop]))
    lost = room("call", "--by", "B")
    assert lost.code == 2
    assert "No inspection has begun, and no answer is saved" in lost.err
    sheet = tmp_path / "sheet.toml"
    typed(monkeypatch, iter(["", "9.15", "Ann Other", stop]))
    stopped = room("call", "--by", "B", "--save", sheet)
    assert stopped.code == 2
    assert room("inspection", "list", "--json").json == []
    questions = typed(monkeypatch, iter([""]))
    assert room("call", "--by", "B", "--save", sheet).code == 0
    assert questions[0].startswith("Which kind of inspection is it?")
    shown = room("inspection", "show", "ins-1", "--json").json
    assert (shown["called_at"], shown["caller"]) == ("09:15", "Ann Other")


@pytest.mark.parametrize(
    "arguments",
    [("--print", "--save", "x.toml"), ("--out", "x.html"), ("--format", "html")],
    ids=" ".join,
)
def test_options_that_would_have_no_effect_are_refused(
    room: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    """Nothing begins."""
    assert room("call", *arguments).code == 2
    assert room("inspection", "list", "--json").json == []
