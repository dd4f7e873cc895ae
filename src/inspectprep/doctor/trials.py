"""One use of each kind of provider, and of the event hooks, with samples that hold no real data."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import chdir
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve

from inspectprep import annexa, synth
from inspectprep.annexa.catalogue.read import rules_from
from inspectprep.annexa.catalogue.specification import lists
from inspectprep.annexa.reading.plugin_sheets import read_with_plugin
from inspectprep.calendar.working import england
from inspectprep.doctor.baseline import CALL, VARIANTS
from inspectprep.errors import PluginError, SourceError
from inspectprep.frameworks.calendars import closures_of
from inspectprep.model.finding import CheckSummary
from inspectprep.model.inspection import Inspection
from inspectprep.planning.readiness import CouncilState
from inspectprep.plugins import (
    CalendarProvider,
    CodesProvider,
    ColumnsProvider,
    FrameworkProvider,
    IndicatorProvider,
    ReasonProvider,
    Registry,
    ReportProvider,
    RuleProvider,
    SourceProvider,
    StoreProvider,
    TaskProvider,
    open_registry,
)
from inspectprep.workspace import Workspace
from inspectprep.workspace.plugin_store import plugin_store
from inspectprep.workspace.reason_providers import reasons_of

Trial = Callable[[Registry, Any, Path], object]
"""A use of a provider. It may use a folder of its own."""

_CALLS = (CALL, date(2026, 12, 21), date(2027, 2, 27))
"""Days of the call: a Monday, the Monday before Christmas and a Saturday."""


def plan(registry: Registry, provider: FrameworkProvider, _: Path) -> None:
    """Plan each variant from several calls, and date the tasks on it."""
    workspace = Workspace(registry=registry)
    catalogue = workspace.catalogue
    own = [
        listed.id for listed in catalogue.variants() if listed.origin == registry.frameworks.origin(provider)
    ]
    for problem in catalogue.problems():
        if isinstance(problem, PluginError) and problem.plugin == registry.frameworks.origin(provider):
            raise problem
    for variant in own:
        for call in _CALLS:
            workspace.checklist(workspace.schedule(Inspection(variant=variant, notified=call)))


def date_tasks(registry: Registry, provider: TaskProvider, _: Path) -> None:
    """Date the tasks on plans of the built-in variants."""
    workspace = Workspace(registry=registry)
    plugin = registry.tasks.origin(provider)
    for variant in VARIANTS:
        timeline = workspace.schedule(Inspection(variant=variant, notified=CALL))
        registry.tasks.attempt(provider, "dating its tasks", partial(workspace.checklist, timeline))
    if left_out := [note for note in workspace.task_sets.notes if repr(plugin) in note]:
        raise registry.tasks.blame(provider, f"is not used. {left_out[0]}")


def ask_closures(registry: Registry, provider: CalendarProvider, _: Path) -> None:
    """Ask for the closed days of one year twice, and of all years."""
    days = england()
    year = (date(CALL.year, 1, 1), date(CALL.year, 12, 31))
    first, again = (closures_of(registry.calendars, provider, *year) for _ in range(2))
    every = closures_of(registry.calendars, provider, days.first, days.last)
    if first != again:
        raise registry.calendars.blame(provider, "gave other closed days when it was asked again.")
    if first != {day for day in every if year[0] <= day <= year[1]}:
        raise registry.calendars.blame(provider, "gave other closed days for a year than for all years.")


def read_samples(registry: Registry, provider: SourceProvider, folder: Path) -> None:
    """Read an empty file, one with text, a workbook and a file that is absent, with each suffix.

    A reader may refuse a file with a SourceError, which names the file and quotes nothing.
    """
    if registry.sources.is_builtin(provider):
        return
    columns = lists()[1].columns
    text = "\n".join([",".join(column.header for column in columns), ",".join(_CELL for _ in columns)])
    workbook = folder / "sample.xlsx"
    synth.write_workbook(synth.council(children=5, as_of=CALL), workbook)
    samples = {"empty": b"", "text": f"{text}\n".encode(), "workbook": workbook.read_bytes()}
    for suffix in provider.suffixes:
        for name, content in samples.items():
            path = folder / f"{name}{suffix}"
            path.write_bytes(content)
            _read(registry, provider, path)
        _read(registry, provider, folder / f"absent{suffix}")


_CELL = "doctors-sample"


def _read(registry: Registry, provider: SourceProvider, path: Path) -> None:
    try:
        read_with_plugin(registry.sources, provider, path)
    except SourceError as error:
        if _CELL in str(error):
            raise registry.sources.blame(provider, "quotes the cells of a file in its error.") from None


def add_codes(registry: Registry, provider: CodesProvider, _: Path) -> None:
    """Add the codes to those of the specification."""
    for name, reason in annexa.codes_for(registry).problems:
        if name == provider.id:
            raise registry.codes.blame(provider, f"is not used. {reason}")


def add_columns(registry: Registry, provider: ColumnsProvider, _: Path) -> None:
    """Add the columns and headings to the lists, and read and check a return that has them."""
    specs, again = annexa.lists_for(registry), annexa.lists_for(registry)
    for name, reason in specs.problems:
        if name == provider.id:
            raise registry.columns.blame(provider, f"is not used. {reason}")
    if specs.lists != again.lists:
        raise registry.columns.blame(provider, "gave other columns when it was asked again.")
    tables = dict(synth.council(children=20, as_of=CALL).tables)
    for number, spec in specs.lists.items():
        frame, more = tables[number], spec.columns[len(lists()[number].columns) :]
        tables[number] = frame.with_columns(**{column.header: frame.columns[0] for column in more})
    result = annexa.check(tables, as_of=CALL, registry=registry)
    for number, spec in specs.lists.items():
        absent = {column.name for column in spec.columns} - set(result.dataset.tables[number].columns)
        if absent:
            raise registry.columns.blame(provider, f"adds {', '.join(sorted(absent))}, which is not read.")


def run_rules(registry: Registry, provider: RuleProvider, _: Path) -> None:
    """Compile the rules, and run them twice on a synthetic return with mistakes."""
    catalogue = annexa.catalogue_for(registry)
    for skipped in catalogue.broken:
        if skipped.rule == provider.id:
            raise registry.rules.blame(provider, f"is not used. {skipped.reason}")
    if registry.rules.is_builtin(provider):
        return
    council = synth.council(children=60, as_of=CALL, defects=0.2, late=0.2)
    check = partial(annexa.check, council.tables, as_of=CALL, registry=registry)
    first, again = (registry.rules.attempt(provider, "checking a sample", check) for _ in range(2))
    if not first.findings.equals(again.findings):
        raise registry.rules.blame(provider, "gave other findings when it was run again.")
    own = {rule.id for rule in rules_from(registry.rules.resolve(provider), provider.id)}
    for skipped in first.skipped:
        if skipped.rule in own:
            raise registry.rules.blame(
                provider, f"has the rule {skipped.rule!r}, which cannot run: {skipped.reason}"
            )


def calculate_indicators(registry: Registry, provider: IndicatorProvider, _: Path) -> None:
    """Calculate the indicators twice on a synthetic return with mistakes."""
    for skipped in annexa.catalogue_for(registry).broken:
        if skipped.rule == provider.id:
            raise registry.indicators.blame(provider, f"is not used. {skipped.reason}")
    if registry.indicators.is_builtin(provider):
        return
    council = synth.council(children=60, as_of=CALL, defects=0.2, late=0.2)
    summary = partial(_summary, council.tables, registry)
    first, again = (registry.indicators.attempt(provider, "counting a sample", summary) for _ in range(2))
    if first != again:
        raise registry.indicators.blame(provider, "gave other figures when they were calculated again.")


def _summary(tables: Any, registry: Registry) -> CheckSummary:
    return annexa.check(tables, as_of=CALL, registry=registry).summary


def give_reasons(registry: Registry, provider: ReasonProvider, _: Path) -> None:
    """Ask for the reasons twice, on a council of which nothing is known and on one with tasks."""
    workspace = Workspace(registry=open_registry(load_plugins=False))
    timeline = workspace.schedule(Inspection(variant=VARIANTS[0], notified=CALL))
    nothing = CouncilState(timeline=timeline, day=CALL)
    for state in (nothing, evolve(nothing, tasks=workspace.checklist(timeline), running=True)):
        own = deepcopy(state)
        first, again = (reasons_of(registry.reasons, provider, own) for _ in range(2))
        if own != state:
            raise registry.reasons.blame(provider, "changed the state of the council that it was given.")
        if first != again:
            raise registry.reasons.blame(provider, "gave other reasons when it was asked again.")


def write_reports(registry: Registry, provider: ReportProvider, folder: Path) -> None:
    """Write a plan and a checklist to memory and to files."""
    workspace = Workspace(registry=registry)
    timeline = workspace.schedule(Inspection(variant=VARIANTS[0], notified=CALL))
    values = {"timeline": timeline, "checklist": workspace.checklist(timeline)}
    for kind, value in values.items():
        if provider.kinds and kind not in provider.kinds:
            continue
        workspace.render(value, provider.id)
        workspace.write(value, folder / f"{kind}{provider.suffix}", format=provider.id)


def use_store(registry: Registry, provider: StoreProvider, folder: Path) -> None:
    """Create a store, record a change in it, close it, open it again and read the change."""
    stores = registry.stores
    opener = stores.resolve(provider)
    opened: Callable[..., Any] = partial(opener, folder / "store", clock=_clock)
    document = {"schema": "inspectprep/note/1", "text": "A sample."}
    store = plugin_store(
        stores.attempt(provider, "creating a store", partial(opened, create=True)), stores, provider.id
    )
    with store.transaction():
        store.append("note", "not-1", document, by="doctor", expect=0)
    store.close()
    store = plugin_store(stores.attempt(provider, "opening a store", opened), stores, provider.id)
    with store.reading():
        found = store.get("note", "not-1")
    if found is None or found.document != document:
        raise stores.blame(provider, "lost a change that it had recorded.")
    if not store.verify().sound or len(store.history("note", "not-1")) != 1:
        raise stores.blame(provider, "is not sound after one change.")
    store.export(io.BytesIO())
    store.close()


def _clock() -> datetime:
    return datetime(CALL.year, CALL.month, CALL.day, 9, tzinfo=UTC)


def observe_events(registry: Registry, folder: Path) -> None:
    """Announce each event, in a folder of its own. Problems are added to those of the registry."""
    timeline = Workspace(registry=open_registry(load_plugins=False)).schedule(
        Inspection(variant=VARIANTS[0], notified=CALL)
    )
    summary = annexa.check(synth.council(children=20, as_of=CALL).tables, as_of=CALL).summary
    # An observer that writes into the current folder must not write into that of a council.
    with chdir(folder):
        registry.timeline_built(timeline)
        registry.check_finished(lambda: summary)
        registry.report_written("timeline", "html", Path("plan.html"))
        for revision, change in enumerate(("added", "updated", "withdrawn"), start=1):
            registry.record_changed("evidence", "ev-1", revision, change)


PROVIDER_TRIALS: Mapping[str, Trial] = {
    "calendars": ask_closures,
    "frameworks": plan,
    "tasks": date_tasks,
    "sources": read_samples,
    "codes": add_codes,
    "columns": add_columns,
    "rules": run_rules,
    "indicators": calculate_indicators,
    "reasons": give_reasons,
    "reports": write_reports,
    "stores": use_store,
}
"""The use of a provider, by the kind of provider. Calendars are first, because every other plan uses them."""
