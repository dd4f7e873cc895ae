"""A published report becomes history of the council: its inspection, with grades, and areas for improvement.

What the report leaves open is asked, never guessed. Everything is recorded, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from attrs import field, fields

from inspectprep import Workspace
from inspectprep.errors import InspectPrepError, PersonalDataError
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.values import frozen
from inspectprep.planning.wording import long_date
from inspectprep_published.recorded_inspection import completed, new_inspection, on_record
from inspectprep_published.report import PublishedReport
from inspectprep_published.report_answers import Answers, SettledReport, items_of, settle

_ANY_COUNCIL = frozenset(
    "the of and city council county borough metropolitan district london royal unitary authority".split()
)


@frozen(kw_only=True)
class ReportImported:
    """The changes of an import.

    Attributes:
        inspection: Id of the inspection.
        title: Its title.
        added: True if the inspection was not on record before.
        changed: The fields of the inspection that are new, if it was.
        areas: The areas for improvement that were added, by id.
        already: The areas that were on record already.
        notes: Things to know, such as what the report contradicts.
    """

    inspection: str
    title: str
    added: bool
    changed: tuple[str, ...] = ()
    areas: Mapping[str, str] = field(factory=dict)
    already: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def import_report(
    workspace: Workspace,
    report: PublishedReport,
    answers: Answers | None = None,
    *,
    by: str,
    why: str = "",
    dry_run: bool = False,
) -> ReportImported:
    """Record the inspection of a published report, with its grades and areas for improvement.

    An inspection that is on record gets what it lacks. An item that is on record is not added again.

    Args:
        workspace: The workspace of the council.
        report: The report.
        answers: The answers to what it leaves open.
        by: The author.
        why: The reason.
        dry_run: True to record nothing.

    Raises:
        InspectPrepError: if the report is of another council, is not published yet, or contradicts a record.
        DocumentError: naming everything that the report leaves open, with the option that answers it.
        UnknownNameError: if there is no such variant, inspection or judgement; the nearest is suggested.
        PersonalDataError: if an item seems to contain a child's details. It names the item by its number.
    """
    answers = answers or Answers()
    _check_council(workspace, report, answers)
    if answers.variant:
        workspace.catalogue.find(answers.variant)  # which refuses an unknown one
    settled = settle(report, answers)
    _check_published(workspace, settled)
    why = why or f"Imported from {report.file}"
    with _transaction(workspace, dry_run=dry_run):
        new = new_inspection(workspace, settled)
        before = on_record(workspace, new, answers.inspection)
        changed: tuple[str, ...] = ()
        if before is None:
            entry = workspace.records.add(new, by=by, why=why)
        else:
            now = completed(before, new)
            names = [each.name for each in fields(Inspection)]
            changed = tuple(name for name in names if getattr(now, name) != getattr(before, name))
            entry = workspace.records.entry(before.id)
            if changed:
                entry = workspace.records.update(now, expect=entry.revision, by=by, why=why)
        areas, already = _areas(workspace, settled, entry.id, by=by, why=why)
    return ReportImported(
        inspection=entry.id,
        title=new.title,
        added=before is None,
        changed=changed,
        areas=areas,
        already=already,
        notes=tuple(_notes(settled, answers, entry.value)),
    )


class _TrialError(Exception):
    """Ends the transaction of a trial, so that nothing is recorded."""


@contextmanager
def _transaction(workspace: Workspace, *, dry_run: bool) -> Iterator[None]:
    with suppress(_TrialError), workspace.records.transaction():
        yield
        if dry_run:
            raise _TrialError


def _check_council(workspace: Workspace, report: PublishedReport, answers: Answers) -> None:
    own = workspace.config.authority if workspace.config else ""
    if answers.this_council or (report.authority and _council(report.authority) == _council(own)):
        return
    found = f"of {report.authority}" if report.authority else "of a council that it does not name"
    raise InspectPrepError(
        f"The report is {found}. This workspace is of {own}.",
        where=report.file,
        remedy="If this is the same council, use --this-council.",
    )


def _council(name: str) -> frozenset[str]:
    """Return the words that tell one council from another: those of ``City of York Council`` are ``york``."""
    words = re.findall(r"[a-z]+", re.sub(r"['\u2019]", "", name.casefold()))
    return frozenset(words) - _ANY_COUNCIL or frozenset(words)


def _check_published(workspace: Workspace, settled: SettledReport) -> None:
    if settled.published > workspace.current_day:
        raise InspectPrepError(
            f"The report comes out on {long_date(settled.published)}, and is confidential until then.",
            where=settled.report.file,
            remedy="Import it once it is published.",
        )


def _areas(
    workspace: Workspace, settled: SettledReport, inspection: str, *, by: str, why: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Add each item as an area for improvement, unless it is on record.

    Returns:
        The areas that were added, by id, and those that were on record.
    """
    report = settled.report
    recorded = {
        _plain(area.title)
        for area in workspace.records.all(AreaForImprovement)
        if area.inspection == inspection or (not area.inspection and area.found == settled.end)
    }
    added: dict[str, str] = {}
    already = []
    refused: list[tuple[str, str]] = []
    for item in items_of(report):
        if item.number in settled.leave_out:
            continue
        if _plain(item.text) in recorded:
            already.append(item.text)
            continue
        recorded.add(_plain(item.text))
        area = AreaForImprovement(
            title=item.text,
            priority=item.priority,
            inspection=inspection,
            found=settled.end,
            note=f"{f'Page {item.page}' if item.page else f'Item {item.number}'} of {report.file}.",
            outcome=False,  # It is published, so no embargo of another inspection is about it.
        )
        try:
            added[workspace.records.add(area, by=by, why=why).id] = item.text
        except PersonalDataError as error:
            refused += [(f"item {item.number}", reason) for _, reason in error.problems]
    if refused:
        options = " ".join(dict.fromkeys(f"--leave-out {name.split()[1]}" for name, _ in refused))
        raise PersonalDataError(
            refused,
            where=report.file,
            done="Nothing was recorded.",
            remedy=f"Use {options}, and add what these items say in other words.",
        )
    return added, tuple(already)


def _plain(text: str) -> str:
    """Return a text without differences of capitals, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _notes(settled: SettledReport, answers: Answers, inspection: Inspection) -> Iterator[str]:
    report = settled.report
    if report.variant and not answers.variant:
        yield f"That this was a {report.variant} inspection is inferred from its length."
    if report.published not in (None, settled.published):
        yield f"The report prints {long_date(report.published)} as the day of publication."
    if inspection.published not in (None, settled.published):
        yield f"The publication on record, on {long_date(inspection.published)}, stays."
    yield from report.warnings
