"""Comparing names: the spellings that are one name, and the entries that are not people."""

from __future__ import annotations

import pytest

from inspectprep.planning.people.names import initial_of, name_key, not_a_person, worker_key


@pytest.mark.parametrize(
    "written",
    [
        "Mary-Ann O'Neill",
        "MARY ANN  ONEILL",
        "mary_ann o\u2019neill",
        " Mary.Ann O\u2018Neill ",
        "Mary\u00a0Ann O'Neill",
    ],
)
def test_case_punctuation_and_spaces_are_no_difference(written: str) -> None:
    """A hyphen parts two words. An apostrophe parts none."""
    assert name_key(written) == "mary ann oneill"


def test_letters_with_accents_are_letters() -> None:
    """An accent makes another name, however the letter is encoded."""
    assert name_key("Zoe\u0301 Brown") == name_key("Zo\u00e9 BROWN") == "zo\u00e9 brown"
    assert name_key("Zoe Brown") != name_key("Zo\u00e9 Brown")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Brown, Zoe", "zoe brown"),
        ("Brown, Zoe (agency)", "zoe brown"),
        ("Zoe (Team Manager) Brown", "zoe brown"),
        ("Brown, Zoe, Dr", "brown zoe dr"),
        ("Zoe Brown", "zoe brown"),
        ("(agency)", ""),
    ],
)
def test_one_comma_puts_the_last_name_first_and_brackets_do_not_count(written: str, key: str) -> None:
    """With two commas nobody can say which part is the first name."""
    assert worker_key(written) == key


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("d hazlett", "dustin hazlett", True),
        ("d hazlett", "dustin john hazlett", True),
        ("d hazlett", "d hazlett", False),
        ("m hazlett", "dustin hazlett", False),
        ("d hazlett", "dustin hazlitt", False),
        ("du hazlett", "dustin hazlett", False),
        ("dustin hazlett", "d hazlett", False),
        ("hazlett", "dustin hazlett", False),
        ("d", "d", False),
        ("d hazlett", "hazlett", False),
        ("", "", False),
    ],
)
def test_an_initial_fits_a_full_first_name_before_the_same_last_name(
    short: str, full: str, fits: bool
) -> None:
    """Both names need a first and a last name."""
    assert initial_of(short, full) is fits


@pytest.mark.parametrize(
    ("name", "no_person"),
    [
        ("Duty Inbox", True),
        ("North Team", True),
        ("TBC", True),
        ("not allocated", True),
        ("Unallocated.", True),
        ("--", True),
        ("", True),
        ("Ann Poole", False),
        ("Tray Smithson-Dutyman", True),
        ("Ann Vacant", False),
        ("Ann Teams", False),
    ],
)
def test_a_rota_a_tray_or_a_vacancy_is_not_a_person(name: str, no_person: bool) -> None:
    """One word of a rota is enough. A word for a vacancy must be the whole name."""
    assert not_a_person(name) is no_person
