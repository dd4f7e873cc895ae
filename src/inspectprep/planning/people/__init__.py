"""People: cover for the call, preparation of staff, and names that may be one person."""
