"""The reference page on frameworks says what the framework files say."""

from __future__ import annotations

import runpy

from tests.shared import REPOSITORY


def test_the_page_is_what_the_files_give() -> None:
    """Whoever changes a framework file runs `python scripts/frameworks_page.py` too."""
    script = runpy.run_path(str(REPOSITORY / "scripts" / "frameworks_page.py"))
    assert script["PAGE"].read_text("utf-8") == script["page"]()
