"""Reading framework files: inheritance resolved, every mistake named where it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.frameworks.loader import complete, load_framework, read_framework
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Framework, Variant
from inspectprep.model.offset import Offset
from tests.frameworks.files import council, milestone, saved, small


def problems(document: dict[str, Any], **options: Any) -> dict[str, str]:
    """Return what is wrong with a document, by path."""
    with pytest.raises(DocumentError) as caught:
        load_framework(document, **options)
    return dict(caught.value.problems)


def parents_of(framework: Framework) -> Callable[[str], tuple[Framework, Variant]]:
    """Return a finder of one framework's variants."""

    def find(name: str) -> tuple[Framework, Variant]:
        for each in framework.variants:
            if each.id == name:
                return framework, each
        raise UnknownNameError("variant", name, [each.id for each in framework.variants])

    return find


def test_a_variant_takes_what_it_does_not_say_from_the_one_it_extends() -> None:
    """Only the last day of fieldwork differs, and nothing is left to inherit."""
    whole, brief = load_framework(small()).variants
    assert brief.extends is None
    assert [each.id for each in brief.milestones] == [each.id for each in whole.milestones]
    assert brief.milestones[1] == attrs.evolve(
        whole.milestones[1], end_offset=Offset.parse("wednesday of week 1")
    )
    assert brief.milestones[3] is whole.milestones[3]
    assert brief.requests == whole.requests


def test_variants_may_stand_in_any_order() -> None:
    """A variant may extend one that stands later in the file."""
    document = small()
    document["variants"].reverse()
    assert load_framework(document).variants == load_framework(small()).variants[::-1]


def test_a_file_may_extend_a_variant_of_another() -> None:
    """A council's variant inherits sources, editions and calls with the entries that rest on them."""
    base = load_framework(small())
    made = load_framework(council(), parents=parents_of(base))
    (variant,) = made.variants
    assert [each.id for each in variant.milestones] == [
        *(each.id for each in base.variants[1].milestones),
        "staff_briefing",
    ]
    assert variant.facts == ()
    assert (made.sources, made.editions, made.calls) == (base.sources, base.editions, base.calls)
    assert (made.id, made.inspectorates) == ("westhaven", ("Ofsted",))


def test_a_file_may_add_to_what_it_inherits() -> None:
    """Sources and editions of the council's file join those inherited; same ids are replaced."""
    document = council()
    document["sources"] = [
        {"id": "guide", "title": "Our copy", "kind": "inspectorate"},
        {"id": "plan", "title": "Our plan"},
    ]
    document["calls"] = {"weekday": 1}
    made = load_framework(document, parents=parents_of(load_framework(small())))
    titles = [(source.id, source.title) for source in made.sources]
    assert titles == [("guide", "Our copy"), ("reports", "Published reports"), ("plan", "Our plan")]
    assert made.calls.weekday == 1


def test_a_variant_may_take_the_place_of_its_namesake_elsewhere() -> None:
    """`extends` with the variant's own id means the one of that name below it."""
    document = council()
    document["variants"][0].update(id="brief")
    (variant,) = load_framework(document, parents=parents_of(load_framework(small()))).variants
    assert variant.id == "brief"
    assert "staff_briefing" in {each.id for each in variant.milestones}


def test_a_framework_made_in_python_is_completed_and_checked() -> None:
    """Values may extend too; a milestone given as a value replaces the inherited one whole."""
    base = load_framework(small())
    data_due = base.variants[0].milestones[2]
    late = attrs.evolve(base.variants[0].milestones[3], windows=(), offset=Offset.parse("5 weeks"), note="")
    child = Framework(
        id="child",
        title="Child",
        variants=(Variant(id="child-brief", title="Child", extends="brief", milestones=(late, data_due)),),
    )
    (variant,) = complete(child, parents=parents_of(base)).variants
    assert variant.milestones[3] == late
    with pytest.raises(DocumentError, match="there is no variant 'brief' to extend"):
        complete(child)


def test_a_complete_framework_is_left_as_it_is() -> None:
    """Completing what is complete changes nothing."""
    made = load_framework(small())
    assert complete(made) == made


