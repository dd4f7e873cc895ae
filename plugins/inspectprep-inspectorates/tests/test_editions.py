"""Editions, themes and kinds of inspection that have ended, and how surely each thing is known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.cli.run import run
from inspectprep.model.basis import Basis, Ending
from inspectprep.model.framework import Framework
from inspectprep.plugins import open_registry
from inspectprep_inspectorates import plugin

WORKSPACE = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))
PROVIDERS = plugin.inspectprep_frameworks()
FRAMEWORKS = {each.id: WORKSPACE.catalogue.find(each.variants[0]).framework for each in PROVIDERS}
VARIANTS = tuple(name for each in PROVIDERS for name in each.variants)

EDGES = [
    ("jtai", date(2016, 1, 1), "2016"),
    ("jtai", date(2017, 1, 1), "2017"),
    ("jtai", date(2018, 1, 1), "2018"),
    ("jtai", date(2019, 9, 1), "2019-09"),
    ("jtai", date(2021, 12, 1), "2021-12"),
    ("jtai", date(2022, 10, 7), "2022-10"),
    ("jtai", date(2023, 9, 1), "2023-09"),
    ("jtai", date(2024, 9, 1), "2024-09"),
    ("jtai", date(2025, 9, 10), "2025-09"),
    ("area-send", date(2023, 1, 1), "2023-01"),
    ("area-send", date(2024, 4, 5), "2024-04"),
    ("area-send", date(2025, 6, 6), "2025-06"),
    ("area-send", date(2025, 7, 7), "2025-07"),
    ("hmip-youth-justice", date(2018, 1, 1), "2018"),
    ("hmip-youth-justice", date(2025, 1, 1), "2025"),
    ("hmi-prisons", date(2018, 1, 1), "children"),
    ("cqc-local-authority", date(2023, 11, 17), "2023-11"),
    ("cqc-provider", date(2022, 1, 1), "five-questions"),
    ("sccif-childrens-home", date(2017, 4, 1), "2017-04"),
    ("sccif-childrens-home", date(2024, 4, 5), "2024-04"),
    ("sccif-childrens-home", date(2024, 10, 4), "2024-10"),
    ("schools", date(2019, 9, 1), "before-2024-09"),
    ("schools", date(2024, 9, 1), "2024-09"),
    ("schools", date(2025, 11, 10), "2025-11"),
]
"""The first day of each edition."""

LAST_DAYS = {
    "hmi-prisons": date(2021, 12, 31),
    "cqc-provider": date(2025, 12, 31),
    "sccif-childrens-home": date(2024, 12, 31),
}
"""The last day of the newest edition, where the text that was read is older than its reading."""

READ = date(2026, 11, 29)
"""The day on which the newest texts were read."""

THEMES = [
    (date(2016, 6, 6), "child sexual exploitation and missing children"),
    (date(2017, 6, 5), "neglect"),
    (date(2018, 9, 10), "sexual abuse in the family"),
    (date(2019, 9, 2), "mental health"),
    (date(2022, 10, 6), "initial need and risk"),
    (date(2022, 10, 6), "criminal exploitation"),
    (date(2022, 10, 7), "children and families who need help"),
    (date(2023, 8, 31), "children and families who need help"),
    (date(2023, 9, 1), "serious youth violence"),
    (date(2024, 8, 30), "serious youth violence"),
    (date(2024, 9, 2), "domestic abuse of children aged 0 to 7 and unborn"),
    (date(2025, 9, 9), "domestic abuse of children aged 0 to 7 and unborn"),
    (date(2025, 9, 10), "child sexual abuse in the family environment"),
    (date(2026, 11, 30), "child sexual abuse in the family environment"),
]
"""A theme of joint inspections that the plan of a day names."""

ENDED = [
    ("sccif-childrens-home-interim", date(2022, 3, 31), "sccif-childrens-home-assurance"),
    ("school-graded", date(2025, 11, 9), "school-full"),
    ("school-urgent", date(2025, 11, 9), "school-focused-monitoring"),
]
"""Kinds of inspection with their last day and what took their place."""


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command with this plugin installed; return its code, what it prints and its messages."""
    monkeypatch.setenv("INSPECTPREP_PLUGINS", "inspectorates")
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


