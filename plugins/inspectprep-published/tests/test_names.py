"""Names of inspectors and councils are read without titles and forms of words."""

from __future__ import annotations

import pytest

from inspectprep_published.names import council_name, inspector_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Bell, His Majesty\N{RIGHT SINGLE QUOTATION MARK}s Inspector", ("Ann Bell",)),
        ("Ann Bell Her Majesty's Inspector", ("Ann Bell",)),
        ("Ann Bell HMI", ("Ann Bell",)),
        ("Ann Bell (HMI)", ("Ann Bell",)),
        ("Ann Bell, Senior HMI", ("Ann Bell",)),
        ("Ann Bell,His Majesty's Inspector", ("Ann Bell",)),
        ("Ann Bell, HMI, Social Care Regulatory Inspector", ("Ann Bell",)),
        (
            "Ann Bell, His Majesty's Inspector, and Tom Cole, His Majesty's Inspector",
            ("Ann Bell", "Tom Cole"),
        ),
        ("Ann Bell & Tom Cole, His Majesty's Inspectors", ("Ann Bell", "Tom Cole")),
        ("Ann Bell HMI and Tom Cole HMI", ("Ann Bell", "Tom Cole")),
        ("Paula Bell -Cole, HMI", ("Paula Bell-Cole",)),
        ("Paula Bell - Cole", ("Paula Bell-Cole",)),
        (
            "M\N{LATIN SMALL LETTER A WITH ACUTE}ire O\N{RIGHT SINGLE QUOTATION MARK}Bell",
            ("Máire O\u2019Bell",),
        ),
        ("Fiona J Bell", ("Fiona J Bell",)),
        ("Mary-Anne van der Bell, Ofsted Inspector", ("Mary-Anne van der Bell",)),
        ("Dr Ann Bell HMI", ("Dr Ann Bell",)),
        ("", ()),
        ("His Majesty's Inspector", ()),
    ],
)
def test_inspectors_are_named_without_titles(text: str, names: tuple[str, ...]) -> None:
    """One or two leads, with hyphens, accents and every form of the title."""
    assert inspector_names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Westhaven County Council", "Westhaven"),
        ("Westhaven Metropolitan Borough Council", "Westhaven"),
        ("City of Westhaven Metropolitan District Council", "Westhaven"),
        ("London Borough of Westhaven Council", "Westhaven"),
        ("The Royal Borough of Westhaven and Easton", "Westhaven and Easton"),
        ("Royal Borough of Westhaven & Easton", "Westhaven and Easton"),
        ("Council of the Isles of Westhaven", "Isles of Westhaven"),
        ("The City of Westhaven Council", "Westhaven"),
        ("Westhaven City", "Westhaven"),
        ("City of London Corporation", "City of London"),
        ("City of London", "City of London"),
        ("West-on-Haven Borough Council", "West-on-Haven"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
    ],
)
def test_councils_have_one_name_in_reports_of_all_years(text: str, name: str) -> None:
    """The words for the form of a council are left out, and the City of London remains."""
    assert council_name(text) == name
