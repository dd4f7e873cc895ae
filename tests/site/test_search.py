"""The search of the built documentation finds what readers look for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from inspectprep.annexa import built_in, indicator_specs


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, str]:
    """The index of the search: the titles of the pages by their names."""
    text = (site / "searchindex.js").read_text("utf-8")
    match = re.fullmatch(r"Search\.setIndex\((.*)\);?", text.strip(), re.DOTALL)
    assert match is not None
    found = json.loads(match[1])
    return dict(zip(found["docnames"], found["titles"], strict=True))


def test_every_rule_and_indicator_is_found_by_its_id(index: dict[str, str]) -> None:
    """The title of each page is the id that a finding or a list of indicators names."""
    for name in built_in():
        assert index[f"reference/generated/rules/{name}"] == name
    for spec in indicator_specs():
        assert index[f"reference/generated/indicators/{spec.id}"] == spec.id


def test_guides_and_words_are_found(index: dict[str, str]) -> None:
    """Each guide is in the index, and the glossary and the index of errors are."""
    names = (
        "reference/glossary",
        "reference/errors",
        "explanation/why-inspectprep",
        "how-to/show-indicators",
    )
    assert set(names) <= set(index)
