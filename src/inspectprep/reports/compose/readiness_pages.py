"""The pages of readiness: the answer, Annex A, the dates, the tasks and the rules, with links between them.

As one report, all of it is on one page, and everything after the answer is folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set as AbstractSet

from attrs import evolve

from inspectprep.model.checklist import Checklist
from inspectprep.model.readiness import NextAction, Rating, Readiness, ThemeReadiness
from inspectprep.model.report import Block, Bullets, Fold, Paragraph, PlainBlock, Section, Table
from inspectprep.model.report_blocks import MOST_STEPS, Companion, Files, Tag
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import BEFORE, answer_section, before_call, brief, themes_table, who
from inspectprep.reports.compose.call_days import calls_table
from inspectprep.reports.compose.check import check_sections
from inspectprep.reports.compose.check_answer import answer_section as annexa_answer
from inspectprep.reports.compose.checklist import progress, task_sections
from inspectprep.reports.compose.context import Page, ReportContext
from inspectprep.reports.compose.days import day_sections
from inspectprep.reports.compose.tables import table
from inspectprep.reports.compose.timeline import (
    chart_of,
    date_sections,
    glance,
    notes_section,
    question_section,
    source_section,
)
from inspectprep.reports.compose.trend import trend_sections
from inspectprep.reports.words import joined

_MOST_ACTIONS, _MOST_REASONS = 5, 2
_MOST_OPEN = 12
"""How many steps the page of steps shows before a fold."""
_PRESSING = "Most pressing first"
_AFTER_FIRST = "After the first steps above, most pressing first"
_INNER = {"Rule", "Id", "Judgement"}
"""Columns that a reader of readiness has no use for. The checklist and the check of Annex A have them."""

_OF_WORKBOOK = {"With", "Theme", "Stage", "Basis"}
"""Columns of tasks that only their workbook has."""

PAGES = {
    Page.INDEX: ("Are we ready?", "The answer, the first steps and the reasons"),
    Page.ANNEX_A: ("Annex A", "What to correct and what to ask the service"),
    Page.DATES: ("Dates", "Each date from the call on, with its source, day by day"),
    Page.CHECKLIST: ("Who does what", "All steps before a call, then all tasks after it"),
    Page.RULES: ("How the ratings are made", "Every reason, the changes, and the sources"),
}
"""The title of each page, and what it is for."""

_OTHERS = (
    Companion(title="Tasks to fill in", purpose="A workbook of all tasks", file="checklist.xlsx"),
    Companion(title="Calendar", purpose="The dates and tasks for a calendar", file="inspection.ics"),
    Companion(title="All on one page", purpose="Everything as Markdown", file="ready.md"),
    Companion(title="Data", purpose="Everything for other programs", file="ready.json"),
)


def page_sections(readiness: Readiness, context: ReportContext) -> tuple[Section, ...]:
    """Return the sections of the page that the context asks for, or of one page with all of it."""
    if context.page is None:
        return (*_index(readiness, context), *_folded(readiness, context))
    if context.page is Page.INDEX:
        return (*_index(readiness, context), _files(context.page))
    parts = _parts(readiness, context)[context.page]
    opened = 2 if context.page is Page.ANNEX_A else 1
    first, others = parts[:opened], parts[opened:]
    rest = Section(title="More on this page", blocks=tuple(map(_fold, others)))
    return (*first, *((rest,) if others else ()), _files(context.page))


def _parts(readiness: Readiness, context: ReportContext) -> dict[Page, tuple[Section, ...]]:
    """Return the sections of each page besides the answer."""
    parts = {
        Page.ANNEX_A: _annex_a(context),
        Page.DATES: _dates(readiness, context),
        Page.CHECKLIST: _checklist(readiness, context),
        Page.RULES: _rules(readiness, context),
    }
    return {page: tuple(map(_without_inner, sections)) for page, sections in parts.items()}


def _index(readiness: Readiness, context: ReportContext) -> Iterator[Section]:
    """Yield the answer, the themes, the next days of a call, the reasons and the next steps."""
    title = actions_title(readiness)
    yield answer_section(readiness, context, where=title)
    yield Section(title="The themes", blocks=(themes_table(readiness, context),))
    if context.calls:
        yield Section(title="If the call came later", blocks=(calls_table(context.calls),))
    yield Section(title="Why each theme has its rating", blocks=tuple(_reasons(readiness, context)))
    actions = before_call(readiness)
    # On a page of its own, the answer has the first steps already, and another page has all of them.
    listed = actions[MOST_STEPS:] if context.page else actions
    if listed:
        shown = listed[:_MOST_ACTIONS] if context.page else listed
        caption = _AFTER_FIRST if context.page else _PRESSING
        blocks: list[PlainBlock] = [_actions(shown, readiness, context, caption)]
        if len(listed) > len(shown):
            more = len(listed) - len(shown)
            blocks.append(Paragraph(text=f"And {more:,} more, on the page “{PAGES[Page.CHECKLIST][0]}”."))
        name = "After the first steps" if context.page else "All steps"
        fold = Fold(title=name, summary=_by_people(listed), blocks=tuple(blocks))
        yield Section(title=title, blocks=(fold,))


def _by_people(actions: Sequence[NextAction]) -> str:
    """Return how many steps there are, and of how many roles."""
    owners = {action.owner for action in actions}
    return f"{counted(len(actions), 'step')} of {counted(len(owners), 'role')}, most pressing first"


def actions_title(readiness: Readiness) -> str:
    """Return the title of the list of actions that can be done now."""
    return "Who does what next" if readiness.inspection else BEFORE


def _reasons(readiness: Readiness, context: ReportContext) -> Iterator[Fold]:
    """Yield a fold for each theme that is not green, worst first, and one for all that are."""
    themes = sorted(readiness.themes, key=lambda theme: theme.rating.rank)
    for theme in themes:
        if theme.rating is not Rating.GREEN:
            gaps = [reason for reason in theme.reasons if reason.rating is not Rating.GREEN]
            yield Fold(
                title=theme.theme.heading,
                rating=theme.rating,
                summary=_next_step(theme, len(gaps), readiness, context),
                blocks=tuple(_fold_blocks([theme], readiness, context)),
            )
    green = [theme for theme in themes if theme.rating is Rating.GREEN]
    if green:
        yield Fold(
            title=f"In place: {counted(len(green), 'theme')}",
            rating=Rating.GREEN,
            summary=joined([theme.theme.word for theme in green]),
            blocks=tuple(_fold_blocks(green, readiness, context)),
        )


def _next_step(theme: ThemeReadiness, gaps: int, readiness: Readiness, context: ReportContext) -> str:
    steps = [action for action in before_call(readiness) if action.theme is theme.theme]
    said = counted(gaps, "reason")
    if not steps:
        return said
    due = f", by {short_date(steps[0].due, year=False)}" if steps[0].due else ""
    return f"{said}, next step {who(steps[0].owner, steps[0].holder, context)}{due}"


def _fold_blocks(
    themes: Sequence[ThemeReadiness], readiness: Readiness, context: ReportContext
) -> Iterator[PlainBlock]:
    rows = _reason_rows(themes, readiness, context)
    if context.page is None:
        yield _reason_table(rows)
        return
    shown = [(theme, rating, brief(text, 200), owner) for theme, rating, text, owner in rows[:_MOST_REASONS]]
    yield _reason_table(shown)
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        yield Paragraph(text=f"And {more:,} more, on the page “{PAGES[Page.RULES][0]}”.")


def _reason_rows(
    themes: Iterable[ThemeReadiness], readiness: Readiness, context: ReportContext
) -> list[tuple[str, Rating, str, str]]:
    holders = {action.owner: action.holder for action in readiness.actions if action.holder}
    return [
        (
            theme.theme.heading,
            reason.rating,
            reason.text,
            who(reason.owner, holders.get(reason.owner, ""), context) if reason.owner else "",
        )
        for theme in sorted(themes, key=lambda theme: theme.rating.rank)
        for reason in sorted(theme.reasons, key=lambda reason: reason.rating.rank)
    ]


def _reason_table(rows: Sequence[tuple[str, Rating, str, str]]) -> Table:
    several = len({row[0] for row in rows}) > 1
    columns = ("Theme", "Rating", "Reason", "Owner")
    kept = slice(None) if several else slice(1, None)
    return table(columns[kept], [row[kept] for row in rows], caption="Reasons, most serious first")


def _actions(
    actions: Sequence[NextAction], readiness: Readiness, context: ReportContext, caption: str
) -> Table:
    short = context.page is Page.INDEX
    rows = [
        (
            who(action.owner, action.holder, context),
            brief(action.title, 140) if short else action.title,
            "" if short else action.theme.word,
            (short_date(action.due, year=False) if short else action.due) if action.due else None,
            Tag(word="late") if action.due and action.due < readiness.as_of else None,
        )
        for action in actions
    ]
    return table(("Who", "Step", "Theme", "By", "Late"), rows, caption=caption)


def _annex_a(context: ReportContext) -> tuple[Section, ...]:
    if context.annexa is None:
        text = "This answer has no check of Annex A. Check the lists, and ask again."
        return (Section(title="Annex A is not checked", blocks=(Paragraph(text=text),)),)
    first = annexa_answer(context.annexa, "Annex A at a glance")
    return (first, *check_sections(context.annexa))


def _dates(readiness: Readiness, context: ReportContext) -> tuple[Section, ...]:
    timeline = context.timeline
    if timeline is None:
        text = "This answer has no dates of an inspection."
        return (Section(title="No dates", blocks=(Paragraph(text=text),)),)
    chart = evolve(chart_of(timeline, context), as_of=readiness.as_of)
    return (
        Section(title="Key dates", blocks=(glance(timeline), chart)),
        *question_section(timeline),
        *date_sections(timeline),
        *day_sections(timeline, context.checklist, context),
    )


def _checklist(readiness: Readiness, context: ReportContext) -> tuple[Section, ...]:
    """Return what can be done now, and then what comes after a call. They are never in one list.

    Tasks after a call are listed by stage, and not twice.
    """
    now = before_call(readiness)
    listed = context.checklist is not None
    after = [each for each in readiness.actions if each not in now and not (listed and each.task)]
    sections = []
    if now and context.page:
        title = actions_title(readiness)
        sections.append(Section(title=title, blocks=tuple(_first_and_rest(now, readiness, context))))
    tasks = context.checklist
    own = tuple(map(_in_brief, task_sections(tasks, context))) if tasks else ()
    always = [section for section in own if section.title == "Always on"]
    sections += always
    if after:
        title = f"After a call on {long_date(readiness.notified)}: who does what"
        sections.append(Section(title=title, blocks=(_actions(after, readiness, context, _PRESSING),)))
    if tasks:
        sections.append(Section(title="Progress of all tasks", blocks=(progress(tasks, readiness.as_of),)))
    return (*sections, *(section for section in own if section not in always))


def _first_and_rest(
    actions: Sequence[NextAction], readiness: Readiness, context: ReportContext
) -> Iterator[Block]:
    """Yield the most pressing actions, and the other steps. Other tasks are in the list by stage."""
    yield _actions(actions[:_MOST_OPEN], readiness, context, _PRESSING)
    rest = actions[_MOST_OPEN:]
    steps = [action for action in rest if not (action.task and context.checklist is not None)]
    if steps:
        table = _actions(steps, readiness, context, "The other steps")
        yield Fold(title="The other steps", summary=counted(len(steps), "step"), blocks=(table,))
    if listed := len(rest) - len(steps):
        yield Paragraph(text=f"And {counted(listed, 'task')} more, under the tasks below.")


def _in_brief(section: Section) -> Section:
    """Return a section of tasks without the columns that the workbook of tasks has."""
    blocks = tuple(
        _without(each, _OF_WORKBOOK) if isinstance(each, Table) else each for each in section.blocks
    )
    return evolve(section, blocks=blocks)


def _rules(readiness: Readiness, context: ReportContext) -> tuple[Section, ...]:
    sections = [
        Section(
            title="How the ratings are made",
            blocks=(
                Paragraph(
                    text=f"As of {long_date(readiness.as_of)}. Each theme has the rating of its most serious "
                    "reason, and the whole has the rating of its most serious theme. The limits are the "
                    "council's own, because no inspectorate publishes any. This is advice; people decide."
                ),
            ),
        )
    ]
    if context.page:
        sections.append(every_reason(readiness, context))
    timeline = context.timeline
    notes = dict.fromkeys((*readiness.notes, *(timeline.notes if timeline else ())))
    return (
        *sections,
        *trend_sections(context.trend),
        *notes_section(tuple(notes)),
        *(source_section(timeline) if timeline else ()),
        *(_task_sources(context.checklist) if context.checklist else ()),
    )


def _task_sources(checklist: Checklist) -> tuple[Section, ...]:
    """Return the sources of the tasks, each once with the number of tasks that rest on it."""
    each = {task.template: task.source for task in checklist}
    counts = Counter(source for sources in each.values() for source in sources.split("; ") if source)
    if not counts:
        return ()
    words = Paragraph(text="The workbook of tasks has the source and the note of each task.")
    sources = Bullets(
        items=tuple(f"{source}: {counted(number, 'task')}" for source, number in counts.most_common())
    )
    return (Section(title="Sources of the tasks", blocks=(words, sources)),)


def every_reason(readiness: Readiness, context: ReportContext) -> Section:
    """Return all reasons in one table, by theme."""
    rows = _reason_table(_reason_rows(readiness.themes, readiness, context))
    grouped = evolve(rows, group="Theme" if "Theme" in rows.columns else "")
    return Section(title="Every reason", blocks=(grouped,))


def _folded(readiness: Readiness, context: ReportContext) -> Iterator[Section]:
    """Yield a section for each of the other pages, with a fold for each of its parts."""
    for page, parts in _parts(readiness, context).items():
        folds = tuple(_fold(part) for part in parts)
        if folds:
            yield Section(title=PAGES[page][0], blocks=folds)


def _fold(part: Section) -> Fold:
    blocks = tuple(block for block in part.blocks if not isinstance(block, Fold))
    rows = sum(len(block.rows) for block in blocks if isinstance(block, Table))
    return Fold(title=part.title, summary=counted(rows, "line") if rows else "", blocks=blocks)


def _without_inner(section: Section) -> Section:
    return evolve(
        section, blocks=tuple(_plain(each) if isinstance(each, Table) else each for each in section.blocks)
    )


def _plain(whole: Table) -> Table:
    """Return a table without columns of ids. Rows that are then the same become one."""
    return _without(whole, _INNER)


def _without(whole: Table, names: AbstractSet[str]) -> Table:
    kept = [place for place, name in enumerate(whole.columns) if name not in names or name == whole.group]
    if len(kept) == len(whole.columns):
        return whole
    rows = dict.fromkeys(tuple(row[place] for place in kept) for row in whole.rows)
    return evolve(whole, columns=tuple(whole.columns[place] for place in kept), rows=tuple(rows))


def _files(page: Page) -> Section:
    pages = tuple(
        Companion(title=title, purpose=purpose, file=f"{each.value}.html")
        for each, (title, purpose) in PAGES.items()
        if each is not page
    )
    return Section(title="More, when you need it", blocks=(Files(companions=(*pages, *_OTHERS)),))


def page_title(readiness: Readiness, page: Page | None) -> str:
    """Return the title of a page."""
    council = readiness.authority or "The council"
    if page in (None, Page.INDEX):
        return f"{council}: are we ready?"
    title = PAGES[page][0]
    return f"{council}: {title if page is Page.ANNEX_A else title[:1].lower() + title[1:]}"
