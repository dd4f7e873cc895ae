"""Explanations typed into the Findings sheet: read back after any sorting, and nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from openpyxl.worksheet.worksheet import Worksheet

from inspectprep import annexa
from inspectprep.annexa.outputs.typed_explanations import read_typed
from inspectprep.annexa.results.acceptance import explain
from inspectprep.annexa.results.explaining import (
    Merged,
    TypedExplanations,
    add_explanations,
    merge_explanations,
)
from inspectprep.annexa.results.explanation import Explanation, Explanations
from inspectprep.annexa.results.marks import key_id, marks_of
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import SourceError
from tests.annexa.making import AS_OF, as_text, good, with_value, workbook

KEY = b"k" * 32
TODAY = date(2026, 11, 30)
FIRST = 3
WORDS = ("Confirmed with the team.", "Ann Avon", date(2027, 1, 31))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """A return with an unknown source of contact in each of six rows, and other findings."""
    table = good(1, 6)
    for row in range(1, 7):
        table = with_value(table, "Contact Source", f"Pigeon {row}", row)
    folder = tmp_path_factory.mktemp("typed")
    return annexa.check([workbook(folder / "annex-a.xlsx", {"List 1": table})], as_of=AS_OF)


class Typing:
    """A checked workbook in which a person types."""

    def __init__(self, path: Path, result: CheckResult) -> None:
        """Write the workbook and open it."""
        self.path, self.result = path, result
        annexa.write_checked(path, result, key=KEY)
        self.book = openpyxl.load_workbook(path)
        self.sheet: Worksheet = self.book["Findings"]
        self.heads = {cell.value: cell.column for cell in self.sheet[2]}

    def rows_of(self, rule: str) -> list[int]:
        """Return the rows of a rule."""
        rows = range(FIRST, self.sheet.max_row + 1)
        return [row for row in rows if self.cell(row, "Rule").value == rule]

    def cell(self, row: int, heading: str) -> Any:
        """Return a cell."""
        return self.sheet.cell(row, self.heads[heading])

    def type(self, row: int, **cells: Any) -> None:
        """Type into cells of a row."""
        for heading, value in cells.items():
            self.cell(row, heading.capitalize()).value = value

    def read(self, **more: Any) -> TypedExplanations:
        """Save the workbook and read it."""
        self.book.save(self.path)
        return read_typed(self.path, today=TODAY, **more)

    def merged(self, existing: Explanations | None = None, **more: Any) -> Merged:
        """Save the workbook, read it and merge it."""
        return merge_explanations(existing or Explanations(), self.read(), made=TODAY, **more)


@pytest.fixture
def typing(result: CheckResult, tmp_path: Path) -> Typing:
    """A new checked workbook."""
    return Typing(tmp_path / "checked.xlsx", result)


def explained_rows(result: CheckResult, merged: Merged) -> list[int]:
    """Return the rows of the findings that the explanations explain."""
    found = explain(result, merged.explanations, key=KEY).explained.by_finding
    return sorted(result.findings["row"][place] for place in found)


def test_what_is_typed_explains_that_finding_and_no_other(typing: Typing) -> None:
    """The mark in the row says which finding it is."""
    row = typing.rows_of("AA-F-030")[2]
    typing.type(row, reason=WORDS[0], who=WORDS[1], until=datetime(2027, 1, 31))  # noqa: DTZ001 - a cell
    merged = typing.merged()
    (one,) = merged.explanations.explanations
    assert (one.words, one.rule, one.list, one.made) == (WORDS, "AA-F-030", 1, TODAY)
    assert (merged.new, merged.problems) == (1, ())
    assert explained_rows(typing.result, merged) == [4]


def test_rows_may_be_sorted_and_deleted(typing: Typing) -> None:
    """Each row carries its mark, so its place does not matter."""
    rows = typing.rows_of("AA-F-030")
    for place, row in enumerate(rows):
        typing.type(row, reason=f"Reason {place}.", who="Ann Avon")
    values = [[cell.value for cell in row] for row in typing.sheet.iter_rows(min_row=FIRST)]
    typing.sheet.delete_rows(FIRST, typing.sheet.max_row)
    # The first finding of the rule is row 2 of the list, and has reason 0.
    for row in sorted(values, key=str, reverse=True)[:-1]:
        typing.sheet.append([None, *row][1:])
    merged = typing.merged()
    assert not merged.problems
    found = explain(typing.result, merged.explanations, key=KEY).explained.by_finding
    for place, explanation in found.items():
        assert explanation.reason == f"Reason {typing.result.findings['row'][place] - 2}."
    assert len(found) >= len(rows) - 1


def test_a_row_of_which_only_some_columns_were_sorted_is_not_used(typing: Typing) -> None:
    """Its mark would explain another finding."""
    first, second, *_ = typing.rows_of("AA-F-030")
    typing.type(first, reason=WORDS[0], who=WORDS[1])
    one, other = typing.cell(first, "Mark"), typing.cell(second, "Mark")
    one.value, other.value = other.value, one.value
    merged = typing.merged()
    assert not merged.explanations.explanations
    assert [each.row for each in merged.problems] == [first]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"reason": "A reason."}, "There is no name"),
        ({"who": "Ann Avon"}, "There is no reason"),
        ({"until": datetime(2027, 1, 31)}, "There is no reason"),  # noqa: DTZ001 - a cell
        ({"reason": "A reason.", "who": "Ann", "until": "soon"}, "not clear"),
        ({"reason": "A reason.", "who": "Ann", "until": "46387"}, "not clear"),
        ({"reason": "A reason.", "who": "Ann", "until": "12/31/2027"}, "not clear"),
        ({"reason": "A reason.", "who": "Ann", "until": "29/11/2026"}, "is over"),
        ({"reason": "A reason.", "who": "Ann", "mark": ""}, "no mark"),
        ({"reason": "A reason.", "who": "Ann", "mark": "f" * 32}, "does not belong"),
        ({"reason": "A reason.", "who": "Ann", "rule": "AA-F-031"}, "does not belong"),
        ({"reason": "See c00002, who moved.", "who": "Ann"}, "identifier"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_used(
    typing: Typing, cells: Mapping[str, Any], problem: str
) -> None:
    """Each problem has its row, and repeats nothing of a child."""
    wrong, right = typing.rows_of("AA-F-030")[1:3]
    typing.type(wrong, **cells)
    typing.type(right, reason=WORDS[0], who=WORDS[1], until="31 January 2027")
    merged = typing.merged()
    assert [one.words for one in merged.explanations.explanations] == [WORDS]
    ((row, text),) = [(one.row, one.problem) for one in merged.problems]
    assert row == wrong
    assert problem in text
    assert "c00002" not in text.casefold()


def test_the_last_day_may_be_today(typing: Typing) -> None:
    """The day counts."""
    typing.type(typing.rows_of("AA-F-030")[0], reason=WORDS[0], who=WORDS[1], until="30/11/2026")
    assert typing.merged().explanations.explanations[0].expires == TODAY


def test_personal_data_in_a_reason_is_refused(typing: Typing) -> None:
    """Reasons go into reports that others read."""
    typing.type(typing.rows_of("AA-F-030")[0], reason="Born 3 May 2015.", who="Ann")

    def personal(text: str) -> list[str]:
        return ["a date of birth"] if "Born" in text else []

    (problem,) = typing.read(personal=personal).problems
    assert "a date of birth" in problem.problem


def test_the_same_finding_with_different_words_is_a_problem_of_both_rows(typing: Typing) -> None:
    """Copied rows are one finding."""
    first = typing.rows_of("AA-F-030")[0]
    typing.type(first, reason="One reason.", who="Ann")
    copy = [cell.value for cell in typing.sheet[first]]
    typing.sheet.append(copy)
    last = typing.sheet.max_row
    typing.type(last, reason="Another reason.")
    merged = typing.merged()
    assert not merged.explanations.explanations
    assert [each.row for each in merged.problems] == [first, last]
    typing.type(last, reason="One reason.")
    assert typing.merged().new == 1


def test_rows_that_cannot_be_told_apart_are_explained_together_and_counted(tmp_path: Path) -> None:
    """Two rows of one child and one date have one mark, and the report says so."""
    table = good(1, 2)
    table[1][3] = table[2][3] = "31/02/2015"
    table[2][0] = table[1][0]
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": table})
    typing = Typing(tmp_path / "checked.xlsx", annexa.check([path], as_of=AS_OF))
    first, second = typing.rows_of("AA-F-005")
    typing.type(first, reason=WORDS[0], who=WORDS[1])
    merged = typing.merged()
    assert (merged.new, merged.also) == (1, 1)
    assert explained_rows(typing.result, merged) == [2, 3]
    typing.type(second, reason=WORDS[0], who=WORDS[1])
    assert typing.merged().also == 0


def test_headings_with_line_breaks_do_no_harm(tmp_path: Path) -> None:
    """Spreadsheet programs write them in several ways."""
    table = [[cell.replace(" of ", "\r\nof\n") for cell in good(1)[0]], *good(1, 2)[1:]]
    text = as_text(with_value(table, table[0][-2], "sometime"))
    path = tmp_path / "List 1.csv"
    path.write_bytes(text.encode())
    typing = Typing(tmp_path / "checked.xlsx", annexa.check([path], as_of=AS_OF))
    for row in range(FIRST, typing.sheet.max_row + 1):
        typing.type(row, reason=WORDS[0], who=WORDS[1])
    assert typing.rows_of("AA-F-005")
    assert not typing.merged().problems


@pytest.fixture
def known(result: CheckResult) -> Explanations:
    """The first finding of a rule explained, and all of another rule."""
    place = result.findings["rule"].to_list().index("AA-F-030")
    mark = marks_of(result, KEY)[place]
    words = {"by": "Ann Avon", "made": date(2026, 11, 1), "expires": date(2027, 3, 1)}
    one = Explanation(rule="AA-F-030", list=1, mark=mark, reason="A known source.", **words)
    every = Explanation(rule="AA-S-001", reason="Only one list is sent.", **words)
    return Explanations(key=key_id(KEY), explanations=(one, every))


@pytest.fixture
def again(result: CheckResult, known: Explanations, tmp_path: Path) -> Typing:
    """A workbook with explanations in it."""
    return Typing(tmp_path / "again.xlsx", explain(result, known, key=KEY))


def explained_row(typing: Typing) -> int:
    """Return the row that is explained alone."""
    (row,) = [row for row in typing.rows_of("AA-F-030") if typing.cell(row, "Reason").value]
    return row


def test_cells_that_nobody_changed_change_nothing(again: Typing, known: Explanations) -> None:
    """Also when the file has newer words than the workbook."""
    assert again.merged(known).explanations == known
    newer = evolve(
        known, explanations=(evolve(known.explanations[0], reason="A newer reason."), known.explanations[1])
    )
    merged = again.merged(newer)
    assert merged.explanations == newer
    assert not merged.problems


def test_changed_words_replace_those_they_were_written_with(again: Typing, known: Explanations) -> None:
    """The day on which they were made is new too."""
    again.type(explained_row(again), reason="A better reason.")
    merged = again.merged(known)
    assert (merged.changed, merged.new) == (1, 0)
    assert merged.explanations.explanations[0].reason == "A better reason."
    assert merged.explanations.explanations[0].made == TODAY
    assert merged.explanations.explanations[1] == known.explanations[1]


def test_words_that_both_changed_are_a_problem_unless_replaced(again: Typing, known: Explanations) -> None:
    """The file keeps its words."""
    row = explained_row(again)
    again.type(row, reason="A better reason.")
    newer = evolve(
        known, explanations=(evolve(known.explanations[0], reason="A newer reason."), known.explanations[1])
    )
    merged = again.merged(newer)
    assert merged.explanations == newer
    assert [(one.row, "--replace" in one.problem) for one in merged.problems] == [(row, True)]
    assert again.merged(newer, replace=True).explanations.explanations[0].reason == "A better reason."


def test_emptied_cells_remove_the_explanation_of_one_finding(again: Typing, known: Explanations) -> None:
    """A deleted row removes nothing, and an explanation of the whole rule stays."""
    row = explained_row(again)
    again.type(row, reason=None, who=None, until=None)
    wide = again.rows_of("AA-S-001")[0]
    again.type(wide, reason=None, who=None, until=None)
    merged = again.merged(known)
    assert merged.removed == 1
    assert merged.explanations.explanations == known.explanations[1:]
    assert [one.row for one in merged.problems] == [wide]
    again.sheet.delete_rows(row)
    assert again.merged(known).explanations.explanations == known.explanations


def test_a_finding_of_an_explained_rule_may_have_its_own_words(again: Typing, known: Explanations) -> None:
    """They are used instead of those of the rule."""
    again.type(again.rows_of("AA-S-001")[0], reason="This list is a nil return.")
    merged = again.merged(known)
    assert merged.new == 1
    found = explain(again.result, merged.explanations, key=KEY).explained.by_finding.values()
    assert {one.reason for one in found} >= {"This list is a nil return.", "Only one list is sent."}


def test_a_new_file_gets_every_explanation_of_a_finding(again: Typing) -> None:
    """Nothing that stands in the workbook is lost."""
    merged = again.merged()
    assert [one.reason for one in merged.explanations.explanations] == ["A known source."]


def test_a_workbook_of_another_check_is_refused(typing: Typing, known: Explanations) -> None:
    """Marks of different keys never agree."""
    typing.type(typing.rows_of("AA-F-030")[0], reason="A reason.", who="Ann")
    with pytest.raises(SourceError, match="different keys"):
        typing.merged(evolve(known, key="0" * 16))


def _without_sheet(typing: Typing) -> None:
    del typing.book["Findings"]


def _without_column(typing: Typing) -> None:
    typing.sheet.delete_cols(typing.heads["Mark"])


def _without_banner(typing: Typing) -> None:
    typing.sheet.cell(1, typing.heads["Mark"]).value = None


def _two_reasons(typing: Typing) -> None:
    typing.sheet.cell(2, typing.heads["Note"]).value = "Reason"


@pytest.mark.parametrize("change", [_without_sheet, _without_column, _without_banner, _two_reasons])
def test_a_workbook_without_its_parts_is_refused(typing: Typing, change: Callable[[Typing], None]) -> None:
    """The error says what is missing and what to do."""
    change(typing)
    with pytest.raises(SourceError, match="not a workbook of a check") as caught:
        typing.read()
    assert "--workbook" in caught.value.remedy


def test_rows_above_and_other_columns_do_no_harm(typing: Typing) -> None:
    """People insert titles and columns of their own."""
    row = typing.rows_of("AA-F-030")[0]
    typing.type(row, reason=WORDS[0], who=WORDS[1])
    typing.sheet.insert_rows(2, 2)
    typing.sheet.insert_cols(3)
    assert typing.merged().new == 1


def test_the_next_extract_has_the_explanation_at_another_row(typing: Typing, tmp_path: Path) -> None:
    """The finding is recognised by its child, and not by its row."""
    row = typing.rows_of("AA-F-030")[0]
    typing.type(row, reason=WORDS[0], who=WORDS[1], until="31/01/2027")
    merged = typing.merged()
    head, *rows = good(1, 8)
    for row, cells in enumerate(rows, start=1):
        cells[-1] = f"Pigeon {row}"
    table = [head, *reversed(rows)]
    path = workbook(tmp_path / "next.xlsx", {"List 1": table})
    later = annexa.check([path], as_of=date(2027, 1, 31))
    assert explained_rows(later, merged) == [9]
    after = annexa.check([path], as_of=date(2027, 2, 1))
    assert explained_rows(after, merged) == []


def test_one_explanation_of_the_command_line_replaces_another_only_on_request(known: Explanations) -> None:
    """The same words again change nothing."""
    every = known.explanations[1]
    same = add_explanations(known, [every], key=key_id(KEY))
    assert (same.unchanged, same.explanations) == (1, known)
    other = evolve(every, reason="Another reason.")
    refused = add_explanations(known, [other], key=key_id(KEY))
    assert refused.explanations == known
    assert len(refused.problems) == 1
    replaced = add_explanations(known, [other], key=key_id(KEY), replace=True)
    assert replaced.explanations.explanations == (known.explanations[0], other)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_what_was_typed(typing: Typing, tmp_path: Path) -> None:
    """Its file has the words, the dates and the hidden column."""
    row = typing.rows_of("AA-F-030")[0]
    typing.type(row, reason=WORDS[0], who=WORDS[1], until=datetime(2027, 1, 31))  # noqa: DTZ001 - a cell
    typing.book.save(typing.path)
    out = tmp_path / "saved"
    for kind in ("xlsx", "ods"):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
             "--convert-to", kind, "--outdir", str(out), str(typing.path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        typed = read_typed(out / f"checked.{kind}", today=TODAY)
        assert not typed.problems
        assert [one.words for one in typed.rows if one.words] == [WORDS]
