"""Print the module of England's bank holidays, from the ``holidays`` package.

Run it when a new year is announced: ``python scripts/bank_holidays.py 2007 2040 2027 >
src/inspectprep/calendar/bank_holidays.py``. The tests compare what it printed with two packages.

The third year is the last one that is announced. A ministry's order or the page of GOV.UK is the evidence,
not a package, which only follows the usual rules. GOV.UK always lists the year after this one. Further
years count only once they were read there. In November 2026 that leaves 2027.
"""

from __future__ import annotations

import sys

import holidays

HEAD = '''"""Bank holidays of England and Wales, one year a line. ``scripts/bank_holidays.py`` writes it.

The one-off holidays of 2011, 2012, 2020, 2022 and 2023 are included, because they moved real inspection
dates. Years after ``LAST_ANNOUNCED`` follow the usual rules: they are expected, and a one-off day may be
added to them.
"""

FIRST_YEAR = {first}
LAST_YEAR = {last}
LAST_ANNOUNCED = {announced}

# Month and day of each holiday, by year.
BY_YEAR = {{
'''


def main() -> None:
    """Print the module for the years on the command line: first, last (both inclusive) and last announced."""
    first, last, announced = (int(year) for year in sys.argv[1:4])
    sys.stdout.write(HEAD.format(first=first, last=last, announced=announced))
    for year in range(first, last + 1):
        days = sorted(holidays.country_holidays("GB", subdiv="ENG", years=year))
        text = " ".join(f"{day:%m-%d}" for day in days if day.weekday() < 5)
        sys.stdout.write(f'    {year}: "{text}",\n')
    sys.stdout.write("}\n")


if __name__ == "__main__":
    main()
