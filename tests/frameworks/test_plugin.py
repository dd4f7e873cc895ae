"""What inspectprep itself provides: the shipped files load, and say what the providers say."""

from __future__ import annotations

import pytest

from inspectprep.errors import DocumentError
from inspectprep.frameworks.catalogue import Catalogue
from inspectprep.frameworks.loader import read_framework
from inspectprep.frameworks.plugin import inspectprep_frameworks, inspectprep_tasks
from inspectprep.frameworks.tasks import read_tasks
from inspectprep.model.checklist import TaskTemplate
from inspectprep.model.offset import Offset
from inspectprep.plugins import open_registry


@pytest.mark.parametrize("provider", inspectprep_frameworks(), ids=lambda each: each.id)
def test_a_shipped_framework_loads_and_holds_the_variants_it_names(provider) -> None:  # noqa: ANN001
    """The provider's names are the file's, in the file's order."""
    framework = read_framework(provider.target)
    assert tuple(each.id for each in framework.variants) == provider.variants
    assert framework.id == provider.id


@pytest.mark.parametrize("provider", inspectprep_tasks(), ids=lambda each: each.id)
def test_shipped_tasks_load(provider) -> None:  # noqa: ANN001
    """The tasks of the checklist are there, each with an owner."""
    tasks = read_tasks(provider.target)
    assert len(tasks) > 50
    assert all(each.owners for each in tasks)


def test_the_shipped_variants_are_in_the_catalogue() -> None:
    """They come through the same hook as anybody's."""
    catalogue = Catalogue(open_registry().frameworks)
    assert catalogue.find("ilacs-short").framework.id == "ilacs"


def task(**given: object) -> TaskTemplate:
    """Return a task template with something about it changed."""
    plain = {"id": "t", "title": "T", "theme": "plan", "phase": "off-site", "owners": ("dcs",)}
    return TaskTemplate(**{**plain, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"owners": ()}, "$.tasks[1].owners"),
        ({"offset": Offset.parse("same day")}, "$.tasks[1].anchor"),
        ({"until_offset": Offset.parse("same day")}, "$.tasks[1].until_anchor"),
        ({"id": "t"}, "$.tasks[1].id"),
    ],
)
def test_a_task_that_cannot_be_is_refused(wrong: dict[str, object], path: str) -> None:
    """Nobody's task, an offset from nothing, and an id used twice."""
    with pytest.raises(DocumentError) as caught:
        read_tasks([task(), task(**{"id": "other", **wrong})])
    assert [place for place, _ in caught.value.problems] == [path]


def test_tasks_may_come_from_a_callable() -> None:
    """A plugin may work its tasks out."""
    assert read_tasks(lambda: [task()]) == (task(),)
