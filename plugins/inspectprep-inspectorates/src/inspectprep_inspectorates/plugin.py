"""The frameworks of this package: one file for each kind of inspection.

A file is read when one of its variants is first used.
"""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins import FrameworkProvider, hookimpl

__all__ = ["inspectprep_api", "inspectprep_frameworks"]

inspectprep_api = 1
"""The version of inspectprep's hooks that this plugin was written for."""

_DATA = Path(__file__).with_name("data")


@hookimpl
def inspectprep_frameworks() -> tuple[FrameworkProvider, ...]:
    """Provide joint targeted area, area SEND and children's home inspections."""
    return (
        FrameworkProvider(
            id="jtai",
            summary="Joint targeted area inspections: Ofsted, CQC, HMICFRS and HMI Probation",
            target=_DATA / "jtai.toml",
            variants=("jtai",),
        ),
        FrameworkProvider(
            id="area-send",
            summary="Area inspections of special educational needs and disabilities: Ofsted and CQC",
            target=_DATA / "area-send.toml",
            variants=("area-send",),
        ),
        FrameworkProvider(
            id="sccif-childrens-home",
            summary="Social care common inspection framework, children's homes: Ofsted",
            target=_DATA / "sccif-childrens-home.toml",
            variants=("sccif-childrens-home-full", "sccif-childrens-home-interim"),
        ),
    )
