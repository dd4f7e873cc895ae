"""A workspace's folder: made once, found from below, opened with what its configuration says."""

from __future__ import annotations

import stat
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.errors import DocumentError, InspectPrepError, StoreError, UnknownNameError
from inspectprep.files import CONFIGURATION, nearest_configuration
from inspectprep.model.checklist import Status
from inspectprep.model.decision import TaskState
from inspectprep.model.inspection import Inspection
from inspectprep.plugins import StoreProvider, hookimpl, open_registry
from inspectprep.store import network
from inspectprep.store.sqlite import FILE, open_store
from inspectprep.workspace import configuration

DONE = TaskState(task="team-debrief", status=Status.DONE)


def test_a_new_workspace_is_readable_and_empty(room: Workspace, tmp_path: Path) -> None:
    """Two settings are made, everything else is explained, and the store is sound."""
    text = (tmp_path / "room" / "inspectprep.toml").read_text("utf-8")
    assert 'authority = "Borsetshire"' in text
    assert 'variant = "ilacs-short"' in text
    assert room.config is not None
    assert room.config.authority == "Borsetshire"
    assert room.store.verify().sound
    assert room.records.all(TaskState) == ()


def test_every_example_in_a_new_configuration_is_valid(tmp_path: Path) -> None:
    """Taking away the marks gives a configuration that reads, every setting of the class in it."""
    text = configuration.new_text("Borsetshire", "ilacs-short")
    active = "\n".join(
        line.removeprefix("#") if line.startswith("#") and line[1:2] != " " else line
        for line in text.split("\n")
    )
    for name in (
        "own-variants.toml",
        "own-tasks.toml",
        "annexa-policy.toml",
        "explanations.toml",
        "council.dotx",
    ):
        (tmp_path / name).write_text("", "utf-8")
    path = tmp_path / CONFIGURATION
    path.write_text(active, "utf-8")
    config = configuration.read(path)
    fields = type(config).__attrs_attrs__
    assert [each.name for each in fields if getattr(config, each.name) in ("", ())] == []


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("[readiness.red_late_shares]\nplan-visit-late = 0.2", "Did you mean 'plan-visits-late'"),
        ("[readiness.red_late_shares]\nplaced-many = 0.2", "not an indicator of late practice"),
        (
            "[readiness.red_late_shares]\nplan-visits-late = 20",
            r"red_late_shares.plan-visits-late.*from 0 to 1",
        ),
        ("[readiness]\nred_prepared_share = -0.1", r"readiness.red_prepared_share.*from 0 to 1"),
        ("[readiness]\namber_age_days = 90", r"readiness.red_age_days.*amber_age_days"),
        ("[readiness.due_soon]\nleast_days = -1", r"due_soon.least_days.*not be below 0"),
    ],
)
def test_a_threshold_that_cannot_be_right_is_refused(tmp_path: Path, setting: str, words: str) -> None:
    """By its path, with the nearest name."""
    path = tmp_path / CONFIGURATION
    path.write_text(configuration.new_text("Borsetshire", "ilacs-short") + setting, "utf-8")
    with pytest.raises(DocumentError, match=words):
        configuration.read(path)


def test_thresholds_of_the_configuration_are_used(tmp_path: Path) -> None:
    """A council that wants to know sooner."""
    Workspace.create(tmp_path / "room", authority="Borsetshire", variant="ilacs-short", load_plugins=False)
    path = tmp_path / "room" / CONFIGURATION
    path.write_text(path.read_text("utf-8") + "[readiness]\namber_age_days = 7\n", "utf-8")
    with Workspace.open(path, load_plugins=False) as room:
        assert room.readiness_policy.amber_age_days == 7


@pytest.mark.parametrize("name", ['Quote "and" back\\slash', "Tab\tand\nline", "Zoë \U0001f600", "\x7f"])
def test_any_name_survives_in_the_configuration(tmp_path: Path, name: str) -> None:
    """Quotation marks, control characters and other scripts."""
    path = tmp_path / CONFIGURATION
    configuration.write(path, name, "ilacs-short")
    assert configuration.read(path).authority == name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_a_new_folder_is_private_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    """What is recorded is private either way."""
    (tmp_path / "old").mkdir(mode=0o755)
    for name, mode in (("new", 0o700), ("old", 0o755)):
        folder = tmp_path / name
        Workspace.create(folder, authority="B", variant="ilacs-short", load_plugins=False).close()
        assert stat.S_IMODE(folder.stat().st_mode) == mode
        assert stat.S_IMODE((folder / "store").stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "store" / FILE).stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / "inspectprep.toml").stat().st_mode) == 0o600


