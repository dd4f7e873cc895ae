"""The HTML report: self-contained, accessible, escaped, the same every time."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings

from inspectprep.model.classification import Classification
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Bullets, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.reports import html
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_check_summary, make_report
from inspectprep.testing.reports import reports
from tests.reports.markup import Element, parse
from tests.reports.plans import checklist, readiness, timeline

RATINGS = {rating.value for rating in Rating}


def whole() -> Report:
    """Return the report with everything in it."""
    return report_of(readiness(), timeline=timeline(), checklist=checklist(), annexa=make_check_summary())


@pytest.fixture(scope="module")
def page() -> Element:
    """The whole story as a page."""
    return parse(html.page(whole()))


def test_the_page_has_a_language_a_title_and_one_heading(page: Element) -> None:
    """A screen reader says what it is before anything else."""
    assert page.one("html").attrs["lang"] == "en-GB"
    assert page.one("head").one("title").text == "Oxfordshire: are we ready? (OFFICIAL-SENSITIVE)"
    assert page.one("h1").text == "Oxfordshire: are we ready?"


def test_headings_go_down_one_level_at_a_time(page: Element) -> None:
    """Nobody who moves by headings misses a level."""
    levels = [int(each.tag[1]) for each in page.all() if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_landmarks_and_the_skip_link_lead_somewhere(page: Element) -> None:
    """One header, contents, main part and footer; the contents are all sections after the answer."""
    for landmark in ("header", "nav", "main", "footer"):
        page.one(landmark)
    assert page.all("a")[0].attrs["href"] == "#main"
    targets = {each.attrs["id"] for each in page.all() if "id" in each.attrs}
    links = {each.attrs["href"] for each in page.all("a")}
    assert links == {f"#{each}" for each in targets if each == "main" or re.fullmatch(r"s\d+", each)} - {
        "#s1"
    }
    assert len(links) == len(whole().sections)


def test_no_identity_is_used_twice_and_every_reference_is_met(page: Element) -> None:
    """Names and descriptions point at what exists."""
    ids = [each.attrs["id"] for each in page.all() if "id" in each.attrs]
    assert len(ids) == len(set(ids))
    for each in page.all():
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert set(each.attrs.get(attribute, "").split()) <= set(ids)


def test_every_table_has_a_caption_and_scopes(page: Element) -> None:
    """Each heading says what it heads; each group of rows has a heading that spans it."""
    tables = page.all("table")
    assert len(tables) > 8
    for table in tables:
        assert table.one("caption").text
        width = len(table.one("thead").all("th"))
        for head in table.all("th"):
            assert head.attrs["scope"] in {"col", "row", "rowgroup"}
            assert head.text
            assert head.attrs.get("colspan", str(width)) == str(width)
        for row in table.all("tr"):
            assert len(row.all("th")) + len(row.all("td")) in {width, 1}
        if width > 7:  # Only such a table may have to scroll.
            assert table.parent is not None
            assert table.parent.attrs["tabindex"] == "0"
            assert table.parent.attrs["aria-label"]


def test_the_drawing_has_a_name_a_description_and_a_table(page: Element) -> None:
    """Whoever cannot see the drawing gets every date of it, twice."""
    drawing, narrow = page.all("svg", role="img")
    assert narrow.attrs["aria-labelledby"] == drawing.attrs["aria-labelledby"]
    names = drawing.attrs["aria-labelledby"].split()
    assert [each.attrs["id"] for each in (drawing.one("title"), drawing.one("desc"))] == names
    assert "Fieldwork: Monday 16 to Friday 20 April 2018." in drawing.one("desc").text
    figure = page.one("figure")
    assert "Fieldwork" in figure.one("details").one("table").text
    assert {row.attrs.get("datetime") for row in figure.one("details").all("time")} >= {
        "2018-04-16",
        "2018-06-08",
    }


def test_a_rating_is_never_colour_alone(page: Element) -> None:
    """Wherever a rating's class stands, so do its word and its icon."""
    coloured = [each for each in page.all() if RATINGS & set(each.attrs.get("class", "").split())]
    assert coloured
    for each in coloured:
        (word,) = RATINGS & set(each.attrs["class"].split())
        answer = {"red": "Not ready", "amber": "Ready, with gaps", "green": "Ready"}[word]
        said = each.text.casefold()
        assert word in said or answer.casefold() in said
        assert each.all("svg", aria_hidden="true")


