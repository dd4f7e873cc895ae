"""Westhaven's plugin for inspectprep. Westhaven is made up; copy what you need for a real council."""