def test_an_unknown_variant_makes_nothing(tmp_path: Path) -> None:
    """The nearest is suggested, and no folder is left behind."""
    with pytest.raises(UnknownNameError, match="'ilacs-short'"):
        Workspace.create(tmp_path / "room", authority="B", variant="ilacs-shrt", load_plugins=False)
    assert not (tmp_path / "room").exists()


def test_a_network_folder_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the remedy, and without a trace."""
    monkeypatch.setattr(network, "network_kind", lambda _: "cifs")
    with pytest.raises(StoreError, match="on a network") as caught:
        Workspace.create(tmp_path / "room", authority="B", variant="ilacs-short", load_plugins=False)
    assert "export" in caught.value.remedy
    assert not (tmp_path / "room").exists()


def test_a_council_without_a_name_makes_nothing(tmp_path: Path) -> None:
    """Spaces are no name."""
    with pytest.raises(InspectPrepError, match="needs a name"):
        Workspace.create(tmp_path / "room", authority=" ", variant="ilacs-short", load_plugins=False)
    assert not (tmp_path / "room").exists()


def test_a_workspace_is_never_made_over_another(room: Workspace) -> None:
    """What is there stays."""
    room.records.add(DONE, by="Ann")
    assert room.folder is not None
    with pytest.raises(InspectPrepError, match="already"):
        Workspace.create(room.folder, authority="C", variant="ilacs-short", load_plugins=False)
    (room.folder / "inspectprep.toml").unlink()
    with pytest.raises(StoreError, match="There are records here"):
        Workspace.create(room.folder, authority="C", variant="ilacs-short", load_plugins=False)
    assert len(room.records.all("task")) == 1


def test_making_that_was_cut_short_can_be_repeated(tmp_path: Path) -> None:
    """An empty store without a configuration is what a crash in between leaves."""
    open_store(tmp_path / "room" / "store", create=True).close()
    with Workspace.create(
        tmp_path / "room", authority="B", variant="ilacs-short", load_plugins=False
    ) as made:
        made.records.add(DONE, by="Ann")


def test_the_nearest_workspace_upward_is_found(room: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder deep inside; by its file too; and not from elsewhere."""
    assert room.folder is not None
    deep = room.folder / "evidence" / "2026"
    deep.mkdir(parents=True)
    assert nearest_configuration(deep) == room.folder
    monkeypatch.chdir(deep)
    for path in (None, room.folder, room.folder / "inspectprep.toml"):
        with Workspace.open(path, load_plugins=False) as found:
            assert found.folder == room.folder
    monkeypatch.chdir("/")
    with pytest.raises(InspectPrepError, match="in this folder or in any above") as caught:
        Workspace.open(load_plugins=False)
    assert "inspectprep init" in caught.value.remedy
    with pytest.raises(InspectPrepError, match="not a workspace"):
        Workspace.open(deep, load_plugins=False)


def test_a_workspace_without_a_folder_keeps_no_records() -> None:
    """And says how to get one that does."""
    with pytest.raises(InspectPrepError, match="has no folder") as caught:
        _ = Workspace().records
    assert "Workspace.open" in caught.value.remedy
    with pytest.raises(InspectPrepError, match="has no folder"):
        Workspace().learn_ids(["123456"])


def configured(folder: Path, text: str) -> Path:
    """Write a configuration."""
    folder.mkdir(exist_ok=True)
    (folder / "inspectprep.toml").write_text(
        'schema = "inspectprep/workspace/1"\nauthority = "B"\nvariant = "ilacs-short"\n' + text, "utf-8"
    )
    return folder


