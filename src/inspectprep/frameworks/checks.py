"""Checks of a framework's structure before it is planned.

The codec checks types and keys. This module checks references between entries: anchors, deadlines,
sources and windows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from inspectprep.errors import PlanError, closest
from inspectprep.model.basis import Basis, Ending, Source
from inspectprep.model.framework import (
    CallPattern,
    Edition,
    Framework,
    InformationRequest,
    Milestone,
    Pause,
    Variant,
    Window,
)
from inspectprep.model.representation import frozen
from inspectprep.planning.order import ROOT, in_order, split_anchor


@frozen(kw_only=True)
class EntryProblem:
    """A problem with an entry of a variant.

    Attributes:
        list: The list of the entry, such as ``milestones``.
        id: The entry's id. Empty for the list as a whole.
        key: The key in the entry, as a step of a path. Empty for the entry as a whole.
        message: The problem.
    """

    list: str
    id: str
    key: str
    message: str


_Problem = tuple[str, str]

_LAST_ISO_WEEK = 53
_LAST_WEEKDAY = 6


def framework_problems(framework: Framework, own: Framework) -> Iterator[_Problem]:
    """Yield the problems with sources, editions, pauses and calls.

    Args:
        framework: The framework with everything that it inherits.
        own: The content of its own file. Only this is checked.
    """
    known = {source.id: source for source in framework.sources}
    yield from _source_problems(own.sources)
    for name in ("editions", "pauses"):
        for index, entry in enumerate(getattr(own, name)):
            yield from _unsupported(entry, known, f"$.{name}[{index}]")
    for index, edition in enumerate(own.editions):
        for key, message in _ending_problems(edition, last=index + 1 == len(own.editions)):
            yield f"$.editions[{index}].{key}", message
    for index, (before, after) in enumerate(pairwise(own.editions), start=1):
        if after.starting <= (before.until or before.starting):
            end = "the last day" if before.until else "that"
            yield f"$.editions[{index}].starting", f"should be later than {end} of {before.id!r}"
    yield from _pause_problems(own.pauses)
    yield from _call_problems(own.calls, known)


def _source_problems(sources: tuple[Source, ...]) -> Iterator[_Problem]:
    for index, source in enumerate(sources):
        if source.kind not in _KINDS:
            names = ", ".join(_KINDS)
            yield f"$.sources[{index}].kind", f"should be whose text it is, one of {names}"
        if source.read and not _READ.fullmatch(source.read):
            message = "should be a day or a month, such as 2026-11-29 or 2026-11"
            yield f"$.sources[{index}].read", message


_KINDS = (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT, Basis.MEASURED)
_READ = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


def _ending_problems(entry: Edition | Window, *, last: bool) -> Iterator[_Problem]:
    """Yield the problems with the end of an edition or a period. `last` is true for the last of its list."""
    if entry.until is None and entry.ending is not None:
        yield "ending", "says how the last day is known, but 'until' is missing"
    if entry.until and entry.starting and entry.until < entry.starting:
        yield "until", "is before the first day"
    if entry.ending is not None and (entry.ending is Ending.REPLACED) == last:
        yield "ending", "should be 'replaced' for each but the last, and say how the last one's end is known"


def _pause_problems(pauses: tuple[Pause, ...]) -> Iterator[_Problem]:
    for index, pause in enumerate(pauses):
        if pause.until < pause.starting:
            yield f"$.pauses[{index}].until", "is before the first day of the pause"
    for index, (before, after) in enumerate(pairwise(pauses), start=1):
        if after.starting < before.starting:
            yield f"$.pauses[{index}].starting", f"pauses must be oldest first, but {before.id!r} is later"


def _call_problems(calls: CallPattern, known: Mapping[str, Source]) -> Iterator[_Problem]:
    yield from _uncited(calls.source, known, "$.calls")
    if not 0 <= calls.weekday <= _LAST_WEEKDAY:
        yield "$.calls.weekday", "should be 0 (Monday) to 6 (Sunday)"
    for index, week in enumerate(calls.weeks_never_used):
        if not 1 <= week <= _LAST_ISO_WEEK:
            yield f"$.calls.weeks_never_used[{index}]", "should be an ISO week, 1 to 53"


def variant_problems(framework: Framework, variant: Variant) -> Iterator[EntryProblem]:
    """Yield the problems with one variant, with everything that it inherits.

    Args:
        framework: The framework, for its sources.
        variant: The variant.
    """
    known = {source.id: source for source in framework.sources}
    if variant.successor and not variant.until:
        message = "is given without 'until', the last day of this variant"
        yield EntryProblem(list="successor", id="", key="", message=message)
    if variant.starting and variant.until and variant.until < variant.starting:
        yield EntryProblem(list="until", id="", key="", message="is before the variant's first day")
    anchors = list(_anchor_problems(variant))
    yield from anchors
    yield from _existence_problems(variant)
    yield from _reference_problems(variant, known)
    if not anchors:
        try:
            in_order(variant.milestones)
        except PlanError as error:
            first = error.path[0] if error.path else ""
            yield EntryProblem(
                list="milestones", id=first, key="", message=f"{error.what} {error.remedy}".strip()
            )


def _anchor_problems(variant: Variant) -> Iterator[EntryProblem]:
    ids = [milestone.id for milestone in variant.milestones]
    for milestone in variant.milestones:
        for key in ("anchor", "end_anchor", "challenge"):
            anchor = getattr(milestone, key)
            if anchor is None:
                continue
            name, _ = split_anchor(anchor)
            if anchor not in (name, f"{name}.end"):
                yield EntryProblem(
                    list="milestones",
                    id=milestone.id,
                    key=f".{key}",
                    message=f"{anchor!r} should be a milestone's id, or ID.end",
                )
            elif name not in ids:
                near = closest(name, ids)
                hint = f" Did you mean {near!r}?" if near else ""
                yield EntryProblem(
                    list="milestones",
                    id=milestone.id,
                    key=f".{key}",
                    message=f"there is no milestone {name!r}.{hint}",
                )
            elif name == milestone.id and key == "anchor":
                yield EntryProblem(
                    list="milestones",
                    id=milestone.id,
                    key=f".{key}",
                    message="a milestone cannot be anchored on itself",
                )
        if milestone.id == ROOT:
            if milestone.anchor or milestone.offset or milestone.windows or milestone.ask:
                yield EntryProblem(
                    list="milestones",
                    id=milestone.id,
                    key=".anchor",
                    message="the call is day 0: it has no anchor, no offset and no question",
                )
        elif milestone.anchor is None:
            yield EntryProblem(
                list="milestones",
                id=milestone.id,
                key=".anchor",
                message=f"is missing; only {ROOT!r} has no anchor",
            )


def _existence_problems(variant: Variant) -> Iterator[EntryProblem]:
    """Yield the entries that exist for calls for which the step that they depend on does not."""
    steps = {milestone.id: milestone for milestone in variant.milestones}
    for name in ("milestones", "requests", "facts"):
        for entry in getattr(variant, name):
            if entry.starting and entry.until and entry.until < entry.starting:
                yield EntryProblem(list=name, id=entry.id, key=".until", message="is before the first day")
            if entry.id == ROOT and name == "milestones" and (entry.starting or entry.until):
                message = "the call is always there; give its variant the days"
                key = ".starting" if entry.starting else ".until"
                yield EntryProblem(list=name, id=entry.id, key=key, message=message)
            for key in ("anchor", "end_anchor", "challenge", "milestone"):
                other = steps.get(split_anchor(getattr(entry, key, None) or "")[0])
                if other is not None and (days := _without(entry, other)):
                    message = f"{other.id!r} does not exist for calls {days}; give this the same days"
                    yield EntryProblem(list=name, id=entry.id, key=f".{key}", message=message)


def _without(entry: Milestone | InformationRequest, other: Milestone) -> str:
    """Return the calls for which an entry exists and the step that it depends on does not, in words."""
    early = other.starting and (entry.starting is None or entry.starting < other.starting)
    late = other.until and (entry.until is None or entry.until > other.until)
    parts = (f"before {other.starting}" if early else "", f"after {other.until}" if late else "")
    return " or ".join(filter(None, parts))


def _reference_problems(variant: Variant, sources: Mapping[str, Source]) -> Iterator[EntryProblem]:
    ids = [milestone.id for milestone in variant.milestones]
    for milestone in variant.milestones:
        for key, message in _placing(milestone):
            yield EntryProblem(list="milestones", id=milestone.id, key=key, message=message)
        for key, message in _window_problems(milestone.windows, sources):
            yield EntryProblem(list="milestones", id=milestone.id, key=key, message=message)
    for request in variant.requests:
        if request.milestone not in ids:
            near = closest(request.milestone, ids)
            hint = f" Did you mean {near!r}?" if near else ""
            message = f"there is no milestone {request.milestone!r}.{hint}"
            yield EntryProblem(list="requests", id=request.id, key=".milestone", message=message)
    lists: dict[str, Iterable[Any]] = {
        "milestones": variant.milestones,
        "requests": variant.requests,
        "facts": variant.facts,
    }
    for name, entries in lists.items():
        for entry in entries:
            for key, message in (*_unsupported(entry, sources, ""), *_asking(entry)):
                yield EntryProblem(list=name, id=entry.id, key=key, message=message)


def _placing(milestone: Milestone) -> Iterator[tuple[str, str]]:
    if milestone.id == ROOT:
        return
    if milestone.offset is not None and milestone.windows:
        yield ".windows", "place a milestone by 'offset' or by 'windows', not by both"
    if milestone.offset is None and not milestone.windows and milestone.basis is not Basis.NOTICE:
        yield ".offset", "is missing; only a milestone of basis 'notice' may do without"
    if milestone.end_anchor is not None and milestone.end_offset is None:
        yield ".end_offset", "is missing, though 'end_anchor' is given"
    if milestone.challenge and not milestone.windows:
        yield ".challenge", "lengthens 'windows', which this milestone does not have"
    if milestone.end_ask and milestone.end_offset is not None:
        yield ".end_ask", "calculate the last day with 'end_offset' or ask for it, not both"


def _asking(entry: Any) -> Iterator[_Problem]:
    for key in ("ask", "end_ask"):
        question = getattr(entry, key, "")
        if question and not question.endswith("?"):
            yield f".{key}", "should be a question, with a question mark at its end"


def _window_problems(windows: tuple[Window, ...], sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    for index, window in enumerate(windows):
        place = f".windows[{index}]"
        yield from _uncited(window.source, sources, place)
        for key, message in _ending_problems(window, last=index + 1 == len(windows)):
            yield f"{place}.{key}", message
        offsets = [window.earliest, window.expected, *([window.latest] if window.latest else [])]
        amounts = [offset.amount for offset in offsets]
        if len({offset.unit for offset in offsets}) == 1 and amounts != sorted(amounts):
            yield place, "'earliest', 'expected' and 'latest' are out of order"
        yield from ((f"{place}.{key}", message) for key, message in _sample_problems(window))
        if window.mondays != windows[0].mondays:
            yield f"{place}.mondays", "should be the same for each window of a milestone"
    for index, (before, after) in enumerate(pairwise(windows), start=1):
        if (before.until or date.max) >= (after.starting or date.min):
            yield f".windows[{index}].starting", "should be later than the last date of the window before"


def _sample_problems(window: Window) -> Iterator[_Problem]:
    if (window.latest is None and not window.sample) or (window.latest is not None and window.delays):
        yield "latest", "give either 'latest', or a measured 'sample' with its 'delays'"
    if window.sample and not window.years:
        yield "years", "is missing; it says when the sample was published"
    if list(window.delays) != sorted(window.delays) or any(delay < 1 for delay in window.delays):
        yield "delays", "should be in ascending order, each at least 1 working day"
    if window.mondays and window.latest is None:
        yield "latest", "is missing; a window of Mondays has one"
    if len(window.delays) > window.sample:
        yield "sample", "should be at least the number of delays"


def _unsupported(entry: Any, known: Mapping[str, Source], path: str) -> Iterator[_Problem]:
    """Yield the problems with the sources of an entry: it may not be surer than they are."""
    yield from _uncited(entry.source, known, path)
    if entry.basis not in _KINDS:
        return
    if not entry.source:
        yield f"{path}.source", f"is empty; what is {entry.basis} cites its source"
    elif all(name in known and known[name].kind is not entry.basis for name in entry.source):
        kinds = ", ".join(dict.fromkeys(known[name].kind for name in entry.source))
        message = f"is {entry.basis}, but it cites {kinds}; give the source its 'kind', or change the basis"
        yield f"{path}.basis", message


def _uncited(cited: Iterable[str], known: Mapping[str, Source], path: str) -> Iterator[_Problem]:
    for index, name in enumerate(cited):
        if name not in known:
            near = closest(name, known)
            hint = f" Did you mean {near!r}?" if near else ""
            yield f"{path}.source[{index}]", f"there is no source {name!r}.{hint}"
