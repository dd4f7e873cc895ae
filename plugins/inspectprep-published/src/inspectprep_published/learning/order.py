"""The rules of a search in words, for its help and its results. It imports nothing, because help needs it."""

FOUND = (
    "A sentence is found if it has all the words. A word also finds its plural or singular. "
    "Words in quotes are a phrase. A star finds words that go on: supervis* finds supervision "
    "and supervised. Small words, such as of and the, count only in quotes."
)
"""The sentences that a search finds."""

ORDER = (
    "Sentences in which your words follow one another come first, then those with at most five other words "
    "between them, then the others. "
    "Among these, what needs to improve comes first, then the latest inspections."
)
"""The order of the sentences."""
