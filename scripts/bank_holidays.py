"""Print the module of England's bank holidays, from the ``holidays`` package.

Run it when a new year is announced: ``python scripts/bank_holidays.py 2007 2040 >
src/inspectprep/calendar/bank_holidays.py``. The tests compare what it printed with two packages.
"""

from __future__ import annotations

import sys

import holidays

HEAD = '''"""Bank holidays of England and Wales, one year a line; made by ``scripts/bank_holidays.py``.

One-off holidays (2011, 2012, 2020, 2022, 2023) are among them: they move real inspection dates. Years
after the last one announced on GOV.UK follow the standing rules and may yet gain a one-off day.
"""

FIRST_YEAR = {first}
LAST_YEAR = {last}

# Month and day of each holiday, by year.
BY_YEAR = {{
'''


def main() -> None:
    """Print the module for the years given on the command line, both inclusive."""
    first, last = int(sys.argv[1]), int(sys.argv[2])
    sys.stdout.write(HEAD.format(first=first, last=last))
    for year in range(first, last + 1):
        days = sorted(holidays.country_holidays("GB", subdiv="ENG", years=year))
        text = " ".join(f"{day:%m-%d}" for day in days if day.weekday() < 5)
        sys.stdout.write(f'    {year}: "{text}",\n')
    sys.stdout.write("}\n")


if __name__ == "__main__":
    main()
