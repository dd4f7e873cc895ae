"""``annexa explain``, ``worklists`` and ``child``: contracts, exit codes and privacy."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.annexa.making import good, with_value, workbook

DAY = ("--as-of", "2026-11-20")
WORDS = ("--reason", "A known source.", "--by", "Ann Avon")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A return of one list with two unknown sources of contact."""
    table = with_value(with_value(good(1, 3), "Contact Source", "Pigeon", 1), "Contact Source", "Owl", 2)
    return workbook(tmp_path / "annex-a.xlsx", {"List 1": table})


@pytest.fixture
def checked(cli: Any, source: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Its checked workbook and its saved result."""
    book, saved = tmp_path / "checked.xlsx", tmp_path / "saved.json"
    cli("annexa", "check", source, *DAY, "--workbook", book, "--save", saved, "--fail-on", "never")
    return book, saved


def typed(book: Path, rule: str, **cells: Any) -> int:
    """Type into the first row of a rule, and return its number."""
    opened = openpyxl.load_workbook(book)
    sheet = opened["Findings"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    row = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, heads["Rule"]).value == rule)
    for heading, value in cells.items():
        sheet.cell(row, heads[heading.capitalize()]).value = value
    opened.save(book)
    return row


def findings(cli: Any, source: Path, *options: object) -> list[dict[str, Any]]:
    """Return the findings of a check."""
    found: list[dict[str, Any]] = cli("annexa", "check", source, *DAY, "--json", *options).json["findings"]
    return found


def test_what_is_typed_is_explained_everywhere(
    cli: Any, source: Path, checked: tuple[Path, Path], tmp_path: Path
) -> None:
    """On the screen, in JSON, in the saved result, in the next workbook and in the note."""
    typed(checked[0], "AA-F-030", reason="A known source.", who="Ann Avon", until="31/12/2060")
    file = tmp_path / "explanations.toml"
    done = cli("annexa", "explain", checked[0], "--to", file)
    assert done.code == 0
    assert "1 new" in done.out
    with_file = ("--explanations", file)
    explained = [one for one in findings(cli, source, *with_file) if one.get("explained")]
    (one,) = explained
    assert (one["rule"], one["explained"]) == ("AA-F-030", "A known source.")
    assert (one["explained_by"], one["explained_until"]) == ("Ann Avon", "2060-12-31")
    book, saved = tmp_path / "next.xlsx", tmp_path / "next.json"
    shown = cli("annexa", "check", source, *DAY, *with_file, "--workbook", book, "--save", saved)
    assert "A known source. (Ann Avon, until Fri 31 Dec 2060)" in " ".join(shown.out.split())
    assert "1 finding is explained" in shown.out
    document = json.loads(saved.read_text("utf-8"))
    assert [one["mark"] for one in document["findings"] if one.get("explained")]
    assert document["lists"][0]["explained"] == 1
    compared = cli("annexa", "compare", checked[1], saved, "--json")
    assert compared.json["explained"] == {"new": 0, "still": 1}
    assert "Explained: 1." in cli("annexa", "compare", checked[1], saved).out
    cells = [
        cell for row in openpyxl.load_workbook(book)["Findings"].iter_rows(values_only=True) for cell in row
    ]
    assert "A known source." in cells


def test_explained_errors_do_not_fail_the_check(
    cli: Any, source: Path, checked: tuple[Path, Path], tmp_path: Path
) -> None:
    """The other errors still do."""
    file = tmp_path / "explanations.toml"
    rules = {one["rule"] for one in findings(cli, source) if one["severity"] == "error"}
    for rule in sorted(rules):
        assert cli("annexa", "check", source, *DAY, "--fail-on", "error").code == 1
        assert cli("annexa", "explain", checked[1], "--rule", rule, *WORDS, "--to", file).code == 0
    assert cli("annexa", "check", source, *DAY, "--explanations", file).code == 0


def test_a_wrong_row_is_named_and_ends_with_one(cli: Any, checked: tuple[Path, Path], tmp_path: Path) -> None:
    """The file is written with what could be used."""
    row = typed(checked[0], "AA-F-030", reason="The child was born on 3 May 2015.", who="Ann")
    file = tmp_path / "explanations.toml"
    done = cli("annexa", "explain", checked[0], "--to", file, "--json")
    assert done.code == 1
    (problem,) = done.json["problems"]
    assert problem["row"] == row
    assert "2015" not in problem["problem"]
    assert "2015" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--rule", "AA-F-031", *WORDS), "AA-F-03"),
        (("--rule", "AA-F-030", "--row", "2", *WORDS), "--list"),
        (("--rule", "AA-F-030", "--list", "8", *WORDS), "no finding on List 8"),
        (("--rule", "AA-F-030", "--list", "12", *WORDS), "12"),
        (("--rule", "AA-F-030", "--reason", "A reason."), "no name"),
        (("--rule", "AA-F-030", "--by", "Ann"), "no reason"),
        (("--rule", "AA-F-030", *WORDS, "--until", "2020-01-01"), "is over"),
        (("--reason", "A reason."), "--rule"),
        ((), "no cells to type in"),
    ],
)
def test_a_wrong_command_changes_nothing(
    cli: Any, checked: tuple[Path, Path], tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    """The error says what to do."""
    file = tmp_path / "explanations.toml"
    done = cli("annexa", "explain", checked[1], "--to", file, *options)
    assert done.code == 2
    assert words in done.err
    assert not file.exists()


def test_one_row_is_explained_on_the_command_line(
    cli: Any, source: Path, checked: tuple[Path, Path], tmp_path: Path
) -> None:
    """From the saved result and from the workbook alike, and again without a change."""
    file = tmp_path / "explanations.toml"
    for place, given in enumerate((checked[1], checked[0])):
        one = ("--rule", "AA-F-030", "--list", "1", "--row", "3", *WORDS, "--to", file)
        done = cli("annexa", "explain", given, *one)
        assert ("1 new" in done.out, "1 unchanged" in done.out) == (place == 0, place == 1)
    rows = [one["row"] for one in findings(cli, source, "--explanations", file) if one.get("explained")]
    assert rows == [3]
    other = ("--rule", "AA-F-030", "--list", "1", "--row", "3", "--reason", "Other words.", "--by", "Ben")
    assert cli("annexa", "explain", checked[1], *other, "--to", file).code == 1
    assert cli("annexa", "explain", checked[1], *other, "--to", file, "--replace").code == 0


def test_explanations_of_another_key_are_refused(
    cli: Any, source: Path, checked: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would silently explain nothing."""
    file = tmp_path / "explanations.toml"
    row = ("--rule", "AA-F-030", "--list", "1", "--row", "3")
    cli("annexa", "explain", checked[1], *row, *WORDS, "--to", file)
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "other.key"))
    done = cli("annexa", "check", source, *DAY, "--explanations", file)
    assert done.code == 2
    assert "INSPECTPREP_KEY_FILE" in done.err