MISTAKES: list[tuple[str, object, str, str]] = [
    ("v0.m1.anchor", "notificaton", "v0.m1.anchor", "Did you mean 'notification'?"),
    ("v0.m1.anchor", "notification.start", "v0.m1.anchor", "ID.end"),
    ("v0.m1.anchor", "fieldwork", "v0.m1.anchor", "on itself"),
    ("v0.m1.end_anchor", "nowhere", "v0.m1.end_anchor", "no milestone 'nowhere'"),
    ("v0.m2.end_anchor", "fieldwork", "v0.m2.end_offset", "is missing"),
    ("v0.m0.id", "call", "v0.m0.anchor", "only 'notification' has no anchor"),
    ("v0.m0.offset", "same day", "v0.m0.anchor", "day 0"),
    ("v0.m2.basis", "planning", "v0.m2.offset", "only a milestone of basis 'notice'"),
    ("v0.m3.offset", "3 weeks", "v0.m3.windows", "not by both"),
    ("v0.m3.w1.starting", "2020-12-31", "v0.m3.w1.starting", "later than the last date"),
    ("v0.m3.w0.until", "2021-06-30", "v0.m3.w1.starting", "later than the last date"),
    ("v0.m3.w0.sample", 5, "v0.m3.w0.years", "is missing"),
    ("v0.m3.w0.delays", [3], "v0.m3.w0.latest", "give either 'latest'"),
    ("v0.m3.w0.delays", [3, 1], "v0.m3.w0.delays", "ascending order"),
    ("v0.m3.w0.delays", [0, 1], "v0.m3.w0.delays", "at least 1 working day"),
    ("v0.m3.w0.delays", [1], "v0.m3.w0.sample", "at least the number of delays"),
    ("v0.m3.challenge", "nowhere", "v0.m3.challenge", "no milestone 'nowhere'"),
    ("v0.m1.challenge", "notification", "v0.m1.challenge", "lengthens 'windows'"),
    ("v0.m3.w0.earliest", "22 working days", "v0.m3.w0", "out of order"),
    ("v0.m3.w1.until", "2020-01-01", "v0.m3.w1.until", "before the first day"),
    ("v0.m3.w0.source", ["gide"], "v0.m3.w0.source.0", "Did you mean 'guide'?"),
    ("v0.m3.w0.ending", "read", "v0.m3.w0.ending", "'replaced' for each but the last"),
    ("v0.m3.w1.ending", "read", "v0.m3.w1.ending", "'until' is missing"),
    ("v0.m3.w1.ending", "replaced", "v0.m3.w1.ending", "'replaced' for each but the last"),
    ("v0.successor", "brief", "v0.successor", "without 'until'"),
    ("v0.m1.source", [], "v0.m1.source", "cites its source"),
    ("v0.m1.source", ["reports"], "v0.m1.basis", "is inspectorate, but it cites measured"),
    ("v0.m1.basis", "law", "v0.m1.basis", "is law, but it cites inspectorate"),
    ("v0.m3.source", ["guide"], "v0.m3.basis", "is measured, but it cites inspectorate"),
    ("pauses.0.basis", "account", "pauses.0.basis", "is account, but it cites inspectorate"),
    ("pauses.0.source", [], "pauses.0.source", "cites its source"),
    ("editions.0.basis", "law", "editions.0.basis", "is law, but it cites inspectorate"),
    ("sources.0.kind", "planning", "sources.0.kind", "whose text it is"),
    ("sources.0.read", "in November", "sources.0.read", "such as 2026-11-29"),
    ("sources.0.read", "2026-13", "sources.0.read", "such as 2026-11-29"),
    ("sources.0.confidence", "sure", "sources.0.confidence", "official"),
    ("editions.0.until", "2017-12-31", "editions.0.until", "before the first day"),
    ("editions.0.until", "2023-01-01", "editions.1.starting", "later than the last day of 'first'"),
    ("editions.0.ending", "replaced", "editions.0.ending", "'until' is missing"),
    ("v0.facts.0.source", ["hearsay"], "v0.facts.0.source.0", "no source 'hearsay'"),
    ("v0.requests.0.milestone", "data_duo", "v0.requests.0.milestone", "Did you mean 'data_due'?"),
    ("v0.m2.id", "fieldwork", "v0.m2.id", "already the id of number 2"),
    ("v0.remove", ["team"], "v0.remove", "extends no other"),
    ("v1.remove", ["teem"], "v1.remove.0", "Did you mean 'team'?"),
    ("v1.id", "whole", "v1.id", "in this list twice"),
    ("v1.id", 3, "v1.id", "should be text, not a whole number"),
    ("v1.extends", "hole", "v1.extends", "Did you mean 'whole'?"),
    ("v1.extends", 3, "v1.extends", "should be the id of a variant"),
    ("v1.m0.end_offset", "3 woking days", "v1.m0.end_offset", "is not an offset"),
    ("v1.m0.offfset", "3 weeks", "v1.m0.offfset", "Did you mean 'offset'?"),
    ("v1.m0.id", "fieldwrk", "v1.m0.id", "did you mean to change 'fieldwork'?"),
    ("v1.m0", "x", "v1.m0", "should be a table, not text"),
    ("v1.milestones", "x", "v1.milestones", "should be a list, not text"),
    ("v1.requests", [{"id": "data"}, {"id": "data"}], "v1.requests.1.id", "in this list twice"),
    ("v1.remove", "team", "v1.remove", "should be a list, not text"),
    ("v1.remove", ["notification"], "v1", "no milestone 'notification'"),
    ("v0", "x", "v0", "should be a table, not text"),
    ("variants", {}, "variants", "should be a list, not a table"),
    ("editions.1.starting", "2018-01-01", "editions.1.starting", "later than that of 'first'"),
    ("editions.0.source", ["x"], "editions.0.source.0", "no source 'x'"),
    ("calls.weekday", 7, "calls.weekday", "0 (Monday) to 6"),
    ("calls.weeks_never_used", [54], "calls.weeks_never_used.0", "1 to 53"),
    ("calls.source", ["x"], "calls.source.0", "no source 'x'"),
    ("pauses.0.until", "2019-05-01", "pauses.0.until", "before the first day"),
    ("pauses.1.starting", "2019-05-01", "pauses.1.starting", "oldest first"),
    ("titel", "x", "titel", "Did you mean 'title'?"),
]
"""Where, what is put there, where the problem is told, and part of its message; v: variants, and so on."""


