"""Follow-up: the debrief, its lessons and the action plan."""
