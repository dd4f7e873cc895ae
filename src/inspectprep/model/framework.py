"""Frameworks: the steps of an inspectorate, in order, with their sources.

A framework file has *editions* (chosen by the notification date: judgements and scale) and
*variants* (chosen by the council: milestones and information requests). Every date has a basis and a
source. Unpublished dates are included and marked as unknown.
"""

from datetime import date, timedelta
from enum import StrEnum

from attrs import evolve, field

from inspectprep.model.basis import Basis, Ending, Source
from inspectprep.model.basis_migration import divide_sourced, name_source_kinds
from inspectprep.model.document import document
from inspectprep.model.offset import Offset
from inspectprep.model.values import frozen_by_type


class Repeats(StrEnum):
    """The days of a pause in later years.

    Attributes:
        SAME_DAYS: The same days of the year, as at Christmas.
        FIRST_THURSDAY_IN_MAY: The last day is the first Thursday in May, the day of ordinary local elections.
            The first is as many working days before it as in the year of the pause.
    """

    SAME_DAYS = "same-days"
    FIRST_THURSDAY_IN_MAY = "first-thursday-in-may"


class Phase(StrEnum):
    """The phase of preparation or inspection in which something happens, in order.

    Attributes:
        ALWAYS_ON: All the time, also without an inspection.
        NOTIFICATION: The day of the call.
        OFF_SITE: From the call to the first day on site.
        ON_SITE: The days on site.
        FEEDBACK: The final feedback.
        EMBARGO: From the final feedback to the publication.
        DRAFT_REPORT: The draft report and the council's comments.
        PUBLICATION: The publication of the report.
        ACTION_PLAN: The council's action plan after the report.
        DEBRIEF: The debrief, and lessons for the next inspection.
    """

    ALWAYS_ON = "always-on"
    NOTIFICATION = "notification"
    OFF_SITE = "off-site"
    ON_SITE = "on-site"
    FEEDBACK = "feedback"
    EMBARGO = "embargo"
    DRAFT_REPORT = "draft-report"
    PUBLICATION = "publication"
    ACTION_PLAN = "action-plan"
    DEBRIEF = "debrief"


@frozen_by_type(kw_only=True)
class Judgement:
    """One thing that inspectors grade.

    Attributes:
        id: Its id, unique in the edition.
        title: Its title.
        overall: True for the overall effectiveness judgement.
    """

    id: str
    title: str
    overall: bool = False


@frozen_by_type(kw_only=True)
class Edition:
    """One dated version of a framework.

    Attributes:
        id: Its id, unique in the framework.
        title: Its title.
        starting: First notification date (inclusive) to which this edition applies.
        until: Last notification date (inclusive) to which it is known to apply. None if the file does not
            say; then the next edition ends it.
        ending: How `until` is known.
        successor: What follows it, if that is announced and not described here.
        judgements: In the order of the report's page.
        scale: Grades from best to worst; empty where nothing is graded.
        basis: How it is known.
        source: Ids of the framework's sources.
        note: What a reader must know about it.
    """

    id: str
    title: str
    starting: date
    until: date | None = None
    ending: Ending | None = None
    successor: str = ""
    judgements: tuple[Judgement, ...] = ()
    scale: tuple[str, ...] = ()
    basis: Basis = Basis.PLANNING
    source: tuple[str, ...] = ()
    note: str = ""


@frozen_by_type(kw_only=True)
class Window:
    """The window of a measured date, for anchors in one period.

    A window has either a `latest` date, or a measured sample with the delays of those that came late.

    Attributes:
        earliest: Offset from the anchor to the first date to expect.
        expected: Offset from the anchor to the usual date, which is the date to plan with.
        latest: Offset from the anchor to the last date to expect; a forecast, never a deadline.
        starting: First anchor date (inclusive) of the period; None for no limit.
        until: Last anchor date (inclusive) of the period; None for no limit. For a later date the last window
            is used, unless it was replaced.
        ending: How `until` is known.
        sample: The number of inspections that were measured.
        delays: Working days after the usual date of those that came later, ascending. All others came on
            the usual date or before it.
        years: The period of the sample, such as ``June 2024 to June 2026``.
        mondays: True for the first day on site of another inspection. Each day then moves on to a Monday on
            which inspections begin.
        challenged: The least delay, in working days, that a formal challenge to the draft is taken to cause.
        source: Ids of the framework's sources.
        note: What a reader must know about it.
    """

    earliest: Offset
    expected: Offset
    latest: Offset | None = None
    starting: date | None = None
    until: date | None = None
    ending: Ending | None = None
    sample: int = 0
    delays: tuple[int, ...] = ()
    years: str = ""
    mondays: bool = False
    challenged: int = 0
    source: tuple[str, ...] = ()
    note: str = ""


