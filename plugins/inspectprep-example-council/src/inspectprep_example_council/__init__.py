"""Westhaven's plugin for inspectprep. Westhaven is fictional. Copy the parts that a real council needs."""
