"""The register of facts: everything that the frameworks say, with what it rests on and where it is used.

A fact is a source, an edition, the pattern of calls, a pause, a dated step, a period of a measured step, an
information request or a fact of a variant. What is not published is in the register too, with its question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from inspectprep.model.basis import Basis, Confidence, Source
from inspectprep.model.framework import Framework, Milestone, Variant, Window
from inspectprep.model.offset import WEEKDAYS
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class RegisteredFact:
    """One fact of the register.

    Attributes:
        framework: Id of its framework.
        kind: ``source``, ``edition``, ``calls``, ``pause``, ``milestone``, ``period``, ``request`` or
            ``fact``.
        id: Its id. The period of a milestone has the id of the milestone and its first day.
        title: Its title.
        value: What is known, in words. Empty for what is not known.
        basis: How it is known; for a source, whose text it is.
        source: Titles of its sources.
        confidence: The trust that the best of its sources deserves. None if no source gives it.
        read: The day or month on which its sources were last read. Empty without a source.
        applies: The calls for which it exists, such as ``from 2024-01-01``. Empty for all.
        used_in: Ids of the variants that have it; for a source, of the facts that cite it.
        ask: The question that would make it known.
        note: What a reader must know about it.
    """

    framework: str
    kind: str
    id: str
    title: str
    value: str = ""
    basis: Basis
    source: tuple[str, ...] = ()
    confidence: Confidence | None = None
    read: str = ""
    applies: str = ""
    used_in: tuple[str, ...] = ()
    ask: str = ""
    note: str = ""

    @property
    def is_unknown(self) -> bool:
        """True for what is not published: only the notification letter or the inspectorate can say."""
        return self.basis is Basis.NOTICE or bool(self.ask)

    @property
    def key(self) -> str:
        """The name by which two registers are compared."""
        return f"{self.framework}/{self.kind}/{self.id}/{self.used_in[0] if self.used_in else ''}"


def register(frameworks: Iterable[Framework]) -> tuple[RegisteredFact, ...]:
    """Return every fact of the frameworks. What variants share is one fact, which names them all."""
    return tuple(fact for framework in frameworks for fact in _Register(framework).facts())


def changes(before: Iterable[RegisteredFact], after: Iterable[RegisteredFact]) -> tuple[str, ...]:
    """Return a sentence for each fact that was added, changed or removed between two registers."""
    old, new = ({fact.key: fact for fact in facts} for facts in (before, after))
    return (
        *(f"Added: {_named(fact)}." for key, fact in new.items() if key not in old),
        *(
            f"Changed: {_named(fact)}. Before: {_said(old[key])}. Now: {_said(fact)}."
            for key, fact in new.items()
            if key in old and old[key] != fact
        ),
        *(f"Removed: {_named(fact)}." for key, fact in old.items() if key not in new),
    )


def _named(fact: RegisteredFact) -> str:
    return f"{fact.framework}, {fact.kind} {fact.id}: {fact.title}"


def _said(fact: RegisteredFact) -> str:
    sources = "; ".join(fact.source) or "no source"
    calls = f"for calls {fact.applies}" if fact.applies else ""
    trust = f"{fact.confidence or 'trust not given'}, read {fact.read or 'on a day not given'}"
    parts = (fact.value or "not known", calls, fact.basis.value, sources, trust, fact.note)
    return ", ".join(part.rstrip(".") for part in parts if part)


_LIMITED = ("milestone", "request", "fact")
"""The kinds that can be limited to calls of some days."""


class _Register:
    """The facts of one framework."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.sources = {source.id: source for source in framework.sources}
        self.cited: dict[str, list[str]] = {source.id: [] for source in framework.sources}

    def facts(self) -> Iterator[RegisteredFact]:
        every = tuple(variant.id for variant in self.framework.variants)
        found = [*self._of_framework(every), *self._of_variants()]
        yield from (self._source(source) for source in self.framework.sources)
        yield from found

    def _source(self, source: Source) -> RegisteredFact:
        return RegisteredFact(
            framework=self.framework.id,
            kind="source",
            id=source.id,
            title=source.title,
            value=source.url or source.title,
            basis=source.kind,
            source=(source.title,),
            confidence=source.confidence,
            read=source.read,
            used_in=tuple(dict.fromkeys(self.cited[source.id])),
            note=source.note,
        )

    def _of_framework(self, every: tuple[str, ...]) -> Iterator[RegisteredFact]:
        framework = self.framework
        for edition in framework.editions:
            judgements = "; ".join(judgement.title for judgement in edition.judgements)
            value = f"{_span(edition.starting, edition.until)} ({edition.ending or 'end not given'})"
            more = (judgements, ", ".join(edition.scale), edition.successor)
            yield self._fact("edition", edition, ". ".join(filter(None, (value, *more))), every)
        calls = framework.calls
        if calls.sample:
            weeks = ", ".join(map(str, calls.weeks_never_used))
            yield RegisteredFact(
                framework=framework.id,
                kind="calls",
                id="calls",
                title="The usual day of the call",
                value=f"{WEEKDAYS[calls.weekday].capitalize()}; no fieldwork began in weeks {weeks}, or "
                f"{'also' if calls.bank_holiday_weeks else 'not'} in weeks with a bank holiday "
                f"({calls.sample} inspections, {calls.years})",
                basis=Basis.MEASURED,
                used_in=every,
                note=calls.note,
                **self._support(calls.source, Basis.MEASURED, "calls"),
            )
        for pause in framework.pauses:
            repeats = f", and each later year ({pause.repeats})" if pause.repeats else ""
            latest = ", at the latest" if pause.expected else ""
            yield self._fact("pause", pause, f"{_span(pause.starting, pause.until)}{latest}{repeats}", every)

    def _of_variants(self) -> Iterator[RegisteredFact]:
        shared: dict[Any, list[str]] = {}
        for variant in self.framework.variants:
            for kind, entry in _entries(variant):
                shared.setdefault((kind, entry), []).append(variant.id)
        for (kind, entry), names in shared.items():
            used_in = tuple(names)
            if kind == "milestone":
                yield self._fact(kind, entry, _date_words(entry), used_in, ask=entry.ask or entry.end_ask)
                for window in entry.windows:
                    yield self._period(entry, window, used_in)
            elif kind == "request":
                yield self._fact(kind, entry, f"due: {entry.milestone}", used_in)
            else:
                figures = f" ({entry.sample} measured, {entry.years})" if entry.sample else ""
                yield self._fact(kind, entry, f"{entry.value}{figures}" if entry.value else "", used_in)

    def _period(self, milestone: Milestone, window: Window, used_in: tuple[str, ...]) -> RegisteredFact:
        cited = window.source or milestone.source
        days = window_words(window, milestone.anchor)
        figures = f"; {window.sample} inspections, {window.years}" if window.sample else ""
        late = (
            f"; {len(window.delays)} later, by {', '.join(map(str, window.delays))}" if window.delays else ""
        )
        return RegisteredFact(
            framework=self.framework.id,
            kind="period",
            id=f"{milestone.id}:{window.starting or 'first'}",
            title=f"{milestone.title}: {_span(window.starting, window.until)}",
            value=f"{days}{figures}{late} ({window.ending or 'end not given'})",
            basis=milestone.basis,
            used_in=used_in,
            note=window.note,
            **self._support(cited, milestone.basis, milestone.id),
        )

    def _fact(
        self, kind: str, entry: Any, value: str, used_in: tuple[str, ...], *, ask: str = ""
    ) -> RegisteredFact:
        return RegisteredFact(
            framework=self.framework.id,
            kind=kind,
            id=entry.id,
            title=entry.title,
            value=value,
            basis=entry.basis,
            applies=_span(entry.starting, entry.until) if kind in _LIMITED else "",
            used_in=used_in,
            ask=ask or getattr(entry, "ask", ""),
            note=entry.note,
            **self._support(entry.source, entry.basis, entry.id),
        )

    def _support(self, cited: Sequence[str], basis: Basis, id: str) -> dict[str, Any]:
        """Return what the sources of a fact say about it, and note that it cites them."""
        sources = [self.sources[name] for name in cited]
        for name in cited:
            self.cited[name].append(id)
        same = [source for source in sources if source.kind is basis] or sources
        ranks = [rank for rank in Confidence if any(source.confidence is rank for source in same)]
        return {
            "source": tuple(source.title for source in sources),
            "confidence": ranks[0] if ranks else None,
            "read": max((source.read for source in sources), default=""),
        }