@frozen_by_type(kw_only=True)
class Milestone:
    """A dated step of an inspection, placed relative to another.

    Attributes:
        id: Unique in the variant, in snake_case. ``notification`` is the root: it has no anchor.
        title: Its title.
        phase: The phase in which it happens.
        basis: How its date is known.
        source: Ids of the framework's sources.
        anchor: The milestone from whose date `offset` counts; ``NAME.end`` counts from its last day.
        offset: Distance from the anchor; None where only the notice can say, or where `windows`
            places it.
        end_anchor: The milestone from whose date `end_offset` counts; None means this milestone's
            own date.
        end_offset: Distance to the last day (inclusive); None for a single day.
        windows: Regimes of a measured date; the first that holds the anchor's date is used.
        daily: Happens on every working day from the date to the end, both inclusive.
        paused: Delayed by the framework's pauses, such as pre-election periods and Christmas.
        challenge: The milestone that is recorded if the draft is formally challenged. It lengthens `windows`.
        ask: The question that gives its date, as it is asked on the telephone. It is open until the date is
            recorded. A date that is calculated until then is only a plan.
        end_ask: The question that gives its last day, in place of `end_offset`. The last day is unknown
            until it is recorded.
        starting: First notification date (inclusive) for which it exists. None for no limit.
        until: Last notification date (inclusive) for which it exists. None for no limit.
        note: What a reader must know to use the date safely.
    """

    id: str
    title: str
    phase: Phase
    basis: Basis
    source: tuple[str, ...]
    anchor: str | None = None
    offset: Offset | None = None
    end_anchor: str | None = None
    end_offset: Offset | None = None
    windows: tuple[Window, ...] = ()
    daily: bool = False
    paused: bool = False
    challenge: str | None = None
    ask: str = ""
    end_ask: str = ""
    starting: date | None = None
    until: date | None = None
    note: str = ""


@frozen_by_type(kw_only=True)
class InformationRequest:
    """Something the inspectorate asks the council to send.

    Attributes:
        id: Its id, unique in the variant.
        title: What the council is asked to send.
        milestone: The milestone that is its deadline; usually of basis ``notice``.
        basis: How it is known.
        source: Ids of the framework's sources.
        starting: First notification date (inclusive) for which it exists. None for no limit.
        until: Last notification date (inclusive) for which it exists. None for no limit.
        note: What a reader must know about it.
    """

    id: str
    title: str
    milestone: str
    basis: Basis
    source: tuple[str, ...]
    starting: date | None = None
    until: date | None = None
    note: str = ""


@frozen_by_type(kw_only=True)
class Fact:
    """Something known, or known to be unknown, that is not a date.

    Attributes:
        id: Its id, unique in the variant.
        title: The fact in one sentence.
        basis: How it is known.
        source: Ids of the framework's sources.
        value: What is known, as a phrase; None is shown as unknown, never guessed.
        sample: The number of inspections or reports that were measured. 0 for what was not measured.
        years: The period of the sample, such as ``October 2022 to April 2026``.
        ask: The question that would make it known, as it is asked on the telephone.
        starting: First notification date (inclusive) for which it exists. None for no limit.
        until: Last notification date (inclusive) for which it exists. None for no limit.
        note: What a reader must know about it.
    """

    id: str
    title: str
    basis: Basis
    source: tuple[str, ...]
    value: str | None = None
    sample: int = 0
    years: str = ""
    ask: str = ""
    starting: date | None = None
    until: date | None = None
    note: str = ""


@frozen_by_type(kw_only=True)
class CallPattern:
    """The observed pattern of calls. It is used for notes, never to refuse a date.

    Attributes:
        weekday: Usual weekday of the call, 0 for Monday.
        weeks_never_used: ISO weeks in which no fieldwork on record began.
        bank_holiday_weeks: Whether fieldwork has begun in weeks with a bank holiday.
        sample: The number of inspections in the measurement.
        years: The period of the sample.
        source: Ids of the framework's sources.
        note: What a reader must know about it.
        weeks: The weeks from that of the call to that of the fieldwork.
        graded: Whether only inspections with grades were measured. Then it says nothing about others.
    """

    weekday: int = 0
    weeks_never_used: tuple[int, ...] = ()
    bank_holiday_weeks: bool = True
    sample: int = 0
    years: str = ""
    source: tuple[str, ...] = ()
    note: str = ""
    weeks: int = 1
    graded: bool = False

    def of(self, *, graded: bool) -> "CallPattern":
        """Return the pattern for inspections with or without grades: without weeks, if they differ."""
        return self if graded or not self.graded else evolve(self, sample=0)


