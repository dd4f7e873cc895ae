"""Rules about files: locked, damaged, too large, with links to other files, or from another council."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.codes import authority_key
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts
from inspectprep.dataframes import pl

_OWN_RULE = ("encrypted", "limit", "entities")


def _on_files(
    rule: str, test: Callable[[FileFacts, Mapping[str, Any]], tuple[str, str] | None]
) -> Callable[[AnnexAData, Mapping[str, Any]], pl.DataFrame]:
    """Return a check that fires on each file for which `test` gives a severity and a note."""

    def check(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
        rows = []
        for file in dataset.files:
            result = test(file, policy)
            if result is not None:
                severity, note = result
                rows.append(finding(rule, severity, place=file.place, note=f"{file.name}: {note}"))
        return from_rows(rows)

    return check


def _encrypted(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    return ("error", "It needs a password.") if file.problem == "encrypted" else None


def _unreadable(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    if file.name.startswith("~$"):
        return "query", "It is the lock file of a workbook that is open."
    unread = [text for code, text in file.notes if code == "sheet-unreadable"]
    if unread:
        return "error", " ".join(unread)
    if file.problem in _OWN_RULE or not (file.problem or (file.bytes == 0 and file.kind != "frame")):
        return None
    return "error", file.detail or "The file is empty."


def _too_large(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    many = file.parts > policy["max_parts"]
    large = file.unpacked_mb > policy["max_unpacked_mb"]
    dense = (
        file.unpacked_mb > policy["ratio_from_mb"] and file.unpacked_mb > policy["max_ratio"] * file.packed_mb
    )
    if file.problem == "limit" or many or large or dense:
        return "error", file.detail or "It is larger than allowed."
    return None


def _reaching_out(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    if file.problem == "entities":
        return "error", file.detail or "It declares XML entities."
    return ("query", f"It has: {', '.join(file.external)}.") if file.external else None


def authorities(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    """AA-S-016: councils named in the files that differ, or are not the council's own."""
    named = sorted({name for file in dataset.files for name in file.authorities})
    own = policy["own_la"]
    if len(named) > 1:
        return from_rows([finding("AA-S-016", "error", note=f"They name {' and '.join(named)}.")])
    if own and named and authority_key(own) not in {authority_key(name) for name in named}:
        return from_rows([finding("AA-S-016", "warning", note=f"They name {named[0]}.")])
    return from_rows([])


encrypted = _on_files("AA-S-011", _encrypted)
unreadable = _on_files("AA-S-012", _unreadable)
too_large = _on_files("AA-S-013", _too_large)
reaching_out = _on_files("AA-S-014", _reaching_out)
