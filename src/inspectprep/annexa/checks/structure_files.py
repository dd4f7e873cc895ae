"""Rules about files: locked, damaged, too large, reaching outside, or another council's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from inspectprep.annexa.catalogue.rule import rule_of
from inspectprep.annexa.engine.findings import finding, from_rows
from inspectprep.annexa.reading.codes import authority_key
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts

__all__ = ["RULES"]

_OWN_RULE = ("encrypted", "limit", "entities")


def _on_files(
    rule: str, test: Callable[[FileFacts, Mapping[str, Any]], tuple[str, str] | None]
) -> Callable[[AnnexAData, Mapping[str, Any]], pl.DataFrame]:
    """Return a check that fires on each file for which `test` gives a severity and a note."""

    def check(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
        rows = []
        for file in dataset.files:
            told = test(file, policy)
            if told is not None:
                rows.append(finding(rule, told[0], place=file.place, note=f"{file.name}: {told[1]}"))
        return from_rows(rows)

    return check


def _encrypted(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    return ("error", "it needs a password.") if file.problem == "encrypted" else None


def _unreadable(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    if file.name.startswith("~$"):
        return "query", "it only marks that a workbook is open."
    lost = [text for code, text in file.notes if code == "sheet-unreadable"]
    if lost:
        return "error", " ".join(lost)
    if file.problem in _OWN_RULE or not (file.problem or (file.bytes == 0 and file.kind != "frame")):
        return None
    return "error", file.detail or "the file is empty."


def _too_large(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    many = file.parts > policy["max_parts"]
    large = file.unpacked_mb > policy["max_unpacked_mb"]
    dense = (
        file.unpacked_mb > policy["ratio_from_mb"] and file.unpacked_mb > policy["max_ratio"] * file.packed_mb
    )
    if file.problem == "limit" or many or large or dense:
        return "error", file.detail or "it is larger than allowed."
    return None


def _reaching_out(file: FileFacts, policy: Mapping[str, Any]) -> tuple[str, str] | None:
    if file.problem == "entities":
        return "error", file.detail or "it declares XML entities."
    return ("query", f"it holds: {', '.join(file.external)}.") if file.external else None


def _authorities(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:
    found = sorted({name for file in dataset.files for name in file.authorities})
    own = policy.get("own_la")
    if len(found) > 1:
        return from_rows([finding("AA-S-016", "error", note=f"Named: {', '.join(found)}.")])
    if own and found and authority_key(own) not in {authority_key(name) for name in found}:
        return from_rows([finding("AA-S-016", "warning", note=f"Named: {found[0]}.")])
    return from_rows([])


RULES = tuple(
    rule_of(document)
    for document in (
        {
            "id": "AA-S-011",
            "lists": (),
            "unit": "file",
            "message": "A workbook needs a password and could not be opened.",
            "guidance": "Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with "
            "Password) and save it as .xlsx.",
            "outcomes": ({"severity": "error"},),
            "reference": "an encrypted workbook is an OLE container with an EncryptedPackage stream",
            "basis": "knowledge",
            "note": "Protected sheets without a password to open are read. The other files are still "
            "checked.",
            "check": _on_files("AA-S-011", _encrypted),
        },
        {
            "id": "AA-S-012",
            "lists": (),
            "unit": "file",
            "message": "A file could not be read and was left out.",
            "guidance": "Save it again as .xlsx or CSV from its source; a name that begins with ~$ "
            "belongs to a "
            "workbook that is open, and can be ignored.",
            "outcomes": ({"severity": "query"}, {"severity": "error"}),
            "reference": "lock files of Excel; what a file is, is judged by its first bytes",
            "basis": "knowledge",
            "note": "Passwords and sizes have rules of their own. Whether a lock file deserves a word is a "
            "matter of taste; it is never an error.",
            "check": _on_files("AA-S-012", _unreadable),
        },
        {
            "id": "AA-S-013",
            "lists": (),
            "unit": "file",
            "message": "A file is larger than is allowed and was refused.",
            "guidance": "Find out where it came from; if it is genuine, delete unused formatted rows and "
            "pictures and save it again, or raise the limit.",
            "policy": {
                "max_unpacked_mb": {"default": 400, "local": True},
                "max_parts": {"default": 2000, "local": True},
                "max_ratio": {"default": 250, "local": True},
                "ratio_from_mb": {"default": 50, "local": True},
            },
            "outcomes": ({"severity": "error"},),
            "reference": "usual practice against archive bombs",
            "basis": "knowledge",
            "note": "Sizes are measured while unpacking. The limits are estimates: a workbook of 10,000 rows "
            "unpacks to well under 50 MB.",
            "check": _on_files("AA-S-013", _too_large),
        },
        {
            "id": "AA-S-014",
            "lists": (),
            "unit": "file",
            "message": "A workbook holds what reaches outside it or could run; none of it was followed.",
            "guidance": "Break the links, replace formulas by their values, and save the workbook without "
            "macros.",
            "outcomes": ({"severity": "error"}, {"severity": "query"}),
            "reference": "usual practice for documents that are not trusted",
            "basis": "knowledge",
            "note": "Declared entities refuse the file; for the rest the stored results of cells are used.",
            "check": _on_files("AA-S-014", _reaching_out),
        },
        {
            "id": "AA-S-016",
            "lists": (),
            "unit": "run",
            "message": "The files seem to come from several councils, or from another than the one stated.",
            "guidance": "Check one council at a time; confirm the council where a name in a file or "
            "folder misleads.",
            "policy": {"own_la": None},
            "outcomes": ({"severity": "error"}, {"severity": "warning"}),
            "reference": "Annex A has no column for the council, so that identifiers of two could meet "
            "unseen",
            "basis": "knowledge",
            "note": "Names are looked for in file and folder names, front sheets and titles, as whole words.",
            "check": _authorities,
        },
    )
)
