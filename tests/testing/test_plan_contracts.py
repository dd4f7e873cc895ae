"""The contracts of frameworks and tasks, kept and broken."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import pytest
from attrs import evolve

from inspectprep.model.basis import Basis, Source
from inspectprep.model.framework import Edition, Framework, Milestone, Phase, Variant
from inspectprep.model.offset import Offset
from inspectprep.plugins import FrameworkProvider, TaskProvider, hookimpl
from inspectprep.testing import FrameworkContract, TaskContract, make_task_template
from tests.testing.fakes import broken, message_of

CALL = Milestone(
    id="notification",
    title="The call",
    phase=Phase.NOTIFICATION,
    basis=Basis.INSPECTORATE,
    source=("handbook",),
)
VISIT = Milestone(
    id="visit",
    title="The visit",
    phase=Phase.ON_SITE,
    basis=Basis.INSPECTORATE,
    source=("handbook",),
    anchor="notification",
    offset=Offset.parse("next monday"),
)


def framework_of(*milestones: Milestone) -> Framework:
    """Return a framework with one variant of these milestones."""
    return Framework(
        id="ours",
        title="Ours",
        sources=(Source(id="handbook", title="A handbook", kind=Basis.INSPECTORATE),),
        editions=(Edition(id="2020", title="2020", starting=date(2020, 1, 1), source=("handbook",)),),
        variants=(Variant(id="our-visit", title="Our visit", milestones=milestones),),
    )


def frameworks(target: Any, *, variants: tuple[str, ...] = ("our-visit",)) -> FrameworkContract:
    """Return the contract of a plugin with one framework."""

    class Plugin:
        @hookimpl
        def inspectprep_frameworks(self) -> list[FrameworkProvider]:
            return [FrameworkProvider(id="ours", summary="Ours", target=target, variants=variants)]

    class Ours(FrameworkContract):
        plugin = Plugin()
        calls = FrameworkContract.calls[:20]

    return Ours()


def tasks(*templates: Any, target: Any = None) -> TaskContract:
    """Return the contract of a plugin with these tasks."""

    class Plugin:
        @hookimpl
        def inspectprep_tasks(self) -> list[TaskProvider]:
            return [TaskProvider(id="ours", summary="Ours", target=target or templates)]

    class Ours(TaskContract):
        plugin = Plugin()

    return Ours()


def test_a_good_framework_passes() -> None:
    """Two milestones with their sources keep the contract."""
    assert broken(frameworks(framework_of(CALL, VISIT))) == set()


def test_a_framework_that_does_not_name_its_variants_is_caught() -> None:
    """Otherwise every file would be opened for every name."""
    contract = frameworks(framework_of(CALL, VISIT), variants=())
    assert "test_names_its_variants" in broken(contract)


def test_a_framework_that_cannot_be_planned_is_caught() -> None:
    """An anchor that is not there fails every plan."""
    lost = evolve(VISIT, anchor="nowhere")
    assert "test_every_variant_can_be_planned_from_any_call" in broken(frameworks(framework_of(CALL, lost)))


def test_a_framework_without_a_call_is_caught() -> None:
    """A plan begins with the call."""
    found = broken(frameworks(framework_of(evolve(CALL, id="letter"), evolve(VISIT, anchor="letter"))))
    assert "test_every_variant_can_be_planned_from_any_call" in found


def test_a_date_that_only_the_notice_can_give_is_caught() -> None:
    """An event without a published date may not have a date."""
    guessed = evolve(VISIT, basis=Basis.NOTICE)
    found = broken(frameworks(framework_of(CALL, guessed)))
    assert found & {
        "test_every_event_says_how_it_is_known",
        "test_every_variant_can_be_planned_from_any_call",
    }


def test_a_good_task_passes() -> None:
    """A task with an owner and an anchor keeps the contract."""
    assert broken(tasks(make_task_template())) == set()


@pytest.mark.parametrize(
    ("changes", "test"),
    [
        ({"owners": ()}, "test_every_task_has_an_owner_with_a_known_role"),
        ({"owners": ("wizard",)}, "test_every_task_has_an_owner_with_a_known_role"),
        ({"anchor": "fieldwrok"}, "test_every_task_is_for_some_variant"),
        (
            {"anchor": "fieldwrok", "variants": ("ilacs-short",)},
            "test_every_task_is_dated_on_the_variants_it_is_for",
        ),
    ],
)
def test_a_task_that_breaks_the_contract_is_caught(changes: dict[str, Any], test: str) -> None:
    """Each rule of the contract can fail."""
    assert test in broken(tasks(make_task_template(**changes)))


def test_a_task_that_is_there_twice_is_caught() -> None:
    """The second would take the first's place."""
    assert "test_ids_are_unique" in broken(tasks(make_task_template(), make_task_template(title="Again")))


def test_tasks_that_depend_on_today_are_caught() -> None:
    """A task is due on a day of the inspection, not of the year in which somebody looks."""

    def in_winter() -> tuple[Any, ...]:
        heating = make_task_template(id="check-the-heating", title="Check the heating")
        return (make_task_template(), *([heating] if date.today().month in (12, 1, 2) else []))  # noqa: DTZ011

    def by_year() -> tuple[Any, ...]:
        return (make_task_template(title=f"Book the hall for {date.today().year}"),)  # noqa: DTZ011

    for target in (in_winter, by_year):
        told = message_of(tasks(target=target), "test_does_not_depend_on_today")
        assert "2024-02-29" in told
        assert message_of(tasks(target=target), "test_gives_the_same_every_time") == ""


def test_tasks_that_change_between_calls_are_caught() -> None:
    """The second checklist has the tasks of the first."""
    numbers = count(2)

    def later_each_time() -> tuple[Any, ...]:
        return (make_task_template(offset=Offset.parse(f"{next(numbers)} working days")),)

    told = message_of(tasks(target=later_each_time), "test_gives_the_same_every_time")
    assert "values that are kept from one call to the next" in told


def test_a_framework_that_depends_on_today_is_caught() -> None:
    """The plan of a call is the same whenever it is made."""

    def moving() -> Framework:
        days = 1 + date.today().year % 2  # noqa: DTZ011
        return framework_of(CALL, evolve(VISIT, offset=Offset.parse(f"{days} working days")))

    assert "2027-12-31" in message_of(frameworks(moving), "test_does_not_depend_on_today")
