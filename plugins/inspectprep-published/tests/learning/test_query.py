"""Searches as people type them, against the full-text index itself."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import example, given, settings, strategies as st

from inspectprep.errors import InspectPrepError
from inspectprep_published.learning.query import MOST_WORDS, closeness, read_query

SENTENCES = (
    "Re-referrals to children’s social care are high.",
    "Rereferral rates fell.",
    "The quality of supervision is variable, and supervised practice is rare.",
    "Management oversight is weak.",
    "Oversight by senior management is weak.",
    "A social worker's visit was late.",
    "Policies for naïve café staff: 100% of 16- and 17-year-olds AND others (see paragraph 3).",
    "Children who go missing are not offered return home interviews.",
)


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    """Make an index with the sentences."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        'CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2")'
    )
    connection.executemany("INSERT INTO words (text) VALUES (?)", [(text,) for text in SENTENCES])
    return connection


def found(index: sqlite3.Connection, text: str, *, any_term: bool = False) -> list[int]:
    """Return the numbers of the sentences that a search finds."""
    expression = read_query(text).expression(any_term=any_term)
    rows = index.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (expression,))
    return [row[0] - 1 for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("re-referral", [0, 1]),
        ("Re\N{NON-BREAKING HYPHEN}referrals", [0, 1]),
        ("children's", [0]),
        ("children’s social", [0]),
        ("child", [0, 7]),
        ("policy", [6]),
        ("naive cafe", [6]),
        ("supervis*", [2]),
        ("supervis", []),
        ("management oversight", [3, 4]),
        ('"management oversight"', [3]),
        ("“management oversight”", [3]),
        ('"management over"*', [3]),
        ('"management over*"', [3]),
        ('"management over"', []),
        ('"management oversight', [3]),
        ("quality of supervision", [2]),
        ('"quality of supervision"', [2]),
        ("of", [2, 6]),
        ("visits", [5]),
        ("100%", [6]),
        ("16-", [6]),
        ("17-year-olds", [6]),
        ("17-year-old", [6]),
        ("interview missing", [7]),
        ("AND", [2, 6]),
        ("text:oversight", []),
        ("oversight NOT senior", []),
        ("(oversight)", [3, 4]),
        ("supervision/oversight", []),
    ],
)
def test_a_search_finds_the_sentences_with_its_words(
    index: sqlite3.Connection, text: str, expected: list[int]
) -> None:
    """Words find their plural, phrases their order, stars what goes on; operators are ordinary words."""
    assert found(index, text) == expected


def test_any_word_finds_sentences_with_one_of_them(index: sqlite3.Connection) -> None:
    """With any, one word is enough."""
    assert found(index, "supervision missing", any_term=True) == [2, 7]


@pytest.mark.parametrize("text", ["", " ", "???", '""', "*", "-", "\0", "’", '" "', "_", "\ud800"])
def test_a_search_without_a_word_is_an_error(text: str) -> None:
    """It says that there is no word, and how to give one."""
    with pytest.raises(InspectPrepError, match="no word to search for"):
        read_query(text)


def test_a_search_with_very_many_words_is_an_error() -> None:
    """The limit is named."""
    with pytest.raises(InspectPrepError, match=f"at most {MOST_WORDS}"):
        read_query(" ".join(f"word{number}" for number in range(10_000)))
    assert len(read_query(" ".join(f"word{number}" for number in range(MOST_WORDS))).terms) == MOST_WORDS


@given(st.text(max_size=80))
@example('"')
@example('" OR "')
@example("NEAR(a b, 5)")
@example("a* ^b {text}: -c")
@example("it's 'quoted' \\ % _")
@example("a AND NOT b OR NEAR")
@example('"unended phrase*')
@example("\0abc\0")
@example("\ud83d abc")
def test_no_text_is_a_syntax_error(index: sqlite3.Connection, text: str) -> None:
    """Every text is a search of the index or has no word."""
    try:
        query = read_query(text)
    except InspectPrepError:
        return
    for any_term in (False, True):
        expression = query.expression(any_term=any_term)
        index.execute("SELECT * FROM words WHERE words MATCH ?", (expression,)).fetchall()


@settings(deadline=None)
@given(st.lists(st.sampled_from("visits late plans review child oversight re-referrals".split()), min_size=1))
def test_a_search_finds_the_text_that_it_is(words: list[str]) -> None:
    """A text without small words finds itself, as words and as a phrase."""
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61")')
    text = " ".join(words[:MOST_WORDS])
    connection.execute("INSERT INTO words (text) VALUES (?)", (text,))
    for query in (read_query(" ".join(words[:20])), read_query(f'"{" ".join(words[:20])}"')):
        assert connection.execute("SELECT * FROM words WHERE words MATCH ?", (query.expression(),)).fetchall()


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("management oversight", "Management oversight is weak.", 0),
        ("oversight management", "Management oversight is weak.", 1),
        ("oversight management", "Oversight by senior management.", 1),
        ("oversight decisions", "Oversight of all social work, and of the timeliness of decisions.", 2),
        ("visits late", "Visits are made. One late visit.", 1),
        ("re-referral decision", "Decisions on re-referrals: rereferral decisions.", 0),
        ("visit", "No such word", 0),
        ("supervis* plan", "Supervision planned.", 2),
    ],
)
def test_closeness_is_the_narrowest_stretch_with_all_words(query: str, text: str, expected: int) -> None:
    """Words that follow one another come before words that are close, and these before others."""
    assert closeness(read_query(query), text) == expected