def _entries(variant: Variant) -> Iterator[tuple[str, Any]]:
    for kind, entries in (
        ("milestone", variant.milestones),
        ("request", variant.requests),
        ("fact", variant.facts),
    ):
        yield from ((kind, entry) for entry in entries)


def _span(first: Any, last: Any) -> str:
    return " ".join(filter(None, (f"from {first}" if first else "", f"to {last}" if last else "")))


def _date_words(milestone: Milestone) -> str:
    """Return the place of a milestone in words. Empty if only the notice can give it."""
    if milestone.anchor is None:
        return "the day of the call"
    if milestone.offset is None and not milestone.windows:
        return ""
    return when_words(milestone)


def when_words(milestone: Milestone) -> str:
    """Return the days of a milestone in words, with the questions that would date it."""
    text = _start(milestone)
    if milestone.end_ask:
        text += f" Last day not known. Ask: {milestone.end_ask}"
    if milestone.end_offset is not None:
        text += f", to {milestone.end_offset}"
        text += f" after {milestone.end_anchor}" if milestone.end_anchor else ""
    return text + (", each working day" if milestone.daily else "")


def window_words(window: Window, anchor: str | None) -> str:
    """Return the days of a window in words."""
    bounds = f"from {window.earliest} to {window.latest}" if window.latest else f"from {window.earliest}"
    return f"{window.expected} after {anchor} ({bounds})"


def _start(milestone: Milestone) -> str:
    if milestone.windows:
        text = window_words(milestone.windows[-1], milestone.anchor)
    elif milestone.offset is not None:
        text = f"{milestone.offset} after {milestone.anchor}" if milestone.anchor else f"{milestone.offset}"
    elif milestone.anchor is None and milestone.id == "notification":
        return "day 0"
    else:
        return f"not known. Ask: {milestone.ask}" if milestone.ask else "in the letter"
    return f"{text}. To confirm: {milestone.ask}" if milestone.ask else text