def test_closures_and_own_tasks_are_those_of_the_configuration(tmp_path: Path) -> None:
    """Paths are relative to the folder; both ends of a closure are inclusive."""
    folder = configured(
        tmp_path / "room",
        'tasks = ["own.toml"]\n[[closures]]\nstarting = 2026-12-29\nuntil = 2026-12-31\nwhy = "Closed"\n',
    )
    (folder / "own.toml").write_text(
        'schema = "inspectprep/tasks/3"\n[[tasks]]\n'
        'id = "ring-round"\ntitle = "Ring round"\ntheme = "people"\n'
        'phase = "always-on"\nowners = ["dcs"]\n',
        "utf-8",
    )
    workspace = Workspace.open(folder, load_plugins=False)
    assert workspace.closures == {date(2026, 12, day) for day in (29, 30, 31)}
    plan = workspace.schedule(Inspection(variant="ilacs-short", notified=date(2026, 9, 7)))
    assert "ring-round" in [task.id for task in workspace.checklist(plan)]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            'recorded_bye = "x"',
            [("$.recorded_bye", "is not a known key. Did you mean 'recorded_by'?")],
        ),
        ("closures = 3", [("$.closures", "should be a list, not a whole number")]),
        (
            "[[closures]]\nstarting = 2026-12-31\nuntil = 2026-12-29",
            [("$.closures[0].until", "is before 2026-12-31, the first day")],
        ),
        (
            '[[pre_election]]\nstarting = "31/12/2026"\nuntil = 2026-12-29',
            [
                (
                    "$.pre_election[0].starting",
                    "should be a date such as 2018-04-09, and '31/12/2026' is not one",
                )
            ],
        ),
        (
            '[[embargo]]\nname = "Ann"\nrole = "chief-exec"',
            [("$.embargo[0].role", "there is no role 'chief-exec'. Did you mean 'chief-executive'?")],
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_nearest_key(
    tmp_path: Path, text: str, problems: list[tuple[str, str]]
) -> None:
    """Mistakes in the configuration never become a traceback or a guess."""
    with pytest.raises(DocumentError) as caught:
        Workspace.open(configured(tmp_path / "room", text), load_plugins=False)
    assert list(caught.value.problems) == problems
    assert "inspectprep.toml" in caught.value.where


def test_a_file_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    """Before anything is planned with the wrong tasks."""
    folder = configured(
        tmp_path / "room",
        'frameworks = ["own-varians.toml"]\nannexa_policy = "p.toml"\nannexa_explanations = "e.toml"',
    )
    (folder / "own-variants.toml").write_text("", "utf-8")
    with pytest.raises(DocumentError) as caught:
        Workspace.open(folder, load_plugins=False)
    assert [path for path, _ in caught.value.problems] == [
        "$.frameworks[0]",
        "$.annexa_policy",
        "$.annexa_explanations",
    ]
    assert "Did you mean 'own-variants.toml'?" in caught.value.problems[0][1]


def test_text_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """The line and column of the mistake."""
    with pytest.raises(DocumentError, match="line 4, column"):
        Workspace.open(configured(tmp_path / "room", "tasks = [}"), load_plugins=False)


def test_an_unknown_store_is_told_with_the_nearest(tmp_path: Path) -> None:
    """The configuration may name a plugin's store; a mistake in it is no crash."""
    workspace = Workspace.open(configured(tmp_path / "room", 'store = "sqlte"'), load_plugins=False)
    with pytest.raises(UnknownNameError, match="'sqlite'"):
        _ = workspace.records


class OwnStore:
    """A plugin that keeps records elsewhere."""

    def __init__(self, elsewhere: Path) -> None:
        self.elsewhere = elsewhere

    def open(self, folder: Path, **more: Any) -> Any:
        """Open the store in another folder than the workspace's."""
        assert folder.name == "store"
        return open_store(self.elsewhere, **more)

    @hookimpl
    def inspectprep_stores(self) -> list[StoreProvider]:
        """Provide it."""
        return [StoreProvider(id="elsewhere", summary="Elsewhere", target=self.open)]


def test_records_are_kept_where_the_configuration_says(tmp_path: Path) -> None:
    """In a plugin's store, through the same hook as the built-in one."""
    open_store(tmp_path / "elsewhere", create=True).close()
    folder = configured(tmp_path / "room", 'store = "elsewhere"')
    registry = open_registry(load_plugins=False, extra=[OwnStore(tmp_path / "elsewhere")])
    config = configuration.read(folder / CONFIGURATION)
    with Workspace(registry=registry, config=config, folder=folder) as workspace:
        workspace.records.add(DONE, by="Ann")
    with closing(open_store(tmp_path / "elsewhere")) as store:
        assert [each.id for each in store.list("task")] == ["ts-1"]
    assert not (folder / "store").exists()


def test_a_blocked_plugin_stays_out(tmp_path: Path) -> None:
    """As the configuration says, whoever runs the command."""
    workspace = Workspace.open(configured(tmp_path / "room", 'plugins_blocked = ["inspectorates"]'))
    assert "jtai" not in [each.id for each in workspace.catalogue.variants()]
    names = {each.name: each.state for each in workspace.registry.statuses()}
    assert names.get("inspectorates", "blocked") == "blocked"
