"""``inspectprep published search`` and ``themes``, as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspectprep.cli.run import run

LINE = {
    "rank": 1,
    "judgement": "help_and_protection",
    "indicator": "re-referrals",
    "title": "Children referred had been referred in the year before",
    "reason": "131 of 500 (26%); up to 22% is usual.",
    "prepare": "An audit.",
}


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def test_search_shows_the_sentence_and_where_it_is(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The council, the kind, the day, the page and the section."""
    assert run(["published", "search", str(folder), "closed too soon"]) == 0
    out = capfd.readouterr().out.splitlines()
    assert out[0] == "Some referrals are closed too soon."
    assert out[1].strip() == (
        "Ashfield, ilacs, Mon 12 Feb 2024, page 2, paragraph 1, Help and protection, ashfield.pdf"
    )
    assert out[-1] == "closed too soon: 1 sentence in 1 report."


def test_search_takes_the_options_of_its_contract(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Kind, first year, limit and JSON."""
    command = ["published", "search", str(folder), "supervision", "--kind", "ilacs", "--since", "2020"]
    assert run([*command, "--limit", "1", "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert (document["found"], document["reports"]) == (1, 1)
    (sentence,) = document["sentences"]
    assert sentence["authority"] == "Ashfield"
    assert (sentence["day"], sentence["page"], sentence["stated_as"]) == (
        "2024-02-12",
        2,
        "needs_improvement",
    )


@pytest.mark.parametrize(
    "words", ["re-referral", "re-referrals*", '"re-referral rates"', "children's OR visit"]
)
def test_search_finds_words_as_people_write_them(
    folder: Path, capfd: pytest.CaptureFixture[str], words: str
) -> None:
    """Hyphens, stars, phrases and apostrophes; none is an error."""
    assert run(["published", "search", str(folder), words, "--any", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["found"] >= 1


def test_search_by_theme_needs_no_words(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It lists the sentences of the theme."""
    assert run(["published", "search", str(folder), "--theme", "life_story"]) == 0
    assert "Life-story work." in capfd.readouterr().out
    assert run(["published", "search", str(folder), "oversight", "--theme", "life_story"]) == 0
    assert "0 sentences in 0 reports" in capfd.readouterr().out


def test_a_search_without_result_says_how_often_each_word_is_found(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """And how to find sentences with any of them."""
    assert run(["published", "search", str(folder), "supervision thresholds"]) == 0
    out = capfd.readouterr().out
    assert "supervision alone: 3 sentences." in out
    assert "thresholds alone: 1 sentence." in out
    assert "--any" in out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["?"], "no word to search for"),
        ([""], "no word to search for"),
        (["a", "--kind", "ilac"], "Did you mean 'ilacs'"),
        (["a", "--judgement", "help"], "There is no judgement"),
        (["a", "--since", "soon"], "not a year or a date"),
        (["a", "--theme", "lads"], "Did you mean 'lado'"),
        (["a", "--limit", "0"], "limit"),
    ],
)
def test_mistakes_are_named(
    folder: Path, capfd: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    """With what is known, or what to do."""
    assert run(["published", "search", str(folder), *options]) == 2
    assert message in capfd.readouterr().err


def test_files_that_cannot_be_read_are_named_and_the_rest_is_searched(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """On the standard error stream, so that JSON stays JSON."""
    (folder / "bad.pdf").write_bytes(b"no")
    assert run(["published", "search", str(folder), "supervision", "--json"]) == 0
    shown = capfd.readouterr()
    assert json.loads(shown.out)["found"] == 3
    assert "bad.pdf is left out." in shown.err


def test_themes_counts_reports_by_year(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In a table, with the reports of each year in its first row."""
    assert run(["published", "themes", str(folder)]) == 0
    rows = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert ["Theme", "Reports", "To", "improve", "2019", "2023", "2024"] in rows
    assert ["All", "reports", "3", "1", "1", "1"] in rows
    assert ["Supervision", "2", "2", "1", "1"] in rows


def test_themes_as_json_has_each_sentence_with_its_report_and_page(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each has its file, page and judgement."""
    command = ["published", "themes", str(folder), "--judgement", "help_and_protection", "--format", "json"]
    assert run(command) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["judgements"] == ["help_and_protection"]
    (theme,) = [each for each in document["themes"] if each["theme"] == "re_referrals"]
    (sentence,) = theme["sentences"]
    assert (sentence["file"], sentence["page"], sentence["judgement"]) == (
        "ashfield.pdf",
        2,
        "help_and_protection",
    )


def test_themes_as_html_draws_the_years(folder: Path, tmp_path: Path) -> None:
    """The page has a drawing, and the sentences."""
    out = tmp_path / "themes.html"
    assert run(["published", "themes", str(folder), "--out", str(out)]) == 0
    text = out.read_text()
    assert "<polyline" in text
    assert "Life-story work." in text


def test_themes_for_a_council_advises(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It names the figure, the themes and what inspectors wrote elsewhere, and says that it advises."""
    figures = tmp_path / "indicators.json"
    figures.write_text(json.dumps({"schema": "inspectprep/annexa-indicators/1", "lines": [LINE]}))
    assert run(["published", "themes", str(folder), "--for", str(figures)]) == 0
    out = capfd.readouterr().out
    assert "This advises." in out
    assert "Re-referrals: 1 reports, 1 under what needs to improve." in out
    assert "Decisions on re-referrals. (Ashfield, Monday 12 February 2024, page 2)" in out
    figures.write_text(
        json.dumps({"schema": "inspectprep/annexa-indicators/1", "lines": [{**LINE, "indicator": "own"}]})
    )
    assert run(["published", "themes", str(folder), "--for", str(figures)]) == 0
    out = capfd.readouterr().out
    assert "This advises." not in out
    assert "None of your figures that stand out suggests a theme." in out


def test_help_states_the_order_of_results(capfd: pytest.CaptureFixture[str]) -> None:
    """And how words are found."""
    assert run(["published", "search", "--help"]) == 0
    out = " ".join(capfd.readouterr().out.split())
    assert "Sentences in which your words follow one another come first" in out
    assert "supervis*" in out