def steps(place: str) -> list[str | int]:
    """Return the steps of a place written short: ``v0.m1`` is variant 0, milestone 1."""
    for short, name in (("v", "variants"), ("m", "milestones"), ("w", "windows")):
        place = re.sub(rf"\b{short}(\d)", rf"{name}.\1", place)
    return [int(each) if each.isdigit() else each for each in place.split(".")]


@pytest.mark.parametrize(("where", "value", "told", "message"), MISTAKES, ids=itertools.count())
def test_a_mistake_is_named_where_it_stands(where: str, value: object, told: str, message: str) -> None:
    """Each problem carries the path in the file, says what is wrong and suggests the nearest name."""
    document = small()
    place: Any = document
    *way, last = steps(where)
    for step in way:
        place = place[step]
    place[last] = value
    path = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps(told))
    found = problems(document)
    assert path in found, found
    assert message in found[path]


def test_every_problem_is_told_at_once() -> None:
    """Mistakes in the head, in a variant and in one that extends it come in one error."""
    document = small()
    document["titel"] = "x"
    milestone(document, "fieldwork")["offset"] = 3
    document["variants"].append({"id": "third", "extends": "hole"})
    assert {"$.titel", "$.variants[0].milestones[1].offset", "$.variants[2].extends"} <= set(
        problems(document)
    )


def test_a_problem_inherited_as_it_was_is_told_once() -> None:
    """The variant that extends a faulty one does not repeat its fault."""
    document = small()
    milestone(document, "publication")["anchor"] = "nowhere"
    assert list(problems(document)) == ["$.variants[0].milestones[3].anchor"]


def test_a_fault_made_by_removing_is_told_of_the_variant_that_removes() -> None:
    """The parent's entry is right in its own place, so the blame lies with the variant that extends."""
    document = small()
    document["variants"][1].update(remove=["data_due"])
    ((path, message),) = problems(document).items()
    assert path == "$.variants[1]"
    assert message == "'data', inherited in requests.milestone: there is no milestone 'data_due'."


def test_a_fault_in_a_namesake_is_told() -> None:
    """A variant that takes its namesake's place is checked like any other."""
    document = council()
    document["variants"][0].update(id="brief", remove=["data_due"])
    found = problems(document, parents=parents_of(load_framework(small())))
    assert "inherited in requests.milestone" in found["$.variants[0]"]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("milestones", {"id": "fieldwork", "offset": "10 working days"}),
        ("milestones", {"id": "publication", "anchor": "fieldwork"}),
        ("facts", {"id": "team", "value": "six inspectors"}),
    ],
)
def test_what_a_council_changes_does_not_keep_the_inspectorates_authority(
    name: str, change: dict[str, Any]
) -> None:
    """What it says of its own becomes planning with its file as the source; the wording alone does not."""
    below = small()
    below["variants"][0]["facts"][0].update(basis="inspectorate", source=["guide"], value="four inspectors")
    find = parents_of(load_framework(below))
    document = council()

    def changed(entry: dict[str, Any]) -> Any:
        document["variants"] = [{"id": "own", "title": "Own", "extends": "whole", name: [entry]}]
        made = load_framework(document, parents=find)
        (found,) = [each for each in getattr(made.variants[0], name) if each.id == entry["id"]]
        assert ("own-file" in {each.id for each in made.sources}) == ("own-file" in found.source)
        return found

    assert (changed(change).basis, changed(change).source) == (Basis.PLANNING, ("own-file",))
    assert changed({**change, "basis": "notice"}).basis is Basis.NOTICE
    again = changed({"id": change["id"], "title": "Another title", "note": "A note"})
    assert again.source in {("guide",), ("reports",)}


