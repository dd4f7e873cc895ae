"""The next full inspection: intervals between past ones, when they begin, and the forecast from both."""
