"""The shipped specification is whole and consistent."""

from __future__ import annotations

import pytest

from inspectprep.annexa import catalogue

COLUMNS = {1: 7, 2: 8, 3: 11, 4: 12, 5: 14, 6: 14, 7: 17, 8: 34, 9: 17, 10: 16, 11: 19}


def test_there_are_eleven_lists_with_their_official_number_of_columns() -> None:
    """Every list has as many columns as the newest layout known."""
    assert {number: len(each.columns) for number, each in catalogue.lists().items()} == COLUMNS


@pytest.mark.parametrize("number", COLUMNS)
def test_names_headings_and_aliases_are_unique_within_a_list(number: int) -> None:
    """No heading could mean two columns of one list."""
    columns = catalogue.lists()[number].columns
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    headings: dict[str, str] = {}
    for column in columns:
        for heading in (column.header, *column.aliases):
            folded = "".join(c for c in heading.casefold() if c.isalnum())
            assert headings.setdefault(folded, column.name) == column.name


@pytest.mark.parametrize("number", COLUMNS)
def test_keys_and_anchors_name_columns(number: int) -> None:
    """Natural keys and anchor dates are columns of their list; anchors are dates."""
    each = catalogue.lists()[number]
    for name in each.natural_key:
        assert each.column(name)
    for name in each.anchor_dates:
        assert each.column(name).type == "date"


@pytest.mark.parametrize("number", COLUMNS)
def test_category_columns_and_only_they_have_codes(number: int) -> None:
    """Each category column names a code set that exists."""
    for column in catalogue.lists()[number].columns:
        assert (column.type == "category") == (column.codes is not None)
        if column.codes:
            assert catalogue.code_set(column.codes).codes


def test_only_list_nine_has_newer_columns() -> None:
    """The four columns added to List 9 are marked, and no other."""
    newer = {number: each.newer for number, each in catalogue.lists().items() if each.newer}
    assert newer == {
        9: (
            "uasc_or_former",
            "allocated_personal_advisor",
            "latest_pathway_plan_review_date",
            "latest_date_of_contact",
        )
    }


@pytest.mark.parametrize(
    ("name", "code", "short"),
    [
        ("yes_no", "a) Yes", "Yes"),
        ("in_out", "b) Out", "Out"),
        ("suitability", "b) Unsuitable", "Unsuitable"),
        ("gender", "c) Not stated/recorded", "Not stated/recorded"),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ceased_reason", "u) X1:CodeError", "X1"),
        ("la_of_placement", "NUK", "NUK"),
        ("adoption_reversal_reason", "RD2 - The Court did not make a placement order", "RD2"),
    ],
)
def test_short_code_is_what_rules_call_a_code(name: str, code: str, short: str) -> None:
    """Where the specification has no short code, the text without its letter serves."""
    assert {each.code: each.name for each in catalogue.code_set(name).codes}[code] == short


def test_newer_codes_are_present() -> None:
    """Codes added after 2019 are known."""
    found = {
        each.name
        for name in ("closure_reason", "contact_source", "activity", "ceased_reason")
        for each in catalogue.code_set(name).codes
    }
    assert {"RC9", "5D", "F4", "P4", "F5", "P5", "E17"} <= found


def test_there_are_153_authorities() -> None:
    """Every English authority with children's services is known once."""
    assert len(catalogue.authorities()) == 153


def test_an_unknown_code_set_is_refused() -> None:
    """A name that could be a path is refused like any other unknown one."""
    for name in ("nonsense", "../lists/01"):
        with pytest.raises(KeyError):
            catalogue.code_set(name)