def test_milestones_in_a_circle_are_refused_with_the_way_round() -> None:
    """The message names the milestones in turn."""
    document = small()
    milestone(document, "fieldwork")["anchor"] = "publication"
    found = problems(document)
    assert found.keys() == {"$.variants[0].milestones[1]"}
    assert "fieldwork -> publication -> fieldwork" in found["$.variants[0].milestones[1]"]


def test_variants_in_a_circle_are_refused_with_the_way_round() -> None:
    """No variant may in the end extend itself."""
    document = small()
    document["variants"].append({"id": "a", "title": "A", "extends": "b"})
    document["variants"].append({"id": "b", "title": "B", "extends": "a"})
    ((path, message),) = problems(document).items()
    assert path == "$.variants[3].extends"
    assert "a -> b -> a" in message


@pytest.mark.parametrize("reverse", [False, True])
def test_a_chain_of_a_thousand_variants_is_read_in_any_order(reverse: bool) -> None:
    """The length of a chain in a council's file never meets a limit of Python."""
    document = small()
    names = ["whole", *(f"v{number}" for number in range(1000))]
    chain = [{"id": name, "title": name, "extends": below} for below, name in itertools.pairwise(names)]
    document["variants"] += chain[::-1] if reverse else chain
    last = next(each for each in load_framework(document).variants if each.id == "v999")
    assert last.based_on == tuple(reversed(names[:-1]))


def test_a_circle_of_a_thousand_variants_is_named_in_short() -> None:
    """One problem, with the first names and the last."""
    document = small()
    document["variants"] += [
        {"id": f"v{number}", "title": "V", "extends": f"v{(number + 1) % 1000}"} for number in range(1000)
    ]
    ((_, message),) = problems(document).items()
    assert message.endswith("v0 -> v1 -> v2 -> ... -> v998 -> v999 -> v0")


def test_a_file_builds_on_one_framework_only() -> None:
    """Two frameworks' editions cannot be mixed in one file."""
    small_ = load_framework(small())
    other = attrs.evolve(small_, id="other", variants=(attrs.evolve(small_.variants[0], id="elsewhere"),))
    document = council()
    document["variants"].append({"id": "two", "title": "Two", "extends": "elsewhere"})

    def find(name: str) -> tuple[Framework, Variant]:
        return parents_of(other if name == "elsewhere" else small_)(name)

    found = problems(document, parents=find)
    assert "give each a file of its own" in found["$.variants[1].extends"]


def test_a_message_carries_the_files_name(tmp_path: Path) -> None:
    """Whoever reads the message knows which file to open."""
    document = small()
    milestone(document, "fieldwork")["anchor"] = "nowhere"
    path = saved(document, tmp_path / "council.toml")
    with pytest.raises(DocumentError) as caught:
        read_framework(path)
    assert str(caught.value).startswith(f"{path}: $.variants[0].milestones[1].anchor: ")


def test_reading_leaves_the_document_as_it_was() -> None:
    """What was read is not changed by making values of it."""
    document = small()
    load_framework(document)
    assert document == small()


def test_a_variant_without_the_call_is_refused() -> None:
    """Every plan starts from the notification."""
    document = small()
    document["variants"] = [{"id": "empty", "title": "Empty"}]
    assert "There is no milestone 'notification'" in problems(document)["$.variants[0].milestones"]


_ANYTHING = st.recursive(
    st.none() | st.integers(0, 3) | st.sampled_from(["whole", "brief", "fieldwork", "notification", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "title", "extends", "remove", "milestones", "facts"]), inner)
    ),
    max_leaves=15,
)


@settings(max_examples=200)
@given(st.lists(_ANYTHING, max_size=3), st.booleans())
def test_whatever_the_variants_are_nothing_but_our_own_error_comes_out(
    given_: list[Any], whole: bool
) -> None:
    """Arbitrary variants, alone or after a good one, are read or refused with paths."""
    document = small()
    document["variants"] = [*document["variants"][:1], *given_] if whole else given_
    told: tuple[tuple[str, str], ...] = ()
    try:
        load_framework(document)
    except DocumentError as error:
        told = error.problems or (("", "an error without a problem"),)
    assert all(path.startswith("$") for path, _ in told)
