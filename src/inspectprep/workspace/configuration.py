"""The configuration file ``inspectprep.toml``: finding, reading and writing it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from inspectprep import annexa, codec
from inspectprep.calendar.working import england
from inspectprep.errors import DocumentError, InspectPrepError, closest
from inspectprep.files import CONFIGURATION, nearest_configuration, writing
from inspectprep.model.configuration import WorkspaceConfig
from inspectprep.model.roles import ROLES
from inspectprep.plugins import Registry, open_registry
from inspectprep.plugins.settings import PluginSettings

_TEXT = """\
# The settings of one council's workspace. You can edit them in any text editor.
# Lines that begin with "# " are explanations. Lines that begin with "#" alone are examples.
schema = "inspectprep/workspace/1"

# The council, and the inspection to prepare for. `inspectprep frameworks` lists the variants.
authority = {authority}
variant = {variant}

# The name to record changes under, unless a command has --by. Default: your login name.
#recorded_by = "Performance team"

# Your own files in this folder: variants, tasks, and the policy and explanations for Annex A.
#frameworks = ["own-variants.toml"]
#tasks = ["own-tasks.toml"]
#annexa_policy = "annexa-policy.toml"
#annexa_explanations = "explanations.toml"
#annexa_results = "results"

# Plugins not to use here, and the store of the records.
#plugins_blocked = ["example-council"]
#store = "sqlite"

# The settings of a plugin, under its name. Its own documents say what it takes.
#[plugins.example-council]
#island_office = true

# Extra roles. Built in are dcs, deputy, annex-a, communications and others.
#[[roles]]
#id = "mash"
#title = "Head of the multi-agency safeguarding hub"
#abbreviation = "MASH"

# Days on which the council is closed, apart from weekends and bank holidays.
#[[closures]]
#starting = 2026-12-29
#until = 2026-12-31
#why = "Offices closed between Christmas and New Year"

# Pre-election periods, in which the council limits publicity.
#[[pre_election]]
#starting = 2027-03-22
#until = 2027-05-06
#why = "County council elections"

# Whether the council itself holds an election in May. Only then do local elections delay its report.
#[votes]
#2027 = true
#2028 = false

# People who may know an outcome before it is published.
#[[embargo]]
#name = "Ann Avon"
#role = "dcs"

# A Word file whose styles, margins, headers and footers every Word document has.
#[reports]
#word_template = "council.dotx"

# Thresholds of readiness. These are the defaults.
#[readiness]
#red_errors_per_100_rows = 1.0
#amber_age_days = 31
#red_age_days = 62
#red_prepared_share = 0.5

# Recurring work is amber in the last part of its interval: a sixth, but at least a week and at most a month.
#[readiness.due_soon]
#share = 0.1667
#least_days = 7
#most_months = 1

# Shares of late practice at which Annex A is red. `inspectprep annexa indicators` lists the indicators.
#[readiness.red_late_shares]
#plan-visits-late = 0.2
"""


def new_text(authority: str, variant: str) -> str:
    """Return the text of a new configuration, with two settings and an explanation of the others."""
    return _TEXT.format(authority=_quoted(authority), variant=_quoted(variant))


def write(path: Path, authority: str, variant: str) -> None:
    """Write a new configuration, readable by its owner only because it may name people.

    Raises:
        WriteError: if it cannot be written.
    """
    with writing(path, private=True) as stream:
        stream.write(new_text(authority, variant).encode())


def find_file(path: Path | str | None = None) -> Path:
    """Return the configuration file of a workspace.

    Args:
        path: The folder or the file itself; None for the nearest from the current folder upward.

    Raises:
        InspectPrepError: if there is none.
    """
    remedy = "Create one with `inspectprep init DIR --authority NAME --variant VARIANT`, or name its folder."
    if path is None:
        folder = nearest_configuration()
        if folder is None:
            raise InspectPrepError(
                f"There is no {CONFIGURATION} in this folder or in any above it.", remedy=remedy
            )
        return folder / CONFIGURATION
    given = Path(path)
    file = given if given.is_file() else given / CONFIGURATION
    if not file.is_file():
        raise InspectPrepError(
            f"There is no {CONFIGURATION} here, so this is not a workspace.", where=str(given), remedy=remedy
        )
    return file.resolve()


def read(path: Path) -> WorkspaceConfig:
    """Read a configuration.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with every mistake, by its path.
    """
    config = codec.read_toml(path, WorkspaceConfig)
    problems = list(_problems(config, path.parent))
    if problems:
        raise DocumentError(problems, where=str(path))
    return config


def open_plugins(
    file: Path, config: WorkspaceConfig, *, blocked: Iterable[str] = (), load_plugins: bool = True
) -> Registry:
    """Return the plugins that a configuration allows, with its settings of them.

    Args:
        file: The configuration file, for messages.
        config: Its content.
        blocked: Names of plugins to leave out, besides those that the configuration blocks.
        load_plugins: False loads no plugin.
    """
    return open_registry(
        blocked=(*blocked, *config.plugins_blocked),
        load_plugins=load_plugins,
        settings=PluginSettings(config.plugins, str(file)),
    )


def closed_days(config: WorkspaceConfig) -> list[date]:
    """Return the days on which the council is closed, in the years for which working days are known."""
    days = england()
    return [
        date.fromordinal(day)
        for period in config.closures
        for day in range(
            max(period.starting, days.first).toordinal(), min(period.until, days.last).toordinal() + 1
        )
    ]


def _problems(config: WorkspaceConfig, folder: Path) -> Iterator[tuple[str, str]]:
    yield from _unknown_indicators(config)
    yield from _unknown_roles(config)
    for year in config.votes:
        if not (year.isdecimal() and len(year) == len("2027")):
            yield f"$.votes.{year}", f"{year!r} is not a year. Write it as 2027."
    for name in ("frameworks", "tasks"):
        for index, file in enumerate(getattr(config, name)):
            yield from _missing(f"$.{name}[{index}]", folder / file)
    for name in ("annexa_policy", "annexa_explanations"):
        if file := getattr(config, name):
            yield from _missing(f"$.{name}", folder / file)
    if template := config.reports.word_template:
        yield from _missing("$.reports.word_template", folder / template)


def _unknown_indicators(config: WorkspaceConfig) -> Iterator[tuple[str, str]]:
    shares = config.readiness.red_late_shares
    known = [spec.id for spec in annexa.indicator_specs() if spec.red is not None] if shares else []
    for name in shares:
        if name not in known:
            path = f"$.readiness.red_late_shares.{name}"
            yield path, f"{name!r} is not an indicator of late practice.{_hint(name, known)}"


def _unknown_roles(config: WorkspaceConfig) -> Iterator[tuple[str, str]]:
    known = [role.id for role in (*ROLES, *config.roles)]
    for index, person in enumerate(config.embargo):
        if person.role and person.role not in known:
            yield f"$.embargo[{index}].role", f"there is no role {person.role!r}.{_hint(person.role, known)}"


def _missing(path: str, file: Path) -> Iterator[tuple[str, str]]:
    if not file.is_file():
        others = [other.name for other in file.parent.glob(f"*{file.suffix}")] if file.parent.is_dir() else []
        yield path, f"there is no file {file.name!r} in {str(file.parent)!r}.{_hint(file.name, others)}"


def _hint(name: str, known: list[str]) -> str:
    near = closest(name, known)
    return f" Did you mean {near!r}?" if near else ""


def _quoted(text: str) -> str:
    """Write text as TOML does. Its escapes are those of JSON, except for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
