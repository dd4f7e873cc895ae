"""The format of a report, chosen by its id or by the suffix of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from inspectprep.errors import InspectPrepError, closest
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import ReportProvider


def find_format(
    reports: Providers[ReportProvider],
    *,
    id: str = "",
    path: Path | None = None,
    kind: str = "",
    others: Iterable[str] = (),
) -> ReportProvider:
    """Return the format with an id, or the one to which the suffix of a file belongs.

    A format that replaces another answers to the id and the suffix of both. The longest suffix that fits
    counts.

    Args:
        reports: The formats.
        id: Id of a format, or its suffix. Empty: the file's suffix chooses.
        path: The file, if any. With an id, its suffix must be that of the format.
        kind: The kind of report. Only formats that can write it are known. Empty for any.
        others: Ids that the caller knows besides, for the error.

    Raises:
        UnknownNameError: if there is no such format; the error names those that are known.
        InspectPrepError: if the suffix and the id contradict each other, or the format cannot write this kind
            of report.
        PluginError: if several plugins provide or replace the format.
    """
    if id in reports and path is None and (not kind or _writes(reports.get(id), kind)):
        return reports.get(id)  # no other format needs to be known
    known = {
        suffix: provider
        for suffix, provider in reports.named("suffix").items()
        if not kind or _writes(provider, kind)
    }
    if not id and path is not None:
        return _by_suffix(reports, known, path)
    if id in reports:
        provider = reports.get(id)
    elif id.startswith("."):
        provider = _by_suffix(reports, known, Path(f"report{id}"))
    else:
        raise _unknown(reports, id, [*(each.id for each in known.values()), *others])
    if kind and not _writes(provider, kind):
        able = ", ".join(sorted({each.id for each in known.values()}))
        raise InspectPrepError(
            f"The format {provider.id!r} cannot write a report of the kind {kind!r}.",
            remedy=f"Formats that can: {able}.",
        )
    if path is not None and path.suffix:
        _check_suffix(path, id, [suffix for suffix, each in known.items() if each == provider])
    return provider


def _writes(provider: ReportProvider, kind: str) -> bool:
    return not provider.kinds or kind in provider.kinds


def _by_suffix(
    reports: Providers[ReportProvider], known: Mapping[str, ReportProvider], path: Path | None
) -> ReportProvider:
    name = path.name.casefold() if path else ""
    fitting = [suffix for suffix in known if len(name) > len(suffix) and name.endswith(suffix)]
    if fitting:
        return known[max(fitting, key=len)]
    if path is not None and path.suffix:
        raise _unknown(reports, path.suffix, list(known))
    raise InspectPrepError(
        "The name of the file has no suffix, so its format is not known.",
        where=str(path or ""),
        remedy=f"Use one of: {', '.join(sorted(known))}.",
    )


def _check_suffix(path: Path, id: str, suffixes: list[str]) -> None:
    """Refuse a file whose suffix says another format. The last part of a suffix is enough."""
    last = {Path(f"report{suffix}").suffix for suffix in suffixes}
    if path.suffix.casefold() not in last:
        raise InspectPrepError(
            f"The suffix {path.suffix!r} and the format {id!r} contradict each other.",
            where=str(path),
            remedy=f"Use a name that ends in {' or '.join(sorted(set(suffixes)))}, or leave out the format.",
        )


def _unknown(reports: Providers[ReportProvider], name: str, known: list[str]) -> InspectPrepError:
    every = sorted(set(known))
    # The error lists the known names only if none is similar. A format in conflict may have this suffix.
    hints = [f"Known: {', '.join(every)}."] if closest(name, every) else []
    hints += [f"{conflict} {conflict.remedy}" for conflict in reports.conflicts]
    return reports.unknown(name, every, hint=" ".join(hints))
