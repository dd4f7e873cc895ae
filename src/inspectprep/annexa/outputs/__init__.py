"""Workbooks of child-level data, for the analyst alone: readable by their owner, marked on every sheet."""
