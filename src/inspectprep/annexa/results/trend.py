"""The trend of saved results: their counts and scores, in order of their list dates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from attrs import evolve

from inspectprep import codec
from inspectprep.annexa.engine.name_forms import name_key
from inspectprep.annexa.results.result_json import ListDocument, ResultDocument
from inspectprep.annexa.results.teams import TeamDocument
from inspectprep.codec.kinds import kind_of
from inspectprep.errors import DocumentError, InspectPrepError, SourceError
from inspectprep.inputs import read_file
from inspectprep.model.annexa_trend import (
    FindingCounts,
    FindingTrend,
    ListPoint,
    TeamPoint,
    TrendPoint,
    UnusedResult,
)
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.representation import frozen

_NOT_A_RESULT = "This is not a saved result."


@frozen(kw_only=True)
class _Read:
    """A saved result without its findings, and the time at which its file was written."""

    file: str
    written: int
    key: str
    as_of: date
    document: ResultDocument


@checked_arguments
def trend(folder: Path | str, *, all_keys: bool = False) -> FindingTrend:
    """Return the trend of the saved results in a folder.

    Files that cannot be used are named with the reason, and the others are used.

    Args:
        folder: The folder. Folders in it are not searched.
        all_keys: Use results that were saved with another key than most of them too.

    Raises:
        SourceError: if it is not a folder that can be read.
    """
    try:
        paths = sorted(path for path in Path(folder).iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise SourceError(
            f"The folder cannot be read: {error.strerror}.",
            where=str(folder),
            remedy="Give a folder with results that were saved with: inspectprep annexa check --save",
        ) from None
    results: list[_Read] = []
    unused: list[UnusedResult] = []
    for path in paths:
        try:
            results.append(_read(path))
        except InspectPrepError as error:
            unused.append(UnusedResult(file=path.name, reason=_reason(error)))
    chosen, others = _of_one_key(results, all_keys=all_keys)
    latest, copies = _one_a_day(chosen)
    return FindingTrend(
        points=_points(latest),
        unused=tuple(sorted([*unused, *others, *copies], key=lambda file: file.file)),
    )


def _read(path: Path) -> _Read:
    """Return a result without its findings, which a trend does not need."""
    if path.is_dir():
        raise SourceError("This is a folder. Folders are not searched.")
    if path.suffix.lower() != ".json":
        raise SourceError(_NOT_A_RESULT)
    try:
        document = json.loads(read_file(path))
    except (ValueError, RecursionError):
        raise SourceError(_NOT_A_RESULT) from None
    kind = kind_of(ResultDocument)
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, str) or not schema.startswith(f"inspectprep/{kind.name}/"):
        raise SourceError(_NOT_A_RESULT)
    result = codec.load({**document, "findings": []}, ResultDocument)
    if result.key is None:
        raise SourceError("This is the output of a check with --json. Save a result with --save.")
    if result.as_of is None:
        raise SourceError("Its list date is not known.")
    return _Read(
        file=path.name,
        written=path.stat().st_mtime_ns,
        key=result.key,
        as_of=result.as_of,
        document=result,
    )


def _reason(error: InspectPrepError) -> str:
    """Return why a file is left out, as a sentence without the place of the file."""
    if isinstance(error, DocumentError):
        path, problem = error.problems[0]
        return f"It cannot be read as a saved result: {path} {problem}."
    return error.what


def _of_one_key(results: list[_Read], *, all_keys: bool) -> tuple[list[_Read], list[UnusedResult]]:
    """Return the results that most of them share a key with, and those saved with another key."""
    if all_keys or not results:
        return results, []
    counts = Counter(result.key for result in results)
    newest = {result.key: result.as_of for result in sorted(results, key=lambda result: result.as_of)}
    key = max(counts, key=lambda name: (counts[name], newest[name], name))
    reason = (
        "It was saved with another key than most results, so it may be of another council. "
        "Use --all-keys to show it."
    )
    others = [UnusedResult(file=result.file, reason=reason) for result in results if result.key != key]
    return [result for result in results if result.key == key], others


def _one_a_day(results: list[_Read]) -> tuple[list[_Read], list[UnusedResult]]:
    """Return the result of each list date that was written last, and the others."""
    by_day: dict[date, _Read] = {}
    for result in sorted(results, key=lambda result: (result.written, result.file)):
        by_day[result.as_of] = result
    copies = [
        UnusedResult(
            file=result.file,
            reason=f"{by_day[result.as_of].file} has the same list date and was written later.",
        )
        for result in results
        if by_day[result.as_of] is not result
    ]
    return [by_day[day] for day in sorted(by_day)], copies


def _points(results: list[_Read]) -> tuple[TrendPoint, ...]:
    names = _latest_names(results)
    points = [_point(result, names) for result in results]
    last = {point.week: point.as_of for point in points}
    return tuple(evolve(point, latest=last[point.week] == point.as_of) for point in points)


def _point(result: _Read, names: dict[str, str]) -> TrendPoint:
    document = result.document
    lists = document.lists
    scored = [(one.score, one.rows) for one in lists if one.score is not None and one.rows]
    rows = sum(count for _, count in scored)
    return TrendPoint(
        file=result.file,
        as_of=result.as_of,
        week=result.as_of - timedelta(days=result.as_of.weekday()),
        assumed=document.as_of_assumed,
        complete=document.complete,
        score=round(sum(score * count for score, count in scored) / rows, 1) if rows else None,
        counts=_sum(lists),
        lists=tuple(
            ListPoint(list=one.list, title=one.title, score=one.score, counts=_sum([one])) for one in lists
        ),
        teams=None if document.teams is None else _teams(document.teams, names),
    )


def _sum(parts: Iterable[ListDocument | TeamDocument]) -> FindingCounts:
    parts = list(parts)
    return FindingCounts(
        rows=sum(part.rows for part in parts),
        errors=sum(part.errors for part in parts),
        warnings=sum(part.warnings for part in parts),
        queries=sum(part.queries for part in parts),
        practice=sum(part.practice for part in parts),
    )


def _latest_names(results: list[_Read]) -> dict[str, str]:
    """Return for each form of a team's name the spelling of the latest result."""
    return {
        name_key(team.team): team.team
        for result in results
        for team in result.document.teams or ()
        if team.team
    }


def _teams(teams: Iterable[TeamDocument], names: dict[str, str]) -> tuple[TeamPoint, ...]:
    """Return the counts of each team over all lists. Spellings of one name count as one team."""
    parts: dict[tuple[bool, str], list[TeamDocument]] = {}
    for team in teams:
        parts.setdefault((team.small, names.get(name_key(team.team), "")), []).append(team)
    return tuple(
        TeamPoint(team=name, small=small, counts=_sum(parts[small, name])) for small, name in sorted(parts)
    )
