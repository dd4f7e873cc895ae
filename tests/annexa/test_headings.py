"""Headings with numbers, hints and marks, and headings that are misspelt."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import annexa
from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy, read_policy
from inspectprep.annexa.reading.known_headings import official_headings
from inspectprep.annexa.reading.read import read
from inspectprep.errors import DocumentError, InspectPrepError
from tests.annexa.making import all_found, column, csv, found, good, headings, load, with_value, workbook
from tests.shared import from_shared

_AS_OF = dt.date(2026, 11, 20)
_EVERY = [(number, each) for number, spec in catalogue.lists().items() for each in spec.columns]

_BEFORE = ("1. ", "12) ", "(3) ", "01 ", "8.12 ", "1 - ", "3_", "Q4: ", "#3 ", "a) ", "Column B: ", "*",
           "[Required] ", "\N{CIRCLED DIGIT ONE} ", "Required: ")  # fmt: skip
_AFTER = (" (DD/MM/YYYY)", " (Required)", "*", " [1]", "\N{SUPERSCRIPT ONE}", " (free text)",
          " - see guidance", " \N{EN DASH} mandatory", ": DD/MM/YYYY", " DD/MM/YYYY", "\n(dd-mmm-yyyy)",
          " (see note 3)", "\N{DAGGER}", " (max 50 characters)", " | optional", "; required", " (dd/mm/yyyy",
          " (select from list)", " (e.g. a) One)", " (note 2)*", " ((text))", " (Yes / No)",
          " (YYYY-MM-DD)", " yyyy/mm/dd")  # fmt: skip


def _first(number: int, old: str, new: str, rows: int = 3) -> list[list[object]]:
    """Return a good list with one heading changed."""
    table = good(number, rows)
    return [[new if text == old else text for text in table[0]], *table[1:]]


_AROUND = [
    *(("", after) for after in _AFTER),
    *((before, "") for before in _BEFORE),
    *zip(_BEFORE, _AFTER, strict=False),
]


@pytest.mark.parametrize(("before", "after"), _AROUND)
def test_a_heading_with_a_number_hint_or_mark_is_its_column(before: str, after: str) -> None:
    """Each official heading means its own column on its list, with something before it, after it, or both."""
    known = official_headings()
    for number, each in _EVERY:
        written = f"{before}{each.header}{after}"
        meant = known.column_meant(number, written)
        # "a) LA of ..." could also be a word of one letter; such a heading is read less often, never wrongly.
        assert (meant is None and before == "a) ") or (meant is not None and meant[0] == each.name), written


@pytest.mark.parametrize("name", ["headings-with-format.xlsx", "clean.xlsx"])
def test_a_return_with_hints_in_its_headings_is_as_clean_as_without(name: str) -> None:
    """All eleven lists and every column are found, and there is no finding."""
    result = annexa.check([from_shared(f"cases/annexa/{name}")], as_of=_AS_OF)
    assert {number: set(table.columns) for number, table in result.dataset.tables.items()} == {
        number: {each.name for each in spec.columns} for number, spec in catalogue.lists().items()
    }
    assert result.findings.height == 0


@pytest.mark.parametrize(
    "heading",
    ["Percentage", "Language", "Stage 1", "Average age at contact", "Age (months)", "Age at referral",
     "Date of Birth (mother)", "Gender (carer)", "Previous Date of Contact", "Date of Contact (time)",
     "2nd Date of Contact", "Date of Death", "Date of Contact end", "Ethnicity of carer", "Term",
     "Gender not required", "Date of Contact (MM/DD/YYYY)", "Date of Contact mm/dd/yyyy"],
)  # fmt: skip
def test_another_column_is_not_read_as_one_of_the_list(tmp_path: Path, heading: str) -> None:
    """A word that says whose value it is, when it was true or in which unit makes another column."""
    table = [[*row, heading if not index else "7"] for index, row in enumerate(good(1))]
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert column(dataset, 1, "age") == [10, 10, 10]
    assert not found(dataset, "AA-S-005")
    assert not found(dataset, "AA-S-019")
    assert [each["note"].split(".")[0] for each in found(dataset, "AA-S-004")] == ["Column H"]


def test_headings_with_hints_in_two_rows_are_joined(tmp_path: Path) -> None:
    """A heading may be split over rows, with its hint in the lower one."""
    above = [
        "1. Child",
        "2. Gender",
        "3. Ethnicity",
        "4. Date of",
        "5. Age of Child",
        "6. Date of",
        "7. Contact",
    ]
    below = [
        "Unique ID",
        None,
        None,
        "Birth (DD/MM/YYYY)",
        "(Years)",
        "Contact (DD/MM/YYYY)",
        "Source (code)",
    ]
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [above, below, *good(1)[1:]]}))
    assert len(dataset.tables[1].columns) == 7
    assert column(dataset, 1, "__row") == [3, 4, 5]


def test_a_copy_with_a_hint_gives_way_to_the_official_heading(tmp_path: Path) -> None:
    """Where a column is there twice, the one whose heading is nearer to the official one is used."""
    table = [[("Gender (Required)" if not index else "b) Female"), *row] for index, row in enumerate(good(1))]
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert column(dataset, 1, "gender") == ["a) Male"] * 3
    assert [each["column"] for each in found(dataset, "AA-S-005")] == ["gender"]


def test_a_misspelt_heading_is_read_with_a_warning(tmp_path: Path) -> None:
    """The column is read, and the finding has the line that confirms it in the policy."""
    dataset = load(csv(tmp_path / "List 8.csv", _first(8, "Ethnicity", "Ethncity (Required)")))
    assert "ethnicity" in dataset.tables[8].columns
    (one,) = found(dataset, "AA-S-019")
    assert (one["severity"], one["column"], one["list"]) == ("warning", "ethnicity", 8)
    assert '"Ethncity (Required)" = "ethnicity" to [headings.8]' in one["note"]
    assert not {"AA-S-003", "AA-S-004"} & all_found(dataset)


@pytest.mark.parametrize("written", ["Ethnicity1", "3. Ethnicity2", "Ethnicity (DfE code)1"])
def test_the_number_of_a_footnote_that_lost_its_small_print_is_read_with_a_warning(
    tmp_path: Path, written: str
) -> None:
    """Excel keeps the raised number of a footnote as a plain one, which could also number a copy."""
    dataset = load(csv(tmp_path / "List 8.csv", _first(8, "Ethnicity", written)))
    assert "ethnicity" in dataset.tables[8].columns
    assert len(found(dataset, "AA-S-019")) == 1
    copy = load(
        csv(tmp_path / "List 1.csv", [[*row, row[2] if i else "Ethnicity2"] for i, row in enumerate(good(1))])
    )
    assert not found(copy, "AA-S-019")
    assert len(found(copy, "AA-S-004")) == 1


def test_the_misspelt_headings_of_every_list_are_read() -> None:
    """Nothing else is found than the 29 headings, each once."""
    result = annexa.check([from_shared("cases/annexa/headings-misspelt.xlsx")], as_of=_AS_OF)
    assert set(result.findings["rule"]) == {"AA-S-019"}
    assert result.findings.height == 29


@pytest.mark.parametrize(
    ("official", "written", "cells"),
    [
        ("Ethnicity", "Ethncity", "Elm House"),
        ("Date of Birth", "Date of Brith", "unknown child"),
        ("Date of Contact", "Date of Contract", "a) Male"),
        ("Child Unique ID", "Child Uniqe ID", "Sam"),
        ("Child Unique ID", "Child Uniqe ID", "16/09/2020"),
        ("Age of Child (Years)", "Age of Chlid (Years)", "16/09/2020"),
    ],
)
def test_cells_that_do_not_fit_leave_a_misspelt_heading_unread(
    tmp_path: Path, official: str, written: str, cells: str
) -> None:
    """The column is left out, and the finding says which column it may mean and why it was not read."""
    table = _first(1, official, written)
    for row in range(1, 4):
        table = with_value(table, written, cells, row)
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert not found(dataset, "AA-S-019")
    (one,) = found(dataset, "AA-S-004")
    assert one["note"].endswith(f"Its heading may mean {official!r}, but its cells do not fit.")


def test_a_text_column_of_dates_is_not_a_team(tmp_path: Path) -> None:
    """Any text can be a team, so a misspelt heading of a text column is read only over texts."""
    for value, fits in (("North", True), ("16/09/2020", False), ("12", False)):
        table = _first(3, "Allocated Team", "Alocated Team")
        for row in range(1, 4):
            table = with_value(table, "Alocated Team", value, row)
        assert ("allocated_team" in load(csv(tmp_path / "List 3.csv", table)).tables[3].columns) is fits


def test_a_few_wrong_cells_do_not_lose_a_misspelt_column(tmp_path: Path) -> None:
    """A column of which 80% of the filled cells fit is read, with its wrong cells; an empty one too."""
    table = with_value(_first(1, "Ethnicity", "Ethncity", rows=5), "Ethncity", "Martian", 2)
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert len(found(dataset, "AA-F-030")) == 1
    for row in range(1, 6):
        table = with_value(table, "Ethncity", None, row)
    assert "ethnicity" in load(csv(tmp_path / "List 1.csv", table)).tables[1].columns


def test_two_headings_that_may_mean_one_column_are_both_left_out(tmp_path: Path) -> None:
    """Which of two misspelt headings is right is a question, not a guess."""
    table = [[*row, row[2]] for row in _first(1, "Ethnicity", "Ethncity")]
    table[0][-1] = "Ethnictiy"
    dataset = load(csv(tmp_path / "List 1.csv", table))
    assert "ethnicity" not in dataset.tables[1].columns
    assert [each["note"] for each in found(dataset, "AA-S-004")] == [
        "Column C. Its heading may mean 'Ethnicity', and so may another heading.",
        "Column H. Its heading may mean 'Ethnicity', and so may another heading.",
    ]


def test_a_misspelt_copy_of_a_column_is_left_out(tmp_path: Path) -> None:
    """A column that has its own heading is not read from a misspelt one."""
    table = [[*row, row[2]] for row in good(1)]
    table[0][-1] = "Ethncity"
    dataset = load(csv(tmp_path / "List 1.csv", table))
    (one,) = found(dataset, "AA-S-004")
    assert one["note"] == "Column H. Its heading may mean 'Ethnicity', which is also in another column."


def test_numbers_and_missing_words_are_never_misspelt() -> None:
    """A heading with another number, or without a word that decides, is close to none."""
    known = official_headings()
    for number, heading in [
        (11, "Date Stage 3 startd"),
        (7, "Child Protection Plan Date"),
        (8, "Number of Placements in the Last 6 months"),
        (8, "Date of Last Visit"),
        (10, "Date of Decision that Child Should be Placed"),
    ]:
        assert known.close_columns(number, heading) == (), heading
        assert known.column_meant(number, heading) is None, heading


@settings(max_examples=400)
@given(which=st.sampled_from(_EVERY), data=st.data())
def test_a_fault_in_a_heading_never_makes_it_another_column(
    which: tuple[int, object], data: st.DataObject
) -> None:
    """A letter that is added, missing, changed or moved leaves the column unread or itself."""
    number, each = which
    header = each.header  # type: ignore[attr-defined]
    at = data.draw(st.integers(0, len(header) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    written = data.draw(
        st.sampled_from((
            header[:at] + header[at + 1 :],
            header[:at] + letter + header[at:],
            header[:at] + letter + header[at + 1 :],
            header[:at] + header[at + 1 : at + 2] + header[at] + header[at + 2 :],
        ))
    )  # fmt: skip
    meant = official_headings().column_meant(number, written)
    assert meant is None or meant[0] == each.name  # type: ignore[attr-defined]
    assert set(official_headings().close_columns(number, written)) <= {each.name}  # type: ignore[attr-defined]


def test_a_list_is_found_where_misspelt_headings_are_needed_for_it(tmp_path: Path) -> None:
    """Close headings count for which list a sheet has."""
    table = good(1)
    table[0] = [
        "Child Uniqe ID",
        "Gendr",
        "Ethncity",
        "Date of Brith",
        "Age",
        "Date of Contact",
        "Contact Source",
    ]
    dataset = load(csv(tmp_path / "extract.csv", table))
    assert set(dataset.tables[1].columns) == {each.name for each in catalogue.lists()[1].columns}
    assert len(found(dataset, "AA-S-019")) == 4


def test_headings_under_a_title_are_as_the_template_has_them(tmp_path: Path) -> None:
    """Headings in row 2 are no finding; lower ones are."""
    title = ["List 1: Contacts", *[None] * (len(headings(1)) - 1)]
    second = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [title, *good(1)]}))
    assert column(second, 1, "__row") == [3, 4, 5]
    assert not found(second, "AA-S-007")
    third = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": [title, title, *good(1)]}))
    assert [each["note"] for each in found(third, "AA-S-007")] == ["The headings are in row 3."]


@pytest.mark.parametrize("written", ["Heritage", "HERITAGE ", "3. Heritage (Required)", "Heritage*"])
def test_the_policy_says_which_column_a_heading_means(tmp_path: Path, written: str) -> None:
    """A heading of the policy is read like an official one, without a finding."""
    path = csv(tmp_path / "List 1.csv", _first(1, "Ethnicity", written))
    assert "ethnicity" not in read(path, as_of=_AS_OF).tables[1].columns
    policy = tmp_path / "policy.toml"
    policy.write_text('[headings.1]\n"Heritage" = "ethnicity"\n')
    dataset = read(path, as_of=_AS_OF, policy=read_policy(policy))
    assert "ethnicity" in dataset.tables[1].columns
    assert not {"AA-S-003", "AA-S-004", "AA-S-019"} & all_found(dataset)


def test_the_policy_wins_over_the_official_heading_and_over_the_spelling(tmp_path: Path) -> None:
    """The chosen column is used where the official heading is there too, and confirms a misspelt one."""
    table = [[*row, "Sex at birth" if not index else "b) Female"] for index, row in enumerate(good(1))]
    path = csv(tmp_path / "List 1.csv", table)
    dataset = read(path, as_of=_AS_OF, policy=Policy(headings={"1": {"Sex at birth": "gender"}}))
    assert column(dataset, 1, "gender") == ["b) Female"] * 3
    assert [each["column"] for each in found(dataset, "AA-S-005")] == ["gender"]
    swapped = Policy(headings={"1": {"Gender": "ethnicity", "Ethnicity": "gender"}})
    other = read(csv(tmp_path / "List 1 b.csv", good(1)), as_of=_AS_OF, policy=swapped)
    assert other.places[0].headings["ethnicity"] == "Gender"
    path = csv(tmp_path / "List 8.csv", _first(8, "Ethnicity", "Ethncity"))
    confirmed = read(path, as_of=_AS_OF, policy=Policy(headings={"8": {"Ethncity": "ethnicity"}}))
    assert "ethnicity" in confirmed.tables[8].columns
    assert not found(confirmed, "AA-S-019")


def test_the_line_of_a_finding_is_a_line_of_the_policy(tmp_path: Path) -> None:
    """What the finding proposes can be copied into the policy, also for a heading with marks in it."""
    heading = '"Ethncity"\n(required)'
    path = workbook(tmp_path / "annex-a.xlsx", {"List 8": _first(8, "Ethnicity", heading)})
    (one,) = found(load(path), "AA-S-019")
    line = one["note"].split(" add ")[1].removesuffix(" to [headings.8] in your policy.")
    policy = tmp_path / "policy.toml"
    policy.write_text(f"[headings.8]\n{line}\n")
    assert not found(read(path, as_of=_AS_OF, policy=read_policy(policy)), "AA-S-019")


def test_a_result_names_the_headings_that_the_council_chose(tmp_path: Path) -> None:
    """Those that its files have, once each, and no others."""
    path = csv(tmp_path / "List 1.csv", _first(1, "Ethnicity", "Heritage"))
    policy = Policy(headings={1: {"Heritage": "ethnicity", "Origin": "ethnicity"}})
    result = annexa.check(path, as_of=_AS_OF, policy=policy)
    assert [words for _, words in result.changes] == [
        "List 1: the heading 'Heritage' was read as ethnicity by the council's choice"
    ]
    with pytest.raises(InspectPrepError, match="read without the choices"):
        annexa.check_dataset(read(path, as_of=_AS_OF), policy=policy)


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ('[headings.1]\n"Ethncity" = "ethncity"', '$.headings.1."Ethncity"', "Did you mean 'ethnicity'?"),
        ('[headings.1]\n"Team" = "allocated_team"', '$.headings.1."Team"', "is not a column of List 1"),
        ('[headings.12]\n"Team" = "allocated_team"', "$.headings.12", "Lists are numbered from 1 to 11"),
        ('[headings.1]\n"**" = "gender"', '$.headings.1."**"', "no letter and no figure"),
        ('[headings.1]\n"A b" = "gender"\n"AB" = "age"', '$.headings.1."AB"', "also means 'gender'"),
        ('[headings]\n"Team" = "allocated_team"', "$.headings.Team", "should be a table"),
        ('[headings.1]\n"Team" = 3', "$.headings['1'].Team", "should be text"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(tmp_path: Path, text: str, path: str, shown: str) -> None:
    """The error has the path of the heading, and what to write."""
    policy = tmp_path / "policy.toml"
    policy.write_text(text)
    with pytest.raises(DocumentError) as error:
        read_policy(policy)
    ((where, what),) = error.value.problems
    assert where == path
    assert shown in what


def test_a_policy_made_in_python_is_checked_when_lists_are_read(tmp_path: Path) -> None:
    """A wrong column is refused before any cell is read."""
    with pytest.raises(DocumentError, match="is not a column of List 8"):
        read(tmp_path, policy=Policy(headings={"8": {"Team": "team"}}))
