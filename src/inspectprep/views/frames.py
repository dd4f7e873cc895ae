"""Values as dataframes, with one row for each event, task, reason, rule or finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from inspectprep.errors import UnknownNameError
from inspectprep.extras import optional, require
from inspectprep.model.checklist import Checklist
from inspectprep.model.comparison import PlanComparison
from inspectprep.model.finding import CheckSummary, Finding
from inspectprep.model.readiness import Readiness
from inspectprep.model.timeline import Timeline

_Row = dict[str, Any]

_BACKENDS = ("polars", "pandas", "pyarrow")


def _columns(text: str) -> dict[str, str]:
    """Return the type of each column; a column is text unless a type follows its name."""
    pairs = (column.partition(":") for column in text.split())
    return {name: kind or "String" for name, _, kind in pairs}


_EVENTS = _columns(
    "authority variant notified:Date id title phase date:Date end:Date earliest:Date latest:Date "
    "planned:Date planned_end:Date actual:Date actual_end:Date moved_days:Int64 basis daily:Boolean "
    "source note"
)
_TASKS = _columns(
    "authority variant notified:Date id template title theme phase owner owners starts:Date due:Date cadence "
    "basis uncertain:Boolean status trace note"
)
_REASONS = _columns("theme theme_rating rating rule text owner")
_RULES = _columns("rule severity nature message count:Int64")
_LINES = _columns("topic id title left right same:Boolean")
_FINDINGS = _columns("rule severity nature list:Int64 file sheet row:Int64 cell column message guidance")


def frame(value: object, *, backend: str = "polars") -> Any:
    """Return a value as a dataframe of the library that you name.

    Args:
        value: A Timeline (for its events), Checklist (tasks), Readiness (reasons), PlanComparison (lines),
            CheckSummary (rules) or the result of an Annex A check (findings). Findings have places and
            messages, but no cell values.
        backend: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        UnknownNameError: if this value has no dataframe, or the backend is unknown.
        LibraryError: if the library is not installed.
    """
    if backend not in _BACKENDS:
        raise UnknownNameError("backend", backend, _BACKENDS)
    for kind, columns, rows in _KINDS:
        if isinstance(value, kind):
            return _framed(rows(value), columns, backend)
    records = getattr(value, "records", None)
    if callable(records):
        return _framed(map(_finding, records()), _FINDINGS, backend)
    known = [kind.__name__ for kind, *_ in _KINDS]
    raise UnknownNameError("frame of", type(value).__name__, known)


def _framed(rows: Iterable[_Row], columns: Mapping[str, str], backend: str) -> Any:
    every = list(rows)
    # pandas has no integers with missing values, so its frames are converted from Arrow.
    through: Literal["polars", "pyarrow"] = "polars" if backend == "polars" else "pyarrow"
    require("narwhals", through, backend)
    with optional("narwhals"):
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - other views do without it
    schema = {name: getattr(nw, kind) for name, kind in columns.items()}
    data = {name: [row[name] for row in every] for name in columns}
    native = nw.from_dict(data, schema, backend=through)
    return native.to_pandas() if backend == "pandas" else native.to_native()


def _events(timeline: Timeline) -> Iterable[_Row]:
    for event in timeline:
        row = {name: getattr(event, name, None) for name in _EVENTS}
        yield row | _of(timeline) | {"phase": event.phase.value, "basis": event.basis.value}


def _tasks(checklist: Checklist) -> Iterable[_Row]:
    for task in checklist:
        row = {name: getattr(task, name, None) for name in _TASKS}
        words = {name: getattr(task, name).value for name in ("theme", "phase", "basis", "status")}
        cadence = task.cadence.value if task.cadence else None
        owner = task.owners[0] if task.owners else None
        yield (
            row
            | _of(checklist)
            | words
            | {"cadence": cadence, "owner": owner, "owners": ", ".join(task.owners)}
        )


def _of(value: Timeline | Checklist) -> _Row:
    return {"authority": value.authority, "variant": value.variant, "notified": value.notified}


def _reasons(readiness: Readiness) -> Iterable[_Row]:
    for theme in readiness.themes:
        for reason in theme.reasons:
            yield {
                "theme": theme.theme.value,
                "theme_rating": theme.rating.value,
                "rating": reason.rating.value,
                "rule": reason.rule,
                "text": reason.text,
                "owner": reason.owner,
            }


def _rules(summary: CheckSummary) -> Iterable[_Row]:
    for rule in summary.rules:
        row = {name: getattr(rule, name) for name in _RULES}
        yield row | {"severity": rule.severity.value, "nature": rule.nature.value}


def _lines(comparison: PlanComparison) -> Iterable[_Row]:
    for line in comparison.rows:
        yield {name: getattr(line, name) for name in _LINES}


def _finding(finding: Finding) -> _Row:
    own = {name: getattr(finding, name, None) for name in _FINDINGS}
    place = {name: getattr(finding.location, name) for name in ("file", "sheet", "row", "cell", "column")}
    return own | place | {"severity": finding.severity.value, "nature": finding.nature.value}


_KINDS: tuple[tuple[type, Mapping[str, str], Callable[[Any], Iterable[_Row]]], ...] = (
    (Timeline, _EVENTS, _events),
    (Checklist, _TASKS, _tasks),
    (Readiness, _REASONS, _reasons),
    (PlanComparison, _LINES, _lines),
    (CheckSummary, _RULES, _rules),
)
