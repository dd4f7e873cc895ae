"""``inspectprep forecast``: the next full inspection, of a council or of a region."""

from cyclopts import App

__all__ = ["app"]

app = App(name="forecast", help="Forecast the next full inspection, of a council or of a region.")

for _name, _target, _text in (
    ("next", "forecast_next:next_", "Show when the next full inspection of a council is likely."),
    ("region", "forecast_region:region", "Show who is due in a region, and in which weeks."),
    ("backtest", "forecast_backtest:backtest", "Score the forecast and simpler methods on a history."),
):
    app.command(f"inspectprep.cli.{_target}", name=_name, help=_text)
