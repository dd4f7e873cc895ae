"""Afterwards: the debrief, its lessons, and the plan of action."""
