"""The standing of the embargo with its register, and of the plan for releasing the outcome."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from inspectprep.model.release import EmbargoStage
from inspectprep.planning.standing.standing import Standing, Turn
from inspectprep.planning.wording import counted, first_few, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.release import Disclosure, Embargo, ReleasePlan

_COMMUNICATIONS, _DIRECTOR = "communications", "dcs"
_FEW = 2


def people_who_know(embargo: Embargo) -> tuple[str, ...]:
    """Return the name of each person in the register once, in the order of the entries."""
    return tuple(_by_person(embargo))


def not_reminded(embargo: Embargo) -> tuple[Disclosure, ...]:
    """Return an entry of each person who has not been reminded that nothing is public."""
    people = _by_person(embargo).values()
    return tuple(entries[-1] for entries in people if not any(entry.reminded for entry in entries))


def embargo_standing(embargo: Embargo) -> Standing:
    """Return the position of an embargo on its day, and who has to act."""
    people = counted(len(people_who_know(embargo)), "person", "people")
    if embargo.stage is EmbargoStage.LIFTED:
        day = f" on {short_date(embargo.published, embargo.on)}" if embargo.published else ""
        return Standing(
            verdict=f"Published{day}",
            sentence=f"The embargo has ended, and the outcome can be shared. {people} knew it before.",
        )
    if embargo.stage is EmbargoStage.NO_OUTCOME:
        begins = f", planned for {short_date(embargo.since, embargo.on)}" if embargo.since else ""
        return Standing(
            verdict="No outcome yet",
            sentence=f"The embargo begins at the final feedback{begins}.",
        )
    waiting = not_reminded(embargo)
    if not people_who_know(embargo):
        missing = "The register is empty, so no one may know the outcome."
    elif waiting:
        verb = "was" if len(waiting) == 1 else "were"
        missing = f"The register has {people}, and {len(waiting):,} of them {verb} not reminded."
    else:
        missing = f"The register has {people}, and all of them were reminded."
    return Standing(verdict="Embargoed", sentence=missing, turns=tuple(_embargo_turns(embargo, waiting)))


def _embargo_turns(embargo: Embargo, waiting: tuple[Disclosure, ...]) -> Iterator[Turn]:
    if waiting:
        names = first_few([entry.person for entry in waiting], _FEW)
        yield Turn(
            action=f"Remind {names}",
            owner=_COMMUNICATIONS,
            by=embargo.on,
            changes="Nothing is public yet, and they may not pass it on.",
        )
    if not embargo.since_recorded:
        yield Turn(action="Record the day of the final feedback", owner=_DIRECTOR, by=embargo.on)
    expected = f" It is expected on {short_date(embargo.expected, embargo.on)}." if embargo.expected else ""
    yield Turn(
        action="Record the publication once you see the report",
        owner=_COMMUNICATIONS,
        changes=f"Only this ends the embargo.{expected}",
    )


def _by_person(embargo: Embargo) -> dict[str, list[Disclosure]]:
    people: dict[str, list[Disclosure]] = {}
    names: dict[str, str] = {}
    for entry in embargo.register:
        key = " ".join(entry.person.split()).casefold()
        people.setdefault(names.setdefault(key, entry.person), []).append(entry)
    return people


def release_standing(plan: ReleasePlan) -> Standing:
    """Return the position of the plan for releasing the outcome, and who has to act."""
    ready = sum(len(step.ready) for step in plan.steps)
    missing = sum(len(step.missing) for step in plan.steps)
    unsigned = sum(len(step.unsigned) for step in plan.steps)
    drafts = f"Of {counted(ready + missing + unsigned, 'draft')}, {ready:,} can go out"
    parts = (f"{missing:,} still to write" * bool(missing), f"{unsigned:,} still to sign" * bool(unsigned))
    rest = " and ".join(filter(None, parts))
    sentence = f"{drafts}, {rest}." if rest else f"{drafts}."
    if plan.stopped:
        return Standing(
            verdict="Stopped until the report is published",
            sentence=sentence,
            turns=tuple(_drafting(plan)),
        )
    gone = [step for step in plan.steps if step.released]
    if len(gone) == len(plan.steps):
        return Standing(verdict="Everyone has been told", sentence=f"{len(gone)} messages have gone out.")
    verdict = f"{len(gone)} of {len(plan.steps)} messages have gone out" if gone else "Release can begin"
    return Standing(verdict=verdict, sentence=sentence, turns=tuple(_releasing(plan)))


def _releasing(plan: ReleasePlan) -> Iterator[Turn]:
    step = next(step for step in plan.steps if not step.released)
    yield Turn(action=step.title, owner=_COMMUNICATIONS, by=plan.on)
    yield from _drafting(plan)
    for duty in plan.duties:
        if duty.due and duty.due >= plan.on:
            yield Turn(action=duty.title, owner=_DIRECTOR, by=duty.due)


def _drafting(plan: ReleasePlan) -> Iterator[Turn]:
    first = plan.earliest or plan.expected if plan.stopped else plan.on
    missing = sum(len(step.missing) for step in plan.steps)
    if missing:
        messages = [step.title for step in plan.steps if step.missing]
        yield Turn(
            action=f"Write {counted(missing, 'draft')} for {counted(len(messages), 'message')}",
            owner=_COMMUNICATIONS,
            by=first,
        )
    roles = Counter(role for step in plan.steps for role in step.signers)
    for role, number in roles.items():
        yield Turn(action=f"Sign off {counted(number, 'draft')}", owner=role, by=first)