def test_the_marking_stands_at_the_top_and_the_bottom_and_on_every_sheet(page: Element) -> None:
    """Two banners on the screen, margins on paper."""
    banners = page.all("aside", **{"class": "banner"})
    assert [each.text for each in banners] == ["OFFICIAL-SENSITIVE"] * 2
    style = page.one("style").text
    assert style.count('content: "OFFICIAL-SENSITIVE"') == 2
    official = parse(html.page(evolve(whole(), classification=Classification.OFFICIAL)))
    assert {each.text for each in official.all("aside", **{"class": "banner"})} == {"OFFICIAL"}


def test_nothing_is_requested_and_nothing_runs(page: Element) -> None:
    """No script, no image, no font, no link out; the policy allows only the page's own style, by its hash."""
    for tag in ("script", "img", "link", "iframe", "object", "embed", "form", "base", "use", "image"):
        assert page.all(tag) == []
    for each in page.all():
        assert not [
            name for name in each.attrs if name.startswith("on") or name in {"style", "src", "srcset"}
        ]
        assert each.attrs.get("href", "#").startswith("#")
    text = html.page(whole())
    style = text.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.attrs["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>",
    "{{ 7*7 }}",
    "a & b; &lt;",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_is_text_everywhere(text: str) -> None:
    """Council, event, note, task and reason can hold anything and mean only themselves."""
    report = Report(
        kind="readiness",
        title=text,
        subtitle=text,
        sections=(
            Section(
                title=text,
                blocks=(
                    Paragraph(text=text),
                    Bullets(items=(text,)),
                    Tiles(tiles=(Tile(title=text, value=text, rating=Rating.RED, detail=text),)),
                    Table(columns=(text, "b"), rows=((text, text),), caption=text, group="b"),
                    make_report().sections[0].blocks[5],
                ),
            ),
        ),
    )
    page = parse(html.page(report))
    folded = " ".join(text.split())
    assert page.one("h1").text == folded
    assert page.all("script") == []
    assert page.all("img") == []
    main = page.one("main").text
    assert main.count(folded) >= 8


def test_the_drawing_escapes_titles_too() -> None:
    """Text inside SVG is text."""
    council = timeline(authority="<b>Bold</b> Council & Sons")
    page = parse(html.page(report_of(council)))
    assert page.all("b") == []
    assert page.one("h1").text == "<b>Bold</b> Council & Sons: dates of the inspection"


def test_one_report_gives_one_sequence_of_bytes() -> None:
    """No clock and no chance is in a page."""
    first, second = BytesIO(), BytesIO()
    html.write(whole(), first)
    html.write(whole(), second)
    assert first.getvalue() == second.getvalue()
    assert first.getvalue().startswith(b"<!doctype html>\n")


@settings(max_examples=40)
@given(reports())
def test_any_report_is_a_well_formed_page(report: Report) -> None:
    """Empty titles, odd characters and missing parts break nothing."""
    page = parse(html.page(report))
    assert len(page.one("main").all("section")) == len(report.sections)
    assert page.all("script") == []


def test_a_fragment_brings_its_own_style_and_touches_nothing_else() -> None:
    """In a notebook every rule of the style stays within the display."""
    part = parse(html.fragment(report_of(timeline())))
    root = part.one("div", **{"class": "ip"})
    assert root.parent is part
    style = root.one("style").text
    own = root.attrs["id"]
    for rule in re.findall(r"([^{}]+)\{", re.sub(r"@(media|container)[^{]*\{", "", style)):
        for selector in re.sub(r":is\([^)]*\)", "", rule).split(","):
            assert selector.strip().startswith(f"#{own}"), selector
    other = html.fragment(report_of(timeline(authority="Elsewhere")))
    ids = [set(re.findall(r'id="([^"]+)"', text)) for text in (html.fragment(report_of(timeline())), other)]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_tiles_stand_in_even_rows() -> None:
    """Six tiles are two rows of three, not five and one."""
    tiles = {number: html._tile_columns(number) for number in range(10)}
    assert tiles == {0: 1, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 3, 7: 4, 8: 4, 9: 3}
