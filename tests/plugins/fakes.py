"""Fake distributions: real ``dist-info`` folders and modules, put on the path as pip would."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent


def install(
    site: Path,
    *,
    module: str,
    code: str,
    name: str | None = None,
    distribution: str | None = None,
    version: str = "1.0",
    group: str = "inspectprep",
    attribute: str = "",
) -> None:
    """Write a module and the metadata of the distribution that brings it into the folder `site`."""
    site.mkdir(exist_ok=True)
    distribution = distribution or module.replace("_", "-")
    folder = site / f"{distribution.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
    )
    target = f"{module}:{attribute}" if attribute else module
    entry = f"[{group}]\n{name or module} = {target}\n"
    with (folder / "entry_points.txt").open("a", encoding="utf-8") as file:
        file.write(entry)
    (site / f"{module}.py").write_text(dedent(code), encoding="utf-8")
