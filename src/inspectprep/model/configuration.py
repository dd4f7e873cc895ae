"""The configuration of a workspace: what a council writes into its ``inspectprep.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.model.roles import Role
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Period:
    """Days on which something is so.

    Attributes:
        starting: First day (inclusive).
        until: Last day (inclusive).
        why: What it is, such as ``Council offices closed``.
    """

    starting: date
    until: date
    why: str = ""


@frozen(kw_only=True)
class EmbargoPerson:
    """A person who may know an outcome before publication.

    Attributes:
        name: The person's name.
        role: The person's role id, if there is one.
    """

    name: str
    role: str = ""


@frozen(kw_only=True)
class ReportSettings:
    """The settings of the reports of a council.

    Attributes:
        word_template: A Word file, ``.docx`` or ``.dotx``, whose styles, margins, headers and footers every
            Word document has; its path is relative to the folder. Empty for none.
    """

    word_template: str = ""


@document("workspace")
@frozen(kw_only=True)
class WorkspaceConfig:
    """The settings of one council's workspace.

    Attributes:
        authority: The council's name.
        variant: The inspection to prepare for, such as ``ilacs-short``.
        recorded_by: The default name for recording changes.
        frameworks: TOML files with the council's own variants; paths are relative to the folder.
        tasks: TOML files with the council's own tasks; paths are relative to the folder.
        annexa_policy: A TOML file with the council's policy for Annex A. Empty for the built-in policy.
        annexa_explanations: A TOML file of findings that the council accepts, with reasons. Empty for none.
        annexa_results: The folder with saved results of checks, from which each check says what is fixed and
            new. Empty for none.
        store: The store: ``sqlite``, or the id of a plugin's store.
        plugins: The settings of plugins, by the plugin's name. Each plugin says what its table may contain.
        plugins_blocked: Names of plugins to leave out.
        roles: Roles in addition to the built-in ones.
        closures: Days on which the council is closed, in addition to weekends and bank holidays.
        pre_election: Periods in which the council limits publicity.
        votes: Whether the council itself holds an election in May, by the year. Only then is a report delayed
            by the local elections. A year that is not given is not known.
        embargo: The people who may know an outcome before publication.
        readiness: Thresholds of readiness.
        reports: The settings of reports.
    """

    authority: str
    variant: str
    recorded_by: str = ""
    frameworks: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    annexa_policy: str = ""
    annexa_explanations: str = ""
    annexa_results: str = ""
    store: str = "sqlite"
    plugins: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    plugins_blocked: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    closures: tuple[Period, ...] = ()
    pre_election: tuple[Period, ...] = ()
    votes: Mapping[str, bool] = field(factory=dict)
    embargo: tuple[EmbargoPerson, ...] = ()
    readiness: ReadinessPolicy = field(factory=ReadinessPolicy)
    reports: ReportSettings = field(factory=ReportSettings)
