"""Where a plan, a register or a draft stands: the verdict, what is missing, and whose turn it is."""