def test_the_table_names_each_edition() -> None:
    """A new edition is added to the table of first days."""
    known = [(name, each.starting, each.id) for name, each in _editions()]
    assert sorted(known) == sorted(EDGES)


@pytest.mark.parametrize(("name", "first", "edition"), EDGES)
def test_an_edition_applies_from_its_first_day_to_its_last(name: str, first: date, edition: str) -> None:
    """Not on the day before, and after the last day another applies or the plan says that it is not known."""
    framework = FRAMEWORKS[name]
    found = framework.edition_on(first)
    assert found is not None
    assert found.id == edition
    assert found.until is not None
    last = framework.edition_on(found.until)
    assert last is not None
    assert last.id == edition
    before = framework.edition_on(first - timedelta(days=1))
    assert before is None or before.id != edition


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_newest_edition_is_known_until_its_text_was_read(name: str) -> None:
    """No edition is known for later than the reading of the text that it is taken from."""
    newest = FRAMEWORKS[name].editions[-1]
    assert newest.until == LAST_DAYS.get(name, READ)
    assert newest.ending is (Ending.OLDER_TEXT if name in LAST_DAYS else Ending.READ)


@pytest.mark.parametrize(("day", "theme"), THEMES)
def test_the_plan_names_the_themes_of_its_day(command: Callable[..., Any], day: date, theme: str) -> None:
    """In the document and on the screen, with the question which of them it is."""
    code, printed, _ = command("timeline", "jtai", "--notified", str(day), "--json")
    assert code == 0
    timeline = json.loads(printed)
    assert any(theme in note for note in timeline["notes"])
    assert any(question["id"] == "theme" for question in timeline["questions"])
    _, printed, _ = command("timeline", "jtai", "--notified", str(day))
    assert theme in " ".join(printed.split())


def test_the_table_names_each_kind_that_has_ended() -> None:
    """A kind of inspection with a last day names what took its place."""
    found = [
        (each.id, each.until, each.successor)
        for framework in FRAMEWORKS.values()
        for each in framework.variants
        if each.until
    ]
    assert sorted(found) == sorted(ENDED)


