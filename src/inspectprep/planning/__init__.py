"""Decisions: pure functions from values to values. They do no input or output and read no clock."""
