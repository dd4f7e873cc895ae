"""A cell means a code if it is that code and nothing else: laws for every code set, and cases of councils."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies as st

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.reading.code_words import code_key, words_of
from inspectprep.annexa.reading.codes import Matcher, matcher
from inspectprep.annexa.reading.dataset import Match

SETS = tuple(catalogue.code_sets().values())
SEVERAL = "MUL"


def texts_of(code: Code) -> tuple[str, ...]:
    """Return the official ways to write a code: the whole code, its short code and its label."""
    return tuple(
        dict.fromkeys(text for text in (code.code, code.short, *code.other_codes, code.label) if text)
    )


def read(codes: CodeSet, text: str) -> str | None:
    """Return the name of the code that a text is read as."""
    found = matcher(codes).match(text)
    return found.code.name if found is not None and found.code is not None else None


def alone(codes: CodeSet, code: Code) -> st.SearchStrategy[str]:
    """Return texts that mean the code without doubt: a label that two codes have is none."""
    return st.sampled_from([text for text in texts_of(code) if read(codes, text) == code.name])


sets_and_codes = st.sampled_from([(codes, code) for codes in SETS for code in codes.codes])
pairs = st.sampled_from(
    [(codes, one, other) for codes in SETS for one in codes.codes for other in codes.codes if one != other]
)
between = st.sampled_from([
    " ", "/", " / ", ", ", "; ", " - ", " -> ", " > ", " to ", " or ", " and ", " & ", " not ", " was ",
    " now ", "\n", " (", " [", ": ", ". ", " then ", " ended, now ", " until 12/03/2026 ", " 12/03/2026 ",
    "?", "|", "+", " ex-",
])  # fmt: skip
doubt = st.sampled_from([
    "not {}", "no longer {}", "ex-{}", "{} was", "was {}", "previously {}", "{} ended", "{}?", "?{}",
    "not a {}", "possibly {}", "{} or", "{} ->", "-> {}", "{} to", "{} until 12/03/2026", "{} (ended)",
    "{} [not]", "never {}", "{} 01/02/2026 - 05/02/2026", "former {}", "{}/", "/{}", "{}/...",
    "banana {} split", "{}\N{SUPERSCRIPT TWO}", "{} tbc",
])  # fmt: skip


@pytest.mark.parametrize("codes", SETS, ids=lambda codes: codes.name)
def test_every_official_text_is_read_as_its_code(codes: CodeSet) -> None:
    """The whole code, the short code and each variant; a label, unless two codes have it."""
    for code in codes.codes:
        for text in (code.code, *((code.short,) if code.short else ()), *code.other_codes):
            assert read(codes, text) == code.name, text
        for text in (code.label, *code.variants):
            others = [
                other for other in codes.codes if other != code and text in (other.label, *other.variants)
            ]
            assert others or read(codes, text) == code.name, text


@given(pairs, between, st.data())
def test_two_codes_in_a_cell_are_never_one(
    pair: tuple[CodeSet, Code, Code], separator: str, data: st.DataObject
) -> None:
    """However they are written and joined, the cell means neither. Categories of abuse mean several."""
    codes, one, other = pair
    second = separator + data.draw(alone(codes, other))
    text = data.draw(alone(codes, one)) + second
    assume(read(codes, second.strip()) != one.name)  # as "not suitable" is unsuitable
    assume(not any(_same(text, known) for code in codes.codes for known in (*texts_of(code), *code.variants)))
    several = SEVERAL if any(code.name == SEVERAL for code in codes.codes) else None
    assert read(codes, text) in (None, several)


def _same(text: str, known: str) -> bool:
    """Return whether two texts have the same words, as "1" and "Yes" have together with "1 - Yes"."""
    return words_of(code_key(text)) == words_of(code_key(known))


@given(sets_and_codes, doubt, st.data())
def test_a_denied_past_or_doubtful_code_is_none(
    set_and_code: tuple[CodeSet, Code], form: str, data: st.DataObject
) -> None:
    """Any word that is not of the code itself makes the cell mean no code."""
    codes, code = set_and_code
    text = form.format(data.draw(alone(codes, code)))
    assume(
        not any(_same(text, known) for other in codes.codes for known in (*texts_of(other), *other.variants))
    )
    assert read(codes, text) is None


@given(
    sets_and_codes,
    st.sampled_from(
        ["{}", "{}.", " {} ", "({})", "[{}]", "{},", "- {}", "{};", "'{}'", "{}:", "{} -", "*{}"]
    ),
    st.sampled_from(["", " 12/03/2026", " (12/03/2026)", ", 2026-03-12", " - 1 March 2026", " 12.03.26"]),
    st.booleans(),
    st.data(),
)
def test_punctuation_capitals_and_one_date_change_nothing(
    set_and_code: tuple[CodeSet, Code], marks: str, date: str, upper: bool, data: st.DataObject
) -> None:
    """The code is read as itself, and its date does not matter."""
    codes, code = set_and_code
    text = marks.format(data.draw(alone(codes, code))) + date
    assert read(codes, text.upper() if upper else text) == code.name


@given(
    st.sampled_from([(codes, code) for codes in SETS for code in codes.codes if code.short]),
    st.sampled_from(
        ["{0} {1}", "{0}: {1}", "{0} - {1}", "{1} [{0}]", "({0}) {1}.", "{1} ({0})", "{0} {1} 12/03/2026"]
    ),
)
def test_a_code_with_its_own_label_is_read(set_and_code: tuple[CodeSet, Code], form: str) -> None:
    """Label and short code together are the code."""
    codes, code = set_and_code
    assert read(codes, form.format(code.short, code.label)) == code.name


@given(
    st.sampled_from([
        (codes, code, other)
        for codes in SETS
        for code in codes.codes
        for other in codes.codes
        if other.code[1:2] == ")" and other.code[0] != code.code[0]
    ]),
    st.sampled_from(["{}) {}", "({}) {}", "{}. {}", "{}: {}", "{} - {}"]),
)  # fmt: skip
def test_a_letter_that_contradicts_its_word_is_no_code(pair: tuple[CodeSet, Code, Code], form: str) -> None:
    """The letter of another code in front of a label is a contradiction, and the cell means neither."""
    codes, code, other = pair
    text = form.format(other.code[0], code.label)
    assume(read(codes, code.label) == code.name and read(codes, other.code[0]) != code.name)
    assume(not any(_same(text, known) for each in codes.codes for known in (*texts_of(each), *each.variants)))
    found = matcher(codes).match(text)
    assert found is None or found.kind is Match.CONTRADICTION
    if other.short.casefold() != other.code[0] and matcher(codes).match(other.code[0]) is not None:
        assert found is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ceased_reason", "not E2"),
        ("legal_status", "V2 ended, now C2"),
        ("placement_type", "K2 to U6"),
        ("ethnicity", "WBRI/WIRI"),
        ("ethnicity", "White British or White Irish"),
        ("placement_type", "not U6"),
        ("placement_type", "U6 not"),
        ("placement_type", "K2: Foster placement - long term"),
        ("legal_status", "C1) FCO"),
        ("legal_status", "C1: Full care order"),
        ("yes_no", "Yes - No"),
        ("yes_no", "Y/N"),
        ("yes_no", "No (was Yes)"),
        ("yes_no", "a) Yes b) No"),
        ("gender", "M/F"),
        ("gender", "M - Female"),
        ("in_touch", "No longer"),
        ("la_of_placement", "Essex / Kent"),
        ("la_of_placement", "Essex and Kent"),
        ("la_of_placement", "not Essex"),
        ("la_of_placement", "Essex?"),
        ("la_of_placement", "Essex -> Kent"),
        ("abuse_category", "Neglect, not Physical"),
        ("abuse_category", "Neglect and/or Physical"),
        ("abuse_category", "Neglect or Physical"),
        ("abuse_category", "b) Neglect; a) Physical"),
        ("contact_source", "4: Police"),
        ("contact_source", "x" * 100_000),
    ],
)
def test_a_cell_with_two_readings_means_no_code(name: str, text: str) -> None:
    """The cell stays as it is, and the analyst decides."""
    assert matcher(catalogue.code_set(name)).match(text) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("abuse_category", "b) Neglect"),
        ("abuse_category", "(b) Neglect"),
        ("abuse_category", "z) Neglect"),
        ("gender", "b) Male"),
        ("gender", "1 - Female"),
        ("yes_no", "b) Yes"),
        ("yes_no", "0 - Yes"),
        ("ffa", "b) Yes"),
        ("placement_type", "p) K1: Secure Children's Homes"),
        ("adopter_leaving_reason", "2 - Adopter withdrew from process"),
        ("ethnicity", "a) White Irish"),
    ],
)
def test_a_letter_or_number_that_contradicts_the_word(name: str, text: str) -> None:
    """It is known to be a contradiction, so that the finding can say so."""
    found = matcher(catalogue.code_set(name)).match(text)
    assert found is not None
    assert (found.code, found.kind) == (None, Match.CONTRADICTION)


@pytest.mark.parametrize(
    ("name", "text", "code", "kind"),
    [
        ("gender", "(a) Male", "Male", Match.CODE),
        ("gender", "b) Female.", "Female", Match.CODE),
        ("gender", "Male", "Male", Match.WORD),
        ("gender", "b", "Female", Match.LETTER),
        ("gender", "1", "Male", Match.VARIANT),
        ("contact_source", "6.0", "6", Match.SHORT),
        ("primary_need", "N1 Abuse", "N1", Match.EMBEDDED),
        ("legal_status", "C2 (12/03/2026)", "C2", Match.EMBEDDED),
        ("case_status", "Care leaver", "CLO", Match.VARIANT),
        ("abuse_category", "Neglect\nSexual abuse;", "MUL", Match.SEVERAL),
        ("disability", "NONE", "No", Match.SHORT),
        ("la_of_placement", "London Borough of Camden", "Camden", Match.NAME),
    ],
)
def test_how_a_code_was_found(name: str, text: str, code: str, kind: Match) -> None:
    """A word with one reading is not a translation; a synonym, a part of a label and several codes are."""
    found = matcher(catalogue.code_set(name)).match(text)
    assert found is not None
    assert found.code is not None
    assert (found.code.name, found.kind) == (code, kind)


def test_the_word_decides_where_letters_do_not() -> None:
    """On List 11 the letters of gender are printed in two orders."""
    gender = Matcher(catalogue.code_set("gender"), letters=False)
    read_as = {
        text: gender.match(text) for text in ("c) Neither", "c - Neither", "d) Not stated/recorded", "c", "M")
    }
    assert [found and found.code and found.code.name for found in read_as.values()] == [
        "Neither",
        "Neither",
        "Not stated/recorded",
        None,
        "Male",
    ]


YES = ("Yes", "yes.", "Y", "TRUE", "True", "1", "1.0", "(Y)", "YES ")
NO = ("No", "no.", "N", "FALSE", "False", "0", "0.0", "(N)", "NO ")


@pytest.mark.parametrize(
    "codes", [codes for codes in SETS if read(codes, "Yes")], ids=lambda codes: codes.name
)
def test_yes_and_no_are_read_in_every_set_that_has_them(codes: CodeSet) -> None:
    """In words, letters, numbers and truths, without a query."""
    for texts in (YES, NO):
        found = [matcher(codes).match(text) for text in texts]
        assert len({each.code.code for each in found if each and each.code}) == 1
        assert None not in found
        assert not any(each.kind > Match.LETTER for each in found if each) or codes.name == "suitability"
