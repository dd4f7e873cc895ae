"""The check of free text for the personal data of children, before anything is stored."""
