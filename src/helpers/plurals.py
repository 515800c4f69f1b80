"""Plurals: a word for one and for many, as sentences and the screen need it."""


def plural(word: str, count: float) -> str:
    """Return the word for so many: report, reports."""
    return word if count == 1 else f"{word}s"


def counted(count: int, word: str) -> str:
    """Return a count with its word: 1 report, 1,200 reports."""
    return f"{count:,} {plural(word, count)}"
