"""Real reports, where a machine has them: every sentence is on its page and in the section of its heading."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from inspectprep_published.layout import read_layout
from inspectprep_published.learning.sections import StatedAs
from inspectprep_published.learning.sentences import sentences
from tests.shared import from_shared

CASES = (
    ("80448-cheshire-west-and-chester-ilacs-2024-08-28.pdf", "ilacs", 7),
    ("80451-wakefield-ilacs-2018-07-17.pdf", "ilacs", None),
    ("80512-redbridge-sif-2016-11-25.pdf", "sif", None),
    ("80572-torbay-jtai-2024-01-30.pdf", "jtai", None),
    ("80580-wiltshire-area-send-2024-12-06.pdf", "area_send", None),
)
PARTS = {
    "ilacs": {"help_and_protection", "impact_of_leaders"},
    "sif": {"help_and_protection", "looked_after", "adoption", "care_leavers", "leadership", "lscb"},
    "jtai": {""},
    "area_send": {""},
}


def letters(text: str) -> str:
    """Return the letters of a text, which do not depend on spaces, hyphens and quotation marks."""
    return re.sub("[^a-z0-9]", "", text.casefold())


@pytest.mark.parametrize(("name", "kind", "items"), CASES)
def test_sentences_are_on_their_pages(name: str, kind: str, items: int | None) -> None:
    """Another reading of the page has the beginning of each sentence, and the last page has its end."""
    path = from_shared(f"data/published/pdf/{name}")
    document = pypdfium2.PdfDocument(path)
    pages = [letters(page.get_textpage().get_text_range()) for page in document]
    document.close()
    found = sentences(read_layout(path).body, kind=kind)
    assert len(found) > 100
    assert {each.judgement for each in found} >= PARTS[kind]
    for each in found:
        shown = letters(each.text)
        if each.last_page == each.page:
            assert shown[:25] in pages[each.page - 1], each
            assert shown[-15:] in pages[each.page - 1], each
        else:
            assert shown[:5] in pages[each.page - 1], each
            assert shown[-5:] in pages[each.last_page - 1], each
    improving = [each for each in found if each.stated_as is StatedAs.NEEDS_IMPROVEMENT]
    assert improving
    assert items is None or len(improving) == items
