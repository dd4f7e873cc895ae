"""Values and errors can be pickled and copied, and they are equal afterwards."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import inspectprep as ip
from inspectprep import annexa, synth, testing
from inspectprep.calendar.working import england
from inspectprep.errors import Clash
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.testing.strategies import values
from tests.codec.model_classes import model_classes
from tests.project.test_contents import LAZY
from tests.whole import whole

AS_OF = date(2018, 4, 9)
NOON = datetime(2018, 4, 10, 12, tzinfo=UTC)


def _pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - pickled in this line


COPIES = {"pickle": _pickled, "deepcopy": copy.deepcopy, "copy": copy.copy}

ERRORS: dict[type[ip.InspectPrepError], ip.InspectPrepError] = {
    type(error): error
    for error in (
        ip.InspectPrepError("It is wrong.", where="a.toml", remedy="Correct it."),
        ip.InvalidValueError("Task", "title", "should be text.", remedy="Write text."),
        ip.UnknownNameError("variant", "ilacs-shrot", ["ilacs-short"], where="a.toml", hint="Look."),
        ip.DocumentError([("$.a", "It is missing."), ("$.b[2]", "It is not a date.")], where="a.toml"),
        ip.PlanError("There is a circle.", path=["a", "b"], where="a.toml", remedy="Break it."),
        ip.LibraryError("It is not installed.", libraries=["polars"], reason="missing", remedy="Install it."),
        ip.OutOfRangeError("The date is too late."),
        ip.SourceError("It is damaged.", where="a.xlsx", reason="damaged"),
        ip.PluginError("It failed.", plugin="avon", remedy="Leave it out."),
        ip.RefusedError("It gives the outcome.", who=["Ann Avon"], remedy="Wait."),
        ip.WriteError("The disk is full.", where="a.html"),
        ip.IncompleteError([("List 8", "Its column is empty.")], where="a.xlsx"),
        ip.StoreError("It is busy.", where="store", reason="busy"),
        ip.ConflictError(
            "ev-1", expected=1, current=2, theirs=["Ben, today"], yours="Ann",
            clashes=[Clash("due", AS_OF, None, date(2018, 4, 11))],
        ),
        ip.PersonalDataError([("title", "a date of birth")], where="ev-1"),
    )
}  # fmt: skip


def _subclasses(cls: type) -> Iterator[type]:
    yield cls
    for each in cls.__subclasses__():
        yield from _subclasses(each)


def test_every_error_is_at_the_top_and_has_an_example_here() -> None:
    """Users catch errors by their names at the top of the package."""
    public = {
        cls
        for cls in _subclasses(ip.InspectPrepError)
        if cls.__module__ == "inspectprep.errors" and not cls.__name__.startswith("_")
    }
    assert public == set(ERRORS)
    assert all(getattr(ip, cls.__name__) is cls for cls in public)


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("error", ERRORS.values(), ids=lambda error: type(error).__name__)
def test_errors_keep_all_they_say(error: ip.InspectPrepError, how: str) -> None:
    """The text and every attribute."""
    again = COPIES[how](error)
    assert type(again) is type(error)
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


@pytest.mark.parametrize("cls", model_classes(), ids=lambda cls: cls.__name__)
@settings(max_examples=5)
@given(data=st.data())
def test_every_value_of_the_model_is_equal_afterwards(cls: type, data: st.DataObject) -> None:
    """Equal to the last type."""
    value = data.draw(values(cls))
    for again in (_pickled(value), copy.deepcopy(value)):
        assert again == value
        assert whole(again) == whole(value)


@pytest.mark.parametrize("package", LAZY)
def test_every_public_name_can_be_pickled(package: str) -> None:
    """Classes and functions by their names, and constants by their content."""
    module = importlib.import_module(package)
    for name in module.__all__:
        value = getattr(module, name)
        if not isinstance(value, ModuleType) and name not in ("__version__", "Unpack"):
            again = _pickled(value)
            assert callable(again) if callable(value) else again == value
            assert again is value or not (inspect.isclass(value) or inspect.isfunction(value))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a synthetic council with errors."""
    path = tmp_path_factory.mktemp("return") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=60, seed=7, as_of=AS_OF, defects=0.05), path)
    return path


@pytest.fixture(scope="module")
def result(path: Path) -> ip.CheckResult:
    """The check of the workbook."""
    return annexa.check(path, as_of=AS_OF, policy=annexa.Policy(thresholds={"cin_seen_days": 30}))


