"""The Annex A commands: contracts, exit codes, privacy and bad files."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import docx
import pytest

from inspectprep import annexa
from tests.annexa.making import good, with_value, workbook
from tests.shared import from_shared

DAY = ("--as-of", "2026-10-05")
KEYS = {
    "rule",
    "severity",
    "nature",
    "list",
    "file",
    "sheet",
    "row",
    "cell",
    "column",
    "message",
    "related",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic council with planted mistakes and late practice."""
    from inspectprep.cli.run import run  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("annexa")
    path = folder / "annex-a.xlsx"
    made = ["--children", "250", "--seed", "7", "--defects", "0.03", "--late", "0.05"]
    labels = ["--labels", str(folder / "labels.json"), "--no-plugins"]
    assert run(["annexa", "synth", str(path), *made, *DAY, *labels]) == 0
    return path


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic council without a mistake."""
    from inspectprep.cli.run import run  # noqa: PLC0415

    path = tmp_path_factory.mktemp("clean") / "annex-a.xlsx"
    assert run(["annexa", "synth", str(path), "--children", "250", *DAY, "--no-plugins"]) == 0
    return path


def identifiers(book: Path) -> set[str]:
    """Return every child's identifier in a workbook."""
    from inspectprep.annexa import read  # noqa: PLC0415

    tables = read([book]).tables.values()
    return {
        name
        for table in tables
        if "child_unique_id" in table.columns
        for name in table.frame["child_unique_id"].drop_nulls()
    }


def test_a_check_as_json_keeps_its_contract(cli: Any, book: Path) -> None:
    """Programs rely on these keys."""
    done = cli("annexa", "check", book, *DAY, "--json")
    assert done.code == 1
    assert done.json["schema"] == "inspectprep/annexa-check/2"
    assert done.json["as_of"] == "2026-10-05"
    assert [each["list"] for each in done.json["lists"]] == [*range(1, 12)]
    assert set(done.json["lists"][0]) >= {"list", "title", "rows", "errors", "warnings", "queries"}
    assert done.json["findings"]
    assert all(set(each) >= KEYS for each in done.json["findings"])
    assert all(set(each) == {"rule", "reason"} for each in done.json["skipped_rules"])


def test_what_was_planted_is_found(cli: Any, book: Path, tmp_path: Path) -> None:
    """Every label has its finding at the row where it was planted."""
    labels = json.loads(book.with_name("labels.json").read_text(encoding="utf-8"))["labels"]
    policy = tmp_path / "policy.toml"
    # A rule compares places with the council's own name.
    policy.write_text('own_la = "Oxfordshire"\n', encoding="utf-8")
    document = cli("annexa", "check", book, *DAY, "--policy", policy, "--json").json
    found = {(each["rule"], each["list"], each["row"]) for each in document["findings"]}
    placed = [(each["rule"], each["list"], each["row"]) for each in labels if each["row"] is not None]
    assert placed
    assert [each for each in placed if each not in found] == []


def test_a_clean_return_leaves_with_zero(cli: Any, clean: Path) -> None:
    """No error, no warning, no query."""
    done = cli("annexa", "check", clean, *DAY, "--fail-on", "query")
    assert done.code == 0, done.out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("query", 1), ("never", 0)])
def test_the_exit_code_follows_the_severity_asked_for(cli: Any, book: Path, fail_on: str, code: int) -> None:
    """Never is for those who only want to look."""
    assert cli("annexa", "check", book, *DAY, "--fail-on", fail_on).code == code


def test_late_practice_alone_never_fails_the_check(cli: Any, tmp_path: Path) -> None:
    """The data may be perfect and the practice late."""
    path = tmp_path / "late.xlsx"
    cli("annexa", "synth", path, "--children", "200", "--late", "0.2", *DAY)
    done = cli("annexa", "check", path, *DAY, "--fail-on", "query")
    assert "Practice: what inspectors will see" in done.out
    assert done.code == 0


def test_no_child_is_named_unless_the_analyst_asks(cli: Any, book: Path) -> None:
    """Values come with --values and without it not at all."""
    children = identifiers(book)
    shown = cli("annexa", "check", book, *DAY)
    document = cli("annexa", "check", book, *DAY, "--json")
    for text in (shown.out, shown.err, document.out, document.err):
        assert [name for name in children if name in text] == []
    asked = cli("annexa", "check", book, *DAY, "--values", "--json")
    assert any(each.get("value") for each in asked.json["findings"])


