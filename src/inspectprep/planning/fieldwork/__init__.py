"""Fieldwork: requests, claims and their balance, and the daily review."""
