"""Bad plugins: the doctor names each with what to do, calls none of them active, and no result changes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from inspectprep.doctor import examine
from inspectprep.doctor.baseline import baseline
from inspectprep.plugins import PluginState, open_registry

START = """
from datetime import date, datetime, timedelta
from pathlib import Path
from attrs import evolve, frozen
from inspectprep import *
from inspectprep.errors import *
from inspectprep.model.sheet import RawSheet
from inspectprep.plugins import *
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import Area, IndicatorSpec, Rule, Outcome
from inspectprep.annexa.catalogue import ColumnSpec, ListColumns
from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.model.finding import Nature, Severity
import polars as pl

RULE = Rule(id="OWN-1", lists=(6,), nature=Nature.PRACTICE, message="Own.", guidance="Own.", source="Own",
            outcomes=(Outcome(severity=Severity.WARNING, when="open"),))
TASK = TaskTemplate(id="own", title="Own", theme=Theme.PLAN, phase=Phase.NOTIFICATION, owners=("dcs",),
                    anchor="notification")
SHARE = IndicatorSpec(id="own", area=Area.HELP, list=6, what="own", why="Own.", look="Own.",
                      denominator="open", numerator="missing(date_last_seen)")
OWN = ColumnSpec(name="own", header="Own", type="category", required="conditional", codes="yes_no")
LIST = ListColumns(list=6, columns=(OWN,))
AMBER = Reason(rating=Rating.AMBER, rule="own", text="Own.", owner="dcs", action="Do it.")
"""


def hook(kind: str, provider: str) -> str:
    """Return the code of a hook with one provider."""
    return f"\n@hookimpl\ndef inspectprep_{kind}():\n    return [{provider}]\n"


def calendar(body: str) -> str:
    """Return the code of a plugin with a calendar."""
    own = f"\ndef closed(starting, until):\n    {body}\n"
    return own + hook("calendars", "CalendarProvider(id='own', summary='Own', target=closed)")


def source(body: str, suffixes: str = "('.own',)") -> str:
    """Return the code of a plugin that reads files."""
    own = f"\ndef read(path):\n    {body}\n"
    given = f"SourceProvider(id='own', summary='Own', target=read, suffixes={suffixes})"
    return own + hook("sources", given)


def report(body: str, more: str = "suffix='.own'") -> str:
    """Return the code of a plugin with a report format."""
    own = f"\ndef write(report, stream):\n    {body}\n"
    return own + hook("reports", f"ReportProvider(id='own', summary='Own', target=write, {more})")


def tasks(target: str) -> str:
    """Return the code of a plugin with tasks."""
    return hook("tasks", f"TaskProvider(id='own', summary='Own', target={target})")


def rules(target: str, more: str = "") -> str:
    """Return the code of a plugin with rules."""
    return hook("rules", f"RuleProvider(id='own', summary='Own', target={target}, {more})")


def framework(target: str, variants: str = "('own',)") -> str:
    """Return the code of a plugin with a framework."""
    return hook(
        "frameworks", f"FrameworkProvider(id='own', summary='Own', target={target}, variants={variants})"
    )


def indicators(target: str, more: str = "") -> str:
    """Return the code of a plugin with indicators."""
    return hook("indicators", f"IndicatorProvider(id='own', summary='Own', target={target}, {more})")


def columns(target: str) -> str:
    """Return the code of a plugin with columns of lists."""
    return hook("columns", f"ColumnsProvider(id='own', summary='Own', target={target})")


def reasons(body: str, theme: str = "Theme.PLAN") -> str:
    """Return the code of a plugin with reasons of readiness."""
    own = f"\ndef give(state):\n    {body}\n"
    given = f"ReasonProvider(id='own', summary='Own', target=give, theme={theme})"
    return own + hook("reasons", given)


def store(body: str) -> str:
    """Return the code of a plugin with a store."""
    own = f"\ndef connect(folder, *, clock, create=False):\n    {body}\n"
    return own + hook("stores", "StoreProvider(id='own', summary='Own', target=connect)")


def event(name: str, argument: str, body: str) -> str:
    """Return the code of a plugin that observes."""
    return f"\n@hookimpl\ndef inspectprep_{name}({argument}):\n    {body}\n"


SHEET = "RawSheet(file=path.name, sheet='one', cells={})"

BAD = {
    # Loading
    "missing library": "import a_missing_library",
    "wrong syntax": "def broken(:",
    "error on import": "raise ValueError('no database')",
    "error that cannot be shown": "class Own(Exception):\n    def __str__(self): return 1 / 0\nraise Own",
    "exit on import": "raise SystemExit(0)",
    "odd exception on import": "raise GeneratorExit",
    "endless recursion on import": "def f(): f()\nf()",
    "no hook": "x = 1",
    "not marked": "def inspectprep_rules():\n    return []",
    "misspelt hook": "@hookimpl\ndef inspectprep_rule():\n    return []",
    "wrong argument": "@hookimpl\ndef inspectprep_rules(rules):\n    return []",
    "asynchronous": "@hookimpl\nasync def inspectprep_rules():\n    return []",
    "wrapper": "@hookimpl(wrapper=True)\ndef inspectprep_rules():\n    return (yield)",
    "newer": "inspectprep_api = 99\n" + tasks("(TASK,)"),
    "version that is no number": "inspectprep_api = '1'\n" + tasks("(TASK,)"),
    "settings that are no class": "inspectprep_settings = {}\n" + tasks("(TASK,)"),
    "settings that are missing": "@frozen\nclass S:\n    key: str\ninspectprep_settings = S\n"
    + tasks("(TASK,)"),
    "settings without a class": "@hookimpl\ndef inspectprep_rules(settings):\n    return []",
    "changes inspectprep": (
        "import inspectprep.planning.schedule as s\n"
        "before = s.Planner.schedule\n"
        "s.Planner.schedule = lambda self, i, **k: evolve(before(self, i, **k), title='Changed')\n"
        + tasks("(TASK,)")
    ),
    # What a hook returns
    "nothing": "@hookimpl\ndef inspectprep_rules():\n    pass",
    "a text": hook("rules", "'rules'"),
    "another provider": hook("rules", "TaskProvider(id='own', summary='', target=())"),
    "no id": hook("rules", "RuleProvider(id='', summary='', target=())"),
    "odd id": hook("rules", "RuleProvider(id='Own Rules', summary='', target=())"),
    "no target": hook("rules", "RuleProvider(id='own', summary='', target=None)"),
    "target that is absent": rules("'nowhere:RULES'"),
    "hook that fails": "@hookimpl\ndef inspectprep_rules():\n    return 1 / 0",
    "one id twice": "@hookimpl\ndef inspectprep_tasks():\n"
    "    return [TaskProvider(id='own', summary='', target=(TASK,))] * 2",
    "an id that is equal to no other": "class Own(str):\n    def casefold(self): return Own('own')\n"
    + hook("stores", "StoreProvider(id=Own('own'), summary='', target=print)"),
    "changes the folder on import": "import os\nos.chdir('..')\n" + tasks("(TASK,)"),
    # Names of others
    "id that looks like that of a rule": rules("[evolve(RULE, id='AA\u2010F\u2010006')]"),
    "id that looks like that of a task": tasks("(evolve(TASK, id='run\u2010annex-a'),)"),
    "id of a format": hook("reports", "ReportProvider(id='html', summary='', target=print, suffix='.own')"),
    "suffix of a format": report("stream.write(b'x')", "suffix='.html'"),
    "suffix of a source": source("return []", "('.xlsx',)"),
    "id of a store": hook("stores", "StoreProvider(id='sqlite', summary='', target=print)"),
    "id of a rule": rules("[evolve(RULE, id='AA-F-006')]"),
    "id of a task": tasks("(evolve(TASK, id='run-annex-a'),)"),
    "id of a framework": hook(
        "frameworks", "FrameworkProvider(id='ilacs', summary='', target=Path('x.toml'))"
    ),
    "replaces what is absent": rules("[evolve(RULE, id='OWN-1')]", "replaces='AA-F-999'"),
    # Calendars
    "calendar that fails": calendar("raise OSError('Jane Example')"),
    "calendar that ends the program": calendar("import os; os._exit(0)"),
    "calendar of texts": calendar("return ['2026-12-29']"),
    "calendar of times": calendar("return [datetime(2026, 12, 29)]"),
    "calendar of every day": calendar(
        "return [starting + timedelta(n) for n in range((until - starting).days + 1)]"
    ),
    "calendar outside the range": calendar("return [date(1999, 1, 4)]"),
    "calendar without end": calendar("n = 0\n    while True:\n        n += 1; yield starting"),
    "calendar with one argument": "\ndef closed(year):\n    return []\n"
    + hook("calendars", "CalendarProvider(id='own', summary='', target=closed)"),
    "calendar that changes": "\nimport itertools\nC = itertools.count()\n"
    + calendar("return [date(2026, 3, 2) + timedelta(next(C) % 5)]"),
    "calendar that changes the folder": calendar("import os; os.chdir('..'); return []"),
    "calendar that changes arithmetic": calendar("import decimal; decimal.getcontext().prec = 2; return []"),
    "calendar that changes the depth": calendar("import sys; sys.setrecursionlimit(500); return []"),
    "calendar that changes variables": calendar("import os; os.environ['TZ'] = 'Asia/Tokyo'; return []"),
    "calendar that takes the output": calendar("import io, sys; sys.stdout = io.StringIO(); return []"),
    "calendar that changes inspectprep": calendar(
        "import inspectprep.planning.schedule as s\n"
        "    before = s.Planner.schedule\n"
        "    s.Planner.schedule = lambda self, i, **k: evolve(before(self, i, **k), title='Changed')\n"
        "    return []"
    ),
    # Sources
    "source that fails": source("raise KeyError('Jane Example')"),
    "source of texts": source("return ['a']"),
    "source of nothing": source("return None"),
    "source of numbers": source(
        "return [RawSheet(file=path.name, sheet='one', cells=pl.DataFrame({'a': [1]}))]"
    ),
    "source with folders": source(
        "return [RawSheet(file='folder/a', sheet='one', cells=pl.DataFrame({'a': ['1']}))]"
    ),
    "source that quotes": source("raise SourceError(path.read_bytes().decode('latin-1'), where=path.name)"),
    "source that exits": source("raise SystemExit(1)"),
    "suffix without a dot": source("return []", "('own',)"),
    # Reports
    "report that fails": report("raise ValueError('Jane Example')"),
    "report of nothing": report("pass"),
    "report that closes": report("stream.write(b'x'); stream.close()"),
    "report of text": report("stream.write('text')"),
    "report in vain": "\nasync def write(report, stream):\n    stream.write(b'x')\n"
    + hook("reports", "ReportProvider(id='own', summary='', target=write, suffix='.own')"),
    "report without a dot": report("stream.write(b'x')", "suffix='own'"),
    # Tasks
    "tasks in an absent file": tasks("Path('absent.toml')"),
    "tasks of texts": tasks("('book a room',)"),
    "tasks without an owner": tasks("(evolve(TASK, owners=()),)"),
    "tasks twice": tasks("(TASK, TASK)"),
    "tasks that fail": tasks("lambda: 1 / 0"),
    # Rules
    "rules of texts": rules("[1]"),
    "rule that does not compile": rules(
        "[evolve(RULE, id='OWN-1', outcomes=(Outcome(severity=Severity.ERROR, when='no such('),))]"
    ),
    "rules twice": rules("[evolve(RULE, id='OWN-1')] * 2"),
    "rules without end": "\ndef more():\n    while True:\n        yield evolve(RULE, id='OWN-1')\n"
    + rules("more"),
    # Frameworks
    "framework in an absent file": framework("Path('absent.toml')"),
    "framework of text": framework("'absent.toml'"),
    "framework of a number": framework("lambda: 7"),
    "variant that is absent": framework(
        "Framework(id='own', title='Own', variants=(Variant(id='other', title='Other'),))"
    ),
    "variant without anchors": framework(
        "Framework(id='own', title='Own', variants=(Variant(id='own', title='Own', milestones=("
        "Milestone(id='a', title='A', phase=Phase.NOTIFICATION, basis=Basis.PLANNING, anchor='b'),)),))"
    ),
    # Codes
    "codes of an unknown set": "SET = CodeSet(name='no_set', codes=(Code(code='X', label='X'),))\n"
    + hook("codes", "CodesProvider(id='own', summary='', target=[SET])"),
    "codes of text": hook("codes", "CodesProvider(id='own', summary='', target=[7])"),
    # Columns
    "columns of texts": columns("[7]"),
    "columns of text": columns("['absent.toml']"),
    "columns that fail": columns("lambda: 1 / 0"),
    "columns without end": "\ndef more():\n    while True:\n        yield LIST\n" + columns("more"),
    "columns of an absent list": columns("[evolve(LIST, list=12)]"),
    "columns of a list as text": columns("[evolve(LIST, list='six')]"),
    "columns of nothing": columns("[evolve(LIST, columns=())]"),
    "column that is there": columns("[LIST, LIST]"),
    "column with the name of another": columns("[evolve(LIST, columns=(evolve(OWN, name='gender'),))]"),
    "column with an odd name": columns("[evolve(LIST, columns=(evolve(OWN, name='Own column'),))]"),
    "column with a name of conditions": columns("[evolve(LIST, columns=(evolve(OWN, name='open'),))]"),
    "column with the heading of another": columns("[evolve(LIST, columns=(evolve(OWN, header='DOB'),))]"),
    "column with a heading of marks": columns("[evolve(LIST, columns=(evolve(OWN, header='--'),))]"),
    "column of an absent code set": columns("[evolve(LIST, columns=(evolve(OWN, codes='yes'),))]"),
    "column of an odd type": columns("[evolve(LIST, columns=(evolve(OWN, type='words'),))]"),
    "text column with codes": columns("[evolve(LIST, columns=(evolve(OWN, type='text'),))]"),
    "heading of an absent column": columns("[evolve(LIST, aliases={'ethnic': ('Heritage',)})]"),
    "heading of another column": columns(
        "[evolve(LIST, aliases={'ethnicity': ('Date of Birth (required)',)})]"
    ),
    "heading as text": columns("[evolve(LIST, aliases={'ethnicity': 'Heritage'})]"),
    "heading of a column as text": columns("[evolve(LIST, columns=(evolve(OWN, aliases='Advocate'),))]"),
    "columns that change": "\nimport itertools\nC = itertools.count()\n"
    + columns("lambda: [evolve(LIST, aliases={'ethnicity': (f'Heritage {next(C)}',)})]"),
    # Indicators
    "indicators of texts": indicators("[7]"),
    "indicators that fail": indicators("lambda: 1 / 0"),
    "indicators without end": "\ndef more():\n    while True:\n        yield SHARE\n" + indicators("more"),
    "indicators twice": indicators("[SHARE, SHARE]"),
    "indicators in an absent file": indicators("[Path('absent.toml')]"),
    "id of an indicator": indicators("[evolve(SHARE, id='re-referrals')]"),
    "indicator of an absent list": indicators("[evolve(SHARE, list=12)]"),
    "indicator of a list as text": indicators("[evolve(SHARE, list='six')]"),
    "indicator of an absent column": indicators("[evolve(SHARE, numerator='missing(date_last_sene)')]"),
    "indicator without a denominator": indicators("[evolve(SHARE, denominator='')]"),
    "indicator that counts twice": indicators("[evolve(SHARE, rules=('AA-F-006',))]"),
    "indicator of an absent rule": indicators("[evolve(SHARE, numerator='', rules=('AA-F-999',))]"),
    "indicator of an absent measure": indicators(
        "[evolve(SHARE, numerator='', denominator='', measure='AA-F-006')]"
    ),
    "indicator of workers": indicators("[evolve(SHARE, numerator='', denominator='', measure='AA-I-066')]"),
    "indicator without words": indicators("[evolve(SHARE, what=' ')]"),
    "indicator with an odd threshold": indicators("[evolve(SHARE, threshold=10)]"),
    "indicator with an odd area": indicators("[evolve(SHARE, area='leaders')]"),
    "indicator that replaces what is absent": indicators("[SHARE]", "replaces='re-referals'"),
    # Reasons of readiness
    "reasons that fail": reasons("raise KeyError('Jane Example')"),
    "reasons of text": reasons("return ['not ready']"),
    "reasons of nothing": reasons("return None"),
    "reasons without end": reasons("while True:\n        yield AMBER"),
    "reasons for a theme that is absent": reasons("return [AMBER]", "'plans'"),
    "reasons for no theme": reasons("return [AMBER]", "None"),
    "reasons with an odd rule": reasons("return [evolve(AMBER, rule='No laptops')]"),
    "reasons of two lines": reasons("return [evolve(AMBER, text='One.\\nTwo.')]"),
    "reasons without an owner": reasons("return [evolve(AMBER, owner='')]"),
    "reasons that change": "\nimport itertools\nC = itertools.count()\n"
    + reasons("return [evolve(AMBER, text=f'Number {next(C)}.')]"),
    "reasons that change the plan": reasons(
        "object.__setattr__(state.timeline, 'title', 'x'); return [AMBER]"
    ),
    "reasons that change the day": reasons("object.__setattr__(state, 'day', date.max); return [AMBER]"),
    "reasons as a class of its own": "class Own(Reason): pass\n"
    + reasons("return [Own(rating=Rating.RED, rule='own', text='Own.')]"),
    "reasons of a function that is absent": hook(
        "reasons", "ReasonProvider(id='own', summary='', target='nowhere:give', theme=Theme.PLAN)"
    ),
    "reasons that are no function": hook(
        "reasons", "ReasonProvider(id='own', summary='', target=(AMBER,), theme=Theme.PLAN)"
    ),
    # Stores
    "store that fails": store("raise OSError('no server')"),
    "store of nothing": store("return None"),
    "store without methods": store("return object()"),
    "store that forgets": (
        "\nfrom inspectprep.store.sqlite import open_store\nimport shutil\n"
        + store(
            "shutil.rmtree(folder, ignore_errors=True); return open_store(folder, clock=clock, create=True)"
        )
    ),
    # Events
    "observer that fails": event("timeline_built", "timeline", "raise ValueError(timeline)"),
    "observer that changes a plan": event(
        "timeline_built", "timeline", "object.__setattr__(timeline, 'title', 'x')"
    ),
    "observer that changes an event": event(
        "timeline_built", "timeline", "object.__setattr__(timeline.events[0], 'date', None)"
    ),
    "observer that changes counts": event(
        "check_finished", "summary", "object.__setattr__(summary, 'files', 9)"
    ),
    "observer that fails on withdrawn records": event(
        "record_changed", "id, change", "if change == 'withdrawn':\n        raise LookupError(id)"
    ),
    "observer that exits on records": event("record_changed", "id", "raise SystemExit(id)"),
    "observer of a text that it does not get": event("record_changed", "id, document", "pass"),
    "observer that fails on reports": event("report_written", "kind, path", "path.read_bytes(); 1 / 0"),
}


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the file of a plugin that can be imported, and forget it afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    importlib.invalidate_caches()
    yield tmp_path / "bad_plugin.py"
    sys.modules.pop("bad_plugin", None)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_plugin_is_named_and_changes_no_result(
    name: str, plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails alone, with a sentence that quotes no data and says what to do."""
    if "changes inspectprep" in name:
        import inspectprep.planning.schedule as module  # noqa: PLC0415 - what the plugin changes is put back

        monkeypatch.setattr(module.Planner, "schedule", module.Planner.schedule)
    plugin.write_text(START + dedent(BAD[name]), "utf-8")
    before = baseline()
    registry = open_registry(load_plugins=False, environ={}, extra=["bad_plugin"])
    (bad,) = examine(registry, only=["bad_plugin"])
    assert bad.status in (PluginState.FAILED, PluginState.INCOMPATIBLE), bad
    assert bad.problems
    assert all("bad_plugin" in problem for problem in bad.problems), bad.problems
    assert any("--without-plugin" in problem or "author" in problem for problem in bad.problems), bad.problems
    assert "Jane" not in " ".join(bad.problems)
    assert {each.state for each in registry.statuses() if each.builtin} == {PluginState.ACTIVE}
    if "changes inspectprep" not in name:
        assert baseline() == before


