"""The inputs to an impact assessment are complete: each kind of record is in them."""

from __future__ import annotations

import re

from inspectprep.model.record import RECORD_KINDS
from tests.shared import REPOSITORY

PAGE = REPOSITORY / "docs" / "explanation" / "impact-assessment.md"


def test_each_kind_of_record_is_listed_once() -> None:
    """A new kind of record needs a line that says whom it is about."""
    part = PAGE.read_text("utf-8").partition("## The records")[2].partition("\n## ")[0]
    first = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    listed = re.findall(r"`(\w+)`", " ".join(first))
    assert sorted(listed) == sorted(RECORD_KINDS)