@frozen_by_type(kw_only=True)
class Pause:
    """A period without publications, such as a pre-election period or Christmas.

    What would come out in it comes out when it is over, and not before the day on which publication resumes.

    Attributes:
        id: Its id.
        title: Its title.
        starting: First day (inclusive) without publication.
        until: Last day (inclusive), such as polling day.
        resumes: Offset from `until` to the first delayed report.
        basis: How it is known.
        usual: Offset from `until` to the usual day of delayed reports. None for the first.
        cleared: Offset from `until` to the last delayed report. None if all are published together.
        next_batch: Offset from the usual day of delayed reports to the next day on which reports come out.
            None if it is the next day.
        everywhere: False if it affects only some councils, as before local elections.
        election: False for a period without an election, such as Christmas. It does not limit publicity.
        repeats: Its days in each later year. None if it does not come back.
        expected: True if its days are the latest possible and can come sooner, as those of a general election
            that has not been called. It delays nothing; a plan that comes near it says so.
        delayed: Of the measured reports that were due in it, those that came out when it was over.
        on_time: Of those reports, the others.
        source: Ids of the framework's sources.
        note: What a reader must know about it.
    """

    id: str
    title: str
    starting: date
    until: date
    resumes: Offset
    basis: Basis
    usual: Offset | None = None
    cleared: Offset | None = None
    next_batch: Offset | None = None
    everywhere: bool = True
    election: bool = True
    repeats: Repeats | None = None
    expected: bool = False
    delayed: int = 0
    on_time: int = 0
    source: tuple[str, ...] = ()
    note: str = ""


@frozen_by_type(kw_only=True)
class Variant:
    """One kind of inspection within a framework.

    Attributes:
        id: Its id.
        title: Its title.
        summary: One sentence about it.
        extends: The variant from which everything not named here is taken.
        based_on: The variants that it extends, the nearest first. It is set when the file is read.
        default_for: Previous overall grades for which this variant is the usual one: a default,
            never a rule.
        graded: False for visits whose letters carry no grades.
        starting: First notification date (inclusive) from which the variant exists; None: always.
        until: Last notification date (inclusive) on which the variant exists; None: it still does. A call
            after it is refused.
        successor: What replaced it after `until`: the id of a variant, or a title if it is not described.
        milestones: Its milestones.
        requests: What the inspectorate asks the council to send.
        facts: What is known about it besides dates.
        remove: Ids of inherited milestones, requests and facts that do not apply here.
    """

    id: str
    title: str
    summary: str = ""
    extends: str | None = None
    based_on: tuple[str, ...] = ()
    default_for: tuple[str, ...] = ()
    graded: bool = True
    starting: date | None = None
    until: date | None = None
    successor: str = ""
    milestones: tuple[Milestone, ...] = ()
    requests: tuple[InformationRequest, ...] = ()
    facts: tuple[Fact, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def edges(self) -> tuple[date, ...]:
        """The notification dates, ascending, from which it has other entries than the day before."""
        entries: tuple[Milestone | InformationRequest | Fact, ...]
        entries = (*self.milestones, *self.requests, *self.facts)
        firsts = {entry.starting for entry in entries if entry.starting}
        lasts = {entry.until for entry in entries if entry.until}
        return tuple(sorted(firsts | {day + timedelta(days=1) for day in lasts}))

    def on(self, day: date) -> "Variant":
        """Return the variant as it is for a call on `day`: without the entries that do not exist then."""
        if not self.edges:
            return self
        return evolve(
            self,
            milestones=tuple(entry for entry in self.milestones if _exists(entry, day)),
            requests=tuple(entry for entry in self.requests if _exists(entry, day)),
            facts=tuple(entry for entry in self.facts if _exists(entry, day)),
        )


def _exists(entry: Milestone | InformationRequest | Fact, day: date) -> bool:
    return (entry.starting or day) <= day <= (entry.until or day)


@document("framework", version=3, migrations={1: divide_sourced, 2: name_source_kinds})
@frozen_by_type(kw_only=True)
class Framework:
    """An inspection framework: its editions, variants and sources.

    Attributes:
        id: Its id.
        title: Its title.
        inspectorates: Who inspects, in full.
        legal_basis: The power under which it is done.
        sources: The sources that its dates and facts cite.
        editions: Its editions, the oldest first.
        variants: Its variants.
        pauses: Spans without publication, oldest first.
        calls: The days on which calls usually come.
    """

    id: str
    title: str
    inspectorates: tuple[str, ...] = ()
    legal_basis: str = ""
    sources: tuple[Source, ...] = ()
    editions: tuple[Edition, ...] = ()
    variants: tuple[Variant, ...] = ()
    pauses: tuple[Pause, ...] = ()
    calls: CallPattern = field(factory=CallPattern)

    def edition_on(self, day: date) -> Edition | None:
        """Return the edition in force for a call on `day`, or None before the first."""
        current = None
        for edition in self.editions:
            if edition.starting <= day and (current is None or edition.starting >= current.starting):
                current = edition
        return current
