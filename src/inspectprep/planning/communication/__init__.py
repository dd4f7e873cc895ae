"""Communication: the daily briefing, the embargo and the release plan."""
