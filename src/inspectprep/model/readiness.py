"""Readiness: if the call came on this day, would we be ready, why not, and who does what next."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import Theme
from inspectprep.model.document import document, layout
from inspectprep.model.values import MAY_BE_BLANK, frozen


class Rating(StrEnum):
    """The rating of a theme, or of the whole.

    Attributes:
        RED: Not ready.
        AMBER: Ready with gaps.
        GREEN: Ready.
    """

    RED = "red"
    AMBER = "amber"
    GREEN = "green"

    @property
    def rank(self) -> int:
        """0 for red, 1 for amber, 2 for green: the lower the worse."""
        return _RANKS[self]


_RANKS = {rating: rank for rank, rating in enumerate(Rating)}


@layout()
@frozen(kw_only=True)
class Reason:
    """A reason for the rating of a theme.

    Attributes:
        rating: The best rating that this reason allows.
        rule: Id of the rule that gave it.
        text: One sentence, without any child-level value.
        owner: Role id of the person responsible. Empty if there is none.
        action: The action for the owner, as an instruction. Empty if there is none.
    """

    rating: Rating
    rule: str
    text: str
    owner: str = ""
    action: str = ""


@layout()
@frozen(kw_only=True)
class ThemeReadiness:
    """One theme's rating, which is the worst that its reasons allow.

    Attributes:
        theme: The theme.
        rating: The rating of its worst reason.
        reasons: Its reasons, the worst first.
    """

    theme: Theme
    rating: Rating
    reasons: tuple[Reason, ...] = ()


@layout()
@frozen(kw_only=True)
class NextAction:
    """A next action.

    Attributes:
        owner: Role id.
        title: What to do.
        theme: The theme that it improves.
        rating: The rating that it improves.
        due: Last day (inclusive), or None.
        holder: The name of the person in the role, if known.
        task: Id of the task. Empty if it comes from a reason.
        after_call: Whether it can only be done after the call. What comes before a call is in another list.
    """

    owner: str
    title: str
    theme: Theme
    rating: Rating
    due: date | None = None
    holder: str = ""
    task: str = ""
    after_call: bool = False


@document(
    "readiness",
    report="inspectprep.reports.compose.readiness:readiness_report",
    companions=("timeline", "checklist", "annexa", "trend", "earlier"),
)
@layout(
    "authority",
    "inspection",
    "variant",
    "title",
    "given",
    "as_of",
    "notified",
    "chance",
    "by_then",
    "rating",
    "ready",
    "themes",
    "actions",
    "notes",
    "altered_by",
)
@frozen(kw_only=True)
class Readiness:
    """The answer to the headline question.

    It advises and never decides; wherever a rating is shown, so are its reasons.

    Attributes:
        authority: The council.
        variant: Id of the variant.
        title: Title of the variant.
        as_of: The day for which the question is answered.
        notified: The day of the call that was assumed or came.
        rating: The worst theme's rating.
        themes: In the order of :class:`~inspectprep.model.checklist.Theme`.
        inspection: Id of the inspection that has begun; empty for an imagined call.
        given: The day on which the answer was given. None if it is not known.
        chance: The chance, from 0 to 1, that the call comes in the week of `notified`. None if it is not
            known, or the call has come.
        by_then: The chance that the call comes in that week or before. None if it is not known.
        actions: Most pressing first.
        notes: What a reader must know about the answer.
        altered_by: What plugins changed in the plan, the tasks, the check and the reasons.
    """

    authority: str = field(metadata=MAY_BE_BLANK)
    variant: str
    title: str
    as_of: date
    notified: date
    rating: Rating
    themes: tuple[ThemeReadiness, ...]
    inspection: str = ""
    given: date | None = None
    chance: float | None = None
    by_then: float | None = None
    actions: tuple[NextAction, ...] = ()
    notes: tuple[str, ...] = ()
    altered_by: tuple[Alteration, ...] = ()

    __one_line__ = ("rating", "notified", "as_of", "authority", "variant")

    @property
    def ready(self) -> bool:
        """True when no theme is red."""
        return self.rating is not Rating.RED
