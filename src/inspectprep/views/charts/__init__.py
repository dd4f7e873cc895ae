"""Charts of plans, checks and readiness, drawn by Altair."""
