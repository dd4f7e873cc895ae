"""The frameworks of this package: one file for each kind of inspection, and files of their tasks.

A file is read when one of its variants is first used.
"""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins import FrameworkProvider, TaskProvider, hookimpl

__all__ = ["inspectprep_api", "inspectprep_frameworks", "inspectprep_tasks"]

inspectprep_api = 1
"""The version of inspectprep's hooks that this plugin was written for."""

_FOLDER = Path(__file__).parent
_TASKS = {
    "joint": "Joint targeted area inspections and area SEND inspections",
    "childrens-home": "Inspections of children's homes",
    "schools": "Inspections of schools",
    "cqc": "Assessments of adult social care, and providers of mental health services for children",
    "youth-justice": "Inspections of youth justice services",
    "prisons": "Inspections of young offender institutions and reviews of progress",
}


@hookimpl
def inspectprep_frameworks() -> tuple[FrameworkProvider, ...]:
    """Provide the frameworks of other inspectorates, and of other inspections by Ofsted."""
    return (
        _framework(
            "jtai",
            "Joint targeted area inspections: Ofsted, CQC, HMICFRS and HMI Probation",
            "jtai",
        ),
        _framework(
            "area-send",
            "Area inspections of special educational needs and disabilities: Ofsted and CQC",
            "area-send",
        ),
        _framework(
            "hmip-youth-justice",
            "Youth justice services: HMI Probation",
            "hmip-youth-justice",
        ),
        _framework(
            "hmi-prisons",
            "Young offender institutions and independent reviews of progress: HMI Prisons",
            "hmi-prisons-yoi",
            "hmi-prisons-irp",
        ),
        _framework(
            "cqc-local-authority",
            "Assessments of adult social care in local authorities: CQC",
            "cqc-local-authority",
        ),
        _framework(
            "cqc-provider",
            "Providers of child and adolescent mental health services: CQC",
            "cqc-provider-camhs",
        ),
        _framework(
            "sccif-childrens-home",
            "Social care common inspection framework, children's homes: Ofsted",
            "sccif-childrens-home-full",
            "sccif-childrens-home-interim",
            "sccif-childrens-home-assurance",
        ),
        _framework(
            "schools",
            "State-funded schools, before and from November 2025: Ofsted",
            "school-full",
            "school-graded",
            "school-monitoring",
            "school-focused-monitoring",
            "school-urgent",
        ),
    )


@hookimpl
def inspectprep_tasks() -> tuple[TaskProvider, ...]:
    """Provide the tasks of these inspections, in a file for each kind of them."""
    return tuple(
        TaskProvider(id=name, summary=summary, target=_FOLDER / "tasks" / f"{name}.toml")
        for name, summary in _TASKS.items()
    )


def _framework(name: str, summary: str, *variants: str) -> FrameworkProvider:
    """Return the provider of a file in the folder ``data`` that has the framework's id as its name."""
    return FrameworkProvider(
        id=name, summary=summary, target=_FOLDER / "data" / f"{name}.toml", variants=variants
    )
