"""The choice of sentences that a command is about: kinds of report, judgements, and a first day."""

from __future__ import annotations

from datetime import date

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Choice:
    """A choice of sentences. An empty part chooses all.

    Attributes:
        kinds: Kinds of report, such as ``ilacs``.
        judgements: Ids of judgements, such as ``help_and_protection``.
        since: The first day on which an inspection may have begun (inclusive).
        needs_improvement: Only sentences under a heading that says what needs to improve.
    """

    kinds: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    since: date | None = None
    needs_improvement: bool = False

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """Return the condition for the index, on ``report`` and ``sentence``, and its values."""
        parts = ["1"]
        values: list[str] = []
        for column, chosen in (("report.kind", self.kinds), ("sentence.judgement", self.judgements)):
            if chosen:
                parts.append(f"{column} IN ({', '.join('?' * len(chosen))})")
                values += chosen
        if self.since is not None:
            parts.append("report.day >= ?")
            values.append(self.since.isoformat())
        if self.needs_improvement:
            parts.append("sentence.stated_as = 'needs_improvement'")
        return " AND ".join(parts), tuple(values)
