"""No child-level value reaches a report, whoever asks and in whichever format."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

import pytest

from inspectprep.errors import InspectPrepError
from inspectprep.model.finding import Finding, Location, Nature, Severity
from inspectprep.reports.compose import report_of
from inspectprep.reports.plugin import inspectprep_reports
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import html, markdown
from tests.reports.plans import checklist, readiness, timeline

PLANTED = ("Zebedee Quillfeather", "UPN-Q9482716", "17/03/2011", "43771")


class Result:
    """What a check returns: findings with planted values, and a summary of counts."""

    summary = make_check_summary()
    values = PLANTED
    findings = (
        Finding(
            rule="AA-F-900",
            severity=Severity.ERROR,
            nature=Nature.DATA,
            list=1,
            location=Location(file="annex-a.xlsx", row=43771, cell="B43771"),
            message="A required cell is empty",
            value=PLANTED[0],
        ),
    )

    def records(self) -> tuple[Finding, ...]:
        """Return the findings one by one."""
        return self.findings

    def __repr__(self) -> str:
        """Show everything, as a careless class might."""
        return " ".join(PLANTED)


def written(provider_target: object, **companions: object) -> str:
    """Return everything that a format writes of the whole story, unpacked where it is packed."""
    module, _, name = str(provider_target).partition(":")
    stream = BytesIO()
    report = report_of(readiness(), timeline=timeline(), checklist=checklist(), **companions)
    getattr(import_module(module), name)(report, stream)
    data = stream.getvalue()
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as parts:
            data = b"".join(parts.read(part) for part in parts.namelist())
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("provider", inspectprep_reports(), ids=lambda each: each.id)
def test_counts_reach_every_format_and_values_reach_none(provider: object) -> None:
    """The summary's figures are there; nothing of a row is."""
    text = written(provider.target, annexa=Result.summary)  # type: ignore[attr-defined]
    assert not [value for value in PLANTED if value in text]
    assert "readiness" in text or "Oxfordshire" in text.title()


def test_a_result_is_refused_and_the_refusal_holds_no_value() -> None:
    """Neither as the subject nor by its text."""
    with pytest.raises(InspectPrepError) as refusal:
        report_of(Result())
    assert not [value for value in PLANTED if value in str(refusal.value)]


def test_a_result_is_no_companion_either() -> None:
    """Given in place of its summary, it is refused before a word is written."""
    with pytest.raises(InspectPrepError, match="Give its `summary`") as refusal:
        report_of(readiness(), annexa=Result())
    assert not [value for value in PLANTED if value in str(refusal.value)]


def test_a_notebook_shows_counts_only() -> None:
    """A notebook is shared more easily than a workbook."""
    for text in (html(Result()), markdown(Result())):
        assert not [value for value in PLANTED if value in text]
        assert "late practice" in text.lower()