@pytest.mark.parametrize(("name", "last", "successor"), ENDED)
def test_a_kind_that_has_ended_is_refused_with_its_successor(
    command: Callable[..., Any], name: str, last: date, successor: str
) -> None:
    """It is planned on its last day, and refused from the next. What took its place is planned then."""
    following = str(last + timedelta(days=1))
    assert command("timeline", name, "--notified", str(last))[0] == 0
    for arguments in (
        ("timeline", name, "--notified", following),
        ("timeline", name, "--notified", following, "--json"),
        ("checklist", name, "--notified", following),
    ):
        code, printed, message = command(*arguments)
        assert code == 2
        assert printed == ""
        assert successor in message
    assert command("timeline", successor, "--notified", following)[0] == 0


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_nothing_is_surer_than_its_source(name: str) -> None:
    """What is law, the inspectorate's text, an account or measured cites a source of that kind."""
    framework = FRAMEWORKS[name]
    kinds = {source.id: source.kind for source in framework.sources}
    for path, entry in _entries(framework):
        if entry.basis not in (Basis.NOTICE, Basis.PLANNING):
            assert entry.basis in {kinds[cited] for cited in entry.source}, path


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_each_source_says_when_it_was_read_and_how_far_to_trust_it(name: str) -> None:
    """And a source of which only the opening was read says so in its note."""
    for source in FRAMEWORKS[name].sources:
        assert re.fullmatch(r"2026-11(-\d\d)?", source.read), source.id
        assert source.confidence is not None, source.id
        assert "opening" not in source.title or "opening" in source.note, source.id


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_measured_figure_has_its_number_and_its_years(name: str) -> None:
    """A reader sees on what it was measured, and when."""
    framework = FRAMEWORKS[name]
    titles = {source.id: source.title for source in framework.sources}
    for path, entry in _entries(framework):
        if entry.basis is not Basis.MEASURED:
            continue
        windows = getattr(entry, "windows", ())
        if windows or getattr(entry, "sample", 0):
            assert all(each.sample and each.years for each in windows or [entry]), path
        else:
            text = f"{entry.note} {entry.title}"
            assert re.search(r"n = \d|^\w+ (letter|report)s?\b", text), path
            assert re.search(r"\b20[12]\d\b", text), path
        assert any("Measured in November 2026" in titles[each] for each in entry.source) or (
            "November 2026" in entry.note
        ), path


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_what_was_not_found_is_not_called_unpublished(name: str) -> None:
    """A note says that we have not found a text, and not that there is none."""
    for path, entry in _entries(FRAMEWORKS[name]):
        assert "not published" not in entry.note.casefold(), path
        assert "nobody" not in entry.note.casefold(), path


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_sentences_are_short(name: str) -> None:
    """At most 25 words in each sentence of a title or a note."""
    for path, entry in _entries(FRAMEWORKS[name]):
        notes = [entry.title, entry.note, *(each.note for each in getattr(entry, "windows", ()))]
        for text in notes:
            for sentence in re.split(r"(?<=[.?]) ", text):
                assert len(sentence.split()) <= 25, (path, sentence)


@pytest.mark.parametrize("name", [name for name in VARIANTS if name not in {each[0] for each in ENDED}])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--notified", "2026-02-30"), "2026-02-30"),
        (("--notified", "2026-11-30", "--notice", "feildwork=2026-12-14"), "fieldwork"),
        (("--notified", "2026-11-30", "--notice", "fieldwork=2026-12-18..2026-12-14"), "2026-12-18"),
        (("--notified", "2126-11-30"), "2126"),
    ],
)
def test_a_wrong_date_is_refused_and_named(
    command: Callable[..., Any], name: str, arguments: tuple[str, ...], said: str
) -> None:
    """A plan is made from days that exist, steps that exist and spans that end after they begin."""
    code, printed, message = command("timeline", name, *arguments)
    assert code == 2
    assert printed == ""
    assert said in message


@pytest.mark.parametrize("name", VARIANTS)
def test_the_page_and_the_calendar_are_as_sure_as_the_plan(
    command: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    """No event without a day is in the calendar, and no default is called the inspectorate's."""
    day = str(next((last for ended, last, _ in ENDED if ended == name), date(2026, 11, 30)))
    plan = json.loads(command("timeline", name, "--notified", day, "--json")[1])
    file = tmp_path / "plan.ics"
    assert command("timeline", name, "--notified", day, "--out", str(file))[0] == 0
    calendar = file.read_text("utf-8").replace("\r\n ", "")
    for event in plan["events"]:
        title = re.sub(r"([,;])", r"\\\1", event["title"])
        assert (f"SUMMARY:{title}" in calendar) is (event["date"] is not None), event["id"]


def _editions() -> Iterator[tuple[str, Any]]:
    for name, framework in FRAMEWORKS.items():
        for edition in framework.editions:
            yield name, edition


def _entries(framework: Framework) -> Iterator[tuple[str, Any]]:
    """Yield each edition, pause, step, request and fact, with its place."""
    for name in ("editions", "pauses"):
        for entry in getattr(framework, name):
            yield f"{framework.id}.{name}.{entry.id}", entry
    for variant in framework.variants:
        for name in ("milestones", "requests", "facts"):
            for entry in getattr(variant, name):
                yield f"{variant.id}.{name}.{entry.id}", entry
