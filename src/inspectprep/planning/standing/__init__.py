"""The position of a plan, a register or a draft: the verdict, what is missing, and whose turn it is."""
