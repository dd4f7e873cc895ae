"""Joint, area SEND and children's home inspections for inspectprep, as data."""
