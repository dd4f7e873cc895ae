"""Names of children from a list: recognised as whole names, never by one name, and never kept."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import SourceError
from inspectprep.workspace.personal_data.known_names import ChildName, KnownNames, LearnedNames

NAMES = [
    ChildName("Zo\u00eb Ann", "O'Brien-Smith"),
    ChildName("Jo", "Anne"),
    ChildName("Mateusz", "Wi\u015bniewski"),
    ChildName("Mary-Kate", "van der Berg"),
    ChildName("Ali", "McDonald"),
]


@pytest.fixture
def known(tmp_path: Path) -> KnownNames:
    """Give the names of a list."""
    made = KnownNames(tmp_path / "names.txt")
    assert made.learn(NAMES) == LearnedNames(5, 0, 0)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "Zo\u00eb O'Brien-Smith",
        "zoe obrien smith was seen",
        "ZOE O\u2019BRIEN\u2011SMITH",
        "O'Brien-Smith, Zo\u00eb",
        "Zoe Ann O'Brien Smith",
        "Zoe A. O'Brien-Smith",
        "Zoe O Brien Smith",
        "zoe_obrien-smith.docx",
        "plans/zoe.o'brien.smith/plan.docx",
        "Zo\u0065\u0308 O'Brien\nSmith",
        "Zo\u200b\u00eb O'Brien\u00adSmith",
        "the plan of Zoe O'Brien-Smith's brother",
        "JoAnne Anne and Jo Anne",
        "Anne, Jo",
        "JoAnne.docx",
        "mateusz wisniewski",
        "Mary-Kate van der Berg",
        "Mary Kate Van Der Berg",
        "MaryKate van der Berg",
        "VAN DER BERG Mary",
        "Ali McDonald",
        "ali mcdonald",
        "AliMcDonald_plan.docx",
    ],
)
def test_a_name_is_recognised_in_any_form(known: KnownNames, text: str) -> None:
    """In either order, with any capitals, accents, hyphens and apostrophes, and with an initial."""
    assert known.any_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zo\u00eb is well",
        "The Smiths live here",
        "Mr O'Brien-Smith rang",
        "joanne was seen",
        "Joanne Smith and Ann O'Brien",
        "Jo and Anne are both workers",
        "Mary met Mr van der Berg",
        "Ali Donald Mc",
        "Zoe and the O'Brien-Smith family",
    ],
)
def test_parts_of_names_pass(known: KnownNames, text: str) -> None:
    """One name alone is never enough, and the words of two people do not make a third."""
    assert not known.any_in(text)


def test_names_of_adults_are_counted_and_not_learned(tmp_path: Path) -> None:
    """The same name in another spelling too."""
    known = KnownNames(tmp_path / "names.txt")
    staff = ("Mateusz Wisniewski", "North Team", "MCDONALD, Ali")
    assert known.learn([*NAMES, ChildName("Zo\u00eb", ""), ChildName("", "")], staff=staff) == (3, 2, 2)
    assert not known.any_in("Mateusz Wi\u015bniewski")
    assert known.any_in("Jo Anne")


def test_a_list_can_replace_earlier_ones(known: KnownNames, tmp_path: Path) -> None:
    """Names that are not on the new list are forgotten, also by the next process."""
    assert known.learn(NAMES) == (0, 0, 0)
    assert known.learn([ChildName("Eva", "Novak")]).new == 1
    assert known.any_in("Jo Anne")
    assert known.learn([ChildName("Eva", "Novak")], replace=True).new == 1
    again = KnownNames(tmp_path / "names.txt")
    assert again.any_in("Eva Novak")
    assert not again.any_in("Jo Anne")


def test_no_name_is_in_the_file(known: KnownNames, tmp_path: Path) -> None:
    """Nor any part of one. The file is private."""
    text = (tmp_path / "names.txt").read_text("ascii").casefold()
    assert len(known) > len(NAMES)
    assert not any(part in text.split("\n", 1)[1] for part in ("zoe", "brien", "wis", "berg", "jo"))
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "names.txt").stat().st_mode) == 0o600


def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    """Rather than letting every name pass."""
    (tmp_path / "names.txt").write_bytes(b"something else\nabc\n")
    with pytest.raises(SourceError, match="scan learn"):
        KnownNames(tmp_path / "names.txt")


WORD = st.text(
    # Without letters that are a letter and a sign: Catalan L with a dot, Afrikaans N with an apostrophe.
    st.characters(categories=("Ll", "Lu"), max_codepoint=0x17F, exclude_characters="\u013f\u0140\u0149"),
    min_size=3,
    max_size=8,
)


@given(WORD, WORD, st.sampled_from([" ", ", ", "_", ".", "-", "\n", " X. ", "\u00a0"]), st.booleans())
def test_any_name_is_recognised_in_both_orders(
    tmp_path_factory: pytest.TempPathFactory, first: str, last: str, gap: str, turned: bool
) -> None:
    """With any sign or an initial between its parts, in capitals or small letters."""
    known = KnownNames(tmp_path_factory.mktemp("names") / "names.txt")
    known.learn([ChildName(first, last)])
    one, two = (last, first) if turned else (first, last)
    for text in (f"{one}{gap}{two}", f"{one}{gap}{two}".lower(), f"About {one}{gap}{two}, today"):
        assert known.any_in(text)
