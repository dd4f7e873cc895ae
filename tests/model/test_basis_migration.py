"""The basis ``sourced`` of old documents: divided by who published the source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inspectprep import codec
from inspectprep.errors import DocumentError
from inspectprep.frameworks.loader import load_framework
from inspectprep.model.basis import Basis
from inspectprep.model.basis_migration import basis_of_citation, divide_sourced, name_source_kinds
from inspectprep.model.checklist import Checklist, TaskSet
from inspectprep.model.debrief import ActionPlan
from inspectprep.model.source_migration import OUR_PRACTICE
from inspectprep.model.timeline import Timeline
from inspectprep.testing import make_checklist, make_timeline

SOURCES = [
    {"id": "regulations", "title": "Education and Inspections Act 2006 Regulations 2007, SI 2007/462"},
    {"id": "handbook", "title": "Ofsted, social care common inspection framework"},
    {"id": "guide", "title": "Leeds City Council, one minute guide: Ofsted's framework and the Act 2006"},
]


def framework(**milestone: Any) -> dict[str, Any]:
    """Return a framework document of version 1 with the call and one milestone."""
    call = {"id": "notification", "title": "Call", "phase": "notification", "basis": "planning", "source": []}
    report = {
        "id": "publication",
        "title": "Report",
        "phase": "publication",
        "basis": "sourced",
        "source": ["regulations"],
        "anchor": "notification",
        "offset": "30 working days",
    }
    return {
        "schema": "inspectprep/framework/1",
        "id": "ours",
        "title": "Ours",
        "sources": SOURCES,
        "editions": [{"id": "2018", "title": "First", "starting": date(2018, 1, 1), "source": ["handbook"]}],
        "variants": [{"id": "one", "title": "One", "milestones": [call, report | milestone]}],
    }


@pytest.mark.parametrize(
    ("citations", "basis"),
    [
        (["Children Act 2004, section 20"], "law"),
        (["Representation of the People Act 1983, section 37: ordinary elections"], "law"),
        (["si-2007-462"], "law"),
        (["Working Together to Safeguard Children"], "law"),
        (["Ofsted, policy on deferring and pausing inspections (2024)"], "inspectorate"),
        (["HMI Probation, our standards and ratings"], "inspectorate"),
        (["Children & Young People Now, Ofsted to require urgent action plans"], "account"),
        (["Halton Borough Council, minutes on the Education and Inspections Act 2006"], "account"),
        (["A colleague"], "account"),
        ([], "account"),
        (["Leeds City Council, guide", "Ofsted, framework", "Children Act 2004"], "law"),
        (["Leeds City Council, guide", "Ofsted, framework"], "inspectorate"),
    ],
)
def test_the_author_of_a_citation_decides(citations: list[str], basis: str) -> None:
    """A title begins with its author; the strongest citation counts, and none is an account."""
    assert basis_of_citation(citations) == basis


@pytest.mark.parametrize(
    ("source", "basis"),
    [
        (["regulations"], Basis.LAW),
        (["handbook"], Basis.INSPECTORATE),
        (["guide"], Basis.ACCOUNT),
        (["guide", "regulations"], Basis.LAW),
    ],
)
def test_an_old_framework_is_read_with_the_new_words(source: list[str], basis: Basis) -> None:
    """Sources are looked up by their ids; a basis that is not 'sourced' stays."""
    made = load_framework(framework(source=source))
    call, report = made.variants[0].milestones
    assert (call.basis, report.basis) == (Basis.PLANNING, basis)
    assert made.editions[0].basis is Basis.INSPECTORATE


def test_todays_framework_may_not_say_sourced() -> None:
    """The error names the place and the words that fit."""
    document = framework() | {"schema": "inspectprep/framework/3"}
    with pytest.raises(DocumentError) as caught:
        load_framework(document)
    assert "$.variants[0].milestones[1].basis" in str(caught.value)
    assert "law" in str(caught.value)


@pytest.mark.parametrize(
    ("basis", "source", "read"),
    [
        ("law", ["regulations", "guide"], Basis.LAW),
        ("law", ["handbook", "guide"], Basis.INSPECTORATE),
        ("inspectorate", ["guide"], Basis.ACCOUNT),
        ("account", [], Basis.PLANNING),
        ("planning", ["regulations"], Basis.PLANNING),
    ],
)
def test_a_framework_of_version_2_is_as_sure_as_its_sources(
    basis: str, source: list[str], read: Basis
) -> None:
    """Sources take their kind from their title, and an entry that is surer than they are takes theirs."""
    document = framework(basis=basis, source=source) | {"schema": "inspectprep/framework/2"}
    made = load_framework(document)
    assert [each.kind for each in made.sources] == [Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT]
    assert made.variants[0].milestones[1].basis is read
    # An edition of version 2 without a basis was an account, and cites only the inspectorate's text.
    assert made.editions[0].basis is Basis.INSPECTORATE


@pytest.mark.parametrize("title", ["Measured on published reports", "Published ratings of 82 services"])
def test_measured_sources_are_known_by_their_title(title: str) -> None:
    """What was measured stays measured; a title that says nothing is an account."""
    sources = [{"id": "figures", "title": title}, {"id": "hearsay", "title": "A colleague"}]
    facts = [{"basis": "measured", "source": [name]} for name in ("figures", "hearsay", "elsewhere")]
    read = name_source_kinds({"sources": sources, "facts": facts})
    assert [source["kind"] for source in read["sources"]] == ["measured", "account"]
    assert [fact["basis"] for fact in read["facts"]] == ["measured", "account", "measured"]


def test_an_old_timeline_is_read_by_its_printed_citations() -> None:
    """A timeline prints the titles of its sources, joined by semicolons."""
    document = codec.plain(codec.dump(make_timeline()))
    document["schema"] = "inspectprep/timeline/1"
    for event in document["events"]:
        event |= {"basis": "sourced", "source": "Leeds City Council, guide; Children Act 2004, section 20"}
    timeline = codec.load(document, Timeline)
    assert {event.basis for event in timeline} == {Basis.LAW}


def test_old_tasks_are_read_by_their_trace() -> None:
    """The trace is free text; what it does not settle is an account."""
    task = {"title": "T", "theme": "plan", "phase": "on-site", "owners": ["dcs"], "basis": "sourced"}
    tasks = [
        task | {"id": "a", "trace": "si-2007-462, cypnow-2018"},
        task | {"id": "b", "trace": "Seen in Leeds"},
        task | {"id": "c"},
    ]
    made = codec.load({"schema": "inspectprep/tasks/1", "tasks": tasks}, TaskSet)
    assert [each.basis for each in made.tasks] == [Basis.LAW, Basis.ACCOUNT, Basis.ACCOUNT]
    assert [each.source for each in made.tasks] == [("si-2007-462", "cypnow-2018"), ("Seen in Leeds",), ()]


def test_an_old_checklist_has_a_citation_in_place_of_its_trace() -> None:
    """Ids and free words are cited as they are; practice is our own."""
    document = codec.plain(codec.dump(make_checklist()))
    document["schema"] = "inspectprep/checklist/2"
    traces = ["si-2007-462, cypnow-2018", "practice", "Seen in Leeds, and elsewhere"]
    task = {key: value for key, value in document["tasks"][0].items() if key not in ("source", "variants")}
    document["tasks"] = [task | {"id": f"t-{place}", "trace": trace} for place, trace in enumerate(traces)]
    made = codec.load(document, Checklist)
    assert [each.source for each in made] == ["si-2007-462; cypnow-2018", OUR_PRACTICE, traces[2]]
    assert {each.variants for each in made} == {()}


def test_an_old_deadline_without_a_basis_was_sourced() -> None:
    """The default of version 1 is divided like the word itself."""
    deadlines = [
        {"title": "Draft", "due": None, "working_days": 20, "source": "Practice reported since 2018"},
        {"title": "Final", "due": None, "working_days": 70, "source": "Education and Inspections Act 2006"},
    ]
    document = {"schema": "inspectprep/action-plan/1", "on": date(2018, 5, 22), "deadlines": deadlines}
    made = codec.load(document, ActionPlan)
    assert [each.basis for each in made.deadlines] == [Basis.ACCOUNT, Basis.LAW]


@pytest.mark.parametrize("sources", [None, 3, ["x"], [{"id": 1}], {"a": "b"}])
def test_a_malformed_document_is_left_to_the_reader(sources: object) -> None:
    """The migration never fails: problems are named by the reader, with their paths."""
    document = {"sources": sources, "facts": [{"basis": "sourced", "source": 7}, {"basis": ["sourced"]}]}
    assert divide_sourced(document)["facts"] == [{"basis": "account", "source": 7}, {"basis": ["sourced"]}]
    facts = [{"basis": "law", "source": [["x"]]}, {"basis": ["law"]}]
    assert name_source_kinds({"sources": sources, "facts": facts})["facts"] == facts
