"""Telling people: the evening's briefing, the embargo that holds, and the release prepared for it."""
