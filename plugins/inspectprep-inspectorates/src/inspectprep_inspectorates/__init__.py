"""Inspections by other inspectorates, and of homes and schools, for inspectprep: as data."""
