"""Results of a check: findings, counts, acceptance, comparison, indicators."""
