"""The register of facts: complete, with the basis, sources, trust and day of reading of each fact."""

from __future__ import annotations

from attrs import evolve

from inspectprep.frameworks.facts import RegisteredFact, changes, register
from inspectprep.frameworks.loader import load_framework
from inspectprep.model.basis import Basis, Confidence
from tests.frameworks.files import small
from tests.frameworks.test_sources import FRAMEWORKS

REGISTER = register(FRAMEWORKS)


def test_every_entry_of_the_frameworks_is_registered() -> None:
    """Each id of a file is a fact, and each variant is named by the facts that it has."""
    for framework in FRAMEWORKS:
        facts = [fact for fact in REGISTER if fact.framework == framework.id]
        for kind, entries in (
            ("source", framework.sources),
            ("edition", framework.editions),
            ("pause", framework.pauses),
        ):
            assert [fact.id for fact in facts if fact.kind == kind] == [entry.id for entry in entries]
        for variant in framework.variants:
            for kind, entries in (
                ("milestone", variant.milestones),
                ("request", variant.requests),
                ("fact", variant.facts),
            ):
                found = [fact.id for fact in facts if fact.kind == kind and variant.id in fact.used_in]
                assert sorted(found) == sorted(entry.id for entry in entries), (variant.id, kind)
            windows = sum(len(milestone.windows) for milestone in variant.milestones)
            assert windows == sum(fact.kind == "period" and variant.id in fact.used_in for fact in facts)


def test_every_fact_that_is_known_from_elsewhere_has_a_day_and_a_trust() -> None:
    """A fact with a source says when it was read and how far to trust it."""
    for fact in REGISTER:
        if fact.basis not in (Basis.PLANNING, Basis.NOTICE):
            assert fact.source, fact.key
        if fact.source:
            assert fact.read, fact.key
            assert fact.confidence, fact.key


def test_each_key_names_one_fact() -> None:
    """Two registers can be compared."""
    assert len({fact.key for fact in REGISTER}) == len(REGISTER)


def test_a_source_is_used_where_it_is_cited() -> None:
    """The register names the facts that rest on a source."""
    found = register([load_framework(small())])
    (guide,) = [fact for fact in found if fact.kind == "source" and fact.id == "guide"]
    assert set(guide.used_in) == {"first", "2019", "2024", "notification", "fieldwork"}


def test_what_is_not_published_is_listed_with_its_question() -> None:
    """A notice milestone and a fact without a value are unknown; a date from a source is not."""
    unknown = {fact.id for fact in REGISTER if fact.framework == "ilacs" and fact.is_unknown}
    assert {"annex_a_due", "draft_report", "comments", "time_of_call", "number_of_audits"} <= unknown
    assert not {"2026-04", "team", "action_plan_due", "next_day_call"} & unknown
    assert all(not fact.value for fact in REGISTER if fact.basis is Basis.NOTICE and fact.kind == "fact")


def test_the_trust_is_that_of_a_source_of_the_same_kind() -> None:
    """A weak law beside a reliable account gives a weak law."""
    document = small()
    document["sources"] = [
        {"id": "guide", "title": "A guide", "kind": "inspectorate", "confidence": "weak", "read": "2026-10"},
        {
            "id": "reports",
            "title": "Reports",
            "kind": "measured",
            "confidence": "official",
            "read": "2026-11",
        },
    ]
    document["variants"][0]["milestones"][1]["source"] = ["guide", "reports"]
    found = register([load_framework(document)])
    fieldwork = next(fact for fact in found if fact.id == "fieldwork")
    assert (fieldwork.confidence, fieldwork.read) == (Confidence.WEAK, "2026-11")


def test_changes_between_two_registers_are_named() -> None:
    """What was added, changed or removed is a sentence each, and the same register has none."""
    before = register([load_framework(small())])
    assert changes(before, before) == ()
    document = small()
    document["variants"][0]["milestones"][1]["note"] = "Now with a note."
    document["pauses"].pop()
    document["variants"][0]["facts"].append(
        {"id": "length", "title": "Length", "basis": "notice", "source": []}
    )
    found = changes(before, register([load_framework(document)]))
    # The guide is cited less often, and the brief variant inherits the new fact.
    assert any(line.startswith("Added: small, fact length") for line in found)
    assert any(
        line.startswith("Changed: small, milestone fieldwork") and "Now with a note" in line for line in found
    )
    assert any(line.startswith("Removed: small, pause 2024") for line in found)


def test_a_registered_fact_can_be_made_unknown() -> None:
    """A question makes a fact unknown, whatever its basis."""
    fact = RegisteredFact(framework="f", kind="fact", id="x", title="X", basis=Basis.PLANNING)
    assert not fact.is_unknown
    assert evolve(fact, ask="Which?").is_unknown
