"""A folder with small reports of three councils."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report_files import HELP, IN_CARE, write_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with three reports."""
    made = tmp_path / "reports"
    made.mkdir()
    write_report(
        made / "ashfield.pdf",
        "Ashfield",
        "12 to 23 February 2024",
        [
            "# What needs to improve?",
            "• The quality of supervision and management oversight.",
            "• Decisions on re-referrals.",
            HELP,
            "1. Re-referral rates are high. Decisions are timely, and social workers",
            "visit children often. Some referrals are",
        ],
        [
            "closed too soon. Management oversight is weak.",
            IN_CARE,
            "2. Oversight by senior management is strong. The virtual school helps.",
        ],
    )
    write_report(
        made / "birchdale.pdf",
        "Birchdale",
        "6 to 17 March 2023",
        [
            "# What needs to improve?",
            "• Life-story work.",
            HELP,
            "1. Thresholds are well understood, and early help is a strength.",
            "2. Children who go missing are offered return home interviews.",
        ],
    )
    write_report(
        made / "cedarham.pdf",
        "Cedarham",
        "4 to 15 November 2019",
        [
            "# What needs to improve",
            "• Supervision of staff.",
            HELP,
            "1. Supervision of staff is rare in some teams.",
        ],
    )
    return made
