"""Blocks of a report that answer a question: a verdict with its first steps, a change, figures to compare.

Each value checks itself, so that every format can rely on it. Its texts may be blank, because a record may
have nothing but control characters, which are removed. ``inspectprep.reports.in_words`` gives the
same in paragraphs, bullets and tables, for a format that does not draw a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import field

from inspectprep.model.readiness import Rating
from inspectprep.model.values import MAY_BE_BLANK, frozen

MOST_STEPS = 3
"""The most steps of an answer."""

MOST_POINTS = 6
"""The most points of a history."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FILE = re.compile(r"\w[\w-]*(\.[\w-]+)*")
_Problems = Iterator[tuple[str, str]]


@frozen(kw_only=True)
class Tag:
    """A status that is not a rating, such as ``embargoed``, ``sent`` or ``to do``. It has no colour.

    Attributes:
        word: The status.
    """

    word: str = field(metadata=MAY_BE_BLANK)

    def __str__(self) -> str:
        """Return the status."""
        return self.word


@frozen(kw_only=True)
class Step:
    """One of the first things to do.

    Attributes:
        action: What to do, as an instruction.
        who: The name of the person with the role, or the role. Empty if the action names who is asked.
        by: The last day (inclusive). None if no day is set.
        changes: What it changes, in one sentence. Empty if that is not known.
    """

    action: str = field(metadata=MAY_BE_BLANK)
    who: str = field(metadata=MAY_BE_BLANK)
    by: date | None = None
    changes: str = ""


@frozen(kw_only=True)
class Answer:
    """The answer to the question of a report.

    Attributes:
        verdict: The answer in a few words: ``Not ready``.
        rating: The rating that gives it its colour. None if the answer is not a rating.
        sentence: The reason, in one sentence.
        steps: The first steps, at most three, most pressing first.
        more: The number of other steps.
        where: The place of the other steps, such as the title of a section.
    """

    verdict: str = field(metadata=MAY_BE_BLANK)
    rating: Rating | None = None
    sentence: str = field(metadata=MAY_BE_BLANK)
    steps: tuple[Step, ...] = ()
    more: int = 0
    where: str = ""

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        if len(self.steps) > MOST_STEPS:
            yield "steps", f"has {len(self.steps)} steps, and at most {MOST_STEPS} are first"
        if self.more < 0:
            yield "more", "is less than 0"
        elif self.more and not self.steps:
            yield "more", "counts other steps, and there is none before them"


@frozen(kw_only=True)
class Shift:
    """One thing that became better or worse.

    Attributes:
        title: Its title.
        before: Its earlier rating. None if it is not a rating.
        now: Its rating now.
        reason: The reason.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    before: Rating | None = None
    now: Rating | None = None
    reason: str = ""


@frozen(kw_only=True)
class Change:
    """The changes since an earlier day.

    Attributes:
        since: The earlier day.
        better: What became better, with the reason.
        worse: What became worse, with the reason.
        same: The titles of what stayed the same.
    """

    since: date
    better: tuple[Shift, ...] = ()
    worse: tuple[Shift, ...] = ()
    same: tuple[str, ...] = ()

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        for name, sign in (("better", 1), ("worse", -1)):
            for shift in getattr(self, name):
                if shift.before and shift.now and (shift.now.rank - shift.before.rank) * sign <= 0:
                    yield name, f"has a change from {shift.before} to {shift.now}"


@frozen(kw_only=True)
class Point:
    """A rating or a figure of one day.

    Attributes:
        day: The day.
        value: The rating or figure.
    """

    day: date
    value: Rating | int | float


@frozen(kw_only=True)
class History:
    """The last ratings or figures of one thing, oldest first, at most six.

    Attributes:
        points: All ratings or all figures, on different days.
        title: The meaning of the points. In a cell of a table, its column says it.
    """

    points: tuple[Point, ...]
    title: str = ""

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        days = [point.day for point in self.points]
        if len(days) > MOST_POINTS:
            yield "points", f"has {len(days)} points, and at most the last {MOST_POINTS} are shown"
        if days != sorted(set(days)):
            yield "points", "should have one point a day, oldest first"
        if len({isinstance(point.value, Rating) for point in self.points}) > 1:
            yield "points", "has ratings and figures, which cannot be compared"

    @property
    def rated(self) -> bool:
        """True if the points are ratings."""
        return any(isinstance(point.value, Rating) for point in self.points)

    def __str__(self) -> str:
        """Return the ratings or figures, oldest first: ``red, amber, amber``."""
        return ", ".join(
            point.value.value if isinstance(point.value, Rating) else f"{point.value:,}"
            for point in self.points
        )


@frozen(kw_only=True)
class MatrixRow:
    """A row of a matrix.

    Attributes:
        title: Its title.
        figures: Its numbers, in the order of the columns. None for a number that is not shown.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    figures: tuple[int | None, ...]


