"""Working-day arithmetic against numpy's, a date at a time."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import numpy as np
from timing import paired, show

from inspectprep.calendar.working import bank_holidays, england


def main() -> None:
    """Add 21 working days to each of 5,000 dates, both ways, and compare what comes out."""
    days = england()
    table = np.busdaycalendar(holidays=list(bank_holidays()))
    dates = [date(2010, 1, 1) + timedelta(days=number) for number in range(5000)]

    def ours() -> list[date]:
        return [days.add(day, 21) for day in dates]

    def theirs() -> list[date]:
        return [np.busday_offset(day, 21, roll="backward", busdaycal=table).astype(object) for day in dates]

    if ours() != theirs():
        sys.exit("The two disagree.")
    mine, other = paired(ours, theirs)
    show(
        "add working days, a date at a time",
        (
            f"{mine / 5000 * 1e6:.2f} us",
            f"numpy {other / 5000 * 1e6:.2f} us",
            f"{other / mine:.1f} times faster",
        ),
    )


if __name__ == "__main__":
    main()
