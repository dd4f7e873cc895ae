"""Prepare for an inspection of children's services."""
