"""The built documentation. `make docs` builds it, and then runs these tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from tests.shared import REPOSITORY

SITE = "INSPECTPREP_SITE"
"""The environment variable with the folder of the built pages."""


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built pages."""
    folder = os.environ.get(SITE)
    if not folder:
        pytest.skip("these tests read the built documentation: make docs runs them")
    return REPOSITORY / folder


@pytest.fixture(scope="session")
def pages(site: Path) -> Mapping[str, html.HtmlElement]:
    """The content of every page, by its path without a suffix."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).with_suffix("").as_posix()
        if not name.startswith(("_modules/", "_static/", "jupyter_execute/")):
            found[name] = html.parse(path).getroot()
    return found


@pytest.fixture(scope="session")
def reference(pages: Mapping[str, html.HtmlElement]) -> Mapping[str, html.HtmlElement]:
    """The content of the pages of the API reference."""
    folders = ("reference/api/", "reference/generated/values/")
    return {name: page.find(".//article") for name, page in pages.items() if name.startswith(folders)}