def _answers(result: ip.CheckResult) -> dict[str, Any]:
    timeline = ip.schedule(ip.Inspection(variant="ilacs-short", authority="Oxfordshire", notified=AS_OF))
    tasks = ip.checklist(timeline)
    return {
        "result": result,
        "filtered": result.filter(severity="error"),
        "summary": result.summary,
        "dataset": result.dataset,
        "rules": result.rules,
        "policy": result.policy,
        "indicators": annexa.indicators(result),
        "built-in rules": annexa.built_in(),
        "codes": annexa.codes_for(None, {}),
        "findings": tuple(result.records()),
        "timeline": timeline,
        "tasks": tasks,
        "states": ip.TaskStates(states=(ip.TaskState(task="run-annex-a", status=ip.Status.DONE),)),
        "ready": ip.assess(timeline, tasks=tasks, annexa=result.summary),
        "comparison": ip.compare("ilacs-short", "ilacs-standard", notified=AS_OF),
        "report": ip.Workspace().report(timeline),
        "working days": england(),
        "readiness policy": ip.ReadinessPolicy(),
        **{
            name: getattr(testing, name)() for name in dir(testing) if name.startswith("make_")
        },
    }  # fmt: skip


@pytest.mark.parametrize("how", COPIES)
def test_answers_are_equal_afterwards(result: ip.CheckResult, how: str) -> None:
    """The results of every step, and the values that the kit builds."""
    for name, value in _answers(result).items():
        assert COPIES[how](value) == value, name


def _needs_nothing(method: Any) -> bool:
    parameters = list(inspect.signature(method).parameters.values())[1:]
    return all(each.default is not each.empty or each.kind is each.VAR_KEYWORD for each in parameters)


def test_every_answer_of_a_workspace_is_equal_afterwards(tmp_path: Path) -> None:
    """Each method that needs no argument, in an inspection with evidence."""
    room = ip.Workspace.create(
        tmp_path / "room", authority="Oxfordshire", variant="ilacs-short", clock=lambda: NOON
    )
    entry = room.records.add(ip.EvidenceItem(title="Audit", kind=ip.EvidenceKind.AUDIT), by="Ann Avon")
    begun = room.begin(ip.Inspection(variant="ilacs-short", notified=AS_OF), by="Ann Avon")
    methods = {
        name: method
        for name, method in inspect.getmembers(ip.Workspace, inspect.isfunction)
        if not name.startswith("_") and name not in ("close", "next_inspection") and _needs_nothing(method)
    }
    methods["next_inspection"] = partial(ip.Workspace.next_inspection, on=date(2018, 5, 8))  # it is on site
    assert {"timeline", "checklist", "readiness", "state", "review", "embargo", "today"} <= methods.keys()
    answers = {"entry": entry, "begun": begun, **{name: each(room) for name, each in methods.items()}}
    for name, value in answers.items():
        assert _pickled(value) == copy.deepcopy(value) == value, name


def test_answers_travel_to_another_process_and_back(result: ip.CheckResult) -> None:
    """Also where a process starts anew, as on Windows."""
    answers = {**_answers(result), **{type(error).__name__: error for error in ERRORS.values()}}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        again = pool.submit(copy.deepcopy, answers).result()
    for name, value in answers.items():
        if isinstance(value, Exception):
            assert (str(again[name]), vars(again[name])) == (str(value), vars(value))
        else:
            assert again[name] == value, name


def test_a_check_runs_in_another_process(result: ip.CheckResult, path: Path) -> None:
    """A tool may check large returns beside its own work. An error arrives as it was raised."""
    check: Callable[..., ip.CheckResult] = partial(annexa.check, as_of=AS_OF, policy=result.policy)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(check, {path.name: path.read_bytes()}).result() == result
        with pytest.raises(ip.SourceError, match="empty"):
            pool.submit(check, {"annex-a.xlsx": b""}).result()


def test_results_differ_where_their_content_differs(result: ip.CheckResult) -> None:
    """Equality looks at findings, lists, rules and policy."""
    assert result != result.filter(severity="error")
    assert result.filter(severity="error") == result.filter(severity="error")
    with pytest.raises(TypeError):
        hash(result)


@given(st.dictionaries(st.text(), st.integers()))
def test_a_frozen_mapping_is_like_its_dictionary(entries: dict[str, int]) -> None:
    """It has the same entries in the same order, and nothing can change it."""
    frozen: Any = FrozenMapping(entries)
    assert frozen == entries
    assert list(frozen) == list(entries)
    assert _pickled(frozen) == copy.deepcopy(frozen) == entries
    before = dict(entries)
    entries["new"] = 1
    entries.clear()
    assert frozen == before
    with pytest.raises(TypeError):
        frozen["new"] = 1