def test_only_the_plugin_that_changes_inspectprep_is_named(
    plugin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plans of a good plugin use the calendar of the bad one."""
    import inspectprep.planning.schedule as module  # noqa: PLC0415 - what the plugin changes is put back

    monkeypatch.setattr(module.Planner, "schedule", module.Planner.schedule)
    plugin.write_text(START + dedent(BAD["calendar that changes inspectprep"]), "utf-8")
    good = "inspectprep_example_council.plugin"
    registry = open_registry(load_plugins=False, environ={}, extra=[good, "bad_plugin"])
    states = {found.name: found.status for found in examine(registry, only=[good, "bad_plugin"])}
    assert states == {good: PluginState.ACTIVE, "bad_plugin": PluginState.FAILED}


def test_a_good_plugin_is_active(plugin: Path) -> None:
    """The example council works in every part, and time was spent on it."""
    del plugin
    name = "inspectprep_example_council.plugin"
    (found,) = examine(open_registry(load_plugins=False, environ={}, extra=[name]), only=[name])
    assert (found.status, found.problems) == (PluginState.ACTIVE, ())
    assert found.seconds > 0


def test_what_the_bad_plugins_vary_is_good(plugin: Path) -> None:
    """Each fails because of its one fault."""
    good = [
        tasks("(TASK,)"),
        rules("[RULE]"),
        indicators("[SHARE]"),
        columns("[LIST]"),
        reasons("return [AMBER]"),
    ]
    plugin.write_text("".join([START, *good, event("record_changed", "id, change", "pass")]), "utf-8")
    (found,) = examine(
        open_registry(load_plugins=False, environ={}, extra=["bad_plugin"]), only=["bad_plugin"]
    )
    assert (found.status, found.problems) == (PluginState.ACTIVE, ())


def test_the_built_in_plugins_are_active() -> None:
    """The doctor uses them in the same way."""
    found = examine(open_registry(load_plugins=False, environ={}))
    assert {each.name: each.problems for each in found if each.status is PluginState.FAILED} == {}
