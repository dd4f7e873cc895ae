"""Word documents: tables that fit on paper, the styles, a council's template, and the writer."""
