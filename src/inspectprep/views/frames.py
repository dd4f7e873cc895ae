"""Values as dataframes, with one row for each event, task, reason, rule or finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from inspectprep.annexa.results.matched import Matching
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.extras import optional, require
from inspectprep.model.checklist import Checklist
from inspectprep.model.comparison import PlanComparison
from inspectprep.model.finding import CheckSummary, Finding
from inspectprep.model.readiness import Readiness
from inspectprep.model.timeline import Timeline

_Row = dict[str, Any]

_BACKENDS = ("polars", "pandas", "pyarrow")
_PANDAS = {"Int64": "Int64", "Boolean": "boolean"}
"""The types of pandas for columns that may have blanks."""

_DIFFERING = ("authority", "variant", "notified")
"""Fields in which values of one kind differ."""


def _columns(text: str) -> dict[str, str]:
    """Return the type of each column; a column is text unless a type follows its name."""
    pairs = (column.partition(":") for column in text.split())
    return {name: kind or "String" for name, _, kind in pairs}


_EVENTS = _columns(
    "authority variant notified:Date id title phase date:Date end:Date earliest:Date latest:Date "
    "end_earliest:Date end_latest:Date planned:Date planned_end:Date actual:Date actual_end:Date "
    "moved_days:Int64 basis end_basis counted_from firm:Boolean end_firm:Boolean daily:Boolean source note"
)
_TASKS = _columns(
    "authority variant notified:Date id template title theme phase owner owners starts:Date due:Date cadence "
    "basis uncertain:Boolean rests_on status trace note"
)
_REASONS = _columns("theme theme_rating rating rule text owner")
_RULES = _columns("rule severity nature message count:Int64 explained:Int64")
_LINES = _columns("topic id title left right same:Boolean")
_TEXTS = _columns("list:Int64 column value count:Int64 code how state")
_FINDINGS = _columns(
    "rule severity nature list:Int64 file sheet row:Int64 cell column message guidance explained"
)


def frame(value: object, *, backend: str = "polars") -> Any:
    """Return a value, or several of one kind, as a dataframe of the library that you name.

    Dates are dates and whole numbers are whole numbers, also in columns with blanks. In pandas these are the
    types ``datetime64``, ``Int64`` and ``boolean``.

    Args:
        value: A Timeline (for its events), Checklist (tasks), Readiness (reasons), PlanComparison (lines),
            CheckSummary (rules), CheckResult (findings) or Matching (texts). Findings have places and
            messages, but no cell values. A Matching has texts of cells. For several of one kind, give a
            list, or a mapping with a label for each. The first column, such as ``timeline``, has the label
            of each row: your own, or the council, the variant and the day of the call where they differ.
        backend: ``polars``, ``pandas`` or ``pyarrow``.

    Raises:
        UnknownNameError: if this value has no dataframe, or the backend is unknown.
        InspectPrepError: if several values are of several kinds, or there is none.
        LibraryError: if the library is not installed.
    """
    if backend not in _BACKENDS:
        raise UnknownNameError("backend", backend, _BACKENDS)
    if _kind_of(value) is not None or isinstance(value, str | bytes) or not isinstance(value, Iterable):
        kind = _known_kind(value)
        return _framed(kind.rows(value), kind.columns, backend)
    values = list(value.values() if isinstance(value, Mapping) else value)
    kinds = [_known_kind(each) for each in values]
    if len({kind.name for kind in kinds}) != 1:
        raise InspectPrepError(
            "A dataframe needs values of one kind.",
            remedy="Give one value, such as a timeline, or several of the same kind.",
        )
    labels = [str(label) for label in value] if isinstance(value, Mapping) else _labels(values)
    kind = kinds[0]
    rows = (
        {kind.name: label} | row
        for label, each in zip(labels, values, strict=True)
        for row in kind.rows(each)
    )
    return _framed(rows, {kind.name: "String", **kind.columns}, backend)


def _labels(values: list[Any]) -> list[str]:
    """Return a label for each value: what differs between them, with a number where that is the same."""
    parts = [[str(getattr(value, name, "") or "") for name in _DIFFERING] for value in values]
    differing = [place for place in range(len(_DIFFERING)) if len({each[place] for each in parts}) > 1]
    labels = [", ".join(each[place] for place in differing if each[place]) for each in parts]
    return [_numbered(labels, place) for place in range(len(labels))]


def _numbered(labels: list[str], place: int) -> str:
    """Return a label, with its number among those of the same text."""
    label = labels[place]
    number = labels[: place + 1].count(label)
    if not label:
        return str(number)
    return f"{label} ({number})" if labels.count(label) > 1 else label


def _framed(rows: Iterable[_Row], columns: Mapping[str, str], backend: str) -> Any:
    every = list(rows)
    # pandas has no dates of its own, so its frames are converted from Arrow.
    through: Literal["polars", "pyarrow"] = "polars" if backend == "polars" else "pyarrow"
    require("narwhals", through, backend)
    with optional("narwhals"):
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - other views do without it
    schema = {name: getattr(nw, kind) for name, kind in columns.items()}
    data = {name: [row[name] for row in every] for name in columns}
    native: Any = nw.from_dict(data, schema, backend=through).to_native()
    if backend != "pandas":
        return native
    blank = {name: _PANDAS[kind] for name, kind in columns.items() if kind in _PANDAS}
    return native.to_pandas(date_as_object=False).astype(blank)


def _events(timeline: Timeline) -> Iterable[_Row]:
    for event in timeline:
        row = {name: getattr(event, name, None) for name in _EVENTS}
        words = {name: getattr(event, name) for name in ("phase", "basis", "end_basis", "counted_from")}
        yield row | _of(timeline) | {name: each and each.value for name, each in words.items()}


def _tasks(checklist: Checklist) -> Iterable[_Row]:
    for task in checklist:
        row = {name: getattr(task, name, None) for name in _TASKS}
        words = {name: getattr(task, name).value for name in ("theme", "phase", "basis", "status")}
        words["rests_on"] = task.rests_on and task.rests_on.value
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


def _texts(matching: Matching) -> Iterable[_Row]:
    for value in matching.values:
        yield {name: getattr(value, name) for name in _TEXTS} | {"state": value.state.value}


def _finding(finding: Finding) -> _Row:
    own = {name: getattr(finding, name, None) for name in _FINDINGS}
    place = {name: getattr(finding.location, name) for name in ("file", "sheet", "row", "cell", "column")}
    return own | place | {"severity": finding.severity.value, "nature": finding.nature.value}


class _Kind(NamedTuple):
    """A kind of value that has dataframes.

    Attributes:
        name: Its name, which is that of the column of labels.
        columns: The type of each column, by its name.
        rows: Returns the rows of a value.
    """

    name: str
    columns: Mapping[str, str]
    rows: Callable[[Any], Iterable[_Row]]


_KINDS: Mapping[type, _Kind] = {
    Timeline: _Kind("timeline", _EVENTS, _events),
    Checklist: _Kind("checklist", _TASKS, _tasks),
    Readiness: _Kind("readiness", _REASONS, _reasons),
    PlanComparison: _Kind("comparison", _LINES, _lines),
    CheckSummary: _Kind("summary", _RULES, _rules),
    Matching: _Kind("matching", _TEXTS, _texts),
}
_RESULT = _Kind("result", _FINDINGS, lambda result: map(_finding, result.records()))


def _kind_of(value: object) -> _Kind | None:
    found = next((kind for cls, kind in _KINDS.items() if isinstance(value, cls)), None)
    return _RESULT if found is None and callable(getattr(value, "records", None)) else found


def _known_kind(value: object) -> _Kind:
    kind = _kind_of(value)
    if kind is None:
        raise UnknownNameError("frame of", type(value).__name__, [cls.__name__ for cls in _KINDS])
    return kind
