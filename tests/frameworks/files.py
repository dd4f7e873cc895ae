"""Framework documents for the tests: small, whole, and ready to be spoilt."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from inspectprep.codec import toml_writing

SMALL: dict[str, Any] = {
    "schema": "inspectprep/framework/3",
    "id": "small",
    "title": "A small framework",
    "inspectorates": ["Ofsted"],
    "sources": [
        {"id": "guide", "title": "A guide", "kind": "inspectorate"},
        {"id": "reports", "title": "Published reports", "kind": "measured"},
    ],
    "editions": [
        {"id": "first", "title": "First", "starting": "2018-01-01", "source": ["guide"]},
        {"id": "second", "title": "Second", "starting": "2023-01-01", "note": "Renewed."},
    ],
    "pauses": [
        {
            "id": year,
            "title": f"Elections of {year}",
            "starting": f"{year}-05-02",
            "until": f"{year}-05-09",
            "resumes": "1 working day",
            "basis": "inspectorate",
            "source": ["guide"],
        }
        for year in ("2019", "2024")
    ],
    "calls": {"weekday": 0, "sample": 7},
    "variants": [
        {
            "id": "whole",
            "title": "A whole inspection",
            "milestones": [
                {
                    "id": "notification",
                    "title": "The call",
                    "phase": "notification",
                    "basis": "inspectorate",
                    "source": ["guide"],
                },
                {
                    "id": "fieldwork",
                    "title": "Fieldwork",
                    "phase": "on-site",
                    "basis": "inspectorate",
                    "source": ["guide"],
                    "anchor": "notification",
                    "offset": "next monday",
                    "end_offset": "friday of week 1",
                },
                {
                    "id": "data_due",
                    "title": "Data is due",
                    "phase": "off-site",
                    "basis": "notice",
                    "source": [],
                    "anchor": "notification",
                },
                {
                    "id": "publication",
                    "title": "Publication",
                    "phase": "publication",
                    "basis": "measured",
                    "source": ["reports"],
                    "anchor": "fieldwork.end",
                    "windows": [
                        {
                            "until": "2020-12-31",
                            "earliest": "19 working days",
                            "expected": "21 working days",
                            "latest": "30 working days",
                        },
                        {
                            "starting": "2021-01-01",
                            "earliest": "28 working days",
                            "expected": "30 working days",
                            "latest": "40 working days",
                        },
                    ],
                },
            ],
            "requests": [
                {"id": "data", "title": "Data", "milestone": "data_due", "basis": "notice", "source": []}
            ],
            "facts": [{"id": "team", "title": "The team", "basis": "planning", "source": []}],
        },
        {
            "id": "brief",
            "title": "A brief inspection",
            "extends": "whole",
            "milestones": [{"id": "fieldwork", "end_offset": "wednesday of week 1"}],
        },
    ],
}
"""Two variants, the second extending the first."""

COUNCIL: dict[str, Any] = {
    "schema": "inspectprep/framework/3",
    "id": "westhaven",
    "title": "Westhaven's own plan",
    "variants": [
        {
            "id": "westhaven-brief",
            "title": "Westhaven's brief inspection",
            "extends": "brief",
            "remove": ["team"],
            "milestones": [
                {
                    "id": "staff_briefing",
                    "title": "All staff are briefed",
                    "phase": "notification",
                    "basis": "planning",
                    "source": [],
                    "anchor": "notification",
                    "offset": "1 working day",
                }
            ],
        }
    ],
}
"""A council's file: one variant, built on one of :data:`SMALL`."""


def small() -> dict[str, Any]:
    """Return a copy of :data:`SMALL` to change."""
    return deepcopy(SMALL)


def council() -> dict[str, Any]:
    """Return a copy of :data:`COUNCIL` to change."""
    return deepcopy(COUNCIL)


def milestone(document: dict[str, Any], name: str, variant: int = 0) -> dict[str, Any]:
    """Return a milestone of a document, to change it in place."""
    found: dict[str, Any] = next(
        each for each in document["variants"][variant]["milestones"] if each["id"] == name
    )
    return found


def saved(document: dict[str, Any], path: Path) -> Path:
    """Write a document as TOML and return the path."""
    path.write_text(toml_writing.write(document), encoding="utf-8")
    return path
