"""The standing of a plan, a register or a draft on one day. Every format and the screen say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.representation import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@frozen(kw_only=True)
class Turn:
    """One step that is still to do.

    Attributes:
        action: What to do, as an instruction.
        owner: Role id of the person whose turn it is. Empty if it has no owner.
        name: The name of the person, if it is not the holder of the role.
        by: The last day (inclusive). None if no day is set.
        changes: What it changes, in one sentence. Empty if that is not known.
    """

    action: str
    owner: str = ""
    name: str = ""
    by: date | None = None
    changes: str = ""


@frozen(kw_only=True)
class Standing:
    """The position of a plan, a register or a draft.

    Attributes:
        verdict: The answer in a few words.
        sentence: What is missing, in one sentence.
        turns: The steps that are still to do, most pressing first.
    """

    verdict: str
    sentence: str
    turns: tuple[Turn, ...] = ()


def merged(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return the steps with those that have the same action, owner and name as one, due on its first day."""
    alike: dict[tuple[str, str, str], list[Turn]] = {}
    for turn in turns:
        alike.setdefault((turn.action, turn.owner, turn.name), []).append(turn)
    return tuple(
        Turn(
            action=action if len(same) == 1 else f"{action} ({len(same):,} times)",
            owner=owner,
            name=name,
            by=min((turn.by for turn in same if turn.by), default=None),
            changes=same[0].changes,
        )
        for (action, owner, name), same in alike.items()
    )