def test_without_a_list_date_the_newest_event_is_used_and_a_warning_says_so(cli: Any, book: Path) -> None:
    """Look-backs and timescales run from it."""
    done = cli("annexa", "check", book, "--json")
    assert done.json["as_of_assumed"] is True
    assert "--as-of" in done.err


def test_findings_of_one_list_are_shown_alone(cli: Any, book: Path) -> None:
    """The other lists are still read, for rules that compare."""
    done = cli("annexa", "check", book, *DAY, "--list", "8", "--json")
    assert {each["list"] for each in done.json["findings"]} == {8}


def test_two_saved_results_are_compared(
    cli: Any, book: Path, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is saved holds no child, and tells what was fixed."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    cli("annexa", "check", book, *DAY, "--save", old)
    cli("annexa", "check", clean, *DAY, "--save", new)
    assert [name for name in identifiers(book) if name in old.read_text(encoding="utf-8")] == []
    worse, better = cli("annexa", "compare", new, old, "--json"), cli("annexa", "compare", old, new, "--json")
    assert (worse.code, better.code) == (1, 0)
    better_counts = better.json["counts"]
    gone = sum(better_counts[how] for how in ("corrected", "left", "unknown"))
    assert gone == worse.json["counts"]["new"] > better_counts["unknown"]
    same = cli("annexa", "compare", old, old, "--json").json["counts"]
    assert (same["corrected"], same["left"], same["unknown"], same["new"]) == (0, 0, 0, 0)


def test_saved_results_are_shown_over_time(
    cli: Any, book: Path, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a table in 80 columns, as JSON and as a page; files that are not results are named."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    for path, day in ((book, "2026-09-28"), (clean, "2026-10-05")):
        cli("annexa", "check", path, "--as-of", day, "--save", folder / f"{day}.json", "--fail-on", "never")
    shown = cli("annexa", "trend", folder)
    assert shown.code == 0
    assert max(map(len, shown.out.splitlines())) <= 80
    assert "Left out: notes.txt. This is not a saved result." in shown.out
    assert "Mon 28 Sep 2026" in shown.out
    points = cli("annexa", "trend", folder, "--format", "json").json["points"]
    assert [point["as_of"] for point in points] == ["2026-09-28", "2026-10-05"]
    assert points[0]["counts"]["errors"] > points[1]["counts"]["errors"]
    page = tmp_path / "trend.html"
    assert cli("annexa", "trend", folder, "--out", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count('<svg class="chart wide"') == 5
    assert "Fewer errors" in text
    assert text == cli("annexa", "trend", folder, "--format", "html").out
    assert [name for name in identifiers(book) if name in text] == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_what_holds_personal_data_is_readable_by_its_owner_only(cli: Any, book: Path, tmp_path: Path) -> None:
    """Checked workbook, submission, sample and extract."""
    out = {name: tmp_path / f"{name}.xlsx" for name in ("checked", "submission", "sample", "extract")}
    cli("annexa", "check", book, *DAY, "--workbook", out["checked"])
    cli("annexa", "submission", book, out["submission"], *DAY, "--caveats", tmp_path / "caveats.md")
    cli("annexa", "sample", book, out["sample"], "--cases", "5", *DAY)
    cli("annexa", "pseudonymise", book, out["extract"], "--key-file", tmp_path / "secret", *DAY)
    for path in (*out.values(), tmp_path / "secret"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    note = (tmp_path / "caveats.md").read_text(encoding="utf-8")
    assert [name for name in identifiers(book) if name in note] == []
    word = tmp_path / "caveats.docx"
    cli("annexa", "submission", book, tmp_path / "again.xlsx", *DAY, "--caveats", word)
    said = " ".join(part.text for part in docx.Document(str(word)).paragraphs)
    assert all(line.removeprefix("- ") in said for line in note.splitlines() if line.startswith("- "))
    assert [name for name in identifiers(book) if name in said] == []


def test_the_checked_workbook_can_be_checked_again(cli: Any, book: Path, tmp_path: Path) -> None:
    """Values corrected in it are read back."""
    again = tmp_path / "checked.xlsx"
    first = cli("annexa", "check", book, *DAY, "--workbook", again, "--json").json
    second = cli("annexa", "check", again, *DAY, "--json").json
    counted = [(each["list"], each["rows"], each["errors"]) for each in first["lists"]]
    assert [(each["list"], each["rows"], each["errors"]) for each in second["lists"]] == counted


def test_rules_are_listed_and_narrowed(cli: Any) -> None:
    """All of them, each with what to do and its source."""
    every = cli("annexa", "rules", "--json").json["rules"]
    practice = cli("annexa", "rules", "--nature", "practice", "--list", "8", "--json").json["rules"]
    assert {each["rule"] for each in every} == set(annexa.built_in())
    assert all(each["message"] and each["guidance"] for each in every)
    assert practice
    assert all(8 in each["lists"] and each["nature"] == "practice" for each in practice)


def test_indicators_hide_small_numbers_and_rank_likely_lines_of_enquiry(cli: Any, book: Path) -> None:
    """Leaders see shares, never a count from 1 to 5."""
    done = cli("annexa", "indicators", book, *DAY, "--json")
    assert done.code == 0
    assert done.json["indicators"]
    parts = [
        part for each in done.json["indicators"] for part in (each["council"], *each["teams"], *each["ages"])
    ]
    shown = [part[name] for part in parts for name in ("numerator", "denominator") if part[name] is not None]
    assert [count for count in shown if 1 <= count <= 5] == []
    assert [each["rank"] for each in done.json["lines"]] == [*range(1, len(done.json["lines"]) + 1)]
    assert [name for name in identifiers(book) if name in done.out] == []


def test_readiness_takes_annex_a_in(cli: Any, book: Path, tmp_path: Path) -> None:
    """The whole answer from a call and a workbook, and no child in any of it."""
    call = ("--variant", "ilacs-short", "--notified", "2026-10-05")
    done = cli("ready", *call, "--annexa", book, "--as-of", "2026-10-05", "--out", tmp_path, "--json")
    assert done.code == 1
    (theme,) = [each for each in done.json["themes"] if each["theme"] == "annex-a"]
    assert "annexa-errors" in {each["rule"] for each in theme["reasons"]}
    children = identifiers(book)
    for path in tmp_path.iterdir():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        assert [name for name in children if name in text] == [], path


def test_the_demo_plays_the_whole_story(cli: Any, tmp_path: Path) -> None:
    """It ends with the screen a director would read."""
    done = cli("demo", "--out", tmp_path)
    assert done.code == 0
    assert "NOT READY" in done.out
    assert "Next actions" in done.out
    names = {path.name for path in tmp_path.iterdir()}
    assert {
        "annex-a.xlsx",
        "index.html",
        "ready.md",
        "ready.json",
        "inspection.ics",
        "checklist.xlsx",
    } <= names


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.xlsx", b"%PDF-1.7\n%...", "PDF"),
        ("cut.xlsx", b"PK\x03\x04\x14\x00\x06\x00", "damaged"),
        ("empty.xlsx", b"", "empty"),
        ("nowhere.xlsx", None, "no such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    cli: Any, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    """Exit code 2 and what to do."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = cli("annexa", "check", path)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "x.xlsx", "--fail-on", "eror"), "Did you mean 'error'?"),
        (("rules", "--nature", "practise"), "Did you mean 'practice'?"),
        (("synth", "x.xlsx", "--defects", "2"), "from 0 to 1"),
        (("synth", "x.xlsx", "--children", "0"), "at least one child"),
        (("chek", "x.xlsx"), "annexa"),
        (("check", "x.xlsx", "--list", "12"), "There is no list '12'"),
        (("rules", "--list", "12"), "There is no list '12'"),
        (("sample", "x.xlsx", "out.xlsx", "--list", "0"), "There is no list '0'"),
        (("sample", "x.xlsx", "out.xlsx", "--cases", "0"), "at least one case"),
        (("check", "x.xlsx", "--list", "8", "--save", "a.json"), "cannot be compared"),
        (("check", "x.xlsx", "--workbook", "a.csv"), "ends in .xlsx"),
        (("synth", "."), "This is a folder"),
    ],
    ids=[
        *("fail_on", "nature", "defects", "children", "command", "list", "list of rules", "list to sample"),
        *("cases", "save one list", "suffix", "folder"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_a_sentence(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    """And nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = cli("annexa", *arguments)
    assert done.code == 2
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["sample-2021-liia.xlsx", "template-2019-cscdp.xlsx"])
def test_real_workbooks_of_others_are_read_whole(cli: Any, name: str) -> None:
    """Every list and every column is found."""
    done = cli("annexa", "check", from_shared(f"data/annexa/{name}"), "--json", "--fail-on", "never")
    assert done.code == 0
    assert all(each["found"] for each in done.json["lists"])
    missing = [each for each in done.json["findings"] if each["rule"] in ("AA-S-001", "AA-S-003")]
    assert missing == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "{in}", "--workbook", "{in}"), "would replace it"),
        (("check", "{in}", "--save", "{in}"), "would replace it"),
        (("check", "{folder}", "--workbook", "{in}"), "would replace it"),
        (("submission", "{in}", "{in}"), "would replace it"),
        (("submission", "{in}", "{out}", "--caveats", "{out}"), "Two outputs"),
        (("sample", "{in}", "{in}"), "would replace it"),
        (("pseudonymise", "{in}", "{in}", "--key-file", "{folder}/key"), "would replace it"),
        (("pseudonymise", "{in}", "{out}", "--key-file", "{in}"), "would replace it"),
        (("check", "{in}", "--workbook", "{folder}"), "This is a folder"),
    ],
)
def test_no_output_replaces_what_is_read(
    cli: Any, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """A council has one return; a mistake in a name must not cost it."""
    folder = tmp_path / "return"
    folder.mkdir()
    given = folder / "annex-a.xlsx"
    cli("annexa", "synth", given, "--children", "20", *DAY)
    before = given.read_bytes()
    names = {"in": given, "folder": folder, "out": tmp_path / "out.xlsx"}
    done = cli("annexa", *(each.format(**names) for each in arguments))
    assert done.code == 2
    assert words in done.err
    assert given.read_bytes() == before
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["annex-a.xlsx"]


def test_a_workbook_written_into_the_folder_read_is_pointed_out(cli: Any, tmp_path: Path) -> None:
    """The next check of the folder would take it for a second copies."""
    cli("annexa", "synth", tmp_path / "annex-a.xlsx", "--children", "20", *DAY)
    done = cli("annexa", "check", tmp_path, *DAY, "--workbook", tmp_path / "checked.xlsx")
    assert (tmp_path / "checked.xlsx").exists()
    assert "second copies" in done.err


def test_with_a_list_chosen_nothing_is_said_of_the_others(cli: Any, book: Path) -> None:
    """A score without findings would look like a clean list."""
    document = cli("annexa", "check", book, *DAY, "--list", "8", "--json").json
    assert [each["list"] for each in document["lists"]] == [8]
    assert [each["list"] for each in document["freshness"]] == [8]
    shown = cli("annexa", "check", book, *DAY, "--list", "8").out
    assert "Children in care" in shown
    assert "Care leavers" not in shown


def _sheets(path: Path, **sheets: list[list[str]]) -> Path:
    from xlsxwriter import Workbook  # noqa: PLC0415  # only here

    with Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


HEADINGS = [
    *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"),
    *("Date of Contact", "Contact Source"),
]


def test_sheets_that_fit_no_list_are_told(cli: Any, tmp_path: Path) -> None:
    """Data pasted onto a second sheet without headings must not go unseen."""
    row = ["A1", "a) Male", "a) WBRI", "01/02/2015", "11", "01/10/2026", "Police"]
    more = [["B2", *row[1:]]]
    path = _sheets(tmp_path / "a.xlsx", **{"List 1": [HEADINGS, row], "List 1 more": more})
    done = cli("annexa", "check", path, *DAY)
    assert "Sheet 'List 1 more' was ignored" in done.out
    (told,) = cli("annexa", "check", path, *DAY, "--json").json["left_aside"]
    assert told["file"] == "a.xlsx"


def test_missing_lists_are_told_in_one_line(cli: Any, tmp_path: Path) -> None:
    """A wrong file lacks all eleven, and the advice is the same for each."""
    path = tmp_path / "wrong.csv"
    path.write_text("a,b,c\n1,2,3\n")
    told = cli("annexa", "check", path, *DAY)
    assert told.code == 1
    (line,) = [line for line in told.out.splitlines() if "AA-S-001" in line]
    assert "1 to 11" in line
    assert "more" not in line


def test_counts_of_a_rule_are_kept_apart_by_severity(cli: Any, book: Path) -> None:
    """The numbers of the lines add up to those of the summary."""
    done = cli("annexa", "check", book, *DAY)
    data = done.out.split("The data: what to correct")[1].split("Practice: what inspectors")[0]
    lines = [line.split() for line in data.splitlines()]
    errors = sum(int(each[3]) for each in lines if each[:1] == ["error"] and each[2].isdigit())
    lists = cli("annexa", "check", book, *DAY, "--json").json["lists"]
    assert errors == sum(each["errors"] for each in lists) > 0


def test_a_check_tells_whose_the_findings_are(cli: Any, book: Path) -> None:
    """By team; what stands on a few rows only might be a child's and is not shown."""
    from inspectprep.annexa import check  # noqa: PLC0415  # only here
    from inspectprep.cli.annexa.check_screen import team_counts  # noqa: PLC0415

    summary = check([book]).counts
    counts = team_counts(summary)
    assert sum(errors for _, errors, _ in counts) == summary.open_errors > 0
    assert "Open errors and late practice by team" in cli("annexa", "check", book, *DAY).out
    row = ["a) Male", "a) WBRI", "01/02/2015", "11", "01/10/2026", "Police"]
    few = _sheets(book.with_name("few.xlsx"), **{"List 1": [HEADINGS, *(["A1", *row], ["B2", *row])]})
    assert team_counts(check([few]).counts) == []


def test_a_check_is_a_page_in_two_editions(cli: Any, book: Path, tmp_path: Path) -> None:
    """The analyst's names cells and rules, the leaders' neither, and none an identifier of a child."""
    pages = {name: tmp_path / f"{name}.html" for name in ("inspection-team", "leaders")}
    for name, page in pages.items():
        assert cli("annexa", "check", book, *DAY, "--audience", name, "--out", page).code == 1
    analyst, leaders = (page.read_text(encoding="utf-8") for page in pages.values())
    errors = cli("annexa", "check", book, *DAY, "--json").json["findings"]
    rules = {finding["rule"] for finding in errors}
    assert any(rule in analyst for rule in rules)
    assert not [rule for rule in rules if rule in leaders]
    assert not [name for name in identifiers(book) if name in analyst or name in leaders]
    for text in (analyst, leaders):
        assert "Can Annex A be sent?" in text
        assert "Not yet" in text


def test_a_check_says_what_is_fixed_and_new(
    cli: Any, book: Path, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a folder, the last result with an earlier list date counts; with none, that is an error."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    folder = tmp_path / "results"
    folder.mkdir()
    never = ("--fail-on", "never")
    cli("annexa", "check", clean, "--as-of", "2026-09-28", "--save", folder / "old.json", *never)
    shown = cli("annexa", "check", book, *DAY, "--since", folder).out
    errors = cli("annexa", "check", book, *DAY, "--audience", "leaders", "--format", "json").json["changes"]
    assert errors is None
    assert re.search(r"Since Mon 28 Sep 2026: [\d,]+ fixed, [\d,]+ new, ", shown)
    (tmp_path / "none").mkdir()
    assert "No saved result" in cli("annexa", "check", book, *DAY, "--since", tmp_path / "none").err


def test_a_page_has_all_lists_and_no_values(cli: Any, book: Path, tmp_path: Path) -> None:
    """Options that limit the screen, or show values there, are refused for a file."""
    page = tmp_path / "page.html"
    for option in (("--list", "8"), ("--values",)):
        assert cli("annexa", "check", book, *DAY, *option, "--out", page).code == 2
    assert cli("annexa", "check", book, *DAY, "--values", "--out", tmp_path / "x.json").code == 2
    assert not page.exists()


def test_files_are_named_where_several_are_read(cli: Any, tmp_path: Path) -> None:
    """One sheet of a name in each of two workbooks leaves nobody guessing."""
    row = ["A1", "nobody", "a) WBRI", "01/02/2015", "11", "01/10/2026", "Police"]
    first = _sheets(tmp_path / "one.xlsx", Sheet1=[HEADINGS, row])
    second = _sheets(tmp_path / "two.xlsx", Sheet1=[["Notes"]])
    assert "[one.xlsx]Sheet1!B2" in cli("annexa", "check", first, second, *DAY).out


def test_a_comparison_says_what_is_new_and_what_is_only_out_of_sight(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists in order, each new finding with its cell, and no praise for a list that was left out."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    path, old, new = tmp_path / "a.xlsx", tmp_path / "old.json", tmp_path / "new.json"
    cli("annexa", "synth", path, "--children", "150", "--defects", "0.05", *DAY)
    cli("annexa", "check", path, *DAY, "--save", old)
    row = ["A1", "nobody", "a) WBRI", "01/02/2015", "11", "01/10/2026", "Police"]
    cli("annexa", "check", _sheets(tmp_path / "b.xlsx", Sheet1=[HEADINGS, row]), *DAY, "--save", new)
    done = cli("annexa", "compare", old, new)
    assert "Sheet1!B2" in done.out.split("New findings")[1]
    assert "not known to be corrected" in done.out
    rows = [line.split() for line in done.out.split("By list")[1].split("By rule")[0].splitlines()]
    numbers = [int(each[0]) for each in rows if each and each[0].isdigit()]
    assert numbers == sorted(numbers)
    assert len(numbers) > 9


def test_outputs_say_which_lists_they_lack(cli: Any, tmp_path: Path) -> None:
    """And of nothing nothing is made."""
    row = ["A1", "a) Male", "a) WBRI", "01/02/2015", "11", "01/10/2026", "Police"]
    one = _sheets(tmp_path / "a.xlsx", Sheet1=[HEADINGS, row])
    done = cli("annexa", "pseudonymise", one, tmp_path / "out.xlsx", "--key-file", tmp_path / "key", *DAY)
    assert done.code == 0
    assert "List 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 left out: not found." in done.err
    done = cli("annexa", "submission", one, tmp_path / "sent.xlsx", *DAY)
    assert done.code == 2
    assert "List 11: It is not in the files. To send without it: --leave-out 11" in done.err
    assert not (tmp_path / "sent.xlsx").exists()
    lacking = [word for number in range(2, 12) for word in ("--leave-out", str(number))]
    done = cli("annexa", "submission", one, tmp_path / "sent.xlsx", *lacking, *DAY)
    assert done.code == 0
    assert "Not in the workbook: List 11: It is not in the files." in done.out
    none = _sheets(tmp_path / "b.xlsx", Sheet1=[["Notes"]])
    done = cli("annexa", "submission", none, tmp_path / "none.xlsx", *DAY)
    assert done.code == 2
    assert "None of the eleven lists" in done.err
    assert not (tmp_path / "none.xlsx").exists()


def test_no_figures_are_shown_where_there_is_no_list(cli: Any, tmp_path: Path) -> None:
    """That nothing stands out would be read as good news."""
    done = cli("annexa", "indicators", _sheets(tmp_path / "a.xlsx", Sheet1=[["Notes"]]))
    assert done.code == 2
    assert "None of the eleven lists" in done.err
    assert "an unknown day" in cli("annexa", "check", tmp_path / "a.xlsx").out


def test_findings_say_what_a_cell_was_read_as(cli: Any, tmp_path: Path) -> None:
    """Only where values are asked for: a code, an ISO date, or nothing for what could not be read."""
    table = with_value(good(8), "Placement Type", "Zqx7 flat", row=2)
    table = with_value(table, "Date of Birth", "3 May 2040", row=3)
    path = workbook(tmp_path / "lists.xlsx", {"List 8": table})
    found = cli("annexa", "check", path, "--as-of", "2026-11-20", "--values", "--json").json["findings"]
    read = {(each["value"], each["read_as"]) for each in found if each.get("value")}
    assert ("Zqx7 flat", None) in read
    assert ("3 May 2040", "2040-05-03") in read
    assert all(set(each) >= {"value", "read_as"} for each in found)
    without = cli("annexa", "check", path, "--as-of", "2026-11-20", "--json")
    assert all("read_as" not in each for each in without.json["findings"])
    assert "Zqx7" not in without.out