def test_what_has_expired_is_said(cli: Any, source: Path, tmp_path: Path) -> None:
    """The findings are open again."""
    file = tmp_path / "explanations.toml"
    one = '[[explanations]]\nrule = "AA-F-030"\nreason = "R."\nby = "A"\nmade = 2026-01-01\nexpires = '
    file.write_text(f'schema = "inspectprep/annexa-explanations/1"\n{one}2026-11-19\n', "utf-8")
    done = cli("annexa", "check", source, *DAY, "--explanations", file)
    assert "1 explanation is expired" in done.err
    assert done.code == 1
    file.write_text(f'schema = "inspectprep/annexa-explanations/1"\n{one}2026-11-20\n', "utf-8")
    assert "expired" not in cli("annexa", "check", source, *DAY, "--explanations", file).err


def test_the_same_findings_twice_in_a_file_are_refused(cli: Any, source: Path, tmp_path: Path) -> None:
    """Neither of the two reasons can be chosen."""
    file = tmp_path / "explanations.toml"
    one = '[[explanations]]\nrule = "AA-F-030"\nby = "A"\nmade = 2026-01-01\nreason = '
    file.write_text(f'schema = "inspectprep/annexa-explanations/1"\n{one}"R."\n{one}"S."\n', "utf-8")
    done = cli("annexa", "check", source, *DAY, "--explanations", file)
    assert done.code == 2
    assert "entries 1 and 2" in done.err


def test_work_lists_are_written_into_a_new_folder(cli: Any, source: Path, tmp_path: Path) -> None:
    """The folder with the inputs is refused."""
    done = cli("annexa", "worklists", source, tmp_path / "lists", *DAY, "--by", "team", "--format", "html")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == ["index.html", "team-01-none.html"]
    assert cli("annexa", "worklists", source, tmp_path, *DAY).code == 2


def test_a_child_is_shown_and_never_named_in_messages(cli: Any, source: Path, tmp_path: Path) -> None:
    """The identifier comes from a file, and no message or name of a file repeats it."""
    file = tmp_path / "id.txt"
    file.write_text("c00002\n", "utf-8")
    shown = cli("annexa", "child", source, "--id-file", file, *DAY)
    assert shown.code == 0
    assert "Contact Source: Owl" in " ".join(shown.out.split())
    page = tmp_path / "child.html"
    assert cli("annexa", "child", source, "--id-file", file, *DAY, "--html", page).code == 0
    assert page.stat().st_mode & 0o077 == 0
    named = cli("annexa", "child", source, "--id-file", file, *DAY, "--html", tmp_path / "C-00002.html")
    assert named.code == 2
    file.write_text("C00020", "utf-8")
    missing = cli("annexa", "child", source, "--id-file", file, *DAY)
    assert missing.code == 1
    assert "No list has this identifier." in missing.out
    assert "look alike: 1 on List 1" in missing.out
    for done in (named, missing):
        assert "0000" not in done.out + done.err


@pytest.mark.parametrize("content", ["", "  \n", "C1\nC2\n", "TBC"])
def test_a_file_without_one_identifier_is_refused(
    cli: Any, source: Path, tmp_path: Path, content: str
) -> None:
    """Nothing is shown."""
    file = tmp_path / "id.txt"
    file.write_text(content, "utf-8")
    assert cli("annexa", "child", source, "--id-file", file, *DAY).code == 2


def test_without_a_terminal_the_identifier_cannot_be_asked_for(
    cli: Any, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the option. On a terminal it is asked for."""
    monkeypatch.setattr("sys.stdin", io.StringIO("C00002\n"))
    done = cli("annexa", "child", source, *DAY)
    assert done.code == 2
    assert "--id-file" in done.err
    terminal = io.StringIO("C00002\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    asked = cli("annexa", "child", source, *DAY)
    assert asked.code == 0
    assert "Identifier of the child:" in asked.err