@frozen(kw_only=True)
class Matrix:
    """Numbers by two dimensions, such as errors by list and team. A stronger shade means more.

    It adds up its own sums. A sum of which one number is not shown is not shown either, so that the number
    cannot be calculated from it.

    Attributes:
        title: What is counted.
        down: The name of the dimension of the rows.
        across: The titles of the columns.
        lines: The rows.
        hidden: The reason why numbers are not shown, if any are not.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    down: str = ""
    across: tuple[str, ...]
    lines: tuple[MatrixRow, ...]
    hidden: str = "not shown"

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        for line in self.lines:
            if len(line.figures) != len(self.across):
                yield "lines", f"has a row of {len(line.figures)} numbers, and {len(self.across)} columns"
            if any(figure is not None and figure < 0 for figure in line.figures):
                yield "lines", "has a number less than 0, which cannot be shaded"

    @property
    def row_sums(self) -> tuple[int | None, ...]:
        """The sum of each row."""
        return tuple(_sum(line.figures) for line in self.lines)

    @property
    def column_sums(self) -> tuple[int | None, ...]:
        """The sum of each column."""
        columns = zip(*(line.figures for line in self.lines), strict=True)
        return tuple(map(_sum, columns)) if self.lines else (0,) * len(self.across)

    @property
    def total(self) -> int | None:
        """The sum of all numbers."""
        return _sum(self.row_sums)

    @property
    def most(self) -> int:
        """The largest number of a cell."""
        return max((figure for line in self.lines for figure in line.figures if figure), default=0)


def _sum(figures: tuple[int | None, ...]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if len(known) == len(figures) else None


@frozen(kw_only=True)
class Bar:
    """A figure against what is usual.

    Attributes:
        title: What is measured.
        figure: The figure.
        usual: The highest usual figure.
        usual_from: The lowest usual figure. None if every figure up to `usual` is usual.
        unit: The unit, such as ``%``. Empty for a count.
        detail: The figure in context, such as ``7 of 173``.
        note: What to have ready, or what it means.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    figure: int | float
    usual: int | float
    usual_from: int | float | None = None
    unit: str = ""
    detail: str = ""
    note: str = ""

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        if self.usual_from is not None and self.usual_from > self.usual:
            yield "usual_from", "is more than the highest usual figure"

    @property
    def is_usual(self) -> bool:
        """True if the figure is in the usual range (both ends inclusive)."""
        return (self.usual_from is None or self.usual_from <= self.figure) and self.figure <= self.usual


@frozen(kw_only=True)
class Side:
    """The strengths and criticisms of one subject.

    Attributes:
        title: The subject.
        criticisms: The number of criticisms that were not withdrawn.
        strengths: The number of strengths.
        withdrawn: The number of criticisms that were withdrawn.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    criticisms: int = 0
    strengths: int = 0
    withdrawn: int = 0

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        for name in ("criticisms", "strengths", "withdrawn"):
            if getattr(self, name) < 0:
                yield name, "is less than 0"


@frozen(kw_only=True)
class Balance:
    """Strengths and criticisms on either side of a line, subject by subject.

    Attributes:
        title: What is weighed.
        sides: The subjects, in order.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    sides: tuple[Side, ...]


@frozen(kw_only=True)
class AgendaItem:
    """One thing that happens on a day.

    Attributes:
        what: What happens.
        starts: The time at which it starts, such as ``09:30``. Empty if it is not known.
        ends: The time at which it ends. Empty if it is not known.
        where: The place.
        who: The people.
    """

    what: str = field(metadata=MAY_BE_BLANK)
    starts: str = ""
    ends: str = ""
    where: str = ""
    who: tuple[str, ...] = ()

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        for name in ("starts", "ends"):
            if getattr(self, name) and not _CLOCK.fullmatch(getattr(self, name)):
                yield name, "should be a time such as 09:30"
        if self.ends and (not self.starts or self.ends < self.starts):
            yield "ends", "is before the start"

    @property
    def hours(self) -> str:
        """The hours in words: ``09:30 to 10:00``. Empty if they are not known."""
        return " to ".join(filter(None, (self.starts, self.ends)))


@frozen(kw_only=True)
class Agenda:
    """The hours of one day. What has no hour comes first.

    Attributes:
        title: The title, such as ``Tomorrow``.
        day: The day.
        hours: What happens, by the time at which it starts.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    day: date
    hours: tuple[AgendaItem, ...] = ()

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        starts = [item.starts for item in self.hours]
        if starts != sorted(starts):
            yield "hours", "should be in the order of the times at which they start"


@frozen(kw_only=True)
class Companion:
    """A file beside a report.

    Attributes:
        title: Its title.
        purpose: What it is for.
        file: Its name, in the folder of the report. Empty if it is not in that folder.
        tag: A status that is not a rating, such as ``personal data``. None for none.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    purpose: str = field(metadata=MAY_BE_BLANK)
    file: str = ""
    tag: Tag | None = None

    def problems(self) -> _Problems:
        """Yield each field that cannot be right, with the reason."""
        if self.file and not _FILE.fullmatch(self.file):
            yield "file", "should be the name of a file, without a folder or an address"


@frozen(kw_only=True)
class Files:
    """The files beside a report, each with what it is for.

    Attributes:
        companions: The files.
    """

    companions: tuple[Companion, ...]
